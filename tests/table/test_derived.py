"""A table that extends another, and one that a fallback helps with letters that it does not know."""

from __future__ import annotations

import json
import pickle
import tomllib
from pathlib import Path
from unicodedata import combining

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from translit import Table, TableError, UnfitTable, UnmappedCharacter, compile_table, load_table, tables, transliterate
from translit.interchange import load_format
from translit.lint import lint_table
from translit.table.derived import with_fallback

LAW = "bg-streamlined-2009"
C = """\
id = "bg-c"
name = { en = "The law, with c for ц" }
extends = "bg-streamlined-2009"
samples = [
  ["цена", "cena"],
  ["Щ Я ЦСКА ЖЕЧКА ЯЙЦЕ ЮЛИЯ", "Sht Ya CSKA ZHECHKA YAYCE YULIA"],
]
[map]
"ц" = "c"
"""


def write(folder: Path, text: str, name: str = "") -> Path:
    path = folder / f"{name or tomllib.loads(text)['id']}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(TableError) as caught:
        load_table(path)
    return str(caught.value).splitlines()


def test_a_table_changes_one_letter_of_another(tmp_path: Path) -> None:
    path = write(tmp_path, C)
    table = load_table(path)
    assert (table.extends, table.case, table.language, table.status) == (LAW, "follow", "bg", None)
    assert lint_table(table) == []
    assert transliterate("Цена, България, ЩИТ, София", path) == "Cena, Bulgaria, SHTIT, Sofia"
    assert transliterate("cena", path, reverse=True) == "цена"


def test_a_few_lines_are_enough(tmp_path: Path) -> None:
    path = write(tmp_path, 'id = "bg-c"\nextends = "bg-law"\n[map]\n"ц" = "c"\n')
    assert transliterate("цена", path) == "cena"


def test_the_browser_is_sent_the_whole(tmp_path: Path) -> None:
    compiled = compile_table(write(tmp_path, C))
    made = json.loads(load_format("json").export(compiled))
    whole = json.loads(load_format("json").export(compile_table(LAW)))
    # A letter that writes one letter need not look at its neighbours for their case.
    assert made["id"] == "bg-c" and len(whole["states"]) - 5 < len(made["states"]) < len(whole["states"])


def test_its_own_rules_may_have_contexts_and_classes_of_the_other(tmp_path: Path) -> None:
    text = C.replace('["цена"', '["цар мца", "car mza"],\n  ["цена"') + (
        '[[rules]]\nfrom = "ц"\nto = "z"\nafter = "{consonant}"\n[[rules]]\nfrom = "ия"\nto = "iya"\nbefore = "$"\n'
    )
    path = write(tmp_path, text)
    assert transliterate("мцц мия", path) == "mzz miya"


def test_samples_of_the_other_are_proven_too(tmp_path: Path) -> None:
    text = C.replace('  ["Щ Я ЦСКА ЖЕЧКА ЯЙЦЕ ЮЛИЯ", "Sht Ya CSKA ZHECHKA YAYCE YULIA"],\n', "")
    (problem,) = lint_table(load_table(write(tmp_path, text)))
    assert (problem.line, problem.key) == (3, "extends")
    assert "expected 'Sht Ya TSSKA ZHECHKA YAYTSE YULIA'" in problem.message
    assert f"by a sample of {LAW}: if it is meant, say the sample again here" in problem.message


def test_each_change_is_to_be_shown(tmp_path: Path) -> None:
    table = load_table(write(tmp_path, C + '"ѵ" = "y"\n'))
    assert [str(p) for p in lint_table(table) if "untested" in p.message] == [
        '10: map."ѵ": untested: no sample uses ѵ → y'
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"bg-streamlined-2009"',
            '"bg-streamlned-2009"',
            "3: extends: there is no table 'bg-streamlned-2009'; did you",
        ),
        ('"bg-streamlined-2009"', '"./no.toml"', "3: extends: ./no.toml: no such file or directory"),
        (
            '"bg-streamlined-2009"',
            '"bg-bds-1978"',
            "3: extends: bg-bds-1978: extends needs a scheme, and this table is",
        ),
        ('"bg-streamlined-2009"', '"bg-c.toml"', "3: extends: bg-c: a circle: bg-c extends bg-c"),
        ('"bg-streamlined-2009"', "5", "3: extends: expected the id or the path of a scheme"),
        (
            "samples",
            'case = "exact"\nsamples',
            "4: case: expected that of bg-streamlined-2009, 'follow', found 'exact'",
        ),
        ("samples", 'kind = "layout"\nsamples', "4: kind: expected that of bg-streamlined-2009, 'scheme'"),
        ('"ц"', '"Ц"', '9: map."Ц": write it small'),
        ('"c"', "5", '9: map."ц": expected a string, found 5'),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_key(tmp_path: Path, old: str, new: str, expected: str) -> None:
    path = write(tmp_path, C.replace(old, new, 1), "bg-c")
    found = problems(path)
    assert any(line.startswith(f"{path}:{expected}") for line in found), found


def test_a_circle_of_several_is_found(tmp_path: Path) -> None:
    for name, other in (("bg-a", "bg-b"), ("bg-b", "bg-d"), ("bg-d", "bg-a")):
        write(tmp_path, f'id = "{name}"\nextends = "./{other}.toml"\n[map]\n"ц" = "c"\n')
    assert "bg-a extends bg-b extends bg-d extends bg-a" in problems(tmp_path / "bg-a.toml")[0]


def test_a_fault_of_the_other_file_is_said_of_that_file(tmp_path: Path) -> None:
    other = write(tmp_path, C.replace('"c"', "5"))
    path = write(tmp_path, 'id = "bg-d"\nextends = "bg-c.toml"\n[map]\n"ч" = "č"\n')
    assert problems(path) == [f'{other}:9: map."ц": expected a string, found 5']


def test_extensions_of_extensions(tmp_path: Path) -> None:
    write(tmp_path, C)
    path = write(tmp_path, 'id = "bg-d"\nextends = "./bg-c.toml"\nsamples = [["чай", "čay"]]\n[map]\n"ч" = "č"\n')
    assert transliterate("чорбаджийска цена", path) == "čorbadzhiyska cena"
    origins = {sample.origin for sample in load_table(path).samples}
    assert origins == {"", "bg-c", LAW}
    assert pickle.loads(pickle.dumps(load_table(path))) == load_table(path)


def test_layouts_and_informal_tables_extend_nothing(tmp_path: Path) -> None:
    text = tables["bg-bds-1978"].text.replace("bg-bds-1978", "bg-x").replace("aliases", 'extends = "bg-law"\naliases')
    path = write(tmp_path, text, "bg-x")
    assert any("extends" in line or "kind" in line for line in problems(path))


def test_the_schema_for_editors_knows_it() -> None:
    schema = json.loads((ROOT / "docs" / "table.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(tomllib.loads(C), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(C.replace("extends", "extend")), schema)


# --- fallback


def test_letters_that_a_table_lacks_are_written_by_another() -> None:
    text = "Ельцын и Эмма Горбачёва, ѓакон, ЭММА, Горбаче\u0308ва"
    assert transliterate(text, LAW, fallback="mul-icao-9303") == "Elytsyn i Emma Gorbacheva, gakon, EMMA, Gorbacheva"
    assert transliterate("Щастие, България", LAW, fallback="ru-icao-9303") == "Shtastie, Bulgaria"
    assert transliterate("Ельцын", Path(ROOT / "layouts" / f"{LAW}.toml"), fallback=tables["ru-icao-9303"]) == "Elytsyn"


def test_strict_knows_what_the_fallback_knows() -> None:
    compiled = compile_table(LAW, fallback="ru-icao-9303")
    assert compiled.transliterate("Ельцын", errors="strict") == "Elytsyn"
    with pytest.raises(UnmappedCharacter):
        compiled.transliterate("ѓакон", errors="strict")
    assert pickle.loads(pickle.dumps(compiled)).transliterate("ы") == "y"


def test_the_browser_gets_the_fallback() -> None:
    made = load_format("json").export(compile_table(LAW, fallback="ru-icao-9303"))
    assert "ы" in made and "ы" not in load_format("json").export(compile_table(LAW))


@pytest.mark.parametrize(
    ("table", "fallback", "why"),
    [
        (LAW, "bg-bds-1978", "bg-bds-1978: a fallback needs a scheme, and this table is of kind 'layout'"),
        ("bg-informal", LAW, "bg-informal: a fallback needs a scheme, and this table is of kind 'informal'"),
        (LAW, "bg-translit", "bg-translit: expected a fallback from Cyrl to Latn as bg-streamlined-2009 is, found"),
    ],
)
def test_a_fallback_fits(table: str, fallback: str, why: str) -> None:
    with pytest.raises(UnfitTable, match=why):
        compile_table(table, fallback=fallback)


ROMANISING = [name for name in tables if tables[name].kind == "scheme" and tables[name].target_script == "Latn"]


@given(
    st.sampled_from(ROMANISING),
    st.sampled_from(("mul-icao-9303", "mul-iso-9-1995", "az-latin-1991", "ru-bgn-pcgn-1947")),
    st.data(),
)
def test_a_text_of_known_letters_is_written_as_without_a_fallback(
    table: str, fallback: str, data: st.DataObject
) -> None:
    # A mark may make a letter that the table does not know: ќ, decomposed, where к and the accent are known.
    letters = sorted({c for rule in tables[table].rules for c in rule.source if not combining(c)})
    text = data.draw(st.text(st.sampled_from([*letters, *map(str.title, letters), " "]), max_size=12))
    helped = with_fallback(tables[table], tables[fallback])
    assert transliterate(text, helped) == transliterate(text, table)


@pytest.mark.parametrize("table", ROMANISING)
def test_with_a_fallback_no_letter_of_it_is_left(table: str) -> None:
    fallback: Table = tables["mul-icao-9303"]
    text = " ".join(
        spelled for rule in fallback.rules if len(rule.source) == 1 for spelled in (rule.source, rule.source.upper())
    )
    written = transliterate(text, table, fallback=fallback)
    known = {c for rule in tables[table].rules for c in rule.source}
    left = {c for c in written if "\u0400" <= c <= "\u052f"} - known
    assert not left

"""Writing a table: a start that works, faults that say what to write, and letters that were forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_cli import bad, good, translit
from tests.counting import calls_of
from tests.places import ROOT
from translit import Misused, TableError, load_table, tables, transliterate
from translit.cli.new_table import start
from translit.lint import find_untouched, lint_table
from translit.table.file import parse_table
from translit.table.toml_hints import hint_for


@pytest.mark.parametrize("language", ["bg", "uk", "ru", "be", "sr", "mk", "kk", "mn", "el", "ka", "hy", "xx", "cnr"])
def test_a_new_table_works_and_lints_as_it_stands(tmp_path: Path, language: str) -> None:
    path = tmp_path / f"{language}-mine.toml"
    path.write_text(start(path.stem), encoding="utf-8")
    table = load_table(path)
    assert lint_table(table) == [] == find_untouched(table)
    assert len(table.rules) >= 24 and table.case == "follow"
    first = table.samples[0]
    assert transliterate(first.source, path) == first.target


@pytest.mark.parametrize(
    "what", ["samples", "classes", "map", "rules", "status", "case", "reversible", "after", "before"]
)
def test_a_new_table_says_every_key(what: str) -> None:
    assert re.search(rf"\b{what}\b", start("bg-mine"))


def test_a_new_table_that_changes_another(tmp_path: Path) -> None:
    path = tmp_path / "bg-mine.toml"
    path.write_text(start("bg-mine", extends="bg-law"), encoding="utf-8")
    assert lint_table(load_table(path)) == []
    assert transliterate("Щит", path) == "Shtit"


@pytest.mark.parametrize("language", ["bg", "ru", "uk", "mn", "xx"])
def test_a_new_layout_works_and_lints_as_it_stands(tmp_path: Path, language: str) -> None:
    path = tmp_path / f"{language}-mine.toml"
    path.write_text(start(path.stem, kind="layout"), encoding="utf-8")
    table = load_table(path)
    assert lint_table(table) == [] and len(table.rules) > 60
    assert transliterate("qwerty", path) == table.samples[0].target
    with pytest.raises(Misused, match="no layout in Grek to begin with"):
        start("el-mine", kind="layout")


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert translit("new", "bg-mine").returncode == 0
    assert good("lint", "bg-mine.toml") == ""
    assert good("convert", "./bg-mine.toml", "--text", "щит") == "shtit\n"
    assert "bg-mine.toml: cannot write: file exists" in bad(1, "new", "bg-mine")
    assert good("new", "uk-mine", "-o", "-").startswith("# uk-mine: a spelling scheme.")
    assert "expected a language and a name" in bad(2, "new", "Mine")
    assert "choose another name" in bad(2, "new", "bg-streamlined-2009")
    assert "did you mean" in bad(2, "new", "bg-x", "--extends", "bg-streamlned-2009")
    assert "--extends needs a scheme" in bad(2, "new", "bg-x", "--extends", "bg-bds-2006")
    assert "a layout is drawn anew" in bad(2, "new", "bg-x", "--kind", "layout", "--extends", "bg-law")
    with pytest.raises(Misused):
        start("bg")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[map]\nа = a", '2: not TOML: column 1: Invalid statement; letters need quotes: write "а" = "a"'),
        ('[map]\nа = "a"', 'letters need quotes: write "а" = "a"'),
        ('[map]\n"а" = a # ah', 'letters need quotes: write "а" = "a" # ah'),
        ("case = follow", 'letters need quotes: write case = "follow"'),
        (
            '[map]\n"а" = "a"\n"б" = "b"\n"а" = "x"',
            '4: not TOML: Cannot overwrite a value; "а" stands twice: line 2',
        ),
        ('[map]\n"а" = "a"\n[map]\n"б" = "b"', "[map] stands twice: put these lines below line 1"),
        ('id = "x"\nid = "y"', "id stands twice: line 1 has it already"),
        ("[map]\n“а” = “a”", 'TOML has straight quotes only: write "а" = "a"'),
        ('[map]\n"а": "a"', 'expected = between a letter and what becomes of it: write "а" = "a"'),
        ("[map]\nа -> a", 'expected = between a letter and what becomes of it: write "а" = "a"'),
        ('[map]\n"а" "a"', 'expected = between a letter and what becomes of it: write "а" = "a"'),
        ('[map]\n"а" = "a', "a quote is not closed"),
    ],
)
def test_a_line_that_is_no_toml_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(TableError) as caught:
        parse_table(text, "bg-x.toml")
    assert said in str(caught.value)


def test_every_such_line_is_told() -> None:
    with pytest.raises(TableError) as caught:
        parse_table("[map]\nа = a\nб = b\nв = v\n", "bg-x.toml")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]


@pytest.mark.parametrize("line", ["", "=", "# x", "[", "]", '"', "a = 1", "a.b = [1, 2", "x" * 1000, "а" * 200_000])
def test_a_hint_is_no_guess_at_what_is_not_known(line: str) -> None:
    assert hint_for([line], 1) == "" or "quote" in hint_for([line], 1) or "=" in line
    assert hint_for([line], 5) == ""


def test_hints_cost_by_the_length_of_a_file() -> None:
    few, many = ([f'"{n}" = "a"' for n in range(count)] + ['"0" = "b"'] for count in (500, 2000))
    assert calls_of(lambda lines: hint_for(lines, len(lines)), many) < 6 * calls_of(
        lambda lines: hint_for(lines, len(lines)), few
    )


def test_a_scheme_is_asked_for_its_case() -> None:
    text = tables["bg-streamlined-2009"].text.replace('case = "follow"\n', "")
    with pytest.raises(TableError, match=r'case: missing: expected "follow" \(rules are written small'):
        parse_table(text, "bg-streamlined-2009.toml")


@pytest.mark.parametrize("table_id", list(tables))
def test_no_letter_of_its_language_is_forgotten_in_a_table(table_id: str) -> None:
    assert [str(problem) for problem in find_untouched(tables[table_id])] == []


def test_letters_that_were_forgotten_are_told_and_are_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bg-mine.toml"
    path.write_text(
        start("bg-mine").replace('"щ" = "sht"\n', "").replace("щ", "").replace("shsht", "sh"), encoding="utf-8"
    )
    said = good("lint", str(path)).splitlines()
    assert [line.partition("note: ")[2] for line in said] == [
        "no sample has these letters of bg: щ",
        "no rule reads these letters of bg: щ",
    ]


def test_the_table_in_the_docs_is_one_to_copy_and_run(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    (text,) = re.findall(r'```toml\n(id = "el-elot-743".*?)```', page, re.DOTALL)
    path = tmp_path / "el-elot-743.toml"
    path.write_text(text, encoding="utf-8")
    assert lint_table(load_table(path)) == []
    assert transliterate("Οδυσσεύς ΟΔΥΣΣΕΥΣ", path) == "Odyssefs ODYSSEFS"

"""Each malformed table, and all of its problems at once: line, key path, what was expected and found."""

from __future__ import annotations

from pathlib import Path

import pytest

from translit import Deviation, Status, Table, TableError, TableNotFound, load_table, tables
from translit.lint import lint_table
from translit.table.drawing import summary
from translit.table.file import parse_table
from translit.table.library import heads

GOOD = """\
id = "bg-test"
kind = "scheme"
name = { en = "Test", bg = "Проба" }
language = "bg"
source-script = "Latn"
target-script = "Cyrl"
case = "follow"
samples = [
  ["sht", "щ"],
]
[classes]
vowel = "aeiou"
[map]
a = "а"
s = "с"
t = "т"
h = "х"
sht = "щ"
"""


def parse(text: str) -> Table:
    return parse_table(text, "t.toml", "bg-test")


def problems(text: str) -> list[str]:
    with pytest.raises(TableError) as caught:
        parse(text)
    assert caught.value.path == "t.toml"
    return [str(problem) for problem in caught.value.problems]


def changed(*replacements: tuple[str, str]) -> str:
    text = GOOD
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_the_good_table_is_good() -> None:
    table = parse(GOOD)
    assert [str(rule) for rule in table.rules][-1] == "sht → щ"
    assert lint_table(table) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"bg-test"', '"bg-other"', "1: id: expected 'bg-test', the file's name without .toml, found 'bg-other'"),
        ('"scheme"', '"skeme"', '2: kind: expected "layout", "scheme" or "informal", found \'skeme\''),
        ('{ en = "Test", bg = "Проба" }', '"Test"', "3: name: expected a table of names"),
        ('en = "Test", ', "", "3: name: expected an English name too: en = …"),
        ('"Latn"', '"latin"', "5: source-script: expected an ISO 15924 code such as \"Latn\", found 'latin'"),
        ('"follow"', '"auto"', '7: case: expected "follow" or "exact", found \'auto\''),
        ('["sht", "щ"]', '["sht"]', '9: samples[0]: expected ["input", "expected output"]'),
        ('["sht", "щ"]', '{ in = "s", out = "с", shows = [] }', "9: samples[0].shows: expected 1 texts, one a key"),
        ('["sht", "щ"]', '{ in = "s", out = "с", level = "caps" }', "9: samples[0].level: not usable here: 'caps'"),
        ('["sht", "щ"]', '{ in = "s", out = "с", expect = "ok" }', "9: samples[0].expect: not usable here: 'ok'"),
        ('"aeiou"', '"aeioua"', "12: classes.vowel: a letter stands twice"),
        ('"aeiou"', "5", "12: classes.vowel: expected a string of letters, found 5"),
        ('a = "а"', 'A = "а"', "14: map.A: write it small, 'a'"),
        ('a = "а"', '"" = "а"', '14: map."": expected at least one letter to convert'),
        ('a = "а"', '"a\\n" = "а"', "no rule reaches across a line end"),
        ('a = "а"', "a = 1", "14: map.a: expected a string, found 1"),
        ("[map]", "extra = 1\n[map]", "12: classes.extra: expected a string of letters"),
        ('case = "follow"', 'case = "follow"\nspeed = "high"', "8: speed: unknown key; expected one of"),
    ],
)
def test_one_problem(old: str, new: str, expected: str) -> None:
    found = problems(changed((old, new)))
    assert any(expected.partition(": ")[2] in problem for problem in found), found
    if expected[0].isdigit() and "extra" not in expected:
        assert found[0].startswith(expected.partition(":")[0] + ":"), found


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ('from = "x"', "rules[0].to: missing"),
        ('from = "{consonant}"\nto = ""', "rules[0].from: unknown class {consonant}"),
        (
            'from = "x"\nto = "кс"\nafter = "{consonant}"',
            "rules[0].after: unknown class {consonant}; this table has vowel",
        ),
        ('from = "x"\nto = "кс"\nafter = "a^"', "rules[0].after: '^' is not possible here"),
        ('from = "x"\nto = "кс"\nbefore = "^"', "rules[0].before: '^' is not possible here"),
        ('from = "x"\nto = "кс"\nbefore = "{vowel"', "rules[0].before: a brace is not closed"),
        ('from = "x"\nto = "кс"\nwhen = "a"', "rules[0].when: unknown key; expected from, to, after or before"),
        ('from = "sht"\nto = "шт"', "rules[0]: 'sht' in the same context is already mapped by map.sht"),
        ('from = "x\\n"\nto = "кс"', "rules[0].from: no rule reaches across a line end"),
    ],
)
def test_one_rule_problem(rule: str, expected: str) -> None:
    found = problems(f"{GOOD}[[rules]]\n{rule}\n")
    assert any(expected in problem for problem in found), found
    assert int(found[0].split(":")[0]) > GOOD.count("\n")


def test_all_problems_at_once() -> None:
    found = problems(changed(('"bg"\n', '""\n'), ('"Cyrl"', '"cyr"'), ('t = "т"', "t = 5"), ('"follow"', '"x"')))
    assert [problem.split(":")[0] for problem in found] == ["4", "6", "7", "16"]


def test_all_syntax_errors_at_once() -> None:
    found = problems(changed(('"bg"\n', '"bg\n'), ('t = "т"', 't = = "т"')))
    assert [problem.split(":")[:2] for problem in found] == [["4", " not TOML"], ["16", " not TOML"]]


def test_a_layout_must_have_all_its_keys() -> None:
    layout = (
        'id = "bg-test"\nkind = "layout"\nname = { en = "T" }\nlanguage = "bg"\nsource-script = "Latn"\n'
        'target-script = "Cyrl"\nbase = "us"\nsamples = [["a", "а"]]\n[keys]\nplain = """\nч 1\nя\nа\nз\n"""\n'
        'shift = """\nЧ\n"""\nside = ""\n'
    )
    found = problems(layout)
    assert any("keys.plain: row 1: expected 13 keys, found 2: ч 1" in p for p in found)
    assert any("keys.shift: expected 4 rows, found 1" in p for p in found)
    assert any("keys.side: unknown level" in p for p in found)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (('a = "а"', 'a = "a"'), "map.a: 'a' (U+0061) is of script Latn, expected Cyrl"),
        (('sht = "щ"', 'sht = "щ"\nha = "ха"'), "map.ha: redundant: 'ha' becomes 'ха' without it, and back"),
        (('["sht", "щ"]', '["sht", "ш"]'), "samples[0]: 'sht': expected 'ш', found 'щ'"),
        (("samples", "reversible = true\nsamples"), None),
    ],
)
def test_lint(change: tuple[str, str], expected: str | None) -> None:
    found = [str(problem) for problem in lint_table(parse(changed(change)))]
    assert found == [] if expected is None else any(expected in problem for problem in found), found


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([("a", "я", "{vowel}", ""), ("a", "ъ", "a", "")], "shadowed: a → я after {vowel} (rules[0]) always wins"),
        ([("a", "я", "^", ""), ("a", "ъ", "", "$")], "ambiguous: where a → я after ^ (rules[0]) fits too"),
        ([("s", "ш", "", "h"), ("sh", "щ", "", "")], "unreachable: wherever it fits, a longer rule"),
        ([("a", "я", "^", "")], "untested: no sample uses a → я after ^"),
    ],
)
def test_lint_of_rules(rules: list[tuple[str, str, str, str]], expected: str) -> None:
    text = GOOD + "".join(
        f'[[rules]]\nfrom = "{source}"\nto = "{target}"\nafter = "{after}"\nbefore = "{before}"\n'
        for source, target, after, before in rules
    )
    found = [str(problem) for problem in lint_table(parse(text))]
    assert any(expected in problem for problem in found), found


def test_lint_finds_a_false_promise_to_reverse() -> None:
    text = changed(("samples", "reversible = true\nsamples"), ('t = "т"', 't = "т"\nd = "т"'))
    assert any("not reversible: " in str(problem) for problem in lint_table(parse(text)))


def test_a_table_that_explodes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.machine.lazy.MAX_STATES", 20)
    found = [str(problem) for problem in lint_table(parse(GOOD + 'abcdefghij = "жжж"\n'))]
    assert any("needs more than 20 states" in problem for problem in found), found


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "bg-test.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_table(path).id == "bg-test"
    path.write_bytes(b"id = '\xff'\n")
    with pytest.raises(TableError, match="1: not UTF-8: invalid start byte at byte 6"):
        load_table(path)


def test_an_unknown_table_suggests_the_near_ones() -> None:
    with pytest.raises(TableNotFound, match="did you mean 'bg-phonetic-traditional'") as caught:
        tables["bg-phonetic-tradicional"]
    assert caught.value.table_id == "bg-phonetic-tradicional"
    assert caught.value.suggestions[0] == "bg-phonetic-traditional"
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Фонетична", "bg-phonetic-traditional"),
        ("ЙЦУКЕН", "ru-jcuken"),
        ("Bulgarian (Phonetic Traditional)", "bg-phonetic-traditional"),
        ("ISO 9:1995", "mul-iso-9-1995"),
        ("паспорт", "uk-passport-2007"),
        ("uk", "uk-kmu-2010"),
        ("serbian", "sr-latin"),
        ("bulgarian-bds", "quail:bulgarian-bds"),
        ("bulgarian-bds", "vim:bulgarian-bds"),
        ("ua", "uk-unicode"),
    ],
)
def test_a_table_that_words_name_is_suggested(words: str, meant: str) -> None:
    with pytest.raises(TableNotFound) as caught:
        tables[words]
    assert meant in caught.value.suggestions


@pytest.mark.parametrize(
    "name", ["russian-computer", "sr-kbd", "yandex_maps", "cv-cyr-altgr", "bgnpcgn-bul-Cyrl-Latn-1952"]
)
def test_the_name_of_an_original_will_do_where_one_table_alone_has_it(name: str) -> None:
    assert any(name in theirs.split() for theirs in tables[name].counterparts.values())


def test_a_status_says_how_the_standard_stands() -> None:
    table = parse(changed(("case =", 'status = { state = "draft", date = "2021-01", url = "https://x.org" }\ncase =')))
    assert table.status is not None
    assert str(table.status) == "draft of 2021-01"
    assert table.status.is_tentative
    assert str(Status("in-force", "2010")) == "in force since 2010"
    assert parse(GOOD).status is None


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (
            '{ state = "law", date = "2010" }',
            "expected a state, one of in-force, superseded, draft, pending, found 'law'",
        ),
        ('{ state = "draft", date = "soon" }', "expected a date such as \"2010-01-27\", found 'soon'"),
        ('{ state = "draft", date = "2010", by = "x" }', "unknown key 'by'; expected state, date and url"),
        (
            "3",
            'expected a table of texts such as { state = "in-force", date = "2010-01-27", url = "https://…" }, found 3',
        ),
    ],
)
def test_a_bad_status(said: str, problem: str) -> None:
    assert problems(changed(("case =", f"status = {said}\ncase ="))) == [f"7: status: {problem}"]


def test_the_keyboard_of_a_scheme() -> None:
    assert parse(changed(("case =", 'base = "us"\ncase ='))).base == "us"
    assert problems(changed(("case =", 'base = "azerty"\ncase ='))) == ["7: base: expected one of us, found 'azerty'"]


def test_a_deviation_is_of_a_counterpart() -> None:
    deviation = '{ oracle = "other", in = "s", out = "z", reason = "why" }'
    named = 'counterparts = { other = "x" }\n'
    table = parse(changed(("case =", f"{named}deviations = [{deviation}]\ncase =")))
    assert table.deviations == (Deviation("other", "s", "z", "why"),)
    assert table.counterparts == {"other": "x"}
    assert (
        "'other' is not one of the counterparts"
        in problems(changed(("case =", f"deviations = [{deviation}]\ncase =")))[0]
    )
    assert "expected { oracle" in problems(changed(("case =", f"{named}deviations = [3]\ncase =")))[0]


@pytest.mark.parametrize("table_id", list(tables))
def test_a_head_says_what_the_whole_table_says(table_id: str) -> None:
    assert heads()[table_id] == summary(tables[table_id])

"""The policy for programs: look-alikes and what nobody sees are found, comments in any language are let be."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit.checking import Policy, PolicyError, check, load_policy, names
from translit.checking.checker import is_plainly_good
from translit.checking.faults import findings
from translit.checking.language import load_language

A = "\N{CYRILLIC SMALL LETTER A}"
IE = "\N{CYRILLIC SMALL LETTER IE}"


def found(text: str, policy: str | Path | Policy = "code") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(finding.code, finding.text, finding.suggestions) for finding in check(text, policy)]


@pytest.mark.parametrize(
    "text",
    [
        "// Этот модуль читает файл",
        'name = "Афганистан"',
        "x = c + a  # скорость света",
        "x = а + c",
        'ALLOWED = re.compile("[а-яёa-z]")',
        "[ёa-zа-я0-9_]+ a-zA-Zа-яА-Я",
        r'"\u0441тол" "\nАвто" "\tСтол" "\x41Стол" "\u{441}ол" "%D0%B0а"',
        'print("%sа %dс %-5.2fс %05dс")',
        "ПозицияX = файлN + csН",
        "# URLа, SMSки, APIшный, XXв, 5кг",
        '{"с": "s", "ш": "sh", "щ": "щsh", "аa": 1, "сs": 2}',
        "qwertyйцукен abcабв",
        "-AЧИСЛО --file=ФАЙЛ",
        "Δx = μs + αβ",
        "naïve façade Straße",
        "\ufeffimport re",
        "👩\u200d💻 ❤\ufe0f",
        '"\N{BRAILLE PATTERN DOTS-1}\N{BRAILLE PATTERN BLANK}"',
        "текст/файл.py https://ru.wikipedia.org/wiki/Код",
        "THIS IS LOUD ENOUGH\f4овек ﬁ e\u0301 ТЕКСТ",
    ],
)
def test_what_is_right_in_a_program_is_let_be(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "word", "readings"),
    [
        (f"if {A}dmin:", f"{A}dmin", ("admin",)),
        ("\N{CYRILLIC SMALL LETTER ER}assword = 1", "\N{CYRILLIC SMALL LETTER ER}assword", ("password",)),
        (f"foo_b{A}r()", f"b{A}r", ("bar",)),
        (f"see `us{IE}r`", f"us{IE}r", ("user",)),
        (f"us{IE}r_name = 1", f"us{IE}r", ("user",)),
        (f"obj.us{IE}r()", f"us{IE}r", ("user",)),
        (f"/usr/lib/us{IE}r.py", f"us{IE}r", ("user",)),
        (f"{{us{IE}r}}", f"us{IE}r", ("user",)),
        (f"<div us{IE}r='1'>", f"us{IE}r", ("user",)),
        (f"<script>us{IE}r</script>", f"us{IE}r", ("user",)),
        (f"us{IE}r1", f"us{IE}r1", ("user1",)),
        (f"{IE}xec(x)", f"{IE}xec", ("exec", "ехес")),
        ("\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}f x:", "іf", ("if",)),
        ("import \N{CYRILLIC SMALL LETTER O}s.path", "\N{CYRILLIC SMALL LETTER O}s", ("os",)),
        ("user_\N{CYRILLIC SMALL LETTER ES}s = 1", "\N{CYRILLIC SMALL LETTER ES}s", ("cs",)),
        ("sh\N{GREEK SMALL LETTER OMICRON}pping", "sh\N{GREEK SMALL LETTER OMICRON}pping", ("shopping",)),
        ("# дaнные", "дaнные", ("данные",)),
    ],
)
def test_a_look_alike_in_a_name_is_found(text: str, word: str, readings: tuple[str, ...]) -> None:
    assert found(text) == [("mixed_script_confusable", word, readings)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("us\u200ber = 1", "invisible_character"),
        ("x\u2060y", "invisible_character"),
        ("x = '\ufeff'", "invisible_character"),
        ("so\u00adft", "invisible_character"),
        ("\u3164 = 1", "invisible_character"),
        ("# a\u202eb", "bidi_control"),
        ("/* \u2066 */ if (admin) { /* שלום \u2069 */", "bidi_control"),
    ],
)
def test_what_nobody_sees_is_found(text: str, code: str) -> None:
    findings = check(text, "code")
    assert {finding.code for finding in findings} == {code} and {finding.severity for finding in findings} == {
        "warning"
    }


def test_a_program_is_never_rewritten() -> None:
    text = f"us{IE}r = '\u200b\u202e'"
    findings = check(text, "code")
    assert [finding.fix for finding in findings] == [None] * 3
    assert all(finding.suggestions for finding in findings)
    assert {finding.fix for finding in check(text, load_policy("code").replace(fixes=True))} == {None, ""}


def test_a_policy_may_forbid_fixes_in_prose() -> None:
    (finding,) = check("срещ\N{LATIN SMALL LETTER A}", Policy(fixes=False))
    assert finding.fix is None and finding.suggestions == ("среща",)


TEXT = f"foo_b{A}r = us{IE}r + 'x\u200by' # дaнные"


def left(**changes: object) -> list[str]:
    return [finding.text for finding in check(TEXT, load_policy("code").replace(**changes))]


def test_words_and_characters_of_a_project_are_allowed() -> None:
    every = [f"b{A}r", f"us{IE}r", "\u200b", "дaнные"]
    assert left() == every
    assert left(allowed_words=[f"b{A}r"]) == left(allowed_words=[f"foo_b{A}r"]) == every[1:]
    assert left(allowed_words=["bar", f"foo_b{A}", "us"]) == every
    assert left(allowed_characters=f"{A}\u200b") == [every[1], every[3]]
    assert left(allowed_characters=f"{A}{IE}\u200ba") == []


def test_what_is_allowed_says_nothing_of_a_whole_text() -> None:
    policy = Policy(max_length=3, allowed_words=["го"], allowed_characters="го")
    assert [finding.code for finding in check("дълго", policy)] == ["max_length"]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_changes_the_policy_that_it_extends(tmp_path: Path) -> None:
    text = f'extends = "code"\nallowed_words = ["foo_b{A}r"]\n[severity]\ninvisible_character = "error"\n'
    policy = load_policy(write(tmp_path, "project.toml", text))
    assert (policy.code, policy.fixes, policy.allowed_words) == (True, False, (f"foo_b{A}r",))
    assert policy.severity == {**load_policy("code").severity, "invisible_character": "error"}
    assert policy.name.endswith("project.toml")
    own = write(tmp_path, "inner/own.toml", 'extends = "../project.toml"\nname = "own"\nfixes = true\n')
    assert load_policy(own) == policy.replace(name="own", fixes=True)


def test_a_comment_may_be_extended_too(tmp_path: Path) -> None:
    policy = load_policy(write(tmp_path, "short.toml", 'extends = "comment"\nmax_length = 10\n'))
    assert policy.replace(name="comment", max_length=2000) == load_policy("comment")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('extends = "cod"', r"did you mean code\?"),
        ('extends = "none.toml"', "none.toml"),
        ('extends = "own.toml"', r"a circle: .*own.toml extends .*own.toml"),
        ("extends = 1", "extends is 1: expected a text"),
        ('extend = "code"', r"did you mean extends\?"),
        ('allowed_word = ["a"]', r"did you mean allowed_words\?"),
        ('allowed_words = "a"', r"allowed_words is 'a': expected a list of texts"),
        ("allowed_words = [1]", r"allowed_words is \[1\]: expected a list of texts"),
        ("allowed_characters = 1", "allowed_characters is 1: expected a text"),
        ('code = "yes"', "code is 'yes': expected true or false"),
        ('extends = "code"\n[severity]\nbidi_contrl = "off"', r"did you mean bidi_control\?"),
    ],
)
def test_mistakes_in_a_file_are_said(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(PolicyError, match=problem):
        load_policy(write(tmp_path, "own.toml", text))


def test_a_circle_of_several_files_is_said(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", 'extends = "b.toml"')
    write(tmp_path, "b.toml", 'extends = "a.toml"')
    with pytest.raises(PolicyError, match=r"a circle: .*a.toml extends .*b.toml extends .*a.toml"):
        load_policy(tmp_path / "a.toml")


def test_the_name_of_a_base_may_be_wrong_in_the_base(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", "max_lenght = 3")
    with pytest.raises(PolicyError, match=r"base\.toml: max_lenght: no such setting"):
        load_policy(write(tmp_path, "own.toml", 'extends = "base.toml"'))


@pytest.mark.parametrize("value", ["a", ["a", 1], 3])
def test_allowed_words_are_texts(value: object) -> None:
    with pytest.raises(PolicyError, match="expected a list of texts"):
        Policy(allowed_words=value)  # type: ignore[arg-type]


def test_programs_of_others_have_nothing_to_find() -> None:
    files = sorted(Path(json.__file__).parents[1].glob("*.py"))
    assert len(files) > 100
    for path in files:
        assert found(path.read_text(encoding="utf-8")) == [], path


@given(st.text("aб \t\n\x0c\x1f\u2028\u200b.", max_size=30))
def test_lines_of_plain_ascii_are_passed_over_and_nothing_else_is(text: str) -> None:
    assert [found.span() for found in names._fields(text)] == [
        found.span() for found in names._MIXED_FIELD.finditer(text)
    ]


@pytest.mark.parametrize(
    "policy", ["code", load_policy("code").replace(severity={"all_caps": "warning"}, min_length=9)]
)
@pytest.mark.parametrize("text", [*map(chr, range(128)), "x = 1\n", "THIS IS SHOUTED, AND LONG ENOUGH\n"])
def test_plain_ascii_is_passed_at_a_glance_only_where_nothing_is_found(text: str, policy: str | Policy) -> None:
    wanted = load_policy(policy).replace(severity={**load_policy(policy).severity, "restricted_character": "error"})
    language = load_language("bg")
    assert not is_plainly_good(text, wanted, language) or findings(text, wanted, language) == []
    assert is_plainly_good("x = 1\r\n", load_policy("code"), language)


def test_letters_of_a_third_script_are_named() -> None:
    (finding,) = check("x = F\N{GREEK SMALL LETTER ALPHA}tal", "code")
    assert finding.message() == "In “F\N{GREEK SMALL LETTER ALPHA}tal” the letter “α” is Greek. Did you mean “Fatal”?"


SIGNS = "абвЁёЯіІАВЕlaeoxAB.-_%\\«»“—№… 09'ʼӏԛϲ\u00a0\u0301\u200b\n"


@given(st.text(st.sampled_from(SIGNS), max_size=60))
def test_what_is_passed_over_has_nothing_to_tell(text: str) -> None:
    seen = found(text)
    with patch.object(names, "_MIXED_FIELD", names._FIELD):
        assert found(text) == seen

"""Slugs: by the law of the language, never empty, never longer than asked, and their own slugs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.test_cli import bad, good, translit
from translit import Table, TableNotFound, UnfitTable, UnknownChoice, slug, slugs, tables
from translit.names.slug import SEPARATORS, distinct

ROMANISING = [name for name in tables if tables[name].kind == "scheme" and tables[name].target_script == "Latn"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Нов щит!", "nov-shtit"),
        ("България и Европа: София – 2026 г.", "bulgaria-i-evropa-sofia-2026-g"),
        ("  Много   интервали  ", "mnogo-intervali"),
        ("ЩИТ ЦСКА Юлия", "shtit-tsska-yulia"),
        ("Шофьор, гьол, Ѝ", "shofyor-gyol-i"),
        ("Зя́мък", "zyamak"),
        ("Ельцын и Эмма Горбачёва, ѓакон", "elytsyn-i-emma-gorbacheva-gakon"),
        ("don't зв'язок “щит”", "dont-zvyazok-shtit"),
        ("100 % от 1.5 кг", "100-ot-1-5-kg"),
        ("C++ и C#", "c-i-c"),
        ("snake_case и kebab-case--два", "snake-case-i-kebab-case-dva"),
        ("café Zürich Straße Łódź Đoković Ærø ışık", "cafe-zurich-strasse-lodz-djokovic-aero-isik"),
        ("½ № 5 ﬁ Ａ", "1-2-no-5-fi-a"),
        ("Привет 你好 🎉", "privet"),
        ("你好", "u4f60-u597d"),
        ("🎉", "u1f389"),
        ("!?", "u21-u3f"),
        ("", "untitled"),
        (" \n\t\u200b", "untitled"),
        ("CON", "con"),
        ("a/b\\c?d=e&f", "a-b-c-d-e-f"),
        ("щ\u00adит", "shtit"),
        ("Горбаче\u0308в", "gorbachev"),
    ],
)
def test_what_people_expect(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Згода, щастя, зв'язок", "zghoda-shchastia-zviazok"),
        ("ru", "Подъезд, щука, объём", "podieezd-shchuka-obieem"),
        ("sr", "Ђорђе Њујорк Жупа", "djordje-njujork-zupa"),
        ("mk", "Ѓорѓи Ќосев", "gjorgji-kjosev"),
        ("be", "Яўгеній", "yauheni"),
        ("az", "Әли", "eli"),
        ("bg-BG", "Щит", "shtit"),
    ],
)
def test_each_language_has_its_law(language: str, text: str, expected: str) -> None:
    assert slug(text, language=language) == expected


def test_a_scheme_may_be_named_or_given(tmp_path: Path) -> None:
    assert slug("Щит", "bg-scientific") == "stit"
    assert slug("Щит", tables["ru-icao-9303"]) == "shchit"
    path = tmp_path / "bg-c.toml"
    path.write_text('id = "bg-c"\nextends = "bg-law"\n[map]\n"ц" = "c"\n', encoding="utf-8")
    assert slug("Цена", path) == slug("Цена", str(path)) == "cena"


def test_settings() -> None:
    assert slug("Нов Щит", lower=False) == "Nov-Shtit"
    assert slug("Нов щит", separator="_") == "nov_shtit"
    assert slug("Нов щит", separator="") == "novshtit"
    assert slug("Нов щит & Ко́ты", keep_unicode=True) == "нов-щит-ко́ты"
    assert slug("हिन्दी भाषा", keep_unicode=True) == "हिन्दी-भाषा"
    assert slug("Първа и втора глава", max_length=13) == "parva-i-vtora"
    assert slug("Първа и втора глава", max_length=12) == "parva-i"
    assert slug("Първа", max_length=3) == "par"


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(UnfitTable, match="needs a scheme, and this table is of kind 'layout'"):
        slug("щит", "bg-bds")
    with pytest.raises(UnfitTable, match="a scheme into Latn, found one into Cyrl"):
        slug("щит", "bg-translit")
    with pytest.raises(TableNotFound):
        slug("щит", "bg-no")
    with pytest.raises(UnknownChoice, match="did you mean 'bg'"):
        slug("щит", language="bulgarian")
    with pytest.raises(UnknownChoice, match="unknown separator"):
        slug("щит", separator="/")
    with pytest.raises(ValueError, match="max_length is 0"):
        slug("щит", max_length=0)
    with pytest.raises(TypeError, match="expected a text to make a slug of, found NoneType"):
        slug(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected texts, found one"):
        list(slugs("щит"))


TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэюяёђѓєѕіїјљњћќўџґҐЩЯ'’·”\u0301\u0306\u0308 -_."),
        st.sampled_from("İıßĐđʺʹ½№ǅﬁ"),
    ),
    max_size=20,
)


@given(
    TEXTS,
    st.sampled_from([*ROMANISING, None]),
    st.sampled_from(SEPARATORS),
    st.booleans(),
    st.none() | st.integers(1, 9),
)
def test_a_slug_is_ascii_never_empty_and_its_own_slug(
    text: str, scheme: str | None, separator: str, lower: bool, most: int | None
) -> None:
    def again(text: str) -> str:
        return slug(text, scheme, separator=separator, lower=lower, max_length=most)

    found = again(text)
    assert re.fullmatch(rf"[A-Za-z0-9]+({re.escape(separator)}[A-Za-z0-9]+)*", found)
    assert most is None or len(found) <= most
    assert not lower or found == found.lower()
    assert again(found) == found


@given(TEXTS, st.booleans(), st.none() | st.integers(1, 9))
def test_a_slug_with_letters_of_any_script_is_its_own_slug_too(text: str, lower: bool, most: int | None) -> None:
    found = slug(text, keep_unicode=True, lower=lower, max_length=most)
    assert found and not re.search(r"[\s/?#%&<>\"'\\]", found)
    assert slug(found, keep_unicode=True, lower=lower, max_length=most) == found


@pytest.mark.parametrize("scheme", ROMANISING)
def test_every_letter_that_a_scheme_writes_is_written_in_ascii_without_a_cut(scheme: str) -> None:
    table: Table = tables[scheme]
    for rule in table.rules:
        if rule.source.isalpha() and rule.target:
            assert "-" not in slug(f"а{rule.source}а", table), rule
            if any(c.isalpha() for c in rule.target if not "\u02b0" <= c <= "\u02ff"):
                plain = slug(f"A{rule.target}A")
                assert len(plain) > 2 and "-" not in plain, rule


@given(st.lists(TEXTS | st.sampled_from(["щит", "Щит", "щит 2", "щит-2", "ШТИТ"]), max_size=12), st.booleans())
def test_no_two_are_alike_on_request(texts: list[str], lower: bool) -> None:
    found = list(slugs(texts, unique=True, lower=lower, max_length=12))
    assert len({each.casefold() for each in found}) == len(texts) == len(found)
    assert all(len(each) <= 12 for each in found)
    assert found[:1] == list(slugs(texts, lower=lower, max_length=12))[:1]


def test_numbers_go_on_from_the_last() -> None:
    assert list(slugs(["щит"] * 3 + ["щит 2", "щит-2"], unique=True)) == [
        "shtit",
        "shtit-2",
        "shtit-3",
        "shtit-2-2",
        "shtit-2-3",
    ]
    # Each is found at once: twenty thousand alike took the square of that.
    assert list(slugs(["щит"] * 20_000, unique=True))[-1] == "shtit-20000"
    assert list(slugs(["глава първа"] * 2, unique=True, max_length=8)) == ["glava", "glava-2"]
    assert distinct("shtit", {"shtit"}.__contains__, 6) == "shti-2"
    with pytest.raises(ValueError, match="has no room for '-2'"):
        list(slugs(["а", "а"], unique=True, max_length=2))


def test_the_command_is_a_filter_line_by_line() -> None:
    assert good("slug", stdin="Нов щит!\r\nЩит\n\nЩит".encode()) == "nov-shtit\nshtit\nuntitled\nshtit\n"
    assert good("slug", "--unique", stdin="Щит\nщит\n".encode()) == "shtit\nshtit-2\n"
    assert good("slug", "Нов щит!", "Щит") == "nov-shtit\nshtit\n"
    assert good("slug", "-l", "uk", "Щит") == "shchyt\n"
    assert good("slug", "--scheme", "bg-scientific", "--separator", "_", "--keep-case", "Нов Щит") == "Nov_Stit\n"
    assert good("slug", "--keep-unicode", "--max-length", "5", "Нов щит") == "нов\n"
    assert good("slug", "") == "untitled\n"
    assert translit("slug", stdin=b"\xff\n").stdout == b"ufffd\n"


def test_what_the_command_refuses() -> None:
    assert "did you mean 'bg'" in bad(2, "slug", "-l", "bulgarian", "a")
    assert "exclude each other" in bad(2, "slug", "-l", "bg", "--scheme", "icao", "a")
    assert "has no room for '-2'" in bad(2, "slug", "--unique", "--max-length", "1", "a", "a")
    assert "unknown separator '/'" in bad(2, "slug", "--separator", "/", "a")


def test_a_slug_comes_while_the_pipe_is_open() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "translit", "slug"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write("Щит\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == b"shtit\n"
        process.stdin.close()

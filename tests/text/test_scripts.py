"""Scripts of characters and chunks, against Python's own names and the files they were generated from."""

from __future__ import annotations

import re
import runpy
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from translit.errors import UnknownScript
from translit.text import _scripts
from translit.text.places import utf16_length
from translit.text.scripts import check_script, chunks, letter_class, script_extensions, script_of

TOOL = ROOT / "tools" / "update_scripts.py"


def test_the_table_is_what_its_sources_give() -> None:
    tool = runpy.run_path(str(TOOL))
    assert tool["generate"](tool["Sources"].installed()) == tool["TARGET"].read_text(encoding="utf-8")


def test_letters_named_after_a_script_belong_to_it() -> None:
    prefixes = {"CYRILLIC": "Cyrl", "LATIN": "Latn", "GREEK": "Grek", "ARMENIAN": "Armn", "HEBREW": "Hebr"}
    checked = 0
    for code in range(0x110000):
        name = unicodedata.name(chr(code), "")
        word = name.split(" ")[0]
        if word in prefixes and " LETTER " in name and " COMBINING " not in f" {name} ":
            assert script_of(chr(code)) == prefixes[word], name
            checked += 1
    assert checked > 1500


def test_assigned_characters_are_not_unknown() -> None:
    known = {code for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")}
    assert not [code for code in known if script_of(chr(code)) == "Zzzz"]
    assert script_of("\ue000") == script_of("\ud800") == script_of("\uffff") == "Zzzz"


@pytest.mark.parametrize("mark", ["\u0300", "\u0301", "\u0306", "\u0308"])
def test_accents_of_cyrillic_say_so(mark: str) -> None:
    assert "Cyrl" in script_extensions(mark)


@pytest.mark.parametrize("script", ["Cyrl", "Latn", "Grek"])
def test_letter_classes_hold_letters_of_their_script_only(script: str) -> None:
    letters = re.findall(f"[{letter_class(script)}]", "".join(map(chr, range(0x20000))))
    assert {script_of(char) for char in letters} == {script}
    assert {unicodedata.category(char)[0] for char in letters} <= {"L", "C"}


@given(st.text(alphabet="аяЯ аzZ-_7\u0301😀жω\n"))
def test_chunks_say_where_they_are(text: str) -> None:
    for chunk in chunks(text):
        assert text[chunk.start : chunk.end] == chunk.text
        assert chunk.start16 == utf16_length(text[: chunk.start])
        assert chunk.end16 == utf16_length(text[: chunk.end])


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("пре\u0301дстои важен мач, а въ\u0301лна няма", []),
        ("Чаи\u0306ката и И\u0306ордан Мои\u0306нов", []),
        ("SMS-и, PR-ът, USB-то и e-mail-ът", ["SMS", "PR", "USB", "e", "mail"]),
        ("final_отчет за /новини", ["final"]),
        ("видях o\N{CYRILLIC SMALL LETTER ES}а на цветето", ["o\N{CYRILLIC SMALL LETTER ES}а"]),
        ("сре\u200bща", []),
        ("№ 5 ² ½ ª", ["ª"]),
    ],
)
def test_check_script_finds_the_strays(text: str, stray: list[str]) -> None:
    assert [chunk.text for chunk in check_script(text, "Cyrl")] == stray


def test_a_script_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnknownScript):
        check_script("а", "Cyrillic")
    with pytest.raises(UnknownScript):
        letter_class("Hebr")


def test_lookalikes_are_disjoint_sets_of_letters() -> None:
    sets = [[chr(int(code, 16)) for code in row.split(",")] for row in _scripts.LOOKALIKES.split()]
    every = [char for members in sets for char in members]
    assert len(every) == len(set(every)) and len(sets) > 60
    assert any({"a", "\N{CYRILLIC SMALL LETTER A}"} <= set(members) for members in sets)

"""Reading costs as much a letter whatever the text: calls and bytes are counted, never seconds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.counting import bytes_of, calls_of
from translit import InputEngine, detect, transliterate
from translit.detection import explain_layout
from translit.informal.decoder import LONGEST_WORD


def read(text: str) -> object:
    return transliterate(text, "bg-informal")


def type_keys(text: str) -> object:
    engine = InputEngine("bg-informal")
    return [engine.feed(key) for key in text]


FUNCTIONS = [read, detect, explain_layout]
KINDS = [
    "vi",
    "á",
    "ij",
    "-",
    "a-",
    "a.",
    "sht",
    "a'",
    "4a",
    "q",
    "аa",
    ".",
    "4",
    "ae",
    "x",
    "/a",
    "a@",
    "á ",
    "kak si ",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_four_times_the_text_is_four_times_the_work(function: Callable[[str], object], kind: str) -> None:
    short, long = (kind * (size // len(kind)) for size in (2_000, 8_000))
    function(long)  # What is loaded or remembered once is no work.
    assert calls_of(function, long) < 4.6 * calls_of(function, short) + 1_000
    assert bytes_of(function, long) < 4.6 * bytes_of(function, short) + 500_000


def test_an_endless_word_is_typed_as_fast_as_any() -> None:
    type_keys("vi" * LONGEST_WORD)
    short, long = (calls_of(type_keys, "vi" * size) for size in (200, 800))
    assert long < 5 * short


ENDLESS = "bezsmislenagolemadumabezkrai" * 8


def test_a_word_that_is_too_long_is_read_in_pieces() -> None:
    found = transliterate(ENDLESS, "bg-informal")
    assert found.startswith("безсмисленаголемадумабезкрайбезсмисленаголемадумабезкрайбезсмисленаголемадума")
    assert not re.search("[a-z]", found)
    assert transliterate("ne" + "e" * 300, "bg-informal") == "не" + "е" * 300


def test_a_word_that_is_too_long_stays_typed() -> None:
    engine, text = InputEngine("bg-informal"), ""
    for key in ENDLESS + " ":
        text = engine.feed(key).apply(text)
    assert text.startswith("безсмисленаголемадумабезкрайбезсмисленаголемадумабезкрай")
    assert not re.search("[a-z]", text)


def test_every_stress_mark_stays_on_its_vowel() -> None:
    assert transliterate("doidá utré", "bg-informal") == "дойда\u0301 утре\u0301"
    assert transliterate("dóidá", "bg-informal") == "до\u0301йда\u0301"
    assert transliterate("dói\u0300dá", "bg-informal") == "до\u0301й\u0300да\u0301"

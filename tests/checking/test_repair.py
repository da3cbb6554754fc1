"""What repair promises: good words stay, each change is said, one round is enough."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translit.checking import languages, repair, repair_and_explain
from translit.checking.facts import rules
from translit.checking.language import load_language
from translit.resources import read_toml
from translit.text.places import utf16_length

TWINS = {cyrillic: latin for latin, cyrillic in rules().to_cyrillic.items() if latin.isascii()}


def in_a_sentence(word: str, code: str) -> str:
    """Return the sample of a language with a word in it, so that words made of twins only have a script to lean on."""
    return str(read_toml(f"checking/languages/{code}.toml")["sample"]).format(word)


def words_of(code: str) -> list[str]:
    language = load_language(code)
    return sorted(
        word
        for word in language.short_words | language.label_nouns | language.lookalikes
        if len(word) > 1 and set(word) <= language.alphabet
    )


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("rate", [0.2, 0.5, 0.8, 1.0])
def test_swapped_words_are_put_right(code: str, rate: float) -> None:
    dice = random.Random(f"{code}{rate}")
    right = wrong = 0
    for word in words_of(code):
        for form in (word, word.capitalize(), word.upper()):
            swapped = "".join(TWINS[c] if c in TWINS and dice.random() < rate else c for c in form)
            # Three capitals of Latin letters alone are an acronym like any other: POT, MTC.
            if swapped != form and not (len(form) <= 3 and form.isupper() and swapped.isascii()):
                good = in_a_sentence(form, code)
                right += repair(in_a_sentence(swapped, code), code) == good
                wrong += repair(in_a_sentence(swapped, code), code) != good
    assert right / (right + wrong) >= 0.95


@pytest.mark.parametrize("code", languages())
def test_good_words_are_left_alone(code: str) -> None:
    for word in words_of(code):
        for form in (word, word.capitalize(), word.upper()):
            text = in_a_sentence(form, code)
            assert repair(text, code) == text


SIGNS = (
    "абеосткХВИabeoctkXBil34602-_'.,! \n\u0301\u0306\u0308\u200b\u00ad\u202e\ufeff\ufffd\x07\u2028\u200dｅ𝐚αΩοіѕыéë😀"
)
PIECES = ["SMS", "CO2", "са", "ca", "ти", "XIX", "www.аb.com", "❤\ufe0f"]
TEXTS = st.lists(st.sampled_from([*SIGNS, *PIECES]), max_size=14).map("".join)


@given(TEXTS)
@example("\u200d" * 9)
@example("а" + "\ufe0f\u200d" * 9)
@example("❤" + "\ufe0f" * 9)
def test_one_repair_is_enough(text: str) -> None:
    once = repair(text)
    assert repair(once) == once


@given(TEXTS)
def test_the_changes_explain_the_result(text: str) -> None:
    fixed = repair_and_explain(text)
    rebuilt, done = [], 0
    for change in fixed.changes:
        assert change.start >= done and text[change.start : change.end] == change.before != change.after
        assert change.start16 == utf16_length(text[: change.start])
        assert change.end16 == utf16_length(text[: change.end])
        rebuilt += [text[done : change.start], change.after]
        done = change.end
    assert "".join(rebuilt) + text[done:] == fixed.text


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъьюяѝ ,.!?\n12579", max_size=60))
def test_plain_bulgarian_comes_back_as_it_is(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet="abdfghijklmnqrstuvwz ,.!?\n", max_size=60))
def test_plain_latin_comes_back_as_it_is(text: str) -> None:
    assert repair(text) == text


def test_a_tie_is_left_to_the_reader() -> None:
    fixed = repair_and_explain("фирма BМ\N{CYRILLIC CAPITAL LETTER ER} от града")
    assert fixed.changes == ()
    (finding,) = fixed.left
    assert len(finding.suggestions) == 2
    scripts = {bool(re.search("[A-Z]", suggestion)) for suggestion in finding.suggestions}
    assert scripts == {True, False}


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "аa",
        "са a ",
        "3аба ",
        "<b>3аба ",
        "\u200b",
        "а\u0301\u0302\u0303",
        "и\u0306",
        "http://аa.com ",
        "\U000e0061",
        "а-a-",
    ],
)
def test_a_long_text_of_one_kind_ends(piece: str) -> None:
    """Anything worse than linear time would take minutes here."""
    once = repair(piece * (60_000 // len(piece)))
    assert repair(once) == once

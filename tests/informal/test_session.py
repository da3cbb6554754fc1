"""Typing with candidates: edits are laws, and a choice is remembered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit import InputEngine, transliterate
from translit.informal.session import Session


def type_all(session: Session, keys: str) -> str:
    text = ""
    for key in keys:
        text = session.feed(key).apply(text)
    return text


def test_typing_shows_the_best_reading_and_settles_words() -> None:
    session = Session("bg-informal")
    assert type_all(session, "6te doida utre, ok? ").startswith("ще дойда утре, ")
    assert session.preedit == ""


@given(st.text("6tedoiaq4 ,", max_size=20))
def test_backspace_takes_back_a_key(keys: str) -> None:
    session, shorter = Session("bg-informal"), Session("bg-informal")
    text = type_all(session, keys)
    longer = session.feed("a").apply(text)
    edit = session.backspace()
    assert edit is not None
    assert edit.apply(longer) == type_all(shorter, keys)


def test_a_choice_is_remembered() -> None:
    session = Session("bg-informal")
    type_all(session, "koi")
    second = session.candidates(2)[1].text
    assert session.choose(1).apply("кой") == second
    session.commit()
    assert type_all(session, "koi") == second


@pytest.mark.parametrize("keys", ["koi", ""])
def test_a_number_that_no_candidate_has_is_refused_and_changes_nothing(keys: str) -> None:
    engine = InputEngine("bg-informal")
    for key in keys:
        engine.feed(key)
    shown, found = engine.preedit, engine.candidates(100)
    for number in (-1, -len(found) - 1, len(found), 1000):
        with pytest.raises(IndexError, match=f"no candidate {number}: there are {len(found)}, from 0"):
            engine.choose(number)
    assert (engine.preedit, engine.candidates(100)) == (shown, found)


LIVE = [
    "kupih iPhone ot https://shop.bg i pisah na ivan@abv.bg, @ivan. ",
    "6te doida utre, kak si? az sym dobre! ",
    "gledah The Walking Dead snoshti (mnogo hubavo) ",
    "Utre imame sreshta v 8 chasa.\nTova e vtori red ",
    "Tova e moqt PR, a tova - tvoyat SMS. ",
]


@pytest.mark.parametrize("keys", LIVE)
def test_behind_each_word_stands_what_a_batch_makes_of_all_keys(keys: str) -> None:
    engine, text = InputEngine("bg-informal"), ""
    for number, key in enumerate(keys, 1):
        text = engine.feed(key).apply(text)
        if key in " \n":
            assert text == transliterate(keys[:number], "bg-informal")


def test_the_word_as_it_was_typed_can_be_chosen_and_stays() -> None:
    engine, text = InputEngine("bg-informal"), ""
    for key in "vidyah shapka":
        text = engine.feed(key).apply(text)
    number = [candidate.text for candidate in engine.candidates()].index("shapka")
    text = engine.choose(number).apply(text)
    for key in " i shapka ":
        text = engine.feed(key).apply(text)
    assert text == "видях shapka и shapka "


def test_what_is_taken_back_between_words_is_forgotten() -> None:
    engine, text = InputEngine("bg-informal"), ""
    for key in "az sym, \b\b\b\bne ":
        edit = engine.backspace() if key == "\b" else engine.feed(key)
        text = text[:-1] if edit is None else edit.apply(text)
    assert text == "аз сне "

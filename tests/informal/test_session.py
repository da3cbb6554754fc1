"""Typing with candidates: edits are laws, and a choice is remembered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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

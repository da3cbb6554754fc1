"""Typing into a field: what stands before the caret is asked for at each key."""

import pytest

from tests.sequences import BACKSPACE, TYPED, sequences, some, typed
from translit import compile_table
from translit.hosts.field import FieldTyping


@pytest.mark.parametrize("table", some(TYPED, 12))
def test_types_what_the_engine_types(table: str) -> None:
    compiled = compile_table(table)
    levels = [level for level in compiled.table.keys if level not in ("plain", "shift")]
    for presses in sequences(compiled, levels=levels):
        typing, text = FieldTyping(compiled), ""
        for key, level in presses:
            edit = typing.backspace(text) if key == BACKSPACE else typing.key(text, key, level)
            text = text[:-1] if edit is None else edit.apply(text)
        assert text == typed(compiled, presses)


def test_a_caret_that_was_moved_begins_anew() -> None:
    typing = FieldTyping("bg-translit")
    assert typing.key("", "s").insert == "с"
    assert typing.key("друго", "h").apply("друго") == "другох"
    assert typing.backspace("и пак друго") is None


def test_a_caret_that_comes_back_goes_on() -> None:
    typing = FieldTyping("bg-translit")
    assert typing.key("да ", "s").insert == "с"
    assert typing.key("да с", "h").apply("да с") == "да ш"


@pytest.mark.parametrize("before", ["с", "Той пише с", "ас"])
def test_a_letter_that_was_there_is_no_key(before: str) -> None:
    typing = FieldTyping("bg-translit")
    assert typing.key("а да ", "s").insert == "с"
    assert typing.key(before, "h").apply(before) == before + "х"


def test_candidates_are_those_of_the_word_before_the_caret() -> None:
    typing, text = FieldTyping("bg-informal"), "аз "
    for key in "koi":
        text = typing.key(text, key).apply(text)
    assert [each.text for each in typing.candidates(text, 2)] == ["кой", "кои"]
    assert typing.choose(text, 1).apply(text) == "аз кои"
    assert typing.candidates("друго") == []

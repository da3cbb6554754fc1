"""Dead keys: their mark goes on the next letter, on whatever levels both are, and one Backspace takes back one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit import InputEngine, compile_table, tables
from translit.machine.keys import drawn_levels

DEAD = ["mk-cyrillic", "sr-cyrillic", "sr-windows", "ru-phonetic-swedish"]


def typed(table_id: str, presses: list[tuple[str, str]]) -> list[str]:
    """Return the text after each key."""
    engine, shown = InputEngine(table_id), [""]
    for key, level in presses:
        shown.append(engine.feed(key, level).apply(shown[-1]))
    return shown


@pytest.mark.parametrize("table_id", DEAD)
@given(data=st.data())
def test_one_backspace_takes_back_one_key(table_id: str, data: st.DataObject) -> None:
    levels = drawn_levels(tables[table_id])
    keys = [(key, level) for level, cells in levels.items() for key in cells] + [(" ", ""), ("a", ""), ("9", "")]
    presses = data.draw(st.lists(st.sampled_from(keys), max_size=12))
    engine, shown = InputEngine(table_id), [""]
    for key, level in presses:
        shown.append(engine.feed(key, level).apply(shown[-1]))
        assert shown[-1].endswith(engine.preedit)
    while len(shown) > 1:
        edit = engine.backspace()
        assert edit is not None
        assert edit.apply(shown.pop()) == shown[-1]
    assert engine.backspace() is None


def test_the_mark_goes_on_a_letter_and_stands_alone_before_anything_else() -> None:
    assert typed("sr-cyrillic", [("7", "altgr"), ("a", "")]) == ["", "`", "а̀"]
    assert typed("sr-cyrillic", [("7", "altgr"), ("a", "caps")])[-1] == "А̀"
    assert typed("sr-cyrillic", [("7", "altgr"), ("1", "")])[-1] == "`1"
    assert typed("sr-cyrillic", [("7", "altgr"), (" ", "")])[-1] == "`"
    assert typed("sr-cyrillic", [("7", "altgr"), ("7", "altgr"), ("a", "")])[-1] == "`а"
    assert typed("sr-cyrillic", [("7", "altgr"), ("9", "altgr"), ("a", "")])[-1] == "`а́"
    assert typed("mk-cyrillic", [("`", ""), ("i", "")]) == ["", "`", "ѝ"]


def test_a_text_has_the_dead_keys_of_base_characters() -> None:
    assert compile_table("mk-cyrillic").transliterate("Ne `i rekol, s`e") == "Не ѝ рекол, сѐ"
    assert compile_table("mk-cyrillic").transliterate("` a `1 ``") == "`а `1 `"

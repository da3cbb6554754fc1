"""Any two layouts, composed through their keys."""

from __future__ import annotations

from itertools import chain, pairwise, permutations

import pytest

from translit import InputEngine, NoKeys, TableNotFound, compile_table, relayout, tables
from translit.machine.keys import drawn_levels
from translit.table.dead_keys import accent, mark_of
from translit.table.value import BASES

LAYOUTS = [table_id for table_id in tables if tables[table_id].kind == "layout"]
#: Those that somebody may have on without noticing, and each other one beside its neighbour.
USUAL = [table_id for table_id in LAYOUTS if tables[table_id].usual]
PAIRS = [*permutations(USUAL, 2), *pairwise(LAYOUTS), *pairwise(LAYOUTS[::-1])]
KEYS = "".join(row.plain + row.shift for row in BASES["us"])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_the_latin_keyboard_types_is_what_the_keys_type(layout: str) -> None:
    typed = compile_table(layout).transliterate(KEYS)
    assert relayout(KEYS, "us", layout) == typed
    back = relayout(typed, layout, "us")
    # A dead key is none of the characters that it gives.
    has_dead = any(map(mark_of, chain(*chain(*tables[layout].keys.values()))))
    assert has_dead or compile_table(layout).transliterate(back) == typed


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_every_character_comes_by_the_same_key(one: str, other: str) -> None:
    levels, others = drawn_levels(tables[one]), drawn_levels(tables[other])
    for char in {char for cells in levels.values() for char in cells.values() if len(char) == 1}:
        on = {(level, key) for level, cells in levels.items() for key, cell in cells.items() if cell == char}
        cells = {others[level][key] for level, key in on if key in others.get(level, {})} or {char}
        possible = {accent(mark_of(cell)) or cell for cell in cells}
        assert relayout(char, one, other) in possible


@pytest.mark.parametrize(
    ("text", "typed", "meant", "right"),
    [
        ("Ghbdtn", "us", "ru-jcuken", "Привет"),
        ("руддщ цщкдв", "ru-jcuken", "us", "hello world"),
        ("Здрасти, хора! 5", "bg-phonetic-traditional", "us", "Zdrasti, hora! 5"),
        ("q[y", "us", "bg-phonetic-traditional", "яшъ"),
        ("日本 😀", "us", "ru-jcuken", "日本 😀"),
    ],
)
def test_words(text: str, typed: str, meant: str, right: str) -> None:
    assert relayout(text, typed, meant) == right


def test_what_is_no_layout_is_said_to_be_none() -> None:
    with pytest.raises(NoKeys, match="bg-translit is no keyboard layout"):
        relayout("a", "us", "bg-translit")
    with pytest.raises(TableNotFound):
        relayout("a", "none", "us")


def test_a_key_without_a_place_on_the_base_keyboard_has_one_on_iso_keyboards() -> None:
    assert InputEngine("bg-bds-2006").feed("IntlBackslash", "shift").insert == "Ѝ"

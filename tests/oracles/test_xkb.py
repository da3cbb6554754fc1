"""Layouts against the keyboard of every Linux desktop: libxkbcommon types each cell and each sample."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from unicodedata import normalize

import pytest

from tests.oracles.keyboard import EXTRA_KEY, Cell, cells_of, differences, pressed
from tests.oracles.missing import listed_packages
from tests.oracles.xkb import (
    COMPOSE_PACKAGE,
    DATA_PACKAGE,
    HELD,
    KEY_NAMES,
    LIBRARY_PACKAGE,
    Keymap,
    composed,
    registered,
)
from tests.places import ROOT
from translit import Deviation, InputEngine, Sample, Table, tables
from translit.table.dead_keys import ACCENTS, CIRCLE, accent

pytestmark = pytest.mark.oracle

ORACLE = "xkb"
#: A table may be several layouts of X11, which differ in nothing.
PAIRS = [
    (table, name)
    for table in map(tables.__getitem__, tables)
    if table.kind == "layout"
    for name in table.counterparts.get(ORACLE, "").split()
]
EVERY_PAIR = pytest.mark.parametrize(("table", "name"), PAIRS, ids=[f"{table.id}~{name}" for table, name in PAIRS])
#: Layouts of X11 that type Cyrillic and have no table: Ukrainian letters on AltGr alone, over a Latin keyboard.
LEFT_OUT = {"ua(sun_type6)"}
CYRILLIC = re.compile("[\u0400-\u052f]")
#: X11's compose sequence for this one has two accents.
WRONG_IN_X11 = {("\N{COMBINING ACUTE ACCENT}", "Ю")}


@cache
def keymap(name: str) -> Keymap:
    """Return a layout by what X11 calls it: `ru(phonetic)`, or `ru` for the one that needs no name."""
    layout, _, variant = name.rstrip(")").partition("(")
    return Keymap(layout, variant)


def cells(table: Table) -> dict[Cell, str]:
    """Return the cells of a table; on a level that it does not draw no key gives anything."""
    drawn = cells_of(table.keys)
    return {(level, key): drawn.get((level, key), "") for level in HELD for key in KEY_NAMES}


def known(table: Table) -> dict[Cell, Deviation]:
    """Return the cells where a table departs from X11 on purpose: `in` is a level and a key."""
    found = [deviation for deviation in table.deviations if deviation.oracle == ORACLE]
    return {(level, key): each for each in found for level, key in [each.source.split(" ")]}


@EVERY_PAIR
def test_every_cell_of_every_level(table: Table, name: str) -> None:
    ours, theirs = cells(table), keymap(name).cells()
    assert ours.keys() == theirs.keys()
    assert len(theirs) == 6 * 48
    declared = {cell: (ours[cell], deviation.target) for cell, deviation in known(table).items()}
    assert differences(ours, theirs, theirs) == declared


@EVERY_PAIR
def test_altgr_types_nothing_of_its_own_where_the_table_draws_nothing(table: Table, name: str) -> None:
    drawn = cells(table)
    for without, level in (("plain", "altgr"), ("shift", "altgr-shift")):
        for key in (key for key in KEY_NAMES if not drawn[level, key]):
            assert keymap(name).typed(level, key) in ("", keymap(name).typed(without, key))


def strokes(sample: Sample) -> Iterator[Cell | str]:
    """Yield the cells a sample presses; a character that no key has, such as a blank, as itself."""
    for character in sample.source:
        if character.isspace():
            yield character
        else:
            level, key = pressed(character)
            yield sample.level or level, key


def typed(name: str, sample: Sample) -> str:
    """Return what a person gets who types a sample on X11, dead keys composed."""
    text, mark = "", ""
    for stroke in strokes(sample):
        cell = stroke if isinstance(stroke, str) else keymap(name).typed(*stroke)
        if cell.startswith(CIRCLE) and not mark:
            mark = cell[1:]
        else:
            text, mark = text + (composed(mark, cell) if mark else cell), ""
    return text


@EVERY_PAIR
def test_a_person_typing_the_samples_on_x11_gets_them(table: Table, name: str) -> None:
    apart = known(table).keys()
    samples = [s for s in table.samples if not s.reverse and apart.isdisjoint(strokes(s))]
    assert [s for s in samples if typed(name, s) != normalize("NFC", s.target)] == []
    assert len(samples) > 1


@pytest.mark.parametrize(
    "table",
    [table for table in dict(PAIRS) if any(cell.startswith(CIRCLE) for cell in cells(table).values())],
    ids=lambda table: table.id,
)
def test_dead_keys_compose_as_x11_does(table: Table) -> None:
    """Where X11 has no such pair, the mark stands on the letter all the same."""
    drawn, engine = cells(table), InputEngine(table)
    keys = [cell for cell in drawn if cell[1] != EXTRA_KEY]  # no character of the base keyboard names that one
    letters = [cell for cell in keys if cell[0] in ("plain", "shift") and CYRILLIC.match(drawn[cell])]
    for dead, letter in product([cell for cell in keys if drawn[cell].startswith(CIRCLE)], letters):
        mark, char = drawn[dead][1:], drawn[letter]
        text = engine.feed(dead[1], dead[0]).apply("")
        text = engine.feed(letter[1], letter[0]).apply(text)
        engine.reset()
        known_to_x11 = "" if (mark, char) in WRONG_IN_X11 else composed(mark, char)
        assert text == (known_to_x11 or normalize("NFC", char + mark)), (mark, char)


@pytest.mark.parametrize("mark", ACCENTS)
def test_a_dead_key_and_a_blank_give_the_accent_of_x11(mark: str) -> None:
    assert composed(mark, " ") == accent(mark)


def test_each_deviation_is_tried_by_a_sample() -> None:
    """So that who reads the table learns of it."""
    for table in dict(PAIRS):
        tried = {cell for s in table.samples if s.reason and not s.reverse for cell in strokes(s)}
        assert {cell for cell in known(table) if not cell[0].startswith("caps")} <= tried, table.id


def test_every_layout_of_x11_that_types_cyrillic_has_a_table() -> None:
    names = {name for _, name in PAIRS}
    typing = set()
    for name in registered():
        plain = [keymap(name).typed("plain", key) for key in KEY_NAMES]
        if any(map(CYRILLIC.match, plain)):
            typing.add(name)
    assert typing - names == set()
    assert names - typing == set()
    assert not LEFT_OUT & typing
    assert len(typing) == 79


def test_the_packages_are_listed() -> None:
    assert {COMPOSE_PACKAGE, DATA_PACKAGE, LIBRARY_PACKAGE} <= listed_packages(ROOT)

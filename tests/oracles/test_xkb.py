"""Layouts against the keyboard of every Linux desktop: libxkbcommon types each cell and each sample."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.oracles.keyboard import Cell, Difference, cells_of, declared, differences, pressed
from tests.oracles.xkb import HELD, KEY_NAMES, Keymap
from translit import Sample, tables

pytestmark = pytest.mark.oracle

LAYOUTS = {
    "bg-phonetic-traditional": ("bg", "phonetic"),
    "bg-phonetic-2006": ("bg", "bas_phonetic"),
    "bg-bds-2006": ("bg", ""),
    "bg-bekl": ("bg", "bekl"),
    "ru-jcuken": ("ru", ""),
    "ru-phonetic": ("ru", "phonetic"),
}

OPENING, CLOSING = "\N{MATHEMATICAL LEFT ANGLE BRACKET}", "\N{MATHEMATICAL RIGHT ANGLE BRACKET}"
XKB_OPENING, XKB_CLOSING = "\N{LEFT-POINTING ANGLE BRACKET}", "\N{RIGHT-POINTING ANGLE BRACKET}"
WIDE = "Unicode discourages X11's bracket, and normalisation turns it into a wide CJK one"
ON_PARENTHESES = (
    Difference("altgr-shift", "9", OPENING, XKB_OPENING, WIDE),
    Difference("altgr-shift", "0", CLOSING, XKB_CLOSING, WIDE),
)
ON_PERCENT = (
    Difference("altgr", "5", OPENING, XKB_OPENING, WIDE),
    Difference("altgr-shift", "5", CLOSING, XKB_CLOSING, WIDE),
)
DIFFERENCES: dict[str, tuple[Difference, ...]] = {
    "bg-phonetic-traditional": ON_PARENTHESES,
    "bg-phonetic-2006": ON_PARENTHESES,
    "bg-bds-2006": ON_PERCENT,
    "bg-bekl": ON_PERCENT,
}


def strokes(sample: Sample) -> Iterator[Cell | str]:
    """Yield the cells a sample presses; a character that no key has, such as a blank, as itself."""
    for character in sample.source:
        if character.isspace():
            yield character
        else:
            level, key = pressed(character)
            yield sample.level or level, key


@pytest.mark.parametrize("table_id", LAYOUTS)
def test_every_cell_of_every_level(table_id: str) -> None:
    ours, theirs = cells_of(tables[table_id].keys), Keymap(*LAYOUTS[table_id]).cells()
    assert len(theirs) == len(HELD) * len(KEY_NAMES) == 6 * 48
    assert ours.keys() == theirs.keys()
    assert differences(ours, theirs, theirs) == declared(DIFFERENCES.get(table_id, ()))


@pytest.mark.parametrize("table_id", LAYOUTS)
def test_altgr_types_nothing_of_its_own_where_the_table_draws_nothing(table_id: str) -> None:
    keymap, cells = Keymap(*LAYOUTS[table_id]), cells_of(tables[table_id].keys)
    for without, level in (("plain", "altgr"), ("shift", "altgr-shift")):
        empty = [key for key in KEY_NAMES if not cells[level, key]]
        assert empty
        for key in empty:
            assert keymap.typed(level, key) in ("", keymap.typed(without, key))


@pytest.mark.parametrize(
    ("table_id", "sample"),
    [
        pytest.param(table_id, sample, id=f"{table_id}-{number}")
        for table_id in LAYOUTS
        for number, sample in enumerate(tables[table_id].samples)
        if not sample.reverse and declared(DIFFERENCES.get(table_id, ())).keys().isdisjoint(strokes(sample))
    ],
)
def test_a_person_typing_the_sample_on_x11_gets_it(table_id: str, sample: Sample) -> None:
    keymap = Keymap(*LAYOUTS[table_id])
    typed = [stroke if isinstance(stroke, str) else keymap.typed(*stroke) for stroke in strokes(sample)]
    assert "".join(typed) == sample.target


@pytest.mark.parametrize(
    ("table_id", "difference"), [(table_id, each) for table_id, known in DIFFERENCES.items() for each in known]
)
def test_every_difference_is_a_sample_with_a_reason(table_id: str, difference: Difference) -> None:
    assert any(
        (sample.level, sample.source) == (difference.level, difference.key)
        and sample.target == difference.ours
        and sample.reason
        for sample in tables[table_id].samples
    )

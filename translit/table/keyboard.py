"""Read the keyboard of a layout: its levels, drawn as rows of keys, and what each key of the base keyboard types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from .dead_keys import CIRCLE, accent, mark_of, put_on
from .fields import Fields
from .value import BASES, LEVELS, NOTHING, BaseRow, Rows, Rule


def read_keys(fields: Fields) -> dict[str, Rows]:
    """Return the levels of a layout, those of Caps Lock derived where they are not drawn."""
    base = fields.said.get("base", "us")
    drawn: dict[str, Rows] = {}
    if base not in BASES:
        fields.problem("base", f"expected one of {', '.join(BASES)}, found {base!r}")
        return drawn
    pictures = fields.said.get("keys")
    if not isinstance(pictures, dict) or "plain" not in pictures or "shift" not in pictures:
        fields.problem("keys", "expected a [keys] table with plain and shift, each drawn as four rows")
        return drawn
    for level, picture in pictures.items():
        if level not in LEVELS:
            fields.problem(f"keys.{level}", f"unknown level; expected one of {', '.join(LEVELS)}")
        elif not isinstance(picture, str):
            fields.problem(f"keys.{level}", f"expected a string of four rows, found {picture!r}")
        elif rows := _rows(fields, f"keys.{level}", picture, BASES[base]):
            drawn[level] = rows
    if fields.problems:
        return drawn
    drawn.setdefault("caps", each_cell(str.upper, drawn["plain"]))
    drawn.setdefault("caps-shift", each_cell(str.lower, drawn["shift"]))
    return {level: drawn[level] for level in LEVELS if level in drawn}


def typed_rules(keys: Mapping[str, Rows], base: str) -> Iterator[Rule]:
    """Yield what each character of the base keyboard types, by the plain and shift levels; after dead keys, too."""
    typed = list(_typed(keys, base))
    for level, source, target in typed:
        if not mark_of(target) and source != target:
            yield Rule(source, target, key=f"keys.{level}")
    for level, source, dead in typed:
        if mark := mark_of(dead):
            yield Rule(source, accent(mark), key=f"keys.{level}")
            yield from (Rule(source + key, accent(mark), key=f"keys.{level}") for key in (" ", source))
            yield from (
                Rule(source + key, put_on(mark, letter), key=f"keys.{level}")
                for _, key, letter in typed
                if put_on(mark, letter) != accent(mark) + letter
            )


def _typed(keys: Mapping[str, Rows], base: str) -> Iterator[tuple[str, str, str]]:
    """Yield the level, the character of the base keyboard and the cell of each key that types something."""
    for level in ("plain", "shift"):
        for row, cells in zip(BASES.get(base, ()), keys.get(level, ()), strict=False):
            characters = row.plain if level == "plain" else row.shift
            for source, target in zip(characters, on_base(cells, row), strict=False):
                if target:
                    yield level, source, target


def on_base(cells: Sequence[str], row: BaseRow) -> Sequence[str]:
    """Return the cells of the keys that the base keyboard has too: the one more of ISO keyboards is drawn first.

    >>> on_base(("ѝ", *"зьцвбнм,./"), BASES["us"][3])
    ('з', 'ь', 'ц', 'в', 'б', 'н', 'м', ',', '.', '/')
    """
    return cells[-len(row.plain) :]


def _rows(fields: Fields, key: str, picture: str, base: Sequence[BaseRow]) -> Rows | None:
    """Return a drawn level as cells, or None, a problem noted, if it has not the keys of its base."""
    lines = [line.split() for line in picture.strip("\n").split("\n")]
    if len(lines) != len(base):
        fields.problem(key, f"expected {len(base)} rows, found {len(lines)}")
        return None
    rows = []
    for number, (cells, row) in enumerate(zip(lines, base, strict=True), 1):
        wanted = [len(row.plain)]
        if number == len(base):
            wanted.append(len(row.plain) + 1)
        if len(cells) not in wanted:
            expected = " or ".join(map(str, wanted))
            fields.problem(key, f"row {number}: expected {expected} keys, found {len(cells)}: {' '.join(cells)}")
            return None
        rows.append(tuple(_cell(fields, key, number, cell) for cell in cells))
    return tuple(rows)


def _cell(fields: Fields, key: str, row: int, cell: str) -> str:
    if cell == NOTHING:
        return ""
    if re.fullmatch(r"U\+[0-9A-F]{4,6}", cell):
        return chr(int(cell[2:], 16))
    cell = unicodedata.normalize("NFC", cell)
    is_dead = cell[0] == CIRCLE and len(cell) == 2 and unicodedata.combining(cell[1])
    if len(cell) != 1 and not is_dead and not (len(cell) == 2 and cell.isalpha()):
        expected = f"one character, U+0000, two letters, {CIRCLE} with a mark or {NOTHING}"
        fields.problem(key, f"row {row}: expected {expected} a cell, found {cell!r}")
    return cell


def each_cell(change: Callable[[str], str], rows: Rows) -> Rows:
    """Return rows with each cell changed, but for those that would become longer or shorter."""
    return tuple(tuple(new if len(new := change(cell)) == len(cell) else cell for cell in row) for row in rows)

"""Draw the usual keyboards in docs/layouts.md from the tables: `python -m tools.update_layout_pictures [--check]`."""

from __future__ import annotations

import unicodedata

from tools.generated import ROOT, update
from translit import Table, tables
from translit.table.drawing import visible
from translit.table.value import BASES, Rows

PAGES = [ROOT / "docs" / "layouts.md"]
PART = "keyboards"
INDENTS = (0, 8, 10, 7)
FRAME = (("┌", "┬", "┐"), ("│", "│", "│"), ("│", "│", "│"), ("└", "┴", "┘"))
EXTRA_KEY = "102nd"


def write(argument: str) -> str:
    """Return every usual layout, under a heading of its own."""
    layouts = [table for table in map(tables.__getitem__, tables) if table.usual and table.keys]
    return "\n".join(f"### `{table.id}`\n\n{picture(table)}" for table in layouts)


def picture(table: Table) -> str:
    """Return a layout as Markdown: the keys in boxes, and the keys on which Caps Lock is not Shift.

    >>> "│ Ч   │ ! " in picture(tables["bg-phonetic-traditional"])
    True
    """
    lines = ["```text"]
    wide = max(columns(shown(cell)) for rows in table.keys.values() for row in rows for cell in row)
    for number, indent in enumerate(INDENTS):
        upper, lower = (
            [f" {padded(left, wide)} {padded(right, wide)} " for left, right in zip(*rows, strict=True)]
            for rows in (
                (drawn(table, "shift")[number], drawn(table, "altgr-shift")[number]),
                (drawn(table, "plain")[number], drawn(table, "altgr")[number]),
            )
        )
        edge = ["─" * (3 + 2 * wide)] * len(lower)
        for (left, middle, right), cells in zip(FRAME, (edge, upper, lower, edge), strict=True):
            lines.append(" " * indent + left + middle.join(cells) + right)
    return "\n".join([*lines, "```", "", *caps_lock(table), ""])


def caps_lock(table: Table) -> list[str]:
    """Return a row of a Markdown table for each key on which Caps Lock does not simply swap Shift."""
    found = ["| key | alone | Shift | Caps Lock | Caps Lock and Shift |", "|---|---|---|---|---|"]
    for number, base in enumerate(BASES[table.base]):
        rows = [table.keys[level][number] for level in ("plain", "shift", "caps", "caps-shift")]
        names = [*base.plain] if len(rows[0]) == len(base.plain) else [EXTRA_KEY, *base.plain]
        for name, plain, shift, caps, caps_shift in zip(names, *rows, strict=True):
            has_letter = (plain + shift).upper() != (plain + shift).lower()
            if has_letter and (caps, caps_shift) != (shift, plain):
                found.append(f"| {name} | {plain} | {shift} | {caps} | {caps_shift} |")
    return found if len(found) > 2 else ["Caps Lock swaps small and capital letters on every key, as Shift does."]


def drawn(table: Table, level: str) -> Rows:
    """Return the cells of a level; on one that a table does not draw, no key gives anything."""
    return table.keys.get(level) or tuple(("",) * len(row) for row in table.keys["plain"])


def shown(cell: str) -> str:
    """Return what is drawn of a cell: nothing where the key gives nothing."""
    return visible(cell) if cell else ""


def columns(text: str) -> int:
    """Return how many columns a text takes, in which marks take none."""
    return sum(not unicodedata.combining(char) for char in text)


def padded(cell: str, wide: int) -> str:
    """Return what is drawn of a cell, and blanks up to so many columns."""
    return shown(cell) + " " * (wide - columns(shown(cell)))


if __name__ == "__main__":
    update(PAGES, PART, write)

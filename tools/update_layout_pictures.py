"""Draw the keyboards in docs/layouts.md from the tables: `python -m tools.update_layout_pictures`.

A picture stands between `<!-- keyboard ID -->` and `<!-- end -->`; a test fails when one is out of date.
"""

import re
import unicodedata
from pathlib import Path

from translit import Table, tables
from translit.table.value import BASES

PAGE = Path(__file__).parents[1] / "docs" / "layouts.md"
PICTURE = re.compile(r"(<!-- keyboard (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
INDENTS = (0, 8, 10, 7)
FRAME = (("┌", "┬", "┐"), ("│", "│", "│"), ("│", "│", "│"), ("└", "┴", "┘"))
EXTRA_KEY = "102nd"


def redraw(page: str) -> str:
    """Return the page with every picture drawn anew.

    >>> "│ Ч   │ ! " in redraw("<!-- keyboard bg-phonetic-traditional -->\\n<!-- end -->")
    True
    """
    return PICTURE.sub(lambda found: found[1] + picture(tables[found[2]]) + found[3], page)


def picture(table: Table) -> str:
    """Return a layout as Markdown: the keys in boxes, and the keys on which Caps Lock is not Shift."""
    lines = ["```text"]
    for number, indent in enumerate(INDENTS):
        upper, lower = (
            [f" {_visible(left)} {_visible(right)} " for left, right in zip(*rows, strict=True)]
            for rows in (
                (table.keys["shift"][number], table.keys["altgr-shift"][number]),
                (table.keys["plain"][number], table.keys["altgr"][number]),
            )
        )
        edge = ["─" * 5] * len(lower)
        for (left, middle, right), cells in zip(FRAME, (edge, upper, lower, edge), strict=True):
            lines.append(" " * indent + left + middle.join(cells) + right)
    return "\n".join([*lines, "```", "", *caps_lock(table), ""])


def caps_lock(table: Table) -> list[str]:
    """Return a row of a Markdown table for each key on which Caps Lock does not simply swap Shift."""
    found = ["| key | alone | Shift | Caps Lock | Caps Lock and Shift |", "|---|---|---|---|---|"]
    for number, (base, _) in enumerate(BASES[table.base]):
        rows = [table.keys[level][number] for level in ("plain", "shift", "caps", "caps-shift")]
        names = [EXTRA_KEY] * (len(rows[0]) - len(base)) + list(base)
        for name, plain, shift, caps, caps_shift in zip(names, *rows, strict=True):
            has_letter = (plain + shift).upper() != (plain + shift).lower()
            if has_letter and (caps, caps_shift) != (shift, plain):
                found.append(f"| {name} | {plain} | {shift} | {caps} | {caps_shift} |")
    return found if len(found) > 2 else ["Caps Lock swaps small and capital letters on every key, as Shift does."]


def _visible(cell: str) -> str:
    if not cell:
        return " "
    return "◌" + cell if unicodedata.combining(cell) else cell


if __name__ == "__main__":
    PAGE.write_text(redraw(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

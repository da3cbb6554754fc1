"""The keys of a layout by their place on a keyboard, which is what other systems call them by."""

from __future__ import annotations

from typing import NamedTuple

from .value import BASES, Table


class Key(NamedTuple):
    """One key: its place as ISO 9995 counts (`D01` is where Q is, `B00` the extra key left of Z), and what it gives.

    `base` and `shifted` are what the base keyboard has there, `""` for an extra key. `levels` has a text for each level
    that has one.
    """

    place: str
    base: str
    shifted: str
    levels: dict[str, str]


def keys_of(table: Table) -> list[Key]:
    """Return the keys of a layout, row by row from the digits down.

    >>> from translit.table.library import find_table
    >>> key = keys_of(find_table("bg-phonetic-traditional"))[13]
    >>> key.place, key.base, key.levels["plain"], key.levels["altgr-shift"]
    ('D01', 'q', 'я', 'Ѣ')
    """
    found = []
    for number, (letter, base) in enumerate(zip("EDCB", BASES[table.base], strict=True)):
        wide = max(len(rows[number]) for rows in table.keys.values())
        # The row of digits begins with the key left of 1, the others with the one right of an extra key.
        first = (0 if letter == "E" else 1) - (wide - len(base.plain))
        for column in range(wide):
            levels = {
                level: text
                for level, rows in table.keys.items()
                if (at := column - wide + len(rows[number])) >= 0 and (text := rows[number][at])
            }
            there = column - wide + len(base.plain)
            pair = (base.plain[there], base.shift[there]) if there >= 0 else ("", "")
            found.append(Key(f"{letter}{first + column:02}", *pair, levels))
    return found

"""The keys of a layout by their place on a keyboard, which is what other systems call them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .value import BASES, Rows, Table


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


def _places() -> Iterator[tuple[str, tuple[str, str]]]:
    for letter, row in zip("EDCB", BASES["us"], strict=True):
        if letter == "B":
            yield "B00", ("", "")
        first = 0 if letter == "E" else 1
        for column, pair in enumerate(zip(row.plain, row.shift, strict=True), first):
            yield f"{letter}{column:02}", pair


#: The keys of an ISO keyboard, row by row, with what an American one has there plain and shifted.
PLACES = dict(_places())


def rows_of(levels: Mapping[str, Mapping[str, str]]) -> dict[str, Rows]:
    """Return levels as rows, as a file draws them; the extra key left of Z is there if any level has it.

    >>> rows_of({"plain": {"D01": "я"}})["plain"][1][0]
    'я'
    """
    places = [place for place in PLACES if place != "B00" or any(place in level for level in levels.values())]
    return {
        level: tuple(tuple(keys.get(place, "") for place in places if place[0] == row) for row in "EDCB")
        for level, keys in levels.items()
    }

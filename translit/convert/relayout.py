"""What was typed in one layout, as the same keys give it in another."""

from __future__ import annotations

from functools import lru_cache

from ..errors import NoKeys as NoKeys
from ..machine.keys import drawn_levels
from ..table.dead_keys import accent, mark_of, press
from ..table.library import find_table
from ..table.value import BASES, LEVELS, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def relayout(text: str, typed: Table | str | Path, meant: Table | str | Path) -> str:
    """Return what the keys of a text that was typed in one layout give in the one that was meant.

    A layout is a table, or a base keyboard: `us` has the Latin letters. A character that the first has no key for, or
    the second nothing on it, stays. Raises TableNotFound, TableError, or NoKeys for a table that is no layout.

    >>> relayout("Ghbdtn!", "us", "ru-jcuken"), relayout("руддщ", "ru-jcuken", "us")
    ('Привет!', 'hello')
    >>> relayout("яшъ", "bg-phonetic-traditional", "bg-bds-2006")
    ',цщ'

    A dead key of the layout that was meant puts its mark on the next letter.
    """
    cells = _between(_levels(typed), _levels(meant))
    if not any(map(mark_of, cells.values())):
        return text.translate(cells)
    made, waiting = "", ""
    for char in text:
        typed, waiting = press(waiting, cells.get(ord(char), char))
        made += typed
    return made + accent(waiting)


def _levels(layout: Table | str | Path) -> Mapping[str, Mapping[str, str]]:
    if isinstance(layout, str) and layout in BASES:
        return _base_levels(layout)
    table = layout if isinstance(layout, Table) else find_table(layout)
    levels = drawn_levels(table) if table.keys else {}
    if not levels:
        raise NoKeys(table.id)
    return levels


@lru_cache(4)
def _base_levels(base: str) -> Mapping[str, Mapping[str, str]]:
    pairs = [pair for row in BASES[base] for pair in zip(row.plain, row.shift, strict=True)]
    locked = [pair[::-1] if pair[0].isalpha() else pair for pair in pairs]
    return {
        level: {key: drawn[side] for pair, drawn in zip(pairs, levels, strict=True) for key in pair}
        for level, levels, side in (
            ("plain", pairs, 0),
            ("shift", pairs, 1),
            ("caps", locked, 0),
            ("caps-shift", locked, 1),
        )
    }


def _between(typed: Mapping[str, Mapping[str, str]], meant: Mapping[str, Mapping[str, str]]) -> dict[int, str]:
    """Return what each character of one layout is in the other; the first level that has it counts."""
    found: dict[int, str] = {}
    for level in LEVELS:
        for key, char in typed.get(level, {}).items():
            other = meant.get(level, {}).get(key)
            if other and len(char) == 1:
                found.setdefault(ord(char), other)
    return found

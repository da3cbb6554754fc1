"""A layout as cells, so that a table and an oracle can be compared one key and one level at a time.

A cell is (level, key): the key is named by the character that an American keyboard has there without Shift,
and `102nd` is the key left of z that European keyboards have and American ones lack.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEVELS = ("plain", "shift", "caps", "caps-shift", "altgr", "altgr-shift")
US_PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
US_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
EXTRA_KEY = "102nd"

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell where a table departs from an oracle on purpose, and why."""

    level: str
    key: str
    ours: str
    theirs: str
    why: str


def cells_of(keys: Mapping[str, Sequence[Sequence[str]]]) -> dict[Cell, str]:
    """Return the cells of a table's levels; a key that gives nothing is the empty string.

    >>> rows = (tuple("`1234567890-="), tuple("qwertyuiop[]\\\\"), tuple("asdfghjkl;'"), tuple("ѝzxcvbnm,./"))
    >>> cells = cells_of({"plain": rows})
    >>> cells["plain", "102nd"], cells["plain", "z"]
    ('ѝ', 'z')
    """
    cells: dict[Cell, str] = {}
    for level, rows in keys.items():
        typed = [cell for row in rows for cell in row]
        names = list(US_PLAIN)
        if len(typed) == len(names) + 1:
            names.insert(names.index("z"), EXTRA_KEY)
        cells.update({(level, name): cell for name, cell in zip(names, typed, strict=True)})
    return cells


def differences(
    ours: Mapping[Cell, str], theirs: Mapping[Cell, str], cells: Iterable[Cell]
) -> dict[Cell, tuple[str, str]]:
    """Return what both sides give in each cell where they disagree."""
    return {cell: (ours[cell], theirs[cell]) for cell in cells if ours[cell] != theirs[cell]}


def declared(known: Iterable[Difference]) -> dict[Cell, tuple[str, str]]:
    """Return declared differences in the form that `differences` gives."""
    return {(each.level, each.key): (each.ours, each.theirs) for each in known}


def pressed(character: str) -> Cell:
    """Return the level and key on which an American keyboard has a character.

    >>> pressed("x"), pressed("?")
    (('plain', 'x'), ('shift', '/'))
    """
    if character in US_PLAIN:
        return "plain", character
    return "shift", US_PLAIN[US_SHIFT.index(character)]

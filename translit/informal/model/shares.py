"""Look up the share of a word that is known to be listed: a function that stores its values and not its words.

Three cells of an array, chosen by the word's hash, give its value when combined by exclusive or. The array is made so
that this holds for every listed word, in 1.13 to 1.3 cells a word; what it says of any other word means nothing.
Common values come first, in few bits; a value past the last of them sends the reader on to the next array.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap

#: Nats per unit of a stored share.
SHARE_UNIT = 1 / 12
#: Keys are taken modulo this prime and multiplied by 128 bits, so that any letter tells in every part of the hash.
PRIME = 0x13C6EF373287DC0D


def key_of(codes: Iterable[int]) -> int:
    """Return the number of a word: six bits a letter.

    >>> key_of((1, 2))
    66
    """
    key = 0
    for code in codes:
        key = key << 6 | code
    return key


def cells_of(key: int, factor: int, stretches: int, bits: int) -> tuple[int, int, int]:
    """Return the three cells of a key, in three neighbours of `stretches` + 2 stretches of 2 ** `bits` cells.

    >>> [cell >> 4 for cell in cells_of(12345, PRIME**2, 1, 4)]
    [0, 1, 2]
    """
    mixed = key % PRIME * factor >> 61
    size = 1 << bits
    first = ((mixed & 0xFFFFF) * stretches >> 20) << bits
    low = size - 1
    return first + (mixed >> 20 & low), first + size + (mixed >> 36 & low), first + 2 * size + (mixed >> 52 & low)


class Level(NamedTuple):
    """One array: where it starts, how wide a cell is in bits, how its cells are chosen, and the nats of its values."""

    start: int
    width: int
    factor: int
    stretches: int
    bits: int
    nats: list[float]


class Shares:
    """The arrays of one lexicon, as they are in its file."""

    __slots__ = ("_data", "_levels")

    def __init__(self, data: bytes | mmap, start: int, levels: Iterable[Mapping[str, Any]]) -> None:
        self._data = data
        self._levels = [
            Level(
                start + level["at"],
                level["width"],
                level["factor"],
                level["stretches"],
                level["bits"],
                [value * SHARE_UNIT for value in level["values"]],
            )
            for level in levels
        ]

    def of(self, key: int) -> float:
        """Return -ln of the share of the listed word with this key, in nats."""
        data = self._data
        nats = [0.0]
        for start, width, factor, stretches, bits, nats in self._levels:
            a, b, c = cells_of(key, factor, stretches, bits)
            a, b, c = a * width, b * width, c * width
            i, j, k = start + (a >> 3), start + (b >> 3), start + (c >> 3)
            place = (data[i] | data[i + 1] << 8) >> (a & 7)
            place ^= (data[j] | data[j + 1] << 8) >> (b & 7)
            place ^= (data[k] | data[k + 1] << 8) >> (c & 7)
            place &= (1 << width) - 1
            if place < len(nats):
                return nats[place]
        return nats[-1]

"""Choose between readings by the words beside them (говорит, говорить): weights of pairs of neighbours."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from .model.file import Model
from .search import Reading

#: Readings further than this from the best, in nats, are left aside, and how many are looked at.
WITHIN, FEW = 7.0, 6
#: Nats per unit of a stored weight, and how far neighbours are believed.
WEIGHT_UNIT = 1 / 16
TRUST = 0.9
STOP = re.compile(r"[.!?;:()\[\]{}\"«»„“”…\n]")
#: Links of pairs of words that are remembered.
REMEMBERED = 200_000

#: Readings of a word that neighbours may choose from: (cost in nats above the best, text), best first.
Options = tuple[Reading, ...]


class _Path(NamedTuple):
    """A way through the readings of words in a row: what it costs, its last word, and the way to the one before."""

    spent: float
    text: str
    before: _Path | None


def shapes(word: str) -> tuple[str, ...]:
    """Return what is looked at of a neighbour: itself, and its last letters up to three; "" is a sentence's edge.

    >>> shapes("книга"), shapes("на"), shapes("")
    (('=книга', '~ига', '~га', '~а'), ('=на', '~а'), ('=',))
    """
    return (f"={word}", *(f"~{word[-n:]}" for n in (3, 2, 1) if len(word) > n or len(word) == n == 1))


def pairs(first: str, second: str) -> list[str]:
    """Return the names of all pairs of shapes of two neighbours, but for the last letters of both.

    >>> pairs("я", "иду")
    ['=я =иду', '=я ~ду', '=я ~у', '~я =иду', '~я ~ду']
    """
    found = [f"{left} {right}" for left, right in product(shapes(first), shapes(second))]
    return found[:-1] if first and second else found


def key(pair: str) -> int:
    """Return the number of 26 bits that the weight of a pair is stored under.

    >>> key("=я =иду") < 1 << 26
    True
    """
    return zlib.crc32(pair.encode()) >> 6


def near(found: Sequence[Reading]) -> Options:
    """Return the readings among the best few that neighbours may choose from; none if the best is sure.

    >>> [text for cost, text in near([Reading(9.0, "кой"), Reading(9.5, "кои"), Reading(17.0, "коя")])]
    ['кой', 'кои']
    """
    if len(found) < 2 or found[1].cost - found[0].cost > WITHIN:
        return ()
    best = found[0].cost
    return tuple(Reading(cost - best, text) for cost, text in found[:FEW] if cost - best <= WITHIN)


class Context:
    """The weights of one language: which words like to stand beside which.

    `keys` holds the lower 16 bits of the stored keys, ascending within each of the 1,024 rows of their upper bits;
    `starts` says where the rows start, `weights` holds units of WEIGHT_UNIT nats.
    """

    __slots__ = ("is_there", "keys", "link", "starts", "weights")

    def __init__(self, model: Model) -> None:
        #: What it costs in nats that two words are neighbours: below 0 if they like to be.
        self.link: Callable[[str, str], float] = lru_cache(REMEMBERED)(self._link)
        self.is_there: bool = "context.pairs" in model.sections
        if self.is_there:
            self.keys: memoryview = model.sections["context.pairs"].cast("H")
            self.starts: memoryview = model.sections["context.starts"].cast("H")
            self.weights: memoryview = model.sections["context.weights"].cast("b")

    def choose(self, run: Sequence[Options], left: str, right: str) -> tuple[str, ...]:
        """Return the best readings of words in a row between two sure neighbours (lower case, "" at an edge)."""
        paths = [_Path(0.0, left, None)]
        for options in run:
            paths = [self._extend(paths, text, cost) for cost, text in options]
        at = self._extend(paths, right, 0.0).before
        found: list[str] = []
        while at is not None:
            found.append(at.text)
            at = at.before
        return tuple(found[-2::-1])

    def _extend(self, paths: list[_Path], text: str, cost: float) -> _Path:
        """Return the cheapest way to a word by any of the ways to the one before it."""
        spent, before = min(
            [(path.spent + cost + self.link(path.text, text), path) for path in paths], key=lambda way: way[0]
        )
        return _Path(spent, text, before)

    def _link(self, first: str, second: str) -> float:
        return -sum([self._weight(key(pair)) for pair in pairs(first, second)]) * WEIGHT_UNIT * TRUST

    def _weight(self, number: int) -> int:
        row, low = number >> 16, number & 0xFFFF
        end = self.starts[row + 1]
        place = bisect_left(self.keys, low, self.starts[row], end)
        return self.weights[place] if place < end and self.keys[place] == low else 0

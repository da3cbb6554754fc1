"""Walk a packed lexicon: an automaton of letters, some two bytes an arc, read row by row where a search comes by."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap

#: What an arc leads to: no more letters; a row that several arcs lead to; the row right behind; a row further on.
NOWHERE, SHARED, NEXT, AHEAD = range(4)
#: The byte of an arc that is of no common kind: two bytes say which kind.
RARE = 255
#: First bytes below this are a distance by themselves; up to 254 with the next byte; 255 stands before three more.
NEAR = 192
#: Rows kept as dictionaries, some 400 bytes each, and as many more that were kept before.
KEPT = 3_000


class ArcKind(NamedTuple):
    """What an arc is: its letter, whether a word ends behind it, what it leads to, whether it is its row's last."""

    code: int
    ends: int
    goal: int
    last: int


def kind_of(number: int) -> ArcKind:
    """Return the kind of an arc that has this number.

    >>> kind_of(5 | 1 << 6 | NEXT << 7 | 1 << 9)
    ArcKind(code=5, ends=1, goal=2, last=1)
    """
    return ArcKind(number & 63, number >> 6 & 1, number >> 7 & 3, number >> 9 & 1)


def distance_at(data: bytes | mmap, at: int) -> tuple[int, int]:
    """Return the distance that is written at a place, and the place behind it."""
    first = data[at]
    if first < NEAR:
        return first, at + 1
    if first < 255:
        return first + (first - NEAR) * 255 + data[at + 1], at + 2
    return int.from_bytes(data[at + 1 : at + 4], "little"), at + 4


class Lexicon(dict[int, dict[int, int]]):
    """Node -> its arcs, letter code -> arc, as far as a search came by; what is known is forgotten when it is too much.

    A node is the place of its row in `lex.rows`, 0 the one without arcs; an arc is twice a node, plus 1 if a word ends
    there. A row is one arc after another: a byte for its kind, then, for a shared row, its rank (one byte, or from
    `one` on two), for a row further on, the distance from here. Shared rows come first, by rank; `lex.shared` has the
    low 16 bits of their places, and `wraps` the ranks at which these begin again at 0.
    """

    __slots__ = ("_before", "_data", "_kinds", "_longest", "_one", "_place", "_shared", "_wraps", "root")

    def __init__(self, data: bytes | mmap, places: Mapping[str, int], header: Mapping[str, Any]) -> None:
        super().__init__()
        self._before: dict[int, dict[int, int]] = {}
        self._data, self._place, self._shared = data, places["lex.rows"], places["lex.shared"]
        self._kinds = [kind_of(number) for number in header["kinds"]]
        self._kinds += [ArcKind(0, 0, RARE, 0)] * (256 - len(self._kinds))
        self._one: int = header["one"]
        self._longest: int = header["longest"]
        self._wraps: list[int] = header["wraps"]
        self.root: int = header["root"]

    def __missing__(self, node: int) -> dict[int, int]:
        if len(self) >= KEPT:
            self._before = dict(self)
            self.clear()
        row = self._before.pop(node, None)
        self[node] = row = self._read(node) if row is None else row
        return row

    def _read(self, node: int) -> dict[int, int]:
        whole, kinds, start = self._data, self._kinds, self._place + node
        data = whole[start : start + self._longest]
        row: dict[int, int] = {}
        at, last = 0, int(not node)
        while not last:
            code, ends, goal, last = kinds[data[at]]
            at += 1
            if goal == RARE:
                code, ends, goal, last = kind_of(data[at] | data[at + 1] << 8)
                at += 2
            if goal == NEXT:
                row[code] = node + at << 1 | ends
            elif goal == NOWHERE:
                row[code] = ends
            elif goal == SHARED:
                rank = data[at]
                at += 1
                if rank >= self._one:
                    rank += (rank - self._one) * 255 + data[at]
                    at += 1
                place = self._shared + 2 * rank
                high = bisect(self._wraps, rank)
                row[code] = (high << 16 | whole[place + 1] << 8 | whole[place]) << 1 | ends
            else:
                ahead, at = distance_at(data, at)
                row[code] = node + at + ahead << 1 | ends
        return row

    def words(self) -> Iterator[tuple[int, ...]]:
        """Return the letter codes of all words, in alphabetical order."""
        stack: list[tuple[int, tuple[int, ...]]] = [(self.root << 1, ())]
        while stack:
            arc, codes = stack.pop()
            if arc & 1:
                yield codes
            row = self[arc >> 1]
            stack.extend((row[code], (*codes, code)) for code in sorted(row, reverse=True))

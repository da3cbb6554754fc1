"""Pack a lexicon: its smallest automaton, row after row, each behind the row that leads to it where only one does."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from translit.informal.model.lexicon import AHEAD, NEAR, NEXT, NOWHERE, RARE, SHARED

#: An arc of a row: letter code, node that it leads to, the number of its kind.
Arc = tuple[int, int, int]


def minimal_automaton(words: Iterable[Sequence[int]]) -> tuple[list[dict[int, int]], list[bool]]:
    """Build an automaton of sorted words (Daciuk's way): children of each node, accepting; the root is node 0."""
    children: list[dict[int, int]] = [{}]
    accepting = [False]
    register: dict[tuple[bool, tuple[tuple[int, int], ...]], int] = {}
    path = [0]
    previous: Sequence[int] = ()

    def freeze(down_to: int) -> None:
        while len(path) - 1 > down_to:
            node = path.pop()
            key = (accepting[node], tuple(sorted(children[node].items())))
            known = register.setdefault(key, node)
            if known != node:
                children[path[-1]][previous[len(path) - 1]] = known

    for word in words:
        shared = 0
        while shared < min(len(word), len(previous)) and word[shared] == previous[shared]:
            shared += 1
        freeze(shared)
        for label in word[shared:]:
            children.append({})
            accepting.append(False)
            children[path[-1]][label] = len(children) - 1
            path.append(len(children) - 1)
        accepting[path[-1]] = True
        previous = word
    freeze(0)
    return children, accepting


def distance(number: int) -> bytes:
    """Return a distance as the reader takes it."""
    if number < NEAR:
        return bytes([number])
    if number < NEAR + (RARE - NEAR) * 256:
        return bytes([NEAR + (number - NEAR >> 8), number - NEAR & 255])
    return b"\xff" + number.to_bytes(3, "little")


class Rows:
    """The rows of an automaton, ready to be written."""

    def __init__(self, children: Sequence[Mapping[int, int]], accepting: Sequence[bool]) -> None:
        self.children, self.accepting = children, accepting
        self.order: list[int] = []
        leading: Counter[int] = Counter()
        seen, stack = {0}, [0]
        while stack:
            node = stack.pop()
            self.order.append(node)
            for goal in children[node].values():
                leading[goal] += 1
                if goal not in seen:
                    seen.add(goal)
                    stack.append(goal)
        several = [node for node in self.order if leading[node] > 1 and children[node]]
        #: Rows that several arcs lead to, by their rank: the commonest first.
        self.shared = sorted(several, key=lambda node: (-leading[node], node))
        self.rank = {node: rank for rank, node in enumerate(self.shared)}
        self.sizes: dict[int, int] = {}
        self.rows = {node: self.arcs(node) for node in self.order}
        common = Counter(kind for arcs in self.rows.values() for _, _, kind in arcs).most_common()
        self.kinds = [kind for kind, _ in sorted(common, key=lambda item: (-item[1], item[0]))[:RARE]]
        self.bytes_of = {kind: bytes([place]) for place, kind in enumerate(self.kinds)}
        self.one = 256 - max(0, -(-(len(self.shared) - 256) // 255))
        self.longest = 0

    def size(self, node: int) -> int:
        """Return how many arcs are in a row and in those that only it leads to."""
        if node not in self.sizes:
            goals = self.children[node].values()
            self.sizes[node] = len(goals) + sum(self.size(goal) for goal in goals if goal not in self.rank)
        return self.sizes[node]

    def arcs(self, node: int) -> list[Arc]:
        """Return a row in the order it is written in: the row that comes next last, and larger ones before it."""
        children = self.children[node]
        own = [goal for goal in children.values() if self.children[goal] and goal not in self.rank]
        own.sort(key=lambda goal: (self.size(goal), goal), reverse=True)
        place = {goal: n for n, goal in enumerate(own, 1)}
        arcs = []
        for code, goal in sorted(children.items(), key=lambda item: (place.get(item[1], 0), item[0])):
            to = SHARED if goal in self.rank else NOWHERE
            if goal in place:
                to = NEXT if goal == own[-1] else AHEAD
            arcs.append((code, goal, code | self.accepting[goal] << 6 | to << 7))
        if arcs:
            code, goal, kind = arcs[-1]
            arcs[-1] = (code, goal, kind | 1 << 9)
        return arcs

    def write(self, node: int) -> bytes:
        """Return a row, and behind it the rows that only it leads to."""
        arcs = self.rows[node]
        row, behind = b"", b""
        for _, goal, kind in reversed(arcs):
            arc = self.bytes_of.get(kind) or bytes([RARE]) + kind.to_bytes(2, "little")
            to = kind >> 7 & 3
            if to == SHARED:
                arc += self.write_rank(self.rank[goal])
            elif to == AHEAD:
                arc += distance(len(row) + len(behind))
            if to in (NEXT, AHEAD):
                behind += self.write(goal)
            row = arc + row
        self.longest = max(self.longest, len(row))
        return row + behind

    def write_rank(self, rank: int) -> bytes:
        """Return a rank as the reader takes it."""
        if rank < self.one:
            return bytes([rank])
        return bytes([self.one + (rank - self.one >> 8), rank - self.one & 255])


def pack_rows(words: Iterable[tuple[int, ...]]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the sections of a lexicon, and what a header has to say of them."""
    rows = Rows(*minimal_automaton(sorted(words)))
    body = bytearray(1)
    places = []
    for node in rows.shared:
        places.append(len(body))
        body += rows.write(node)
    wraps = [rank for rank in range(1, len(places)) for _ in range(places[rank - 1] >> 16, places[rank] >> 16)]
    root = len(body)
    body += rows.write(0)
    return (
        {"lex.rows": bytes(body), "lex.shared": array("H", (place & 0xFFFF for place in places)).tobytes()},
        {"root": root, "kinds": rows.kinds, "one": rows.one, "longest": rows.longest, "wraps": wraps},
    )

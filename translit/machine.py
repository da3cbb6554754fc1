"""The machine of a table: state x character class -> next state, output; and what each state still owes at the end.

A state is what the meaning can be in: the past that rules may ask about, and the letters still undecided. States
are found by asking the meaning, one by one as text needs them, or all at once by `tabulate`, which also merges
those that behave alike. Whatever runs text or keys runs this machine.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import NamedTuple

from .errors import TableError
from .letters import STRANGERS, STRESS_MARKS, kind
from .table import Problem
from .transliterator import APOSTROPHES, Left, Meaning

#: A table that needs more states than this is refused: its rules are too long or too mixed to run by table.
MAX_STATES = 6000
KINDS = "Ulcn"


# What a character does: the output, whether it is copied, and the past and undecided letters then.
_Cell = tuple[str, bool, tuple[Left, str]]


class Step(NamedTuple):
    """What reading one character does: write `output`, then the character itself if `copy`; go to `state`."""

    output: str
    copy: bool
    state: int


class Machine:
    """The machine of one meaning; state 0 is the start of a text or line."""

    def __init__(self, meaning: Meaning, name: str) -> None:
        self.meaning = meaning
        self.name = name
        self.classes = {c: i for i, c in enumerate([*STRANGERS.values(), *_named(meaning)])}
        self.characters = list(self.classes)
        self.states: list[tuple[Left, str]] = []
        self._numbers: dict[tuple[Left, str], int] = {}
        self._rows: list[dict[str, Step]] = []
        self._owed: dict[int, str] = {}
        self._limit = MAX_STATES
        self._number(meaning.start, "")

    def step(self, state: int, char: str) -> Step:
        """Read one character in a state."""
        step = self._rows[state].get(char)
        if step is None:
            step = self._step(state, char if char in self.classes else STRANGERS[kind(char)])
            if len(self._rows[state]) < 4096:
                self._rows[state][char] = step
        return step

    def owed(self, state: int) -> str:
        """Return what is still to be written if the text ends in this state."""
        owed = self._owed.get(state)
        if owed is None:
            left, pending = self.states[state]
            owed = self._owed[state] = "".join(hit.output for hit in self.meaning.hits(pending, left))
        return owed

    def convert(self, text: str) -> str:
        """Run a whole text, character by character."""
        state, output = 0, []
        for char in text:
            written, copy, state = self.step(state, char)
            output.append(written)
            if copy:
                output.append(char)
        output.append(self.owed(state))
        return "".join(output)

    def tabulate(self, limit: int | None = None) -> Tabulated:
        """Walk every state and return the finished, minimal machine; raise TableError if there are too many."""
        self._limit = MAX_STATES if limit is None else limit
        rows: dict[tuple[Left, str], list[_Cell]] = {}
        alike = self._alike()
        steps: list[list[Step]] = []
        same: dict[Step, Step] = {}
        while len(steps) < len(self.states):
            cells = self._row(*self.states[len(steps)], rows, alike)
            row = [Step(output, copy, self._number(*past)) for output, copy, past in cells]
            steps.append([same.setdefault(step, step) for step in row])
        owed = [self.owed(state) for state in range(len(steps))]
        return _minimal(steps, owed, self.characters)

    def _number(self, left: Left, pending: str) -> int:
        if pending:
            left = self.meaning.asked(left, pending)
        number = self._numbers.get((left, pending))
        if number is None:
            number = self._numbers[left, pending] = len(self.states)
            if number >= self._limit:
                longest = max((p for _, p in self.states), key=len)
                problem = Problem(
                    1,
                    "rules",
                    f"this table needs more than {self._limit} states: its rules are too long, or leave too much "
                    f"undecided (such as {longest!r}); shorten patterns and contexts",
                )
                raise TableError(self.name, [problem])
            self.states.append((left, pending))
            self._rows.append({})
        return number

    def _step(self, state: int, char: str) -> Step:
        left, text = self.states[state]
        return self._run(left, text + char, char)

    def _run(self, left: Left, text: str, char: str) -> Step:
        match, advance = self.meaning.match, self.meaning.advance
        output = []
        start = 0
        while start < len(text):
            hit = match(text, start, left, True)
            if hit is None:
                break
            output.append(hit.output)
            left = advance(left, hit)
            start += sum(len(unit.raw) for unit in hit.units)
        written = "".join(output)
        copy = self.classes[char] < len(KINDS)
        if copy:
            assert start == len(text) and written.endswith(char)
            written = written[: -len(char)]
        return Step(written, copy, self._number(left, text[start:]))

    def _alike(self) -> dict[Hashable, list[int]]:
        """Group the characters that mean the same to letters before them, unless a rule goes on with them."""
        meaning = self.meaning
        marks = {*STRESS_MARKS, *(mark for _, mark in meaning.compositions)}
        sets = {letters for rule in meaning.rules for letters in meaning.contexts(rule)[1].letters}
        groups: dict[Hashable, list[int]] = {}
        for number, char in enumerate(self.characters):
            unit = meaning.unit(char, 0, more=True)
            alone = char if unit.open or char in marks else ""
            known = frozenset(letters for letters in sets if unit.char in letters)
            groups.setdefault((alone, unit.kind, known), []).append(number)
        return groups

    def _row(
        self, left: Left, pending: str, rows: dict[tuple[Left, str], list[_Cell]], alike: dict[Hashable, list[int]]
    ) -> list[_Cell]:
        """Return what each character does after `pending`, letters that need not be undecided."""
        row = rows.get((left, pending))
        if row is not None:
            return row
        asked = self.meaning.asked(left, pending) if pending else left
        if asked != left:
            row = rows[left, pending] = self._row(asked, pending, rows, alike)
            return row
        row = rows[left, pending] = []
        found: dict[int, _Cell] = {}
        going_on = self.meaning.going_on(pending) if pending else frozenset(self.characters)
        for group in alike.values():
            apart = [n for n in group if self.characters[n] in going_on]
            together = [n for n in group if self.characters[n] not in going_on]
            for numbers in [*([n] for n in apart), together]:
                if numbers:
                    self._fill(found, numbers, left, pending, rows, alike)
        row.extend(found[number] for number in range(len(self.characters)))
        return row

    def _fill(
        self,
        found: dict[int, _Cell],
        numbers: list[int],
        left: Left,
        pending: str,
        rows: dict[tuple[Left, str], list[_Cell]],
        alike: dict[Hashable, list[int]],
    ) -> None:
        char = self.characters[numbers[0]]
        hit = self.meaning.match(pending + char, 0, left, more=True)
        if hit is None:
            found.update((n, ("", False, (left, pending + self.characters[n]))) for n in numbers)
            return
        past = self.meaning.advance(left, hit)
        read = sum(len(unit.raw) for unit in hit.units)
        if read > len(pending):
            copy = numbers[0] < len(KINDS)
            assert not copy or hit.output == char
            found[numbers[0]] = ("" if copy else hit.output, copy, (past, ""))
            return
        following = self._row(past, pending[read:], rows, alike)
        for n in numbers:
            output, copy, then = following[n]
            found[n] = (hit.output + output, copy, then)


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A finished machine, plain data.

    `characters[i]` is the character of class i; the first four stand for all other characters, by kind
    (upper, lower, caseless letter or mark, none of these). `steps` are the distinct steps; `rows[state][class]`
    is an index into them. `owed[state]` is written when the text ends there. State 0 is the start.
    """

    characters: tuple[str, ...]
    steps: tuple[Step, ...]
    rows: tuple[tuple[int, ...], ...]
    owed: tuple[str, ...]

    def convert(self, text: str) -> str:
        """Run a whole text, character by character."""
        classes = {c: i for i, c in enumerate(self.characters)}
        state, output = 0, []
        for char in text:
            known = classes.get(char)
            number = KINDS.index(kind(char)) if known is None else known
            written, copy, state = self.steps[self.rows[state][number]]
            output.append(written + char if copy else written)
        return "".join([*output, self.owed[state]])


def _named(meaning: Meaning) -> list[str]:
    """Return the characters a meaning tells apart, small and capital."""
    named = set(meaning.alphabet | meaning.remembered.keys() | meaning.foreseen)
    named.update(mark for _, mark in meaning.compositions)
    named.update(base for base, _ in meaning.compositions)
    named.update(meaning.accented)
    if meaning.vowels:
        named.update(STRESS_MARKS)
    if meaning.asks_word:
        named.update(APOSTROPHES)
    if meaning.follow:
        for char in sorted(named):
            named.update(c for c in (char.upper(), char.title()) if len(c) == 1 and c.lower() == char)
    return sorted(named - set(STRANGERS.values()))


def _minimal(rows: list[list[Step]], owed: list[str], characters: list[str]) -> Tabulated:
    """Merge the states that behave alike (Moore's refinement)."""
    writes: dict[tuple[str, bool], int] = {}
    written = [tuple(writes.setdefault((s.output, s.copy), len(writes)) for s in row) for row in rows]
    nexts = [[s.state for s in row] for row in rows]
    groups: dict[object, int] = {}
    block = [groups.setdefault((w, o), len(groups)) for w, o in zip(written, owed, strict=True)]
    while True:
        groups = {}
        refined = [
            groups.setdefault((old, tuple(map(block.__getitem__, row))), len(groups))
            for old, row in zip(block, nexts, strict=True)
        ]
        if len(set(refined)) == len(set(block)):
            break
        block = refined
    order: dict[int, int] = {}
    for b in block:
        order.setdefault(b, len(order))
    firsts = {b: state for state, b in reversed(list(enumerate(block)))}
    steps: dict[Step, int] = {}
    final_rows = []
    for b in order:
        row = rows[firsts[b]]
        merged = [Step(s.output, s.copy, order[block[s.state]]) for s in row]
        final_rows.append(tuple(steps.setdefault(s, len(steps)) for s in merged))
    return Tabulated(tuple(characters), tuple(steps), tuple(final_rows), tuple(owed[firsts[b]] for b in order))

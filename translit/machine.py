"""The machine of a table: state x character class -> next state, output; and what each state still owes at the end.

A state is what the meaning can be in: the past that rules may ask about, and the letters still undecided. States
are found by asking the meaning, one by one as text needs them, or all at once by `tabulate`, which also merges
those that behave alike. Whatever runs text or keys runs this machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from .errors import TableError
from .letters import STRANGERS, STRESS_MARKS, kind
from .table import Problem
from .transliterator import APOSTROPHES, Left, Meaning

#: A table that needs more states than this is refused: its rules are too long or too mixed to run by table.
MAX_STATES = 6000
KINDS = "Ulcn"


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
            output, start = "", 0
            while start < len(pending):
                hit = self.meaning.match(pending, start, left, more=False)
                assert hit is not None
                output += hit.output
                left = self.meaning.advance(left, hit)
                start += sum(len(unit.raw) for unit in hit.units)
            owed = self._owed[state] = output
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

    def tabulate(self) -> Tabulated:
        """Walk every state and return the finished, minimal machine; raise TableError if there are too many."""
        ground: dict[Left, dict[str, Step]] = {}
        rows: list[list[Step]] = []
        while len(rows) < len(self.states):
            rows.append(self._row(len(rows), ground))
        owed = [self.owed(state) for state in range(len(rows))]
        return _minimal(rows, owed, self.characters)

    def _number(self, left: Left, pending: str) -> int:
        number = self._numbers.get((left, pending))
        if number is None:
            number = self._numbers[left, pending] = len(self.states)
            if number >= MAX_STATES:
                longest = max((p for _, p in self.states), key=len)
                problem = Problem(
                    1,
                    "rules",
                    f"this table needs more than {MAX_STATES} states: its rules are too long, or leave too much "
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

    def _row(self, state: int, ground: dict[Left, dict[str, Step]]) -> list[Step]:
        left, pending = self.states[state]
        if not pending:
            return [self._ground(left, char, ground) for char in self.characters]
        special = self.meaning.reacts_to(pending)
        settled: dict[str, tuple[str, Left] | None] = {}
        row = []
        for char in self.characters:
            if char in special:
                row.append(self._run(left, pending + char, char))
                continue
            k = kind(char)
            if k not in settled:
                settled[k] = self._settle(left, pending, STRANGERS[k])
            resolved = settled[k]
            if resolved is None:
                row.append(self._run(left, pending + char, char))
            else:
                output, past = resolved
                written, copy, following = self._ground(past, char, ground)
                row.append(Step(output + written, copy, following) if output else Step(written, copy, following))
        return row

    def _settle(self, left: Left, pending: str, stranger: str) -> tuple[str, Left] | None:
        """Return what is written for `pending` when a letter follows that no rule knows, and the past then."""
        text, output, start = pending + stranger, "", 0
        while start < len(pending):
            hit = self.meaning.match(text, start, left, True)
            if hit is None:
                return None
            output += hit.output
            left = self.meaning.advance(left, hit)
            start += sum(len(unit.raw) for unit in hit.units)
        return output, left

    def _ground(self, left: Left, char: str, ground: dict[Left, dict[str, Step]]) -> Step:
        row = ground.setdefault(left, {})
        step = row.get(char)
        if step is None:
            step = row[char] = self._run(left, char, char)
        return step


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

"""The machine of a table: state x character class -> next state, output; and what each state still owes at the end.

A state is what the meaning can be in: the past that rules may ask about, and the letters still undecided. States
are found by asking the meaning, one by one as text needs them, or all at once by `tabulate`. Whatever runs text or
keys runs this machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..errors import Problem, TableError
from ..rules.lookaround import Questions
from ..rules.meaning import APOSTROPHES, Left, Meaning
from ..text.kinds import STRANGERS, STRESS_MARKS, kind

if TYPE_CHECKING:
    from .finished import Tabulated

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
        self._questions = Questions(meaning)
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
        from .finished import tabulate

        return tabulate(self.meaning, self.name, self.characters, MAX_STATES if limit is None else limit)

    def _number(self, left: Left, pending: str) -> int:
        if pending:
            left, pending = self._questions.state(left, pending)
        number = self._numbers.get((left, pending))
        if number is None:
            number = self._numbers[left, pending] = len(self.states)
            if number >= MAX_STATES:
                raise too_many_states(self.name, MAX_STATES, max((p for _, p in self.states), key=len))
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


def _named(meaning: Meaning) -> list[str]:
    """Return the characters a meaning tells apart, small and capital."""
    named = set(meaning.alphabet | meaning.remembered.keys() | meaning.foreseen)
    named.update(mark for _, mark in meaning.compositions)
    named.update(base for base, _ in meaning.compositions)
    named.update(meaning.accented)
    if meaning.vowels or meaning.asks_word:
        named.update(STRESS_MARKS)
    if meaning.asks_word:
        named.update(APOSTROPHES)
    if meaning.follow:
        for char in sorted(named):
            named.update(c for c in (char.upper(), char.title()) if len(c) == 1 and c.lower() == char)
    return sorted(named - set(STRANGERS.values()))


def too_many_states(name: str, limit: int, longest: str) -> TableError:
    """Return the error for a table that needs more states than there may be."""
    problem = Problem(
        1,
        "rules",
        f"this table needs more than {limit} states: its rules are too long, or leave too much "
        f"undecided (such as {longest!r}); shorten patterns and contexts",
    )
    return TableError(name, [problem])

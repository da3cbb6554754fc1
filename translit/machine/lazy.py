"""A machine whose states are found by asking the meaning, one by one as text or keys need them.

A state is what the meaning can be in: the past that rules may ask about, and the letters still undecided.
"""

from __future__ import annotations

from threading import Lock

from ..errors import Problem, TableError
from ..rules.facts import APOSTROPHES, Facts
from ..rules.lookaround import Questions
from ..rules.meaning import Left, Meaning
from ..text.kinds import STRESS_MARKS, kind, strangers
from .step import KINDS, ROW, Machine, Step

#: A table that needs more states than this has no finished machine: its rules are too long, too many or too mixed.
MAX_STATES = 6000
#: How many states keys and text may lead to, found one by one: thousands of long rules have so many.
MAX_FOUND = 100_000
#: Threads share machines, and two states must not get one number.
_ADDING = Lock()


class LazyMachine(Machine):
    """The machine of one meaning, as far as it was asked for."""

    def __init__(self, meaning: Meaning, name: str) -> None:
        self.meaning = meaning
        self.name = name
        self._questions = Questions(meaning)
        named = _name_characters(meaning.facts)
        self._strangers = strangers(named)
        self.characters: list[str] = [*self._strangers.values(), *sorted(named - {"\n"})]
        self.classes: dict[str, int] = {char: number for number, char in enumerate(self.characters)}
        self.states: list[tuple[Left, str]] = []
        self._numbers: dict[tuple[Left, str], int] = {}
        self._rows: list[dict[str, Step]] = []
        self._owed: dict[int, str] = {}
        self._number(meaning.start, "")

    def step(self, state: int, char: str) -> Step:
        """Read one character in a state."""
        step = self._rows[state].get(char)
        if step is None:
            step = self._ask(state, char if char in self.classes else self._strangers[kind(char)])
            if len(self._rows[state]) < ROW:
                self._rows[state][char] = step
        return step

    def owed(self, state: int) -> str:
        """Return what is still to be written if the text ends in this state."""
        owed = self._owed.get(state)
        if owed is None:
            left, pending = self.states[state]
            owed = self._owed[state] = "".join(hit.output for hit in self.meaning.hits(pending, left))
        return owed

    def _number(self, left: Left, pending: str) -> int:
        if pending:
            left, pending = self._questions.state(left, pending)
        number = self._numbers.get((left, pending))
        return self._add((left, pending)) if number is None else number

    def _add(self, state: tuple[Left, str]) -> int:
        """Give a new state its number, which is told only when all of it is there."""
        with _ADDING:
            number = self._numbers.get(state)
            if number is None:
                number = len(self.states)
                if number >= MAX_FOUND:
                    raise too_many_states(self.name, MAX_FOUND, max((p for _, p in self.states), key=len))
                self.states.append(state)
                self._rows.append({})
                self._numbers[state] = number
        return number

    def _ask(self, state: int, char: str) -> Step:
        match, advance = self.meaning.match, self.meaning.advance
        left, text = self.states[state]
        text += char
        output = []
        start = 0
        while start < len(text):
            hit = match(text, start, left, True)
            if hit is None:
                break
            output.append(hit.output)
            left = advance(left, hit)
            start += hit.length
        written = "".join(output)
        copy = self.classes[char] < len(KINDS)
        if copy:
            assert start == len(text) and written.endswith(char)
            written = written[: -len(char)]
        return Step(written, copy, self._number(left, text[start:]))


def _name_characters(facts: Facts) -> set[str]:
    """Return the characters a table tells apart, small and capital."""
    named = set(facts.alphabet | facts.remembered.keys() | facts.foreseen)
    named.update(mark for _, mark in facts.compositions)
    named.update(base for base, _ in facts.compositions)
    named.update(facts.accented)
    if facts.vowels or facts.asks_word:
        named.update(STRESS_MARKS)
    if facts.asks_word:
        named.update(APOSTROPHES)
    if facts.follow:
        for char in sorted(named):
            named.update(c for c in (char.upper(), char.title()) if len(c) == 1 and c.lower() == char)
    return named


def too_many_states(name: str, limit: int, longest: str) -> TableError:
    """Return the error for a table that needs more states than there may be."""
    problem = Problem(
        1,
        "rules",
        f"this table needs more than {limit} states: its rules are too long, or leave too much "
        f"undecided (such as {longest!r}); shorten patterns and contexts",
    )
    return TableError(name, [problem])

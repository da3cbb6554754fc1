"""A machine whose states are found by asking the meaning, one by one as text or keys need them.

A state is what the meaning can be in: the past that rules may ask about, and the letters still undecided.
"""

from __future__ import annotations

import os
from threading import Lock

from ..errors import Problem, TableError
from ..rules.lookaround import Questions
from ..rules.meaning import Left, Meaning
from ..rules.reading import kind, opened, strangers
from .step import KINDS, ROW, Machine, Step

#: A table that needs more states than this has no finished machine: its rules are too long, too many or too mixed.
MAX_STATES = 6000
#: How many states keys and text may lead to, found one by one: thousands of long rules have so many.
MAX_FOUND = 100_000
#: Threads share machines, and two states must not get one number.
_ADDING = Lock()


def _free() -> None:
    """Forget which thread was adding: it is not in a process that another thread has forked."""
    global _ADDING
    _ADDING = Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_free)


class LazyMachine(Machine):
    """The machine of one meaning, as far as it was asked for."""

    def __init__(self, meaning: Meaning, name: str) -> None:
        self.meaning = meaning
        self.name = name
        self._questions = Questions(meaning)
        self._strangers = strangers(frozenset(meaning.characters))
        self.characters: list[str] = [*self._strangers.values(), *meaning.characters]
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
            step = self._read(state, char)
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
                number = len(self._numbers)
                if number >= MAX_FOUND:
                    raise too_many_states(self.name, MAX_FOUND, max((p for _, p in self.states), key=len))
                # In its place, so that what was interrupted here, by a signal or a fork, is done over.
                self.states[number:] = [state]
                self._rows[number:] = [{}]
                self._numbers[state] = number
        return number

    def _read(self, state: int, char: str) -> Step:
        if self.classes.get(char, 0) >= len(KINDS):
            return self._ask(state, char)
        parts = self.meaning.parts(char)
        if parts:
            return self.read_parts(state, parts)
        stranger = kind(char)
        if stranger == "d":
            return Step("", True, state)
        if stranger == "i":
            left, pending = self.states[state]
            settled = self.meaning.settle(pending, left)
            if settled is None:
                return Step("", not self.owed(state), state)
            hits, left = settled
            return Step("".join([hit.output for hit in hits]), True, self._number(left, ""))
        return self._ask(state, self._strangers[stranger])

    def _ask(self, state: int, char: str) -> Step:
        match, advance = self.meaning.match, self.meaning.advance
        left, text = self.states[state]
        text = (opened(text) if kind(char) == "b" else text) + char
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


def too_many_states(name: str, limit: int, longest: str) -> TableError:
    """Return the error for a table that needs more states than there may be."""
    problem = Problem(
        1,
        "rules",
        f"this table needs more than {limit} states: its rules are too long, or leave too much "
        f"undecided (such as {longest!r}); shorten patterns and contexts",
    )
    return TableError(name, [problem])

"""A machine file run letter by letter in Python: what keys run, with the states that text and bytes have in C."""

from __future__ import annotations

import sys
from array import array
from functools import cached_property

from ..rules.reading import kind
from .file import COPY, HEADER, KINDS_NAMED, OUTPUT, PARTS, STATE
from .step import KINDS, ROW, Machine, Step


class StoredMachine(Machine):
    """The machine of a proven file; its outputs are read when a step first writes them.

    >>> from translit.machine.by_rules import RuleConversion
    >>> machine = StoredMachine(RuleConversion("bg-streamlined-2009").build())
    >>> machine.convert("Щастие")
    'Shtastie'
    """

    def __init__(self, content: bytes) -> None:
        classes, states, outputs, pool, kinds, composed = _numbers(content, 24, 48)
        alone = HEADER + 4 * (classes - KINDS_NAMED)
        named = alone + 4 * (1 + PARTS) * composed
        pieces = named + 8 * (outputs + states)
        cells = pieces + 4 * classes * states
        self._classes = {chr(point): KINDS_NAMED + i for i, point in enumerate(_numbers(content, HEADER, alone))}
        self._composed = content[alone:named]
        self._pieces = _numbers(content, named, pieces)
        self._cells = _numbers(content, pieces, cells)
        self._width = classes
        self._first_owed = outputs
        self._pool = content[cells + kinds : cells + kinds + pool]
        self._rows: list[dict[str, Step]] = [{} for _ in range(states)]

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
        return self._piece(self._first_owed + state)

    @cached_property
    def _parts(self) -> dict[str, str]:
        """What each composed character that is not named is read as."""
        numbers = _numbers(self._composed, 0, len(self._composed))
        spelled = [
            "".join(map(chr, filter(None, numbers[at : at + 1 + PARTS]))) for at in range(0, len(numbers), 1 + PARTS)
        ]
        return {composed[0]: composed[1:] for composed in spelled}

    def _read(self, state: int, char: str) -> Step:
        known = self._classes.get(char)
        if known is None and char in self._parts:
            return self.read_parts(state, self._parts[char])
        cell = self._cells[state * self._width + (KINDS.index(kind(char)) if known is None else known)]
        return Step(self._piece(cell >> OUTPUT), bool(cell & COPY), cell & STATE)

    def _piece(self, number: int) -> str:
        start, length = self._pieces[2 * number], self._pieces[2 * number + 1]
        return self._pool[start : start + length].decode("utf-8")


def _numbers(content: bytes, start: int, end: int) -> array[int]:
    numbers = array("I", content[start:end])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers

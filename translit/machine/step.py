"""One step of a machine, and what every machine does with steps.

A machine is state x character -> output, next state, and what each state still owes at the end. Text, bytes and keys
run it, whatever it is made of: states found as they are needed, all states finished, or a machine file.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple

#: The kinds of characters that a machine does not know by name, in the order of their classes.
KINDS = "Ulcnidb"
#: How many steps one state remembers.
ROW = 4096


class Step(NamedTuple):
    """What reading one character does: write `output`, then the character itself if `copy`; go to `state`."""

    output: str
    copy: bool
    state: int


class Machine(ABC):
    """What runs text letter by letter; state 0 is the start of a text or line."""

    __slots__ = ()

    @abstractmethod
    def step(self, state: int, char: str) -> Step:
        """Read one character in a state."""

    def read_parts(self, state: int, parts: str) -> Step:
        """Read a composed character as its parts."""
        output, state = self.run(parts, state)
        return Step(output, False, state)

    @abstractmethod
    def owed(self, state: int) -> str:
        """Return what is still to be written if the text ends in this state."""

    def run(self, text: str, state: int) -> tuple[str, int]:
        """Run a part of a text; return what is written by its end, and the state then."""
        output = []
        for char in text:
            written, copy, state = self.step(state, char)
            output.append(written + char if copy else written)
        return "".join(output), state

    def convert(self, text: str) -> str:
        """Run a whole text."""
        output, state = self.run(text, 0)
        return output + self.owed(state)

"""Choices drawn from the bytes that a fuzzer gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

_Choice = TypeVar("_Choice")


class Draw:
    """Takes choices from the front of some bytes; what is left is the text."""

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def number(self, below: int) -> int:
        """Return a number from 0; 0 where no bytes are left."""
        drawn, self.rest = self.rest[:1], self.rest[1:]
        return drawn[0] % below if drawn else 0

    def one_of(self, choices: Sequence[_Choice]) -> _Choice:
        """Return one of some choices, the first where no bytes are left."""
        return choices[self.number(len(choices))]

    def some_of(self, choices: Sequence[_Choice]) -> list[_Choice]:
        """Return some of up to eight choices."""
        bits = self.number(256)
        return [choice for place, choice in enumerate(choices) if bits >> place & 1]

    def sizes(self) -> list[int]:
        """Return up to seven small numbers."""
        return [self.number(17) for _ in range(self.number(8))]

    def text(self) -> str:
        """Return what is left as text, lone surrogates among it; bytes that are none become U+FFFD."""
        rest, self.rest = self.rest, b""
        try:
            return rest.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return rest.decode("utf-8", "replace")


def chunks(data: bytes, sizes: Sequence[int]) -> list[bytes]:
    """Cut bytes into pieces of these sizes, again and again; a size may be 0."""
    pieces: list[bytes] = []
    if not any(sizes):
        return [data]
    while data:
        for size in sizes:
            pieces.append(data[:size])
            data = data[size:]
    return pieces

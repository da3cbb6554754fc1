"""Bytes that are not UTF-8, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .places import LineColumn

#: How many bytes of one place are remembered.
SHOWN = 16
#: How many places of one file are named.
NOTED = 10
_ESCAPED = re.compile("[\udc80-\udcff]+")


@dataclass(frozen=True, slots=True)
class InvalidBytes:
    """Bytes that are not UTF-8, the first of those that stand together; places count from 1, columns in characters."""

    line: int
    column: int
    content: bytes

    def __str__(self) -> str:
        found = " ".join(f"0x{byte:02X}" for byte in self.content)
        more = " …" if len(self.content) == SHOWN else ""
        return f"{self.line}:{self.column}: not UTF-8: {found}{more}"


class Places:
    """Gathers the places of invalid bytes in a text that comes in parts."""

    def __init__(self, remembered: int) -> None:
        self.invalid: list[InvalidBytes] = []
        self.count: int = 0
        self._remembered = remembered
        self._unfinished = False

    def find(self, text: str, start: int, line: int, column: int) -> None:
        """Look through `text[start:]`, decoded with surrogateescape; `text` begins at `line` and `column`.

        >>> places = Places(10)
        >>> places.find(b"ab\\xff\\xfec".decode("utf-8", "surrogateescape"), 0, 1, 1)
        >>> [str(place) for place in places.invalid]
        ['1:3: not UTF-8: 0xFF 0xFE']
        """
        if _is_sound(text[start:] if start else text):
            self._unfinished = False
            return
        reached, done = LineColumn(line, column), 0
        for match in _ESCAPED.finditer(text, start):
            content = match[0][:SHOWN].encode("utf-8", "surrogateescape")
            if match.start() == start and self._unfinished:
                if self.count <= self._remembered:
                    last = self.invalid[-1]
                    self.invalid[-1] = InvalidBytes(last.line, last.column, (last.content + content)[:SHOWN])
                continue
            self.count += 1
            if self.count <= self._remembered:
                reached.pass_over(text[done : match.start()])
                done = match.start()
                self.invalid.append(InvalidBytes(reached.line, reached.column, content))
        self._unfinished = "\udc80" <= text[-1:] <= "\udcff"

    def pass_over(self) -> None:
        """Take note that valid text follows."""
        self._unfinished = False


def _is_sound(text: str) -> bool:
    """Tell whether there is no lone surrogate in a text: the encoder looks faster than any expression."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

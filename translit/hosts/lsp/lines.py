"""Places in a text as an editor names them: a line, and a column in whatever units were agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from ...text.places import utf16_length


def _utf8_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


#: How columns are counted, by the names that the protocol has for it.
UNITS: dict[str, Callable[[str], int]] = {"utf-8": _utf8_length, "utf-16": utf16_length, "utf-32": len}
#: The ends of lines that the protocol knows; Python knows more.
_END = re.compile("\r\n|\r|\n")


class Lines:
    """The lines of one text.

    >>> lines = Lines("a\\r\\n😀b", "utf-16")
    >>> lines.position(4), lines.offset(1, 2), lines.offset(1, 99), lines.offset(0, 99)
    ((1, 2), 4, 5, 1)
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._text = text
        self._length = UNITS[encoding]
        ends = [found.span() for found in _END.finditer(text)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(text)]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a place in code points, both from 0."""
        line = bisect_right(self._starts, offset) - 1
        return line, self._length(self._text[self._starts[line] : offset])

    def offset(self, line: int, column: int) -> int:
        """Return the place in code points; of what lies behind the end of a line or of the text, the end."""
        if line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[line], self._ends[line]
        if self._text[start:end].isascii():
            return min(start + column, end)
        reached = 0
        for place in range(start, end):
            reached += self._length(self._text[place])
            if reached > column:
                return place
        return end

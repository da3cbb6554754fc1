"""Where something stands in a text: line and column, and positions as a browser counts them."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, which is what a browser counts.

    >>> len("ab😀"), utf16_length("ab😀")
    (3, 4)
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Utf16:
    """The places of one text in UTF-16 code units; in most texts they are the places in code points.

    Elsewhere a place near the one asked for before is found at once.

    >>> units = Utf16("a😀b")
    >>> units.at(2), units.span(1, 3)
    (3, (1, 4))
    """

    __slots__ = ("_done", "_is_same", "_text", "_units")

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_same = utf16_length(text) == len(text)
        self._done = self._units = 0

    def at(self, place: int) -> int:
        """Return how many code units stand before a place in code points."""
        if self._is_same:
            return place
        done, self._done = self._done, place
        if place >= done:
            self._units += utf16_length(self._text[done:place])
        else:
            self._units -= utf16_length(self._text[place:done])
        return self._units

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return both ends of a stretch in code units."""
        return self.at(start), self.at(end)


class LineColumn:
    """How far a text that comes in parts has been read; both count from 1, the column in code points.

    >>> reached = LineColumn()
    >>> reached.pass_over("ред 1\\nре")
    >>> reached.line, reached.column
    (2, 3)
    """

    __slots__ = ("column", "line")

    def __init__(self, line: int = 1, column: int = 1) -> None:
        self.line: int = line
        self.column: int = column

    def pass_over(self, text: str) -> None:
        """Read on over the next part."""
        lines = text.count("\n")
        self.line += lines
        self.column = len(text) - text.rfind("\n") if lines else self.column + len(text)

    def pass_over_utf8(self, data: bytes) -> None:
        """Read on over the next part, given as valid UTF-8: only its last line is decoded."""
        lines = data.count(b"\n")
        last = len(data[data.rfind(b"\n") + 1 :].decode("utf-8"))
        self.line += lines
        self.column = 1 + last if lines else self.column + last


class Position(LineColumn):
    """The same, and how many code points (`points`) and UTF-16 code units (`units`) have been read.

    >>> reached = Position()
    >>> reached.pass_over("😀\\nа")
    >>> reached.line, reached.column, reached.points, reached.units
    (2, 2, 3, 4)
    """

    __slots__ = ("points", "units")

    def __init__(self) -> None:
        super().__init__()
        self.points: int = 0
        self.units: int = 0

    def pass_over(self, text: str) -> None:
        """Read on over the next part."""
        super().pass_over(text)
        self.points += len(text)
        self.units += utf16_length(text)

    def pass_over_utf8(self, data: bytes) -> None:
        """Read on over the next part, given as valid UTF-8."""
        self.pass_over(data.decode("utf-8"))

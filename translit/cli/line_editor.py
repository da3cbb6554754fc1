"""One line on a terminal that is typed by a table: a caret, what moves it and what erases, and how it is drawn."""

from __future__ import annotations

import re
import shutil
import unicodedata

from ..engine import InputEngine
from ..machine.keys import PICTURE
from ..text.emoji import last_emoji
from .terminal_keys import Key

_WORD = re.compile(r"\w+\W*$|\W+$")


class LineEditor:
    """A line and its caret; `press` gives what to write to the terminal."""

    def __init__(self, engine: InputEngine) -> None:
        self._engine = engine
        self._before = self._after = ""
        #: What stood before the caret when the last key was typed by the table.
        self._stood = ""
        self._drawn = 0
        #: How many lines were left.
        self.lines: int = 0

    @property
    def text(self) -> str:
        """The whole line."""
        return self._before + self._after

    def press(self, key: str | Key) -> str:
        """Do what a key does and return what shows it.

        >>> editor = LineEditor(InputEngine("bg-translit"))
        >>> shown = [editor.press(key) for key in ["s", "h", "a", Key("left"), "t"]]
        >>> editor.text, shown[:3]
        ('шта', ['с', '\\x08 \\x08ш', 'а'])
        """
        text, after = self.text, self._after
        before = self._before
        if isinstance(key, str):
            self._come_back()
            self._before = self._stood = self._engine.feed(key).apply(before)
        elif key.name == "backspace":
            self._come_back()
            edit = self._engine.backspace()
            self._before = self._stood = _without_last(before) if edit is None else edit.apply(before)
        elif key.name == "enter":
            return self._leave()
        elif key.name == "paste":
            self._paste(key.text)
        else:
            getattr(self, f"_{key.name.replace('-', '_')}")()
        if not after and not self._after and self._fits(text) and self._fits(self._before):
            return self._at_end(before)
        return self.redraw()

    def _come_back(self) -> None:
        """Go on where the keys have left the caret, or else begin afresh."""
        if self._before != self._stood:
            self._engine.reset()

    def _paste(self, text: str) -> None:
        self._come_back()
        # A line is one line, however many were copied.
        self._before += self._engine.keep(" ".join(text.splitlines())).insert
        self._stood = self._before

    def _leave(self) -> str:
        self._end()
        drawn = self.redraw() if self._drawn != _width(self.text) else ""
        self._engine.commit()
        self._before, self._stood, self._drawn = "", "", 0
        self.lines += 1
        return drawn + "\n"

    def _move(self, at: int) -> None:
        text = self.text
        self._before, self._after = text[:at], text[at:]

    def _left(self) -> None:
        self._move(len(_without_last(self._before, marks=True)))

    def _right(self) -> None:
        self._move(self._next())

    def _next(self) -> int:
        """Return where the next letter ends, with its marks, or a picture."""
        text, at = self.text, len(self._before)
        ends = range(min(len(text), at + PICTURE), at, -1)
        return next((end for end in ends if len(_without_last(text[:end], marks=True)) == at), at)

    def _home(self) -> None:
        self._move(0)

    def _end(self) -> None:
        self._move(len(self.text))

    def _word_left(self) -> None:
        self._move(len(_WORD.sub("", self._before)))

    def _word_right(self) -> None:
        found = re.match(r"\W*\w+|\W+", self._after)
        self._move(len(self._before) + (found.end() if found else 0))

    def _delete(self) -> None:
        self._after = self.text[self._next() :]

    def _erase_word(self) -> None:
        self._before = re.sub(r"\S+\s*$|\s+$", "", self._before)

    def _erase_to_start(self) -> None:
        self._before = ""

    def _erase_to_end(self) -> None:
        self._after = ""

    def _relayout(self) -> None:
        """Put the last word right that was typed in the wrong layout."""
        from ..convert.relayout import relayout

        table = self._engine.table
        if table.kind != "layout":
            return
        word = re.search(r"\S*$", self._before.rstrip())
        start = word.start() if word else 0
        last = self._before[start:]
        latin = sum(char.isascii() for char in last if char.isalpha()) * 2 > sum(map(str.isalpha, last))
        self._before = self._before[:start] + (relayout(last, "us", table) if latin else relayout(last, table, "us"))

    def _fits(self, text: str) -> bool:
        return _width(text) < _columns() and text.isprintable()

    def _at_end(self, before: str) -> str:
        same = 0
        for was, now in zip(before, self._before, strict=False):
            if was != now:
                break
            same += 1
        self._drawn = _width(self._before)
        return "\b \b" * _width(before[same:]) + self._before[same:]

    def redraw(self) -> str:
        """Draw the line again from its first column, wherever the window wraps it now."""
        columns = _columns()
        up = self._drawn // columns
        text = self.text.replace("\t", " ")
        end, self._drawn = _width(text), _width(self._before)
        drawn = (f"\x1b[{up}A" if up else "") + "\r\x1b[J" + text
        # A terminal waits at its margin for the next character.
        drawn += " \r" if end and end % columns == 0 else ""
        back = end // columns - self._drawn // columns
        right = self._drawn % columns
        if end == self._drawn:
            return drawn
        return drawn + (f"\x1b[{back}A" if back else "") + "\r" + (f"\x1b[{right}C" if right else "")


def _without_last(text: str, *, marks: bool = False) -> str:
    """Return a text without its last character, or without all of a picture, or of a letter with its marks."""
    end = len(text) - (len(last_emoji(text)) or 1)
    while marks and 0 < end < len(text) and unicodedata.combining(text[end]):
        end -= 1
    return text[: max(end, 0)]


def _columns() -> int:
    return max(shutil.get_terminal_size().columns, 2)


def _width(text: str) -> int:
    """Return how many columns a text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in text)

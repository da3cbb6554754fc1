"""Keys from a pipe or a terminal, through the input engine, to text."""

from __future__ import annotations

import codecs
import os
import sys

from .engine import MEMORY, InputEngine
from .files import read_chunks

BACKSPACES = "\b\x7f"
END_OF_INPUT = "\x04"


def type_from_pipe(table: str) -> None:
    """Type all of stdin; what backspaces can no longer reach is written at once, the rest at the end."""
    engine = InputEngine(table)
    decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
    text = ""

    def emit(part: str) -> None:
        sys.stdout.buffer.write(part.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()

    for chunk in read_chunks("-"):
        for key in decode(chunk):
            text = typed(engine, text, key)
        if len(text) > 2 * MEMORY:
            emit(text[:-MEMORY])
            text = text[-MEMORY:]
    emit(text + decode(b"", True))


def typed(engine: InputEngine, text: str, key: str) -> str:
    """Return the text after one key, a backspace included.

    >>> engine, text = InputEngine("bg-translit"), ""
    >>> for key in "sh\\ba":
    ...     text = typed(engine, text, key)
    >>> text
    'са'
    """
    if key not in BACKSPACES:
        return engine.feed(key).apply(text)
    edit = engine.backspace()
    return text[:-1] if edit is None else edit.apply(text)


def type_on_terminal(table: str) -> None:
    """Type live: each key's edit is shown on the line as it happens."""
    import termios
    import tty

    engine = InputEngine(table)
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    line = ""
    try:
        tty.setcbreak(fd)
        while True:
            for key in decode(os.read(fd, 1)):
                if key == END_OF_INPUT:
                    return
                if key == "\n":
                    engine.reset()
                    sys.stdout.write("\n")
                    line = ""
                    continue
                shown = typed(engine, line, key)
                same = next((i for i, (a, b) in enumerate(zip(line, shown, strict=False)) if a != b), len(shown))
                same = min(same, len(line))
                sys.stdout.write("\b \b" * (len(line) - same) + shown[same:])
                sys.stdout.flush()
                line = shown
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
        sys.stdout.write("\n" if line else "")

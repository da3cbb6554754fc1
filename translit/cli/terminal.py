"""Keys from a pipe or a terminal, through the input engine, to text."""

from __future__ import annotations

import codecs
import sys

from ..engine import InputEngine
from ..machine.keys import MEMORY
from ..text.edits import Edit
from .filters import read_chunks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BACKSPACES = "\b\x7f"
END_OF_INPUT = "\x04"


def with_profile(table: str, path: Path, type_from: Callable[[InputEngine], None]) -> None:
    """Type by an informal table with the habits saved at `path`, if there are any, and save what was learned."""
    from ..informal.profile import Profile

    engine = InputEngine(table, profile=Profile.load(path) if path.exists() else Profile())
    try:
        type_from(engine)
    finally:
        engine.commit()
        if engine.profile is not None:
            engine.profile.save(path)


def type_from_pipe(engine: InputEngine) -> None:
    """Type all of stdin; what backspaces can no longer reach is written at once, the rest at the end."""
    decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
    text = ""

    def emit(part: str) -> None:
        sys.stdout.buffer.write(part.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()

    for chunk in read_chunks("-"):
        for key in decode(chunk):
            text = type_key(engine, text, key)
        if len(text) > 2 * MEMORY:
            emit(text[:-MEMORY])
            text = text[-MEMORY:]
    emit(text + decode(b"", True))


def type_key(engine: InputEngine, text: str, key: str) -> str:
    """Return the text after one key, a backspace included.

    >>> engine, text = InputEngine("bg-translit"), ""
    >>> for key in "sh\\ba":
    ...     text = type_key(engine, text, key)
    >>> text
    'са'
    """
    if key not in BACKSPACES:
        return engine.feed(key).apply(text)
    edit = engine.backspace()
    return text[:-1] if edit is None else edit.apply(text)


def type_on_terminal(engine: InputEngine) -> None:
    """Type live: each key's edit is shown on the line as it happens."""
    import termios
    import tty

    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    line = ""
    try:
        tty.setcbreak(fd, termios.TCSADRAIN)  # what was typed before we were ready counts
        while byte := sys.stdin.buffer.read(1):
            for key in decode(byte):
                if key == END_OF_INPUT:
                    return
                if key == "\n":
                    engine.commit()
                    sys.stdout.write("\n")
                    line = ""
                    continue
                shown = type_key(engine, line, key)
                edit = Edit.between(line, shown)
                sys.stdout.write("\b \b" * edit.delete + edit.insert)
                sys.stdout.flush()
                line = shown
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
        sys.stdout.write("\n" if line else "")

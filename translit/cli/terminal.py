"""Keys from a pipe or a terminal, through the input engine, to text."""

from __future__ import annotations

import codecs
import sys
from importlib.util import find_spec

from ..engine import InputEngine
from ..machine.keys import MEMORY
from .filters import read_chunks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BACKSPACES = "\b\x7f"


def has_single_keys() -> bool:
    """Tell whether somebody sits at a terminal that gives its keys one by one; consoles of Windows give lines."""
    return sys.stdin.isatty() and sys.stdout.isatty() and find_spec("termios") is not None


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
    """Type live: what each key makes of the line is shown as it happens."""
    import termios
    import tty

    from .line_editor import LineEditor
    from .terminal_keys import END_OF_INPUT, PASTES, keys
    from .window import WindowInput

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    editor = LineEditor(engine)
    shown = _write_to_terminal
    try:
        tty.setcbreak(fd, termios.TCSADRAIN)  # what was typed before we were ready counts
        shown(PASTES[0])
        with WindowInput(fd, lambda: shown(editor.redraw())) as source:
            for key in keys(source):
                if key == END_OF_INPUT:
                    return
                shown(editor.press(key))
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
        # Behind a line that was left the cursor goes back before it goes on.
        shown(PASTES[1] + ("\n" if editor.text else "\x1b[A\n" if editor.lines else ""))


def _write_to_terminal(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()

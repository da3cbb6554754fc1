"""prompt_toolkit: key bindings that type by a table, and completion with the candidates of an informal one.

session = PromptSession(key_bindings=bindings(typing := FieldTyping("bg-translit")))
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyPressEvent

    from .field import FieldTyping


def bindings(typing: FieldTyping, *, toggle: str = "c-t") -> KeyBindings:
    """Return bindings for one buffer, to be merged with others; the key `toggle` switches the table on and off."""
    made = KeyBindings()
    enabled = Condition(lambda: typing.enabled)

    def write(event: KeyPressEvent, level: str = "") -> None:
        buffer = event.current_buffer
        for key in event.data * event.arg:
            edit = typing.key(buffer.document.text_before_cursor, key, level)
            if edit.delete:
                buffer.delete_before_cursor(edit.delete)
            buffer.insert_text(edit.insert)

    made.add(Keys.Any, filter=enabled)(write)
    for key, level in typing.alt_keys.items():
        made.add(Keys.Escape, key, filter=enabled)(partial(write, level=level))

    @made.add(Keys.Backspace, filter=enabled)
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        for _ in range(event.arg):
            edit = typing.backspace(buffer.document.text_before_cursor)
            buffer.delete_before_cursor(1 if edit is None else edit.delete)
            if edit is not None:
                buffer.insert_text(edit.insert)

    @made.add(toggle)
    def _(event: KeyPressEvent) -> None:
        typing.enabled = not typing.enabled
        typing.reset()

    return made


class Candidates(Completer):
    """Offers the readings of the word that is being typed by an informal table, best first."""

    def __init__(self, typing: FieldTyping, limit: int = 5) -> None:
        self._typing = typing
        self._limit = limit

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield a completion for each candidate, in place of the word shown."""
        found = self._typing.candidates(document.text_before_cursor, self._limit)
        shown = len(self._typing.engine.preedit)
        for candidate in found:
            yield Completion(candidate.text, start_position=-shown)

"""Textual: an Input and a TextArea that type by a table.

yield TableInput(FieldTyping("bg-translit"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from textual import events

    from .field import FieldTyping


class TableInput(Input):
    """An Input whose keys are typed by a table while `typing.enabled`."""

    def __init__(self, typing: FieldTyping, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        #: What is typed with, and whether it is on.
        self.typing: FieldTyping = typing

    def on_key(self, event: events.Key) -> None:
        """Take the keys that are typed by the table; Textual calls this."""
        key, level = _key_of(self.typing, event)
        if not key or (key == "\b" and not self.selection.is_empty):
            return
        if not self.selection.is_empty:
            self.delete_selection()
        at = self.cursor_position
        before = self.value[:at]
        edit = self.typing.backspace(before) if key == "\b" else self.typing.key(before, key, level)
        if edit is not None:
            event.prevent_default().stop()
            self.replace(edit.insert, at - edit.delete, at)


class TableTextArea(TextArea):
    """A TextArea whose keys are typed by a table while `typing.enabled`."""

    def __init__(self, typing: FieldTyping, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        #: What is typed with, and whether it is on.
        self.typing: FieldTyping = typing

    def on_key(self, event: events.Key) -> None:
        """Take the keys that are typed by the table; Textual calls this."""
        key, level = _key_of(self.typing, event)
        if not key or self.read_only or (key == "\b" and not self.selection.is_empty):
            return
        if not self.selection.is_empty:
            self.delete(*self.selection)
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        edit = self.typing.backspace(before) if key == "\b" else self.typing.key(before, key, level)
        if edit is not None:
            event.prevent_default().stop()
            self.replace(edit.insert, (row, column - edit.delete), (row, column), maintain_selection_offset=False)


def _key_of(typing: FieldTyping, event: events.Key) -> tuple[str, str]:
    """Return the character of a key and its level, U+0008 for Backspace, `""` for one that is the widget's own."""
    if not typing.enabled:
        return "", ""
    if event.key == "backspace":
        return "\b", ""
    key = event.character if event.is_printable and event.character else ""
    return key, typing.alt_keys.get(key, "") if event.key.startswith("alt+") else ""

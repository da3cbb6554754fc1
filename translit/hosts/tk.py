"""Tk: any Entry or Text types by a table.

attach(tkinter.Text(root), FieldTyping("bg-translit"))
"""

from __future__ import annotations

import tkinter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..text.edits import Edit
    from .field import FieldTyping

#: Modifiers with which a key is a command: Control, and Alt as X11 has it. AltGr gives characters.
_COMMANDS = 0x0004 | 0x0008


def attach(widget: tkinter.Entry | tkinter.Text, typing: FieldTyping) -> Callable[[], None]:
    """Let a widget type by a table while `typing.enabled`; return what ends that."""

    def press(event: tkinter.Event[Any]) -> str | None:
        if not typing.enabled or (isinstance(event.state, int) and event.state & _COMMANDS):
            return None
        edit = _edit_of(widget, typing, event.keysym, event.char)
        if edit is None:
            return None
        _apply(widget, edit)
        return "break"

    bound = widget.bind("<KeyPress>", press, add="+")
    return lambda: widget.unbind("<KeyPress>", bound)


def _edit_of(widget: tkinter.Entry | tkinter.Text, typing: FieldTyping, name: str, char: str) -> Edit | None:
    """Return what a key does; None for one that is the widget's own."""
    if name == "BackSpace":
        return None if _selected(widget) else typing.backspace(_before(widget))
    if len(char) != 1 or not char.isprintable():
        return None
    if _selected(widget):
        widget.delete("sel.first", "sel.last")
    return typing.key(_before(widget), char)


def _selected(widget: tkinter.Entry | tkinter.Text) -> bool:
    if isinstance(widget, tkinter.Text):
        return bool(widget.tag_ranges("sel"))
    return bool(widget.selection_present())


def _before(widget: tkinter.Entry | tkinter.Text) -> str:
    if isinstance(widget, tkinter.Text):
        return widget.get("insert linestart", "insert")
    return widget.get()[: widget.index("insert")]


def _apply(widget: tkinter.Entry | tkinter.Text, edit: Edit) -> None:
    if isinstance(widget, tkinter.Text):
        widget.delete(f"insert - {edit.delete} chars", "insert")
    else:
        caret = widget.index("insert")
        widget.delete(caret - edit.delete, caret)
    widget.insert("insert", edit.insert)

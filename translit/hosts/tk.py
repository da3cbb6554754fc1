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
        edit = _edit_of(widget, typing, event)
        if edit is None:
            return None
        _apply(widget, edit)
        return "break"

    bound = widget.bind("<KeyPress>", press, add="+")
    return lambda: widget.unbind("<KeyPress>", bound)


def _edit_of(widget: tkinter.Entry | tkinter.Text, typing: FieldTyping, event: tkinter.Event[Any]) -> Edit | None:
    """Return what a key does; None for one that is the widget's own."""
    if event.keysym == "BackSpace":
        return None if _selected(widget) else typing.backspace(_before(widget))
    # Only X11 says where a key is.
    placed = isinstance(event.state, int) and widget.tk.call("tk", "windowingsystem") == "x11"
    char = event.char if len(event.char) == 1 and event.char.isprintable() else ""
    key, level = typing.pressed(char, *((event.keycode, int(event.state)) if placed else ()))
    if not key:
        return None
    if _selected(widget):
        widget.delete("sel.first", "sel.last")
    return typing.key(_before(widget), key, level)


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

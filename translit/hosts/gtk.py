"""GTK 3 and 4 (PyGObject): an entry or a text view types by a table.

attach(Gtk.Entry(), FieldTyping("bg-translit"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import keysyms

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..text.edits import Edit
    from .field import FieldTyping

#: With these a key is a command.
_COMMANDS = keysyms.CONTROL | keysyms.ALT | keysyms.SUPER


def attach(widget: Any, typing: FieldTyping) -> Callable[[], None]:
    """Let a `Gtk.Editable` or a `Gtk.TextView` type by a table while `typing.enabled`; return what ends that."""

    def press(keyval: int, keycode: int, state: int) -> bool:
        if not typing.enabled or state & _COMMANDS or not widget.get_editable():
            return False
        field = _View(widget) if hasattr(widget, "get_wrap_mode") else _Entry(widget)
        edit = _edit_of(field, typing, keyval, keycode if _counts_as_x11(widget) else 0, int(state))
        if edit is not None:
            field.apply(edit)
        return edit is not None

    if not hasattr(widget, "add_controller"):
        handler = widget.connect("key-press-event", lambda _, key: press(key.keyval, key.hardware_keycode, key.state))
        return lambda: widget.disconnect(handler)
    from gi.repository import Gtk

    keys = Gtk.EventControllerKey(propagation_phase=Gtk.PropagationPhase.CAPTURE)
    keys.connect("key-pressed", lambda _, *pressed: press(*pressed))
    widget.add_controller(keys)
    return lambda: widget.remove_controller(keys)


def _edit_of(field: _Entry | _View, typing: FieldTyping, keyval: int, keycode: int, state: int) -> Edit | None:
    """Return what a key does; None for one that is the widget's own."""
    if keyval == keysyms.BACKSPACE:
        return None if field.selected() else typing.backspace(field.before())
    key, level = typing.pressed(keysyms.character(keyval), keycode, state)
    if not key:
        return None
    if field.selected():
        field.delete_selection()
    return typing.key(field.before(), key, level)


def _counts_as_x11(widget: Any) -> bool:
    kind = type(widget.get_display()).__name__
    return "X11" in kind or "Wayland" in kind


class _Entry:
    """The text of one line, and what is done to it."""

    def __init__(self, entry: Any) -> None:
        self._entry = entry

    def before(self) -> str:
        return str(self._entry.get_text()[: self._entry.get_position()])

    def selected(self) -> bool:
        return bool(self._entry.get_selection_bounds())

    def delete_selection(self) -> None:
        self._entry.delete_selection()

    def apply(self, edit: Edit) -> None:
        caret = self._entry.get_position()
        self._entry.delete_text(caret - edit.delete, caret)
        self._entry.set_position(self._entry.insert_text(edit.insert, caret - edit.delete))


class _View:
    """The text of several lines; a key looks at the one that the caret is in."""

    def __init__(self, view: Any) -> None:
        self._text = view.get_buffer()

    def before(self) -> str:
        caret = self._caret()
        start = caret.copy()
        start.set_line_offset(0)
        return str(self._text.get_text(start, caret, True))

    def selected(self) -> bool:
        return bool(self._text.get_has_selection())

    def delete_selection(self) -> None:
        self._text.delete_selection(True, True)

    def apply(self, edit: Edit) -> None:
        caret = self._caret()
        start = caret.copy()
        start.backward_chars(edit.delete)
        # One step for undo.
        self._text.begin_user_action()
        self._text.delete(start, caret)
        self._text.insert_at_cursor(edit.insert)
        self._text.end_user_action()

    def _caret(self) -> Any:
        return self._text.get_iter_at_mark(self._text.get_insert())

"""Qt (PySide6): an event filter, by which a line or text edit types by a table.

field.installEventFilter(TableTyping(FieldTyping("bg-translit"), field))
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from ..text.edits import Edit
    from .field import FieldTyping

Field = QLineEdit | QPlainTextEdit | QTextEdit

#: With these a key is a command; Control and Alt together are AltGr on Windows.
_COMMANDS = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier)

#: Whether a layout may ask where a key is.
_COUNTS_AS_X11 = sys.platform not in ("win32", "darwin")


class TableTyping(QObject):
    """Types into the field that it is installed on, while `typing.enabled`; undo and limits stay the field's own."""

    def __init__(self, typing: FieldTyping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        #: What is typed with, and whether it is on.
        self.typing: FieldTyping = typing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the keys that are typed by the table; Qt calls this."""
        if not self.typing.enabled or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit) or watched.isReadOnly():
            return False
        edit = self._edit_of(watched, event)
        if edit is None:
            return False
        committed = QInputMethodEvent()
        deleted = _units(_before(watched)[-edit.delete :]) if edit.delete else 0
        committed.setCommitString(edit.insert, -deleted, deleted)
        QCoreApplication.sendEvent(watched, committed)
        return True

    def _edit_of(self, field: Field, event: QKeyEvent) -> Edit | None:
        """Return what a key does; None for one that is the field's own."""
        if event.key() == Qt.Key.Key_Backspace and not event.modifiers():
            return None if _selected(field) else self.typing.backspace(_before(field))
        held = [each for each in _COMMANDS if event.modifiers() & each]
        char = event.text() if len(event.text()) == 1 and event.text().isprintable() else ""
        code, state = (event.nativeScanCode(), event.nativeModifiers()) if _COUNTS_AS_X11 else (0, 0)
        key, level = self.typing.pressed(char, code, state)
        if not key or len(held) == 1:
            return None
        if _selected(field):
            _delete_selection(field)
        return self.typing.key(_before(field), key, level)


def _before(field: Field) -> str:
    """Return the text of the paragraph before the caret, whose place Qt counts in UTF-16 units."""
    around: Any = field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText)
    place: Any = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorPosition)
    return str(around).encode("utf-16-le", "surrogatepass")[: 2 * int(place)].decode("utf-16-le", "surrogatepass")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _selected(field: Field) -> bool:
    return field.hasSelectedText() if isinstance(field, QLineEdit) else field.textCursor().hasSelection()


def _delete_selection(field: Field) -> None:
    if isinstance(field, QLineEdit):
        field.backspace()
    else:
        field.textCursor().removeSelectedText()

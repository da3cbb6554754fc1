"""Qt widgets type by a table: real ones, drawn nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from tests.hosts.display import display, patience
from tests.hosts.test_ibus import CODES, HELD
from tests.oracles.missing import program
from tests.places import ROOT
from tests.sequences import BACKSPACE, TYPED, Press, sequences, some, typed
from translit import compile_table
from translit.hosts.field import FieldTyping
from translit.hosts.keysyms import X11
from translit.hosts.qt import Field, TableTyping
from translit.table.value import ISO_KEY

pytestmark = pytest.mark.slow
KINDS = [QLineEdit, QPlainTextEdit, QTextEdit]


@pytest.fixture(scope="module")
def application() -> QApplication:
    return QApplication([])


def press(field: Field, keys: str) -> str:
    for key in keys:
        named, text = (Qt.Key.Key_Backspace, "") if key == BACKSPACE else (Qt.Key.Key_unknown, key)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, named, Qt.KeyboardModifier.NoModifier, text))
    return text_of(field)


def press_on(field: Field, each: Press) -> None:
    """Press a key on a level, as X11 tells of it: where it is, and what is held, whatever it gives there."""
    code = (86 if each.key == ISO_KEY else CODES[each.key][0]) + X11
    event = QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, code, 0, HELD[each.level], ""
    QApplication.sendEvent(field, QKeyEvent(*event))


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize(
    ("kind", "table"),
    [*((kind, "bg-translit") for kind in KINDS), *((KINDS[n % 3], table) for n, table in enumerate(some(TYPED, 50)))],
)
def test_types_what_the_engine_types(application: QApplication, kind: type[Field], table: str) -> None:
    compiled = compile_table(table)
    levels = [level for level in compiled.table.keys if level not in ("plain", "shift")]
    for presses in sequences(compiled, levels=levels)[::2]:
        field = kind()
        field.installEventFilter(TableTyping(FieldTyping(compiled), field))
        for each in presses:
            press_on(field, each) if each.level else press(field, each.key)
        assert text_of(field) == typed(compiled, presses), presses


@pytest.mark.parametrize("kind", KINDS)
def test_the_caret_undo_and_the_switch(application: QApplication, kind: type[Field]) -> None:
    field = kind()
    typing = FieldTyping("bg-translit")
    field.installEventFilter(TableTyping(typing, field))
    press(field, "😀baba")
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_Left)
    assert press(field, "sht") == "😀бащба"
    typing.enabled = False
    assert press(field, "sh") == "😀бащshба"
    typing.enabled = True
    field.selectAll()
    assert press(field, "sh") == "ш"
    for _ in range(20):
        field.undo()
    assert text_of(field) == ""


def test_a_limit_is_kept(application: QApplication) -> None:
    field = QLineEdit()
    field.setMaxLength(3)
    field.installEventFilter(TableTyping(FieldTyping("bg-translit"), field))
    assert press(field, "babash") == "баб"
    field.clear()
    assert press(field, "bash") == "баш"


WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
from translit.hosts.field import FieldTyping
from translit.hosts.qt import TableTyping
app, entry = QApplication([]), QLineEdit()
entry.setWindowTitle("typed")
entry.installEventFilter(TableTyping(FieldTyping("sr-cyrillic"), entry))
entry.textChanged.connect(lambda text: print(text, flush=True))
entry.show(); entry.setFocus(); app.exec()
"""
#: On a German keyboard: where y and z are, a dead key and its letter, one taken back, one under Caps Lock.
PRESSED = "29 52 ISO_Level3_Shift+12 38 ISO_Level3_Shift+26 BackSpace Caps_Lock 38 Caps_Lock"


def test_a_layout_asks_where_a_key_is_whatever_keyboard_is_on() -> None:
    with display() as screen:
        environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        run = partial(subprocess.run, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=30)
        run([program("setxkbmap", "x11-xkb-utils"), "-layout", "de"])
        command = [sys.executable, "-c", WINDOW]
        with (
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process,
            patience(process),
        ):
            try:
                assert process.stdout
                xdotool = [program("xdotool", "xdotool"), "search", "--sync", "--onlyvisible", "--name", "typed"]
                run([*xdotool, "windowfocus", "--sync", "key", "--delay", "20", *PRESSED.split()])
                shown = [process.stdout.readline().strip() for _ in range(7)]
            finally:
                process.kill()
    assert shown == ["з", "зж", "зж^", "зжа\u0302", "зжа\u0302€", "зжа\u0302", "зжа\u0302А"]

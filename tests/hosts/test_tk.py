"""Tk widgets type by a table: real ones, on a display of their own."""

from __future__ import annotations

import tkinter
from collections.abc import Iterator

import pytest

from tests.hosts.display import display
from tests.hosts.test_ibus import CODES, HELD
from tests.sequences import sequences, typed
from translit import compile_table
from translit.hosts.field import FieldTyping
from translit.hosts.keysyms import SHIFT, X11
from translit.hosts.tk import attach
from translit.table.value import ISO_KEY

pytestmark = pytest.mark.slow
NAMES = {"\b": "BackSpace", " ": "space", "'": "apostrophe", ",": "comma", ".": "period", "-": "minus", "`": "grave"}


@pytest.fixture(scope="module")
def root() -> Iterator[tkinter.Tk]:
    with display() as name:
        window = tkinter.Tk(screenName=name)
        yield window
        window.destroy()


def press(widget: tkinter.Entry | tkinter.Text, keys: str) -> str:
    widget.pack()
    widget.focus_force()
    widget.update()
    for key in keys:
        widget.event_generate("<KeyPress>", keysym=NAMES.get(key, key))
    widget.update()
    text = widget.get("1.0", "end-1c") if isinstance(widget, tkinter.Text) else widget.get()
    return text


def make(root: tkinter.Tk, kind: str) -> tkinter.Entry | tkinter.Text:
    return tkinter.Entry(root) if kind == "entry" else tkinter.Text(root, undo=True)


@pytest.mark.parametrize("table", ["bg-translit", "mk-cyrillic"])
@pytest.mark.parametrize("kind", ["entry", "text"])
def test_types_what_the_engine_types(root: tkinter.Tk, kind: str, table: str) -> None:
    compiled = compile_table(table)
    widget = make(root, kind)
    attach(widget, typing := FieldTyping(compiled))
    checked = 0
    for presses in sequences(compiled)[:: 3 if table == "bg-translit" else 1]:
        keys = "".join(each.key for each in presses)
        if all(key in NAMES or (key.isascii() and key.isalnum()) for key in keys):
            widget.delete("1.0" if isinstance(widget, tkinter.Text) else 0, "end")
            typing.reset()
            assert press(widget, keys) == typed(compiled, presses)
            checked += 1
    assert checked > 20
    widget.destroy()


@pytest.mark.parametrize("kind", ["entry", "text"])
def test_a_layout_asks_where_a_key_is(root: tkinter.Tk, kind: str) -> None:
    """On all its levels, with dead keys there."""
    compiled = compile_table("sr-cyrillic")
    widget = make(root, kind)
    attach(widget, typing := FieldTyping(compiled))
    levels = [level for level in compiled.table.keys if level not in ("plain", "shift")]
    every = [each for each in sequences(compiled, levels=levels) if any(press.level for press in each)]
    assert len(every) > 30 and {"altgr", "altgr-shift"} <= {press.level for each in every for press in each}
    for presses in every:
        widget.delete("1.0" if isinstance(widget, tkinter.Text) else 0, "end")
        typing.reset()
        press(widget, "")
        for key, level in presses:
            code, shift = (86, 0) if key == ISO_KEY else CODES[key]
            state = HELD[level] if level else SHIFT * shift
            widget.event_generate("<KeyPress>", keycode=code + X11, state=state)
        assert press(widget, "") == typed(compiled, presses), presses
    widget.destroy()


@pytest.mark.parametrize("kind", ["entry", "text"])
def test_the_caret_the_selection_and_the_switch(root: tkinter.Tk, kind: str) -> None:
    widget = make(root, kind)
    detach = attach(widget, typing := FieldTyping("bg-translit"))
    assert press(widget, "baba") == "баба"
    widget.mark_set("insert", "1.2") if isinstance(widget, tkinter.Text) else widget.icursor(2)
    assert press(widget, "sht") == "бащба"
    typing.enabled = False
    assert press(widget, "sh") == "бащshба"
    typing.enabled = True
    detach()
    assert press(widget, "sh") == "бащshshба"
    widget.destroy()


def test_a_selection_is_replaced(root: tkinter.Tk) -> None:
    widget = tkinter.Entry(root)
    attach(widget, FieldTyping("bg-translit"))
    press(widget, "staro")
    widget.selection_range(0, "end")
    assert press(widget, "sh") == "ш"
    widget.destroy()

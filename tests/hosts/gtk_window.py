"""A window of GTK with one field, for the Python that Debian has GTK for: `gtk_window.py VERSION`.

Each line of standard input names a kind of field, which is in the window from then on, and a table, or none. F12
answers on standard output what the field has, and empties it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from translit.hosts.field import FieldTyping
from translit.hosts.gtk import attach

F12 = 0xFFC9


class Window:
    """The window, its field, and what the field types by."""

    def __init__(self, version: str) -> None:
        import gi

        gi.require_version("Gtk", version)
        from gi.repository import GLib, Gtk

        self.gtk = Gtk
        self.old = version == "3.0"
        if self.old:
            Gtk.init([])
        else:
            Gtk.init()
        self.window = Gtk.Window(title="typed")
        self.window.set_default_size(300, 100)
        self.field: Any = None
        self.detach: Any = None
        self.typing = FieldTyping("bg-translit")
        if self.old:
            self.window.connect("key-press-event", lambda _, key: self.press(key.keyval))
        else:
            keys = Gtk.EventControllerKey(propagation_phase=Gtk.PropagationPhase.CAPTURE)
            keys.connect("key-pressed", lambda _, keyval, *more: self.press(keyval))
            self.window.add_controller(keys)
        GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN, self.told)

    def told(self, *_: object) -> bool:
        kind, table, *how = sys.stdin.readline().split()
        if kind == "field":
            self.put({"entry": self.gtk.Entry, "view": self.gtk.TextView}[table]())
        elif kind == "table":
            if self.detach:
                self.detach()
            self.typing = FieldTyping(table)
            self.detach = attach(self.field, self.typing)
        elif kind == "set":
            getattr(self, table)(*how)
        print(json.dumps("ready"), flush=True)
        return True

    def put(self, field: Any) -> None:
        if self.field and self.old:
            self.window.remove(self.field)
        self.field, self.detach = field, None
        if self.old:
            self.window.add(field)
            self.window.show_all()
        else:
            self.window.set_child(field)
            self.window.present()
        field.grab_focus()

    def enabled(self, value: str) -> None:
        self.typing.enabled = value == "on"

    def editable(self, value: str) -> None:
        self.field.set_editable(value == "on")

    def caret(self, place: str) -> None:
        if self.is_entry:
            self.field.set_position(int(place))
        else:
            text = self.field.get_buffer()
            text.place_cursor(text.get_iter_at_offset(int(place)))

    def ended(self) -> None:
        self.detach()
        self.detach = None

    def run(self) -> None:
        from gi.repository import GLib

        GLib.MainLoop().run()

    @property
    def is_entry(self) -> bool:
        return isinstance(self.field, self.gtk.Entry)

    def press(self, keyval: int) -> bool:
        if keyval != F12:
            return False
        if self.is_entry:
            print(json.dumps(self.field.get_text()), flush=True)
            self.field.set_text("")
        else:
            text = self.field.get_buffer()
            print(json.dumps(text.get_text(*text.get_bounds(), True)), flush=True)
            text.set_text("")
        self.typing.reset()
        return True


if __name__ == "__main__":
    Window(sys.argv[1]).run()

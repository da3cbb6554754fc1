"""GTK widgets type by a table: real ones of both versions, with keys as a person presses them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from tests.hosts.display import display, patience
from tests.hosts.ibus_session import until
from tests.hosts.test_ibus import CODES
from tests.oracles.missing import OracleMissing, program
from tests.places import ROOT
from tests.sequences import BACKSPACE, Press, Sequence_, sequences, typed
from translit import compile_table
from translit.hosts.keysyms import X11
from translit.table.value import ISO_KEY

pytestmark = pytest.mark.slow
#: GTK needs the Python that Debian has it for.
PYTHON = "/usr/bin/python3"
PACKAGES = {"3.0": "gir1.2-gtk-3.0", "4.0": "gir1.2-gtk-4.0"}
NAMES = {BACKSPACE: "BackSpace", " ": "space"}


@cache
def require_gtk(version: str) -> None:
    asked = f"import gi; gi.require_version('Gtk', '{version}'); from gi.repository import Gtk"
    if subprocess.run([PYTHON, "-c", asked], stderr=subprocess.DEVNULL).returncode:
        raise OracleMissing(f"GTK {version} for Python", PACKAGES[version])


class Window:
    """The window of gtk_window.py, and the keyboard in front of it."""

    def __init__(self, version: str, screen: str) -> None:
        require_gtk(version)
        quiet = {
            "GTK_IM_MODULE": "gtk-im-context-simple",
            "GSK_RENDERER": "cairo",
            "GDK_BACKEND": "x11",
            "NO_AT_BRIDGE": "1",
        }
        self._environment = {**os.environ, **quiet, "DISPLAY": screen, "PYTHONPATH": str(ROOT)}
        self._run("setxkbmap", "x11-xkb-utils", "-layout", "us", "-variant", "altgr-intl")
        self._process = subprocess.Popen(
            [PYTHON, str(ROOT / "tests" / "hosts" / "gtk_window.py"), version],
            env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def tell(self, *words: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()
        assert self._answer() == "ready"

    def open(self, field: str, table: str) -> None:
        self.tell("field", field)
        self.tell("table", table)
        until(lambda: self._xdotool("search", "--onlyvisible", "--name", "typed"))
        self._xdotool("search", "--name", "typed", "windowfocus", "--sync")

    def press(self, *names: str) -> None:
        self._xdotool("key", "--delay", "1", *names)

    def texts(self, runs: Sequence[Sequence[str]]) -> list[str]:
        """Return what the field has after each run of keys, begun empty."""
        self.press(*(name for names in runs for name in (*names, "F12")))
        with patience(self._process):
            return [self._answer() for _ in runs]

    def text(self, *names: str) -> str:
        return self.texts([names])[0]

    def _answer(self) -> str:
        assert self._process.stdout
        return str(json.loads(self._process.stdout.readline()))

    def _xdotool(self, *arguments: str) -> str:
        return self._run("xdotool", "xdotool", *arguments)

    def _run(self, name: str, package: str, *arguments: str) -> str:
        command = [program(name, package), *arguments]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture(scope="module", params=PACKAGES)
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    with display() as screen:
        opened = Window(request.param, screen)
        try:
            yield opened
        finally:
            opened.close()


def names_of(press: Press) -> list[str]:
    """Return what xdotool presses: by a level a place, while the level is held or locked."""
    if not press.level:
        return [NAMES.get(press.key, f"U{ord(press.key):04X}")]
    place = 86 if press.key == ISO_KEY else CODES[press.key][0]
    held = [key for word, key in (("altgr", "ISO_Level3_Shift"), ("shift", "shift")) if word in press.level]
    names = ["+".join([*held, str(place + X11)])]
    return ["Caps_Lock", *names, "Caps_Lock"] if "caps" in press.level else names


def drawn(table: str) -> list[Sequence_]:
    """Return a part of the sequences, as far as an American keyboard has their keys."""
    compiled = compile_table(table)
    levels = [level for level in compiled.table.keys if level not in ("plain", "shift")]
    found = sequences(compiled, levels=levels)
    every = [
        keys
        for keys in found
        if all(k in NAMES or k == "IntlBackslash" or (k.isascii() and k.isprintable()) for k, _ in keys)
    ]
    return every[::5] + every[3::20]


@pytest.mark.parametrize(
    ("field", "table"),
    [("entry", "bg-translit"), ("view", "bg-translit"), ("entry", "bg-phonetic-traditional"), ("view", "sr-cyrillic")],
)
def test_types_what_the_engine_types(window: Window, field: str, table: str) -> None:
    compiled, every = compile_table(table), drawn(table)
    assert len(every) > 30
    window.open(field, table)
    found = window.texts([[name for press in keys for name in names_of(press)] for keys in every])
    for keys, text in zip(every, found, strict=True):
        assert text == typed(compiled, keys), keys


@pytest.mark.parametrize("field", ["entry", "view"])
def test_the_caret_the_selection_and_the_switch(window: Window, field: str) -> None:
    window.open(field, "bg-translit")
    assert window.text(*"baba", "Left", "Left", *"sht") == "бащба"
    assert window.text(*"sh", "BackSpace", "a", "Left", "BackSpace") == "а"
    assert window.text(*"baba", "ctrl+a", *"sh") == "ш"
    assert window.text(*"baba", "ctrl+a", "BackSpace", *"sh") == "ш"
    assert window.text(*"sh", "ctrl+a", "Left", "t") == "тш"
    window.tell("set", "enabled", "off")
    assert window.text(*"sh") == "sh"
    window.tell("set", "enabled", "on")
    window.tell("set", "editable", "off")
    assert window.text(*"sh") == ""
    window.tell("set", "editable", "on")
    assert window.text(*"sh") == "ш"
    window.tell("set", "ended")
    assert window.text(*"sh") == "sh"


def test_lines_are_apart(window: Window) -> None:
    window.open("view", "bg-translit")
    assert window.text("s", "Return", "h") == "с\nх"
    assert window.text(*"abv", "Return", *"sht") == "абв\nщ"

"""`translit type` on a terminal: keys of every kind, and what a screen shows then."""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import subprocess
import sys
from fcntl import ioctl
from io import BytesIO
from signal import SIGWINCH
from termios import TIOCSWINSZ
from time import monotonic
from types import SimpleNamespace

import pytest

from tests.places import ROOT
from translit.cli.line_editor import LineEditor
from translit.cli.terminal_keys import Key, keys
from translit.engine import InputEngine

LEFT, HOME, END, DELETE = "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[3~"


class Screen:
    """What a terminal of some width shows of what is written to it: lines as drawn, and where its cursor stands."""

    def __init__(self, columns: int) -> None:
        self.columns, self.rows, self.row, self.column = columns, [""], 0, 0

    def write(self, text: str) -> None:
        for said, final, char in re.findall(r"\x1b\[\??([\d;]*)([A-Za-z])|(.)", text, re.DOTALL):
            if final:
                self._move(int(said or 1) if said.isdigit() or not said else 0, final)
            elif char == "\r":
                self.column = 0
            elif char == "\n":
                self.row, self.column = self.row + 1, 0
                self.rows += [""] * (self.row + 1 - len(self.rows))
            elif char == "\b":
                self.column = max(0, min(self.column, self.columns - 1) - 1)
            else:
                self._put(char)

    def _put(self, char: str) -> None:
        if self.column == self.columns:
            self.write("\r\n")
        row = self.rows[self.row].ljust(self.column)
        self.rows[self.row] = row[: self.column] + char + row[self.column + 1 :]
        self.column += 1

    def _move(self, by: int, final: str) -> None:
        if final == "A":
            self.row = max(0, self.row - by)
        elif final == "C":
            self.column = min(self.columns - 1, self.column + by)
        elif final == "J":
            del self.rows[self.row + 1 :]
            self.rows[self.row] = self.rows[self.row][: self.column]

    def resize(self, columns: int) -> None:
        """Wrap the one line that is there anew, as terminals do that wrap at all."""
        at = self.row * self.columns + self.column
        text = "".join(row.ljust(self.columns) for row in self.rows).rstrip()
        self.rows = [text[start : start + columns] for start in range(0, len(text), columns)]
        self.columns = columns
        self.row, self.column = divmod(at, columns)
        self.rows += [""] * (self.row + 1 - len(self.rows))

    @property
    def text(self) -> str:
        return "".join(self.rows).rstrip()


def on_terminal(table: str, typed: str, expected: str, columns: int = 80) -> Screen:
    """Type on a terminal until its screen shows what is expected, and end with Ctrl+D."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "translit", "type", table]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with subprocess.Popen(
        command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True, env=environment
    ) as process:
        os.close(theirs)
        screen, written = Screen(columns), b""
        sent = False
        until = monotonic() + 30
        while monotonic() < until:
            if select.select([ours], [], [], 0.05)[0]:
                try:
                    written += os.read(ours, 1 << 16)
                except OSError:
                    break
            if not sent and b"\x1b[?2004h" in written:
                os.write(ours, typed.encode())
                sent = True
            screen = Screen(columns)
            screen.write(written.decode("utf-8", "ignore"))
            if sent and screen.text == expected:
                break
        os.write(ours, b"\x04")
        process.wait(timeout=10)
    os.close(ours)
    return screen


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "typed", "expected"),
    [
        ("bg-translit", "shapka", "шапка"),
        ("bg-translit", f"apka{HOME}sh{END}!", "шапка!"),
        ("ru-jcuken", f"ghbdn{LEFT}t", "привет"),
        ("bg-translit", f"{LEFT}da{LEFT * 5}{DELETE}n", "на"),
        ("bg-translit", "dobar den\x17sha", "добар ша"),
        ("bg-translit", "dobar den\x15sha", "ша"),
        ("bg-translit", "\x1b[200~iPhone sh\x1b[201~ sh", "iPhone sh ш"),
        ("bg-translit", "\x1b[99~\x1bOPsht\x7f", "ш"),
        ("ru-jcuken", "\x1b[200~Ghbdtn\x1b[201~\x14", "Привет"),
    ],
)
def test_keys(table: str, typed: str, expected: str) -> None:
    assert on_terminal(table, typed, expected).text == expected


@pytest.mark.slow
def test_a_line_that_is_wider_than_the_window() -> None:
    screen = on_terminal(
        "bg-translit", f"{'shapka ' * 5}{HOME}da {END}!", "да шапка шапка шапка шапка шапка !", columns=11
    )
    assert [row.ljust(11) for row in screen.rows][:3] == ["да шапка ша", "пка шапка ш", "апка шапка "]


@pytest.mark.slow
@pytest.mark.parametrize("narrow", [11, 40])
def test_a_window_that_has_another_size_is_drawn_anew(narrow: int) -> None:
    """The line was drawn at its new width only once a key came."""
    ours, theirs = pty.openpty()
    wide, line = 24, "шапка " * 6
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 24, wide, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    command = [sys.executable, "-m", "translit", "type", "bg-translit"]
    with subprocess.Popen(command, cwd=ROOT, stdin=theirs, stdout=theirs, env=environment) as process:
        try:
            _read_until(ours, "\x1b[?2004h")
            os.write(ours, b"shapka " * 6 + HOME.encode() + b"da ")
            screen = Screen(wide)
            screen.write(_read_until(ours, f"да {line}", wide))
            ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 24, narrow, 0, 0))
            process.send_signal(SIGWINCH)
            drawn = _read_until(ours, "\x1b[J")
            screen.resize(narrow)
            screen.write(drawn)
            assert screen.text == f"да {line}".rstrip()
            assert (screen.row, screen.column) == divmod(3, narrow)
            os.write(ours, b"y")
            screen.write(_read_until(ours, "шапка"))
            assert screen.text == f"да ъ{line}".rstrip()
        finally:
            os.write(ours, b"\x04")
            process.wait(timeout=10)
            os.close(ours)
            os.close(theirs)


def _read_until(fd: int, sign: str, columns: int = 0) -> str:
    """Return what comes until it has a sign in it, or a screen of so many columns shows that; and a moment more."""
    written, until = b"", monotonic() + 30
    while monotonic() < until:
        if select.select([fd], [], [], 0.2)[0]:
            written += os.read(fd, 1 << 16)
            continue
        text = written.decode()
        screen = Screen(columns or 80)
        screen.write(text)
        if sign in (screen.text + " " if columns else text):
            return text
    raise AssertionError(f"{sign!r} never came: {written!r}")


@pytest.mark.parametrize("columns", [5, 7, 80])
def test_what_is_drawn_is_the_line(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    editor, screen = LineEditor(InputEngine("bg-translit")), Screen(columns)
    names = ["left", "right", "home", "end", "delete", "word-left", "word-right", "erase-word", "backspace", "left"]
    pressed: list[str | Key] = []
    for number in range(400):
        pick = (number * 7919) % 23
        pressed += [Key(names[pick])] if pick < len(names) else list("shta y")[pick % 6]
    for key in pressed:
        screen.write(editor.press(key))
        assert screen.text == editor.text.rstrip(), pressed
        assert screen.row * columns + screen.column == len(editor._before)


def edited(*keys: str | Key) -> str:
    editor = LineEditor(InputEngine("bg-translit"))
    for key in keys:
        if isinstance(key, Key):
            editor.press(key)
        else:
            for char in key:
                editor.press(char)
    return editor.text


LEAVE = [Key("home"), Key("end")]


@pytest.mark.parametrize("picture", ["🇧🇬", "👍🏽", "👨\u200d👩\u200d👧", "1\ufe0f\u20e3", "❤\ufe0f"])
def test_nobody_stands_within_a_picture_and_none_is_cut(picture: str) -> None:
    pasted = Key("paste", f"а{picture}")
    assert edited(pasted, "b", Key("left"), Key("left"), "c") == f"ац{picture}б"
    assert edited(pasted, Key("home"), Key("right"), Key("right"), "b") == f"а{picture}б"
    assert edited(pasted, "b", Key("left"), Key("backspace")) == "аб"
    assert edited(pasted, Key("left"), Key("delete")) == "а"


def test_two_flags_are_two() -> None:
    flags = Key("paste", "🇧🇬🇷🇸")
    assert edited(flags, Key("left"), "b") == "🇧🇬б🇷🇸"
    assert edited(flags, Key("home"), Key("delete")) == "🇷🇸"


def test_a_letter_goes_with_its_mark() -> None:
    stressed = Key("paste", "ве\u0301к")
    assert edited(stressed, Key("home"), Key("right"), Key("delete")) == "вк"
    assert edited(stressed, Key("left"), Key("left"), "b") == "вбе\u0301к"


@pytest.mark.parametrize(
    ("pressed", "text"),
    [
        (["s", Key("left"), Key("right"), "h"], "ш"),
        (["sh", *LEAVE, "t"], "щ"),
        (["sht", *LEAVE, Key("backspace")], "ш"),
        (["zdrave", *LEAVE, "yte"], "здравейте"),
        (["s", Key("left"), "h"], "хс"),
        (["s", Key("home"), "a", Key("end"), "h"], "асх"),
        (["s", Key("erase-to-start"), Key("paste", "с"), "h"], "сх"),
        ([Key("paste", "с"), *LEAVE, "h"], "сх"),
        (["s", Key("backspace"), Key("paste", "с"), Key("left"), Key("right"), "h"], "сх"),
        (["sb", Key("left"), Key("delete"), "h"], "сх"),
    ],
)
def test_a_caret_that_comes_back_goes_on(pressed: list[str | Key], text: str) -> None:
    assert edited(*pressed) == text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (b"\x1b[[Aa", ["a"]),
        (b"\x1bba\x1bf", [Key("word-left"), "a", Key("word-right")]),
        (b"\x1b\x7f", [Key("erase-word")]),
        (b"\x1b[1;2Da\x1b[3;5~\x1bOHb", ["a", Key("home"), "b"]),
    ],
)
def test_what_terminals_send_for_keys(typed: bytes, expected: list[str | Key]) -> None:
    assert list(keys(BytesIO(typed))) == expected


def test_a_console_without_single_keys_is_read_by_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    from translit.cli import terminal

    someone = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stdin=someone, stdout=someone))
    assert terminal.has_single_keys()
    # As on Windows, which has no such module.
    monkeypatch.setattr(terminal, "find_spec", lambda name: None)
    assert not terminal.has_single_keys()

"""Tables as input methods of a system: what keys do, and IBus itself, typed through by real programs."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.hosts.display import display
from tests.hosts.ibus_session import Program, daemon, private, until
from tests.oracles.missing import OracleMissing, program
from tests.sequences import BACKSPACE, TYPED, Press, Sequence_, sequences, some, typed
from translit import InputEngine, compile_table
from translit.cli.app import app
from translit.hosts import keysyms
from translit.hosts.ibus_component import PREFIX, SYSTEM, install, uninstall, usual
from translit.hosts.keysyms import ALT, ALT_R, CONTROL, LEVEL_3, LOCK, PAUSE, RELEASED, RIGHT_ALT, SHIFT, SUPER
from translit.hosts.table_keys import LEFT_ALONE, TERMINAL, TableKeys
from translit.table.value import BASES, ISO_KEY

LEFT, SHIFT_L, DEAD_ACUTE, SLASH = 0xFF51, 0xFFE1, 0xFE51, ord("\\")
HELD = {"": 0, "caps": LOCK, "caps-shift": LOCK | SHIFT, "altgr": LEVEL_3, "altgr-shift": LEVEL_3 | SHIFT}
#: Where each key is, by what an American keyboard has there, and whether Shift is held for it.
CODES = {
    char: (code, shift)
    for code in range(2, 54)
    for shift in (False, True)
    if (char := keysyms.place(code, shifted=shift)) and char != ISO_KEY
}


class Field:
    """A text field, in the place of a display; it may tell what stands before its caret."""

    def __init__(self, table: str, *, surrounding: bool = True) -> None:
        self.text, self.pending, self.candidates, self.chosen = "", "", list[str](), 0
        self.at: int | None = None
        self.surrounding = surrounding
        self.keys = TableKeys(InputEngine(table), self)
        self.keys.tells_surrounding = surrounding

    def delete(self, count: int) -> None:
        assert self.surrounding
        self._write(self._caret - count, "")

    def commit(self, text: str) -> None:
        self._write(self._caret, text)

    def show_pending(self, text: str) -> None:
        self.pending = text

    def show_candidates(self, texts: list[str], chosen: int) -> None:
        self.candidates, self.chosen = texts if len(texts) > 1 else [], chosen

    def show_state(self) -> None:
        pass

    def press(self, keysym: int, code: int = 0, state: int = 0) -> bool:
        """Press a key; what is not taken the field does itself."""
        if self.surrounding:
            self.keys.surrounded_by(self.text, self._caret, self._caret)
        taken = self.keys.press(keysym, code, state)
        if not taken and not state & (CONTROL | ALT | SUPER | RELEASED):
            if keysym == keysyms.BACKSPACE:
                self._write(max(self._caret - 1, 0), "")
            else:
                self._write(self._caret, keysyms.character(keysym) or keysyms.keypad(keysym))
        return taken

    def type(self, keys: str) -> str:
        for key in keys:
            self.press(keysyms.BACKSPACE if key == BACKSPACE else keysym_of(key))
        return self.shown

    @property
    def shown(self) -> str:
        return self.text[: self._caret] + self.pending + self.text[self._caret :]

    @property
    def _caret(self) -> int:
        return len(self.text) if self.at is None else self.at

    def _write(self, start: int, text: str) -> None:
        caret = self._caret
        self.text = self.text[:start] + text + self.text[caret:]
        self.at = None if self.at is None else start + len(text)


def keysym_of(char: str) -> int:
    return ord(char) if ord(char) < 0x100 else 0x1000000 + ord(char)


def pressed(press: Callable[[int, int, int], object], each: Press, *, layout: bool) -> None:
    """Press what a sequence names: by a layout at its place, by a scheme whatever gives the character."""
    if each.key == BACKSPACE:
        press(keysyms.BACKSPACE, 14, 0)
    elif layout and each.key == ISO_KEY:
        press(ord("<"), 86, HELD[each.level])
    elif layout and each.key in CODES:
        code, shift = CODES[each.key]
        press(keysym_of(each.key), code, HELD[each.level] if each.level else SHIFT * shift)
    else:
        press(keysym_of(each.key), 57 if each.key == " " else 0, 0)


@pytest.mark.parametrize("surrounding", [True, False])
@pytest.mark.parametrize("table", [*some(TYPED, 12), "bg-informal"])
def test_types_what_the_engine_types(table: str, surrounding: bool) -> None:
    for presses in drawn(table):
        field = Field(table, surrounding=surrounding)
        for each in presses:
            pressed(field.press, each, layout=bool(field.keys._levels))
        assert field.shown == typed(compile_table(table), presses), presses


def drawn(table: str) -> list[Sequence_]:
    """Return what to type; for words that are guessed, some that are spelt in several ways."""
    if table.endswith("informal"):
        return [tuple(map(Press, keys)) for keys in ("shte doida utre", "koi e 4ovek, kade", "az\b\bto6no", "6t a\b\b")]
    compiled = compile_table(table)
    return sequences(compiled, levels=[level for level in compiled.table.keys if level not in ("plain", "shift")])


def test_every_keysym_is_the_character_that_x11_has() -> None:
    """Where another library knows one, this one says the same, or leaves the key to the program."""
    try:
        library = ctypes.CDLL("libxkbcommon.so.0")
    except OSError:
        raise OracleMissing("libxkbcommon.so.0", "libxkbcommon0") from None
    library.xkb_keysym_to_utf32.restype = ctypes.c_uint32
    said = {sym: library.xkb_keysym_to_utf32(sym) for sym in (*range(0x20, 0x2100), *range(0x1000100, 0x1000600))}
    known = {sym: chr(code) for sym, code in said.items() if 0x20 <= code != 0x7F}
    ours = {sym: keysyms.character(sym) for sym in known}
    assert {sym for sym, char in ours.items() if char not in ("", known[sym])} == set()
    assigned = (sym for sym, char in known.items() if unicodedata.category(char) not in ("Cn", "Cc"))
    cyrillic_and_latin = (sym for sym in assigned if sym >> 8 in (0, 1, 2, 3, 6) or sym > 0xFFFFFF)
    assert [hex(sym) for sym in cyrillic_and_latin if not ours[sym]] == []
    assert keysyms.character(0x20AC) == "€" and keysyms.character(0xFF0D) == ""
    pad = {sym: library.xkb_keysym_to_utf32(sym) for sym in range(0xFF80, 0xFFBE)}
    assert {sym: keysyms.keypad(sym) for sym in pad} == {s: chr(c) if c >= 0x20 else "" for s, c in pad.items()}


def test_places_are_those_of_the_kernel() -> None:
    assert len(CODES) == sum(len(row.plain) + len(row.shift) for row in BASES["us"])
    assert [CODES[key][0] for key in "`1=q]\\a'z/"] == [41, 2, 13, 16, 27, 43, 30, 40, 44, 53]


@pytest.mark.parametrize("held", [CONTROL, ALT, SUPER, 1 << 26, CONTROL | SHIFT])
def test_commands_are_the_programs_and_settle_what_is_pending(held: int) -> None:
    field = Field("bg-translit")
    field.type("s")
    assert not field.press(SHIFT_L, 42, 0) and field.pending == "с"
    assert not field.press(ord("h"), 35, held)
    assert (field.text, field.pending) == ("с", "")
    assert field.type("ha") == "сха"


def test_keys_that_are_let_go_do_nothing() -> None:
    field = Field("bg-translit")
    field.type("s")
    assert not field.press(ord("h"), 35, RELEASED)
    assert field.type("h") == "ш"


@pytest.mark.parametrize("purpose", sorted(LEFT_ALONE))
def test_passwords_and_numbers_stay_as_they_are(purpose: int) -> None:
    field = Field("bg-phonetic-traditional")
    field.keys.purpose = purpose
    assert not field.press(ord("q"), 16) and not field.press(PAUSE) and not field.press(SLASH, 43, CONTROL)
    assert field.text == "q"


def test_right_alt_is_altgr_where_the_layout_has_that_level() -> None:
    field = Field("bg-phonetic-traditional")
    assert field.press(ALT_R, RIGHT_ALT)
    assert field.press(ord("x"), 45, ALT)
    assert field.press(ALT_R, RIGHT_ALT, RELEASED | ALT)
    field.press(ord("x"), 45)
    assert field.text == "ыь"
    scheme = Field("bg-translit")
    assert not scheme.press(ALT_R, RIGHT_ALT) and not scheme.press(ord("x"), 45, ALT)


def test_the_keypad_types_digits() -> None:
    field = Field("bg-bds-2006")
    for sym in (0xFFB3, 0xFFAE, 0xFFB1, 0xFFAA):
        field.press(sym, 80)
    field.press(ord("3"), 4)
    field.press(ord("."), 52)
    assert field.text == "3.1*3л"


def test_dead_keys_of_a_scheme() -> None:
    field = Field("bg-translit")
    field.type("vyz")
    assert field.press(DEAD_ACUTE) and field.press(keysyms.BACKSPACE)
    assert field.type("ka") == "възка"
    assert field.press(DEAD_ACUTE) and field.press(ord(" "))
    assert field.shown == typed_by("bg-translit", "vyzka'")


def typed_by(table: str, keys: str) -> str:
    return typed(compile_table(table), tuple(map(Press, keys)))


def test_the_table_is_switched_off_and_on() -> None:
    field = Field("bg-translit")
    field.type("s")
    assert field.press(SLASH, 43, CONTROL)
    assert field.type("ha ") == "сha "
    assert field.press(SLASH, 43, CONTROL)
    assert field.type("sha ") == "сha ша "
    field.keys.purpose = TERMINAL
    assert not field.press(SLASH, 43, CONTROL), "it ends programs"


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("bg-phonetic-traditional", "zdrawei", "здравеи"),
        ("bg-phonetic-traditional", "една здравеи", "една zdrawei"),
        ("bg-translit", "една shtuka ", "една щука "),
        ("ru-jcuken", "Ghbdtn!", "Привет!"),
    ],
)
def test_the_last_word_is_put_right(table: str, before: str, after: str) -> None:
    field = Field(table)
    field.text = before
    assert field.press(PAUSE)
    assert field.text == after


@pytest.mark.parametrize("surrounding", [True, False])
def test_a_word_that_was_no_word_of_the_table_becomes_its_keys(surrounding: bool) -> None:
    field = Field("bg-translit", surrounding=surrounding)
    field.type("ot shell")
    assert field.shown == "от шелл"
    field.press(PAUSE)
    assert (field.text, field.pending) == ("от shell", "")


def test_what_stands_in_another_line_is_no_part_of_the_word() -> None:
    field = Field("bg-translit", surrounding=False)
    field.type("duma")
    field.press(0xFF0D)
    assert field.type("shell") == "думашелл"
    field.press(PAUSE)
    assert field.text == "думаshell"


def test_where_nothing_is_told_a_word_is_pending_until_it_ends() -> None:
    field = Field("bg-translit", surrounding=False)
    field.type("da shapka")
    assert (field.text, field.pending) == ("да ", "шапка")
    assert field.type("\b\b\b\b\b\bs") == "да с"
    assert field.type("\b\b\b") == "д"
    assert field.type("a ") == "да "


def test_a_caret_that_moved_begins_anew() -> None:
    field = Field("bg-translit")
    field.type("dadas ")
    field.at = 2
    assert field.type("h") == "дахдас "
    field.type("\b\b")
    assert field.shown == "ддас "


def test_an_arrow_settles_what_is_pending() -> None:
    field = Field("bg-translit")
    field.type("da s")
    assert not field.press(LEFT)
    assert (field.text, field.pending) == ("да с", "")
    assert field.type("h") == "да сх"


def test_a_selection_is_replaced_or_deleted_by_the_program() -> None:
    field = Field("bg-translit")
    field.type("da s ")
    field.keys.surrounded_by(field.text, 3, 0)
    assert not field.keys.press(keysyms.BACKSPACE, 14, 0)
    field.keys.surrounded_by(field.text, 3, 0)
    assert field.keys.press(ord("h"), 35, 0)
    assert field.pending == "х" or field.text.endswith("х")


def test_the_program_settles_what_is_pending_when_it_resets() -> None:
    field = Field("bg-translit")
    field.type("da s")
    # IBus commits it by itself.
    field.text, field.pending = field.text + field.pending, ""
    field.keys.interrupted()
    assert field.type("h") == "да сх"


def test_a_reset_where_nothing_has_moved_forgets_nothing() -> None:
    field = Field("bg-translit")
    field.type("da sha\b")
    field.keys.interrupted()
    assert field.type("t") == "да щ"


def test_what_is_told_late_does_not_disturb() -> None:
    """Some programs send keys before they have taken up what the last key gave."""
    field = Field("bg-translit")
    field.type("da sha ")
    before = field.text
    field.keys.press(ord("s"), 31, 0)
    field.keys.surrounded_by(before, len(before), len(before))
    for key in "ht":
        field.keys.press(ord(key), 0, 0)
    assert field.shown == "да ша щ"


def test_candidates_are_walked_through() -> None:
    field = Field("bg-informal")
    field.type("az koi")
    assert field.candidates[:2] == ["кой", "кои"]
    field.press(keysyms.DOWN)
    assert (field.shown, field.chosen, field.candidates[:2]) == ("аз кои", 1, ["кой", "кои"])
    field.press(keysyms.UP)
    assert field.shown == "аз кой"
    field.press(keysyms.DOWN)
    assert field.type(" e") == "аз кои е" or field.shown.startswith("аз кои ")
    assert not field.press(LEFT) and field.candidates == []


def test_the_last_candidate_is_the_word_as_its_keys_are() -> None:
    field = Field("bg-informal")
    assert field.type("az pisha shell") == "аз пиша шел"
    field.press(keysyms.UP)
    assert field.type(" i") == "аз пиша shell и"


def test_memory_of_what_was_typed_is_bounded() -> None:
    field = Field("bg-translit")
    for _ in range(600):
        field.type("shta ")
    assert len(field.keys._composing._text) < 3000
    assert field.text == "ща " * 600


# The files.


def test_uninstalling_leaves_nothing(tmp_path: Path) -> None:
    environment = private(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    runner = CliRunner(env=environment)
    done = runner.invoke(app, ["ibus", "install", "--table", "bg-phonetic", "--table", "ru-jcuken"])
    assert done.exit_code == 0, done.output
    described, told = sorted((path for path in tmp_path.rglob("*.*") if path.is_file()), reverse=True)
    names = [each.text for each in ElementTree.parse(described).iter("name")]
    assert names[1:] == [PREFIX + "bg-phonetic-traditional", PREFIX + "ru-jcuken"]
    assert str(described.parent) in told.read_text("utf-8")
    assert "removed" in runner.invoke(app, ["ibus", "uninstall"]).output
    assert sorted(tmp_path.rglob("*")) == before
    assert "nothing" in runner.invoke(app, ["ibus", "uninstall"]).output


def test_what_others_have_put_there_stays(tmp_path: Path) -> None:
    environment = private(tmp_path)
    described, _ = install(["bg-translit"], environment)
    other = described.with_name("other.xml")
    other.touch()
    CliRunner(env=environment).invoke(app, ["ibus", "uninstall"])
    assert other.exists() and not described.exists()


def test_a_table_that_is_not_there_is_not_installed(tmp_path: Path) -> None:
    environment = private(tmp_path)
    done = CliRunner(env=environment).invoke(app, ["ibus", "install", "--table", "bg-nothing"])
    assert done.exit_code != 0 and not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("language", ["bg", "ru", "uk", "sr", "mk", "be", "kk", "mn"])
def test_each_language_has_usual_tables(language: str) -> None:
    assert usual([language]) and all(table.startswith((language, "rue")) for table in usual([language]))


# IBus itself.


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("ibus")
    tables = ["bg-translit", "bg-phonetic-traditional", "bg-informal"]
    with display() as name, daemon(folder, tables, DISPLAY=name) as given:
        yield {**given, "GTK_IM_MODULE": "ibus", "QT_IM_MODULE": "ibus", "QT_QPA_PLATFORM": "xcb"}


@contextmanager
def typist(environment: dict[str, str], engine: str, *, surrounding: bool) -> Iterator[Program]:
    opened = Program(environment["IBUS_ADDRESS"], engine, surrounding=surrounding)
    try:
        yield opened
    finally:
        opened.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "surrounding"),
    [("bg-translit", True), ("bg-translit", False), ("bg-phonetic-traditional", True), ("bg-informal", False)],
)
def test_ibus_types_what_the_engine_types(environment: dict[str, str], table: str, surrounding: bool) -> None:
    compiled = compile_table(table)
    with typist(environment, PREFIX + table, surrounding=surrounding) as opened:
        for presses in drawn(table)[::4]:
            opened.clear()
            for each in presses:
                pressed(opened.press, each, layout=compiled.table.kind == "layout")
            assert opened.shown == typed(compiled, presses), presses


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "wanted", "theirs"), [("shc\b", "ш", "sh"), ("shcx", "шць", "shcх"), ("sh\ba", "са", "а")]
)
def test_side_by_side_with_m17n(environment: dict[str, str], keys: str, wanted: str, theirs: str) -> None:
    """Where it shows Latin letters and takes back more than a key; ours types what is wanted."""
    if not (SYSTEM / "m17n.xml").exists():
        raise OracleMissing("ibus-m17n", "ibus-m17n")
    shown = {}
    for engine in (PREFIX + "bg-translit", "m17n:ru:translit"):
        with typist(environment, engine, surrounding=False) as opened:
            opened.type(keys)
            shown[engine] = opened.shown
    assert list(shown.values()) == [wanted, theirs]


@pytest.mark.slow
def test_ibus_tells_of_purposes_focus_candidates_and_settings(environment: dict[str, str]) -> None:
    with typist(environment, PREFIX + "bg-informal", surrounding=False) as opened:
        opened.type("koi")
        assert opened.candidates[:2] == ["кой", "кои"]
        opened.call("FocusOut")
        assert (opened.text, opened.pending) == ("кой", "")
        opened.call("FocusIn")
        opened.type(" s")
        opened.call("Reset")
        assert opened.shown == "кой с"
        assert sorted(opened.properties) == ["translit-addresses", "translit-on"]
        opened.call("PropertyActivate", "su", "translit-on", 0)
        opened.type("x")
        assert opened.text == "кой сx"
        opened.call("PropertyActivate", "su", "translit-on", 1)
        opened.set_purpose(8)
        opened.type("koi")
        assert opened.text == "кой сxkoi"
        opened.set_purpose(0)


@pytest.mark.slow
def test_after_use_uninstalling_leaves_nothing_either(tmp_path: Path) -> None:
    """A setting was changed, and kept: an address is typed by the table from then on, and the file goes, too."""
    with daemon(tmp_path, ["bg-translit"]) as given:
        for text in ("ivan@abv.bg ", "иван@абв.бг "):
            with typist(given, PREFIX + "bg-translit", surrounding=False) as opened:
                opened.type("ivan@abv.bg ")
                assert opened.text == text
                opened.call("PropertyActivate", "su", "translit-addresses", 0)
                until(lambda: list(tmp_path.rglob("ibus.json")))
    assert len(uninstall(given)) == 3
    # What IBus knows of input methods it finds anew when files are gone.
    mine = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "registry"]
    assert [path for path in mine if b"translit" in path.read_bytes() or "translit" in path.name] == []


GTK = """
import sys, gi
gi.require_version("Gtk", "3.0")
from gi.repository import Gtk
window, entry = Gtk.Window(title="typed"), Gtk.Entry()
entry.connect("changed", lambda entry: open(sys.argv[1], "w").write(entry.get_text()))
window.add(entry); window.show_all(); Gtk.main()
"""
QT = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
app, entry = QApplication([]), QLineEdit()
entry.setWindowTitle("typed")
entry.textChanged.connect(lambda text: open(sys.argv[1], "w").write(text))
entry.show(); entry.setFocus(); app.exec()
"""
#: What a person presses, and what stands there then.
SCRIPT = [
    ("s h c h u k a space", "шчука "),
    ("s h a BackSpace BackSpace a space", "шчука са "),
    ("s h t e space BackSpace BackSpace BackSpace t space", "шчука са щ "),
    ("Left Left", "шчука са щ "),
    ("j a space", "шчука са я щ "),
    ("End", "шчука са я щ "),
    ("s h e l l Pause space", "шчука са я щ shell "),
    ("ctrl+backslash s h a space", "шчука са я щ shell sha "),
    ("Pause ctrl+backslash", "шчука са я щ shell ша "),
    ("ctrl+a", "шчука са я щ shell ша "),
    ("s h space", "ш "),
    ("s h Return", "ш ш"),
]


@pytest.mark.slow
@pytest.mark.parametrize("toolkit", ["gtk", "qt"])
def test_a_window_is_typed_into(environment: dict[str, str], tmp_path: Path, toolkit: str) -> None:
    # GTK needs the Python that Debian has it for.
    python, source = ("/usr/bin/python3", GTK) if toolkit == "gtk" else (sys.executable, QT)
    if toolkit == "gtk":
        require_gtk(python)
    shown = tmp_path / toolkit
    shown.touch()
    with window(environment, [python, "-c", source, str(shown)]):
        act(environment, SCRIPT, lambda: shown.read_text("utf-8"))


#: A browser tells nothing of what stands before the caret: Backspace takes back keys within a word.
IN_A_PAGE = [
    ("s h c h u k a space", "шчука "),
    ("s h a BackSpace BackSpace a space", "шчука са "),
    ("s h t e space", "шчука са ще "),
    ("BackSpace BackSpace BackSpace", "шчука са "),
    ("t space", "шчука са т "),
    ("Left Left", "шчука са т "),
    ("j a space", "шчука са я т "),
    ("End", "шчука са я т "),
    ("s h e l l Pause space", "шчука са я т shell "),
    ("ctrl+backslash s h a space ctrl+backslash", "шчука са я т shell sha "),
    ("ctrl+a", "шчука са я т shell sha "),
    ("s h space", "ш "),
    ("s h Left", "ш ш"),
    ("t space", "ш т ш"),
]


@pytest.mark.slow
@pytest.mark.browser
def test_a_page_is_typed_into(environment: dict[str, str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><title>typed:</title><input autofocus>"
        "<script>const [field] = document.getElementsByTagName('input');"
        "setInterval(() => document.hasFocus() && (document.title = `typed:${field.value}.`), 50)</script>",
        encoding="utf-8",
    )
    quiet = ["--no-sandbox", "--no-first-run", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    with window(environment, [program("chromium", "chromium"), *quiet, f"--app={page.as_uri()}"]) as number:
        until(lambda: xdotool(environment, "getwindowname", number).strip() == "typed:.")
        act(environment, IN_A_PAGE, lambda: xdotool(environment, "getwindowname", number).strip()[len("typed:") : -1])


@contextmanager
def window(environment: dict[str, str], command: list[str]) -> Iterator[str]:
    """Run a program whose window is called `typed`, with the focus on it and bg-translit on; give its number."""
    with typist(environment, "", surrounding=False) as opened:
        opened.call("FocusOut")
        opened.ask("SetGlobalEngine", "s", PREFIX + "bg-translit")
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            number = focus(environment)
            until(lambda: opened.has_lost_focus)
            # IBus brings the engine to a window that has the focus a little later, and says nothing of it.
            time.sleep(1)
            yield number
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def act(environment: dict[str, str], script: list[tuple[str, str]], shown: Callable[[], str]) -> None:
    """Press keys faster than people do, and compare; a key that only moves the caret may take its time."""
    for keys, wanted in script:
        xdotool(environment, "key", "--delay", "15", *keys.split())
        if keys.split()[-1] in ("Left", "End", "ctrl+a"):
            time.sleep(0.4)
        assert settles(shown, wanted) == wanted, keys


def settles(ask: Callable[[], str], wanted: str) -> str:
    """Return an answer, as soon as it is what is wanted, or after a while."""
    end = time.monotonic() + 8
    while (found := ask()) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    return found


def require_gtk(python: str) -> None:
    asked = "import gi; gi.require_version('Gtk', '3.0'); from gi.repository import Gtk"
    if subprocess.run([python, "-c", asked], stderr=subprocess.DEVNULL).returncode:
        raise OracleMissing("GTK 3 for Python", "gir1.2-gtk-3.0")


def focus(environment: dict[str, str]) -> str:
    found = ""

    def is_there() -> bool:
        nonlocal found
        found = xdotool(environment, "search", "--onlyvisible", "--name", "typed")
        return bool(found)

    until(is_there)
    xdotool(environment, "windowfocus", "--sync", found.split()[-1])
    return found.split()[-1]


def xdotool(environment: dict[str, str], *arguments: str) -> str:
    command = [program("xdotool", "xdotool"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20).stdout

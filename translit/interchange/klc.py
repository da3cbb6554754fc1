"""A keyboard for Windows: the source that Microsoft Keyboard Layout Creator (MSKLC) and kbdutool build from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..table.dead_keys import CIRCLE, accent, composed_with, mark_named, mark_of, misread
from ..table.draft import Draft, Foreign
from ..table.positions import Key, keys_of
from . import require_layout

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

FILE, ENCODING = "{id}.klc", "utf-16-le"
INSTALL = """\
Open a .klc file in Microsoft Keyboard Layout Creator 1.4, then Project, Build DLL and Setup Package, and run setup.exe
of what it made; Windows lists the keyboard under its language. `kbdutool -u -x bg-phonetic-traditional.klc` builds it
on a command line."""
SUFFIXES, SIGN = (".klc",), re.compile(r"^KBD\s+\S+\s+\"|^SHIFTSTATE\b", re.MULTILINE)

#: The scan code of each key, and what Windows calls it by.
SCAN_CODES = {
    place: (f"{first + at:02x}", name)
    for row, begin, first, names in (
        ("E", 0, 0x29, "OEM_3"),
        ("E", 1, 0x02, "1 2 3 4 5 6 7 8 9 0 OEM_MINUS OEM_PLUS"),
        ("D", 1, 0x10, "Q W E R T Y U I O P OEM_4 OEM_6"),
        ("D", 13, 0x2B, "OEM_5"),
        ("C", 1, 0x1E, "A S D F G H J K L OEM_1 OEM_7"),
        ("B", 0, 0x56, "OEM_102"),
        ("B", 1, 0x2C, "Z X C V B N M OEM_COMMA OEM_PERIOD OEM_2"),
    )
    for at, name in enumerate(names.split())
    for place in [f"{row}{begin + at:02}"]
}
PLACES_BY_CODE = {code: place for place, (code, _) in SCAN_CODES.items()} | {"39": "A03"}
#: What is held for each level; with Ctrl alone keys give the control characters that they always give.
STATES = {"0": "plain", "1": "shift", "6": "altgr", "7": "altgr-shift"}
CONTROL = {"D11": "001b", "D12": "001d", "D13": "001c", "B00": "001c"}
COLUMNS = ("0", "1", "2", "6", "7")
#: The identifiers of languages that Windows knows since it has keyboards; others are custom locales.
LANGUAGES = {
    **{"bg": ("bg-BG", 0x402), "ru": ("ru-RU", 0x419), "uk": ("uk-UA", 0x422), "be": ("be-BY", 0x423)},
    **{"mk": ("mk-MK", 0x42F), "sr": ("sr-Cyrl-RS", 0x281A), "kk": ("kk-KZ", 0x43F), "ky": ("ky-KG", 0x440)},
    **{"tg": ("tg-Cyrl-TJ", 0x428), "uz": ("uz-Cyrl-UZ", 0x843), "az": ("az-Cyrl-AZ", 0x82C), "mn": ("mn-MN", 0x450)},
    **{"tt": ("tt-RU", 0x444), "ba": ("ba-RU", 0x46D), "sah": ("sah-RU", 0x485), "bs": ("bs-Cyrl-BA", 0x201A)},
}
_ONE = 0x10000

#: Why no scheme is written.
WHY = "Windows has one text a key and knows no sequences: only a layout can be written"


def export(compiled: Transliterator) -> str:
    """Return the layout; raise Inexpressible for a table that is none."""
    table = compiled.table
    require_layout(compiled, "klc", WHY)
    keys = keys_of(table)
    locale, number = LANGUAGES.get(table.language, (table.language, 0x1000))
    name = table.name["en"].replace('"', "'")
    marks = _marks(keys)
    return "\r\n".join(
        [
            f'\ufeffKBD\t{re.sub("[^a-z0-9]", "", table.id)[:8]}\t"{name}"',
            f'COPYRIGHT\t"{(table.licence_note or "Public domain").replace(chr(34), chr(39))}"',
            'COMPANY\t"translit-toolkit"',
            f'LOCALENAME\t"{locale}"',
            f'LOCALEID\t"{number:08x}"',
            "VERSION\t1.0",
            *("SHIFTSTATE", *COLUMNS),
            "LAYOUT",
            *(line for key in keys for line in _key(key)),
            "39\tSPACE\t0\t0020\t0020\t0020\t-1\t-1",
            *_ligatures(keys),
            *(line for mark in marks for line in _dead_key(mark, keys)),
            *("DESCRIPTIONS", f"0409\t{name}", "LANGUAGENAMES", f"0409\t{table.language}", "ENDKBD", ""),
        ]
    )


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield what one character of Windows can't be."""
    if compiled.table.kind != "layout":
        return
    keys = keys_of(compiled.table)
    for key in keys:
        for level, text in key.levels.items():
            if level.startswith("caps") and len(text) > 1 and not mark_of(text) and not _by_shift(key):
                yield f"key {key.place}, {level}: Windows has two letters a key only where Caps Lock is as Shift is"
    for mark in _marks(keys):
        longer = [letter for letter, made in composed_with(mark, _cells(keys)).items() if not _is_one(made)]
        if longer:
            yield f"dead key {CIRCLE}{mark} on {' '.join(longer)}: Windows has one character for what a dead key makes"
        if len(accent(mark)) > 1:
            yield f"dead key {CIRCLE}{mark} alone: Windows gives one character, and not a blank under the mark"


def _cells(keys: Iterable[Key]) -> list[str]:
    return [cell for key in keys for cell in key.levels.values()]


def _marks(keys: Iterable[Key]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(mark_of, _cells(keys)))))


def _is_one(text: str) -> bool:
    return len(text) == 1 and ord(text) < _ONE


def _key(key: Key) -> Iterator[str]:
    """Yield the line of a key, and that of its own with Caps Lock."""
    if not any(key.levels.values()):
        return
    code, name = SCAN_CODES[key.place]
    cells = [
        CONTROL.get(key.place, "-1") if state == "2" else _cell(key.levels.get(STATES[state], "")) for state in COLUMNS
    ]
    plain, shift, caps, caps_shift = (key.levels.get(level, "") for level in ("plain", "shift", "caps", "caps-shift"))
    if _by_shift(key):
        yield "\t".join([code, name, "1", *cells])
    elif (caps, caps_shift) == (plain, shift):
        yield "\t".join([code, name, "0", *cells])
    else:
        yield "\t".join([code, name, "SGCap", *cells])
        yield "\t".join(
            ["-1", "-1", "0", *("-1" if (cell := _cell(text)) == "%%" else cell for text in (caps, caps_shift))]
        )


def _by_shift(key: Key) -> bool:
    levels = [key.levels.get(level, "") for level in ("caps", "caps-shift", "shift", "plain")]
    return levels[:2] == levels[2:] and levels[2] != levels[3]


def _cell(text: str) -> str:
    """Return a cell of the layout: a number, an @ behind that of a dead key, %% for what is said elsewhere.

    >>> _cell("я"), _cell("\u25cc\u0300"), _cell("нь"), _cell("")
    ('044f', '0060@', '%%', '-1')
    """
    if mark := mark_of(text):
        return f"{ord(_standing(mark)):04x}@"
    if not text:
        return "-1"
    return f"{ord(text):04x}" if _is_one(text) else "%%"


def _standing(mark: str) -> str:
    return accent(mark) if len(accent(mark)) == 1 else mark


def _ligatures(keys: list[Key]) -> Iterator[str]:
    """Yield what keys give that is more than one number."""
    found = [
        f"{SCAN_CODES[key.place][1]}\t{COLUMNS.index(state)}\t{_numbers(text)}"
        for key in keys
        for state, level in STATES.items()
        if (text := key.levels.get(level, "")) and _cell(text) == "%%"
    ]
    if found:
        yield from ["LIGATURE", *found]


def _numbers(text: str) -> str:
    units = text.encode("utf-16-be")
    return "\t".join(units[at : at + 2].hex() for at in range(0, len(units), 2))


def _dead_key(mark: str, keys: list[Key]) -> Iterator[str]:
    standing, cells = _standing(mark), _cells(keys)
    yield f"DEADKEY\t{ord(standing):04x}"
    for letter, made in composed_with(mark, cells).items():
        if _is_one(made) and _is_one(letter):
            yield f"{ord(letter):04x}\t{ord(made):04x}"
    yield f"0020\t{ord(standing):04x}"
    if standing not in cells:
        yield f"{ord(standing):04x}\t{ord(standing):04x}"


def read(foreign: Foreign) -> Draft:
    """Return the layout of a file."""
    draft = Draft()
    reading = _Reading(draft)
    for line, text in foreign.lines:
        said = re.split(r"\s*//|\s;", text.strip("\ufeff \t"), maxsplit=1)[0].strip()
        if said:
            reading.take(line, said)
    return draft


class _Reading:
    """A file line by line: which part of it we are in, and what that part says."""

    PARTS = frozenset({"SHIFTSTATE", "LAYOUT", "LIGATURE", "DEADKEY", "ATTRIBUTES"})
    #: Names of keys and of the keyboard, for people.
    NAMES = ("KEYNAME", "KEYNAME_EXT", "KEYNAME_DEAD", "DESCRIPTIONS", "LANGUAGENAMES", "ENDKBD")

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._part = ""
        self._states: list[str] = []
        #: Places by what Windows calls their keys; the place whose line has one for Caps Lock behind it.
        self._named: dict[str, str] = {}
        self._caps = ""
        self._swapped: dict[str, bool] = {}
        self._mark = ""

    def take(self, line: int, said: str) -> None:
        """Take one line."""
        words = re.findall(r'"[^"]*"|\S+', said)
        if words[0] in self.PARTS or words[0] in self.NAMES:
            self._part = words[0]
            if self._part == "DEADKEY":
                self._begin_dead_key(line, words)
        elif words[0] in ("KBD", "COPYRIGHT", "LOCALENAME", "COMPANY", "LOCALEID", "VERSION"):
            self._head(words)
        elif self._part == "SHIFTSTATE":
            self._states.append(words[0])
            if words[0] not in (*STATES, "2", "3"):
                self._draft.lose(line, f"shift state {words[0]}: a layout here has none but Shift and AltGr")
        elif self._part == "LAYOUT":
            self._key(line, words)
        elif self._part == "LIGATURE":
            self._ligature(line, words)
        elif self._part == "DEADKEY":
            self._composed(line, words)
        elif self._part not in self.NAMES:
            self._draft.lose(line, f"{said[:60]}: nothing that a layout says")

    def _head(self, words: list[str]) -> None:
        text = words[-1].strip('"')
        if words[0] == "KBD":
            self._draft.name = text
        elif words[0] == "COPYRIGHT":
            self._draft.licence = text
        elif words[0] == "LOCALENAME":
            self._draft.language = text

    def _key(self, line: int, words: list[str]) -> None:
        if words[:2] == ["-1", "-1"] and self._caps:
            self._press(line, self._caps, dict(zip(("caps", "caps-shift"), words[3:], strict=False)))
            self._caps = ""
            return
        place = PLACES_BY_CODE.get(words[0].lower().rjust(2, "0"), "")
        if len(words) < 3 or not place:
            if words[1:2] != ["DECIMAL"]:
                self._draft.lose(line, f"key {' '.join(words[:2])}: no key of the letters, digits and signs")
            return
        cells = dict(zip(self._states, words[3:], strict=False))
        self._named[words[1]] = place
        self._caps = place if words[2] == "SGCap" else ""
        given = {level: cells.get(state, "-1") for state, level in STATES.items()}
        if not self._caps and place != "A03":
            swapped = self._swapped[place] = words[2].isdecimal() and bool(int(words[2]) & 1)
            given |= {
                "caps": given["shift" if swapped else "plain"],
                "caps-shift": given["plain" if swapped else "shift"],
            }
        self._press(line, place, given)
        for state, cell in cells.items():
            if state not in STATES and (text := _text(cell)) and text >= " " and place != "A03":
                self._draft.lose(line, f"key {place}: {text!r} with shift state {state}: no level here")

    def _press(self, line: int, place: str, given: dict[str, str]) -> None:
        for level, cell in given.items():
            text = _text(cell)
            if text is None:
                self._draft.lose(line, f"key {place}, {level}: expected a character, its number or -1, found {cell!r}")
            elif cell.endswith("@") and len(cell) > 1:
                mark = mark_named(text)
                if mark:
                    self._draft.press(line, level, place, CIRCLE + mark)
                else:
                    self._draft.lose(line, f"key {place}, {level}: dead key {text}: no mark that a letter has")
            elif cell != "%%" and (text or level in ("plain", "shift", "caps", "caps-shift")):
                self._draft.press(line, level, place, text)

    def _ligature(self, line: int, words: list[str]) -> None:
        place = self._named.get(words[0], "")
        state = dict(enumerate(self._states)).get(int(words[1]) if words[1:] and words[1].isdecimal() else -1, "")
        units = [word for word in words[2:] if re.fullmatch("[0-9a-fA-F]{4}", word)]
        try:
            text = bytes.fromhex("".join(units)).decode("utf-16-be")
        except UnicodeDecodeError:
            text = ""
        if not place or state not in STATES or not text:
            self._draft.lose(line, f"{' '.join(words)[:60]}: expected a key of the layout, a shift state and numbers")
            return
        level = STATES[state]
        self._draft.press(line, level, place, text)
        if place in self._swapped and level in ("plain", "shift"):
            self._draft.press(line, "caps" if (level == "shift") == self._swapped[place] else "caps-shift", place, text)

    def _begin_dead_key(self, line: int, words: list[str]) -> None:
        text = _text(words[1]) if len(words) > 1 else None
        self._mark = mark_named(text or "")
        if not self._mark:
            self._draft.lose(line, f"{' '.join(words)[:60]}: no mark that a letter has")

    def _composed(self, line: int, words: list[str]) -> None:
        texts = [_text(word) for word in words[:2]]
        if len(texts) < 2 or None in texts:
            self._draft.lose(line, f"{' '.join(words)[:60]}: expected two numbers")
        elif self._mark and texts[0] != " ":
            wrong = misread(self._mark, f"{texts[0]}", f"{texts[1]}")
            if wrong and f"{texts[0]}" != self._mark:
                self._draft.lose(line, wrong)


def _text(cell: str) -> str | None:
    """Return what a cell gives: `""` for nothing, None where it is no cell."""
    cell = cell.removesuffix("@") if len(cell) > 1 else cell
    if cell in ("-1", "%%"):
        return ""
    if len(cell) == 1:
        return cell
    number = re.fullmatch("(?:U\\+)?([0-9a-fA-F]{4,6})", cell)
    code = int(number[1], 16) if number else 0x110000
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else None

"""Keys as X11 and Wayland name them: the character of a keysym, and the place of a keycode."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from ..table.value import BASES, ISO_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

BACKSPACE, TAB, RETURN, ESCAPE, PAUSE = 0xFF08, 0xFF09, 0xFF0D, 0xFF1B, 0xFF13
UP, DOWN = 0xFF52, 0xFF54
RIGHT_ALT, ALT_R = 100, 0xFFEA
#: How much more than the kernel's the codes of X11 and Wayland are.
X11 = 8

SHIFT, LOCK, CONTROL, ALT, LEVEL_3 = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 7
#: Super, Hyper and Meta, and what X11 calls the fourth modifier, which has Super on it.
SUPER = 1 << 6 | 1 << 26 | 1 << 27 | 1 << 28
RELEASED = 1 << 30

#: The older keysyms are bytes of these encodings, by the bits above the byte.
_PAGES = {0x00: "latin-1", 0x01: "iso8859-2", 0x02: "iso8859-3", 0x03: "iso8859-4", 0x06: "koi8-r", 0x0C: "iso8859-8"}
#: Those that are in none: Cyrillic of other languages than Russian, the euro, dashes and quotation marks.
_OTHERS = {
    **dict(enumerate("ђѓёєѕіїјљњћќґўџ№ЂЃЁЄЅІЇЈЉЊЋЌҐЎЏ", 0x06A1)),
    **dict(zip((0x13BC, 0x13BD, 0x13BE, 0x20AC), "ŒœŸ€", strict=True)),
    **dict(zip((0x0AA9, 0x0AAA, 0x0AAE, 0x0AC9, 0x0AE6), "—–…™•", strict=True)),
    **dict(zip((0x0AD0, 0x0AD1, 0x0AD2, 0x0AD3, 0x0AFD, 0x0AFE), "‘’“”‚„", strict=True)),
}
_KEYPAD = {0xFF80: " ", 0xFFBD: "=", **{0xFFAA + place: char for place, char in enumerate("*+,-./0123456789")}}
#: What a dead key stands for by itself, and the mark that it puts on a letter.
DEAD = {
    0xFE50: ("`", "\u0300"),
    0xFE51: ("'", "\u0301"),
    0xFE52: ("^", "\u0302"),
    0xFE53: ("~", "\u0303"),
    0xFE57: ('"', "\u0308"),
}
#: Where the keys of each row of a keyboard begin, as the kernel counts them.
_ROWS = ((41, *range(2, 14)), (*range(16, 28), 43), tuple(range(30, 41)), tuple(range(44, 54)))
_ISO_CODE = 86


def character(keysym: int) -> str:
    """Return the character of a key that types one, else `""`; the keypad is not asked here.

    >>> character(0x6C2), character(0x1000451), character(0xFF0D)
    ('б', 'ё', '')
    """
    if keysym >> 24 == 1:
        return _printable(chr(keysym & 0xFFFFFF)) if keysym & 0xFFFFFF <= 0x10FFFF else ""
    if keysym in _OTHERS:
        return _OTHERS[keysym]
    page, byte = keysym >> 8, keysym & 0xFF
    if page not in _PAGES or (byte < 0xA0 and page) or (page == 0x06 and byte < 0xC0):
        return ""
    return "".join(map(_printable, bytes([byte]).decode(_PAGES[page], "ignore")))


def keypad(keysym: int) -> str:
    """Return the character of a key of the keypad, else `""`.

    >>> keypad(0xFFB7), keypad(0x37)
    ('7', '')
    """
    return _KEYPAD.get(keysym, "")


def is_modifier(keysym: int) -> bool:
    """Tell whether a key only changes what others do: Shift, a lock, a switch of groups."""
    return 0xFFE1 <= keysym <= 0xFFEE or 0xFE01 <= keysym <= 0xFE13 or keysym in (0xFF7E, 0xFF7F, 0xFF14)


@cache
def _places() -> dict[int, tuple[str, str]]:
    pairs = [list(zip(row.plain, row.shift, strict=True)) for row in BASES["us"]]
    found = {code: pair for codes, row in zip(_ROWS, pairs, strict=True) for code, pair in zip(codes, row, strict=True)}
    return {**found, _ISO_CODE: (ISO_KEY, ISO_KEY)}


def place(keycode: int, *, shifted: bool = False) -> str:
    """Return what the key at a place is called in a layout, for a code of the kernel; `""` for one that types nothing.

    >>> place(16), place(16, shifted=True), place(86), place(57)
    ('q', 'Q', 'IntlBackslash', '')
    """
    return _places().get(keycode, ("", ""))[shifted]


def level(state: int) -> str:
    """Return the level of a key, by the modifiers held.

    >>> level(0), level(SHIFT | LOCK), level(SHIFT | LEVEL_3)
    ('plain', 'caps-shift', 'altgr-shift')
    """
    base = "altgr" if state & LEVEL_3 else "caps" if state & LOCK else ""
    return "-".join(filter(None, (base, "shift" if state & SHIFT else ""))) or "plain"


def named(levels: Mapping[str, Mapping[str, str]], keycode: int, state: int) -> tuple[str, str]:
    """Return the key and level that an engine types by a layout with these levels, `""` where it has nothing there.

    >>> levels = {"plain": {"q": "я"}, "altgr": {"q": "ѣ"}}
    >>> named(levels, 16, SHIFT), named(levels, 16, LEVEL_3), named(levels, 17, LEVEL_3)
    (('Q', ''), ('q', 'altgr'), ('', ''))
    """
    key, held = place(keycode, shifted=bool(state & SHIFT)), level(state)
    if key and key != ISO_KEY and held in ("plain", "shift"):
        return key, ""
    return (key, held) if key in levels.get(held, {}) else ("", "")


def _printable(text: str) -> str:
    return "" if unicodedata.category(text) in ("Cc", "Cs", "Cn") else text

"""The keyboard of every Linux desktop as an oracle: libxkbcommon, asked through ctypes.

Modifiers are pressed as a person presses them, by their keys, so what comes back is what an application
receives, the capital that Caps Lock makes of a symbol included. `xkbcli how-to-type` never sees those.
"""

import ctypes
from collections.abc import Iterator, Mapping
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint32, c_void_p
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import lookup
from xml.etree import ElementTree

from tests.oracles.keyboard import EXTRA_KEY, US_PLAIN, Cell
from tests.oracles.missing import OracleMissing
from translit.table.dead_keys import CIRCLE

LIBRARY, LIBRARY_PACKAGE, DATA_PACKAGE = "libxkbcommon.so.0", "libxkbcommon0", "xkb-data"
COMPOSE_LOCALE, COMPOSE_PACKAGE, COMPOSED = "en_US.UTF-8", "libx11-data", 2

REGISTRIES = [Path("/usr/share/X11/xkb/rules", name) for name in ("evdev.xml", "evdev.extras.xml")]

SHIFT, CAPS_LOCK, LEVEL_3 = "LFSH", "CAPS", "LVL3"
HELD: Mapping[str, tuple[str, ...]] = {
    "plain": (),
    "shift": (SHIFT,),
    "caps": (),
    "caps-shift": (SHIFT,),
    "altgr": (LEVEL_3,),
    "altgr-shift": (LEVEL_3, SHIFT),
}
LOCKED = frozenset({"caps", "caps-shift"})
LEVEL_INDEX = {"plain": 0, "shift": 1, "altgr": 2, "altgr-shift": 3}

KEY_NAMES = dict(
    zip(
        US_PLAIN,
        ["TLDE", *(f"AE{n:02}" for n in range(1, 13))]
        + [*(f"AD{n:02}" for n in range(1, 13)), "BKSL"]
        + [f"AC{n:02}" for n in range(1, 12)]
        + [f"AB{n:02}" for n in range(1, 11)],
        strict=True,
    )
) | {EXTRA_KEY: "LSGT"}

#: The marks of dead keys by what X11 calls these keys.
DEAD = {
    f"dead_{name}": lookup(f"COMBINING {mark}")
    for name, mark in {
        "grave": "GRAVE ACCENT",
        "acute": "ACUTE ACCENT",
        "circumflex": "CIRCUMFLEX ACCENT",
        "tilde": "TILDE",
        "macron": "MACRON",
        "breve": "BREVE",
        "abovedot": "DOT ABOVE",
        "diaeresis": "DIAERESIS",
        "abovering": "RING ABOVE",
        "doubleacute": "DOUBLE ACUTE ACCENT",
        "caron": "CARON",
        "cedilla": "CEDILLA",
        "ogonek": "OGONEK",
        "belowdot": "DOT BELOW",
        "hook": "HOOK ABOVE",
        "horn": "HORN",
        "doublegrave": "DOUBLE GRAVE ACCENT",
        "invertedbreve": "INVERTED BREVE",
        "belowmacron": "MACRON BELOW",
    }.items()
}


class _RuleNames(ctypes.Structure):
    _fields_ = tuple((name, c_char_p) for name in ("rules", "model", "layout", "variant", "options"))


class _Library:
    """The functions of libxkbcommon that the oracle calls, with their types."""

    def __init__(self, library: ctypes.CDLL) -> None:
        def function(name: str, result: Any, *arguments: Any) -> Any:
            found = getattr(library, f"xkb_{name}")
            found.restype, found.argtypes = result, arguments
            return found

        self.context_new = function("context_new", c_void_p, c_int)
        self.include = function("context_include_path_append", c_int, c_void_p, c_char_p)
        self.keymap_new = function("keymap_new_from_names", c_void_p, c_void_p, POINTER(_RuleNames), c_int)
        self.key_by_name = function("keymap_key_by_name", c_uint32, c_void_p, c_char_p)
        self.symbols = function(
            "keymap_key_get_syms_by_level",
            c_int, c_void_p, c_uint32, c_uint32, c_uint32, POINTER(POINTER(c_uint32)),
        )  # fmt: skip
        self.levels = function("keymap_num_levels_for_key", c_uint32, c_void_p, c_uint32, c_uint32)
        self.state_new = function("state_new", c_void_p, c_void_p)
        self.state_free = function("state_unref", None, c_void_p)
        self.update_key = function("state_update_key", c_int, c_void_p, c_uint32, c_int)
        self.text = function("state_key_get_utf8", c_int, c_void_p, c_uint32, c_char_p, c_size_t)
        self.symbol = function("state_key_get_one_sym", c_uint32, c_void_p, c_uint32)
        self.symbol_name = function("keysym_get_name", c_int, c_uint32, c_char_p, c_size_t)
        self.symbol_named = function("keysym_from_name", c_uint32, c_char_p, c_int)
        self.symbol_of = function("utf32_to_keysym", c_uint32, c_uint32)
        self.compose_table = function("compose_table_new_from_locale", c_void_p, c_void_p, c_char_p, c_int)
        self.compose_new = function("compose_state_new", c_void_p, c_void_p, c_int)
        self.compose_reset = function("compose_state_reset", None, c_void_p)
        self.compose_feed = function("compose_state_feed", c_int, c_void_p, c_uint32)
        self.compose_status = function("compose_state_get_status", c_int, c_void_p)
        self.compose_text = function("compose_state_get_utf8", c_int, c_void_p, c_char_p, c_size_t)


def open_library() -> ctypes.CDLL:
    """Open libxkbcommon, or raise OracleMissing."""
    try:
        return ctypes.CDLL(LIBRARY)
    except OSError as error:
        raise OracleMissing(LIBRARY, LIBRARY_PACKAGE) from error


@cache
def _library() -> _Library:
    return _Library(open_library())


def registered() -> Iterator[str]:
    """Yield what X11 calls each layout and variant it lists; one more is the user's own."""
    for path in REGISTRIES:
        if not path.exists():
            raise OracleMissing(path.name, DATA_PACKAGE)
        for layout in ElementTree.parse(path).iter("layout"):
            name = layout.findtext("configItem/name", "")
            if name != "custom":
                variants = (variant.findtext("configItem/name", "") for variant in layout.iter("variant"))
                yield from (name, *(f"{name}({variant})" for variant in variants))


@cache
def _compose() -> Any:
    xkb = _library()
    table = xkb.compose_table(xkb.context_new(0), COMPOSE_LOCALE.encode(), 0)
    if not table:
        raise OracleMissing("the compose sequences of X11", COMPOSE_PACKAGE)
    return xkb.compose_new(table, 0)


def composed(mark: str, letter: str) -> str:
    """Return what a dead key and then a letter, or another dead key, give by the compose sequences of X11.

    It is `""` where these have no such pair.

    >>> composed("\N{COMBINING GRAVE ACCENT}", "и")
    'ѝ'
    """
    xkb, state, received = _library(), _compose(), ctypes.create_string_buffer(64)
    names = {dead: name.encode() for name, dead in DEAD.items()}
    second = names.get(letter[1:]) if letter.startswith(CIRCLE) else None
    xkb.compose_reset(state)
    xkb.compose_feed(state, xkb.symbol_named(names[mark], 0))
    xkb.compose_feed(state, xkb.symbol_named(second, 0) if second else xkb.symbol_of(ord(letter)))
    if xkb.compose_status(state) != COMPOSED:
        return ""
    xkb.compose_text(state, received, len(received))
    return received.value.decode()


class Keymap:
    """One XKB layout, ready to be typed on.

    >>> Keymap("bg", "phonetic").typed("caps", "x")
    'Ь'
    """

    def __init__(self, layout: str, variant: str = "", *, folder: Path | None = None) -> None:
        """`folder` is looked into for `symbols/` beside those of the system."""
        self._xkb = _library()
        context = self._xkb.context_new(0)
        if not context or (folder and not self._xkb.include(context, str(folder).encode())):
            raise OracleMissing("XKB data", DATA_PACKAGE)
        names = _RuleNames(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
        self._keymap = self._xkb.keymap_new(context, byref(names), 0)
        if not self._keymap:
            raise OracleMissing(f"XKB layout {layout}({variant})", DATA_PACKAGE)

    def _code(self, name: str) -> int:
        return int(self._xkb.key_by_name(self._keymap, name.encode()))

    def typed(self, level: str, key: str) -> str:
        """Return the text that an application receives for a key pressed at a level; a mark on a circle for a dead key.

        >>> Keymap("mk").typed("plain", "`") == "◌\\u0300"
        True
        """
        state = self._xkb.state_new(self._keymap)
        try:
            if level in LOCKED:
                self._xkb.update_key(state, self._code(CAPS_LOCK), 1)
                self._xkb.update_key(state, self._code(CAPS_LOCK), 0)
            for modifier in HELD[level]:
                self._xkb.update_key(state, self._code(modifier), 1)
            received = ctypes.create_string_buffer(64)
            code = self._code(KEY_NAMES[key])
            self._xkb.symbol_name(self._xkb.symbol(state, code), received, len(received))
            if mark := DEAD.get(received.value.decode()):
                return f"{CIRCLE}{mark}"
            self._xkb.text(state, code, received, len(received))
            return received.value.decode()
        finally:
            self._xkb.state_free(state)

    def defines(self, level: str, key: str) -> bool:
        """Return whether the layout itself puts a symbol on a key's level.

        XKB answers AltGr on a key without a third level with the first one: `typed` alone cannot tell.
        """
        index, code = LEVEL_INDEX[level], self._code(KEY_NAMES[key])
        symbols = POINTER(c_uint32)()
        return index < self._xkb.levels(self._keymap, code, 0) and bool(
            self._xkb.symbols(self._keymap, code, 0, index, byref(symbols))
        )

    def cells(self) -> dict[Cell, str]:
        """Return every cell; AltGr on a key without a third level is the empty string."""
        return {
            (level, key): "" if level.startswith("altgr") and not self.defines(level, key) else self.typed(level, key)
            for level in HELD
            for key in KEY_NAMES
        }

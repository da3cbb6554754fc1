"""The keyboard of every Linux desktop as an oracle: libxkbcommon, asked through ctypes.

Modifiers are pressed as a person presses them, by their keys, so what comes back is what an application
receives, the capital that Caps Lock makes of a symbol included. `xkbcli how-to-type` never sees those.
"""

import ctypes
from collections.abc import Mapping
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint32, c_void_p
from functools import cache
from pathlib import Path
from typing import Any

from tests.oracles.keyboard import EXTRA_KEY, US_PLAIN, Cell
from tests.oracles.missing import OracleMissing

LIBRARY, LIBRARY_PACKAGE, DATA_PACKAGE = "libxkbcommon.so.0", "libxkbcommon0", "xkb-data"

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


def open_library() -> ctypes.CDLL:
    """Open libxkbcommon, or raise OracleMissing."""
    try:
        return ctypes.CDLL(LIBRARY)
    except OSError as error:
        raise OracleMissing(LIBRARY, LIBRARY_PACKAGE) from error


@cache
def _library() -> _Library:
    return _Library(open_library())


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
        """Return the text that an application receives for a key pressed at a level."""
        state = self._xkb.state_new(self._keymap)
        try:
            if level in LOCKED:
                self._xkb.update_key(state, self._code(CAPS_LOCK), 1)
                self._xkb.update_key(state, self._code(CAPS_LOCK), 0)
            for modifier in HELD[level]:
                self._xkb.update_key(state, self._code(modifier), 1)
            received = ctypes.create_string_buffer(64)
            self._xkb.text(state, self._code(KEY_NAMES[key]), received, len(received))
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

"""Keyman as an oracle: its own compilers, from npm, and its engine, which types by what they made."""

from __future__ import annotations

import ctypes
import json
import subprocess
from collections.abc import Sequence
from ctypes import POINTER, byref, c_size_t, c_uint8, c_uint16, c_void_p
from pathlib import Path

from tests.oracles.keyboard import US_PLAIN, US_SHIFT
from tests.oracles.missing import OracleMissing, program
from tests.places import ROOT

SCRIPT = ROOT / "tests" / "web" / "keyman.mjs"


def compiled(files: Sequence[Path]) -> list[tuple[bool, list[str]]]:
    """Compile .kmn and keyboard3 files, each to a .kmx beside it; return whether it could be, and what was said."""
    command = [program("node", "nodejs"), str(SCRIPT), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()
    return [(each["compiled"], each["messages"]) for each in json.loads(ran.stdout.splitlines()[-1])]


PACKAGE = "libkmnkbp0-0"
_BACK, _TEXT, _KEY = 4, 1, 6
#: The virtual keys that are not their own letter or digit.
_VIRTUAL = dict(zip(";=,-./`[\\]' ", (186, 187, 188, 189, 190, 191, 192, 219, 220, 221, 222, 32), strict=True))
_MODIFIERS = {"plain": 0, "shift": 0x10, "caps": 0x100, "caps-shift": 0x110, "altgr": 0x08, "altgr-shift": 0x18}


class _Option(ctypes.Structure):
    _fields_ = (("key", c_void_p), ("value", c_void_p), ("scope", c_uint8))


class _Action(ctypes.Structure):
    _fields_ = (("kind", c_uint8), ("_", c_uint8 * 7), ("value", c_size_t), ("more", c_size_t))


def typed(keyboard: Path, texts: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    """Return what Keyman's engine types by a .kmx file: each text is of keys, by level and what is on them."""
    try:
        core = ctypes.CDLL("libkmnkbp0.so.0")
    except OSError as error:
        raise OracleMissing("libkmnkbp0.so.0", PACKAGE) from error
    core.km_kbp_state_action_items.restype = POINTER(_Action)
    core.km_kbp_state_action_items.argtypes = [c_void_p, c_void_p]
    core.km_kbp_process_event.argtypes = [c_void_p, c_uint16, c_uint16, c_uint8]
    core.km_kbp_state_dispose.argtypes = [c_void_p]
    loaded = c_void_p()
    assert core.km_kbp_keyboard_load(str(keyboard).encode(), byref(loaded)) == 0, keyboard
    answers = []
    for keys in texts:
        state = c_void_p()
        assert core.km_kbp_state_create(loaded, (_Option * 1)(), byref(state)) == 0
        text = ""
        for level, key in keys:
            code = ord(key.upper()) if key.isalnum() else _VIRTUAL[key]
            core.km_kbp_process_event(state, code, _MODIFIERS[level], 1)
            items = core.km_kbp_state_action_items(state, None)
            at = 0
            while items[at].kind:
                kind, value = items[at].kind, items[at].value
                if kind == _TEXT:
                    text += chr(value & 0x1FFFFF)
                elif kind == _BACK and value & 0xFF != 2:
                    text = text[:-1]
                elif kind == _KEY:
                    text += shifted(key) if level == "shift" else key
                at += 1
        core.km_kbp_state_dispose(state)
        answers.append(text)
    return answers


def shifted(key: str) -> str:
    """Return what an American keyboard has on a key with Shift.

    >>> shifted("q"), shifted(" ")
    ('Q', ' ')
    """
    return US_SHIFT[US_PLAIN.index(key)] if key in US_PLAIN else key

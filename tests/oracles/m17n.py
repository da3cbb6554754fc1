"""The m17n library as an oracle, asked through ctypes: what IBus and Fcitx type by an .mim file.

The library reads its database once, so each folder of input methods takes a process of its own: `typed` starts it.
"""

import ctypes
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from ctypes import POINTER, c_char_p, c_int, c_void_p
from pathlib import Path
from typing import Any

from tests.oracles.missing import OracleMissing

PACKAGE, DATA_PACKAGE = "libm17n-0", "m17n-db"
DATA = Path("/usr/share/m17n")
BACKSPACE = "\b"


class _Spot(ctypes.Structure):
    _fields_ = (("numbers", c_int * 5), ("text", c_void_p), ("position", c_int))


class _Context(ctypes.Structure):
    _fields_ = (
        *(("im", c_void_p), ("produced", c_void_p), ("argument", c_void_p), ("active", c_int), ("spot", _Spot)),
        *(("info", c_void_p), ("status", c_void_p), ("status_changed", c_int), ("preedit", c_void_p)),
    )


def typed(folder: Path, asked: Sequence[tuple[str, str, Sequence[str]]]) -> list[list[str]]:
    """Return the texts that keys give by input methods of a folder: each is a language, a name, and what is typed.

    A key that an input method lets pass is inserted as it is, and U+0008 then deletes a letter. What still is
    underlined at the end counts.
    """
    command = [sys.executable, "-m", "tests.oracles.m17n"]
    environment = {**os.environ, "M17NDIR": str(folder)}
    ran = subprocess.run(command, input=json.dumps(asked), env=environment, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    answers: list[list[str]] = json.loads(ran.stdout)
    return answers


def ask(asked: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
    """Return what is typed under many input methods of the library's own, such as `ru-translit`, in one run.

    >>> ask([("ru-translit", ["shchuka"])])
    [['щука']]
    """
    return typed(DATA, [(*_named(method), texts) for method, texts in asked])


def known(methods: Sequence[str]) -> list[list[str]]:
    """Return the sequences of keys that each input method has a rule for.

    >>> known(["sr-kbd"])[0][-1]
    '-K'
    """
    found = []
    for path in (DATA / f"{method}.mim" for method in methods):
        if not path.exists():
            raise OracleMissing(path.name, DATA_PACKAGE)
        _, _, rules = path.read_text(encoding="utf-8").partition("(map")
        quoted = re.findall(r'\(\s*"((?:[^"\\]|\\.)+)"', rules)
        found.append([re.sub(r"\\(.)", r"\1", keys) for keys in quoted])
    return found


def _named(method: str) -> tuple[str, str]:
    language, _, name = method.partition("-")
    return language, name


class _Library:
    def __init__(self) -> None:
        try:
            core = ctypes.CDLL("libm17n-core.so.0", ctypes.RTLD_GLOBAL)
            whole = ctypes.CDLL("libm17n.so.0", ctypes.RTLD_GLOBAL)
        except OSError as error:
            raise OracleMissing("libm17n.so.0", PACKAGE) from error

        def function(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Any:
            found = getattr(library, name)
            found.restype, found.argtypes = result, arguments
            return found

        function(core, "m17n_init_core", None)()
        function(whole, "m17n_init", None)()
        self.symbol = function(core, "msymbol", c_void_p, c_char_p)
        self.text_new = function(core, "mtext", c_void_p)
        self.length = function(core, "mtext_len", c_int, c_void_p)
        self.char = function(core, "mtext_ref_char", c_int, c_void_p, c_int)
        self.open = function(whole, "minput_open_im", c_void_p, c_void_p, c_void_p, c_void_p)
        self.context = function(whole, "minput_create_ic", c_void_p, c_void_p, c_void_p)
        self.forget = function(whole, "minput_destroy_ic", None, c_void_p)
        self.filter = function(whole, "minput_filter", c_int, c_void_p, c_void_p, c_void_p)
        self.lookup = function(whole, "minput_lookup", c_int, c_void_p, c_void_p, c_void_p, c_void_p)

    def text(self, text: Any) -> str:
        return "".join(chr(self.char(text, at)) for at in range(self.length(text)))

    def typed(self, method: Any, keys: str) -> str:
        context = self.context(method, None)
        given = ""
        for key in keys:
            symbol = self.symbol(b"BackSpace" if key == BACKSPACE else key.encode())
            if self.filter(context, symbol, None):
                continue
            made = self.text_new()
            passed = self.lookup(context, symbol, None, made)
            given += self.text(made)
            if passed:
                given = given[:-1] if key == BACKSPACE else given + key
        given += self.text(ctypes.cast(context, POINTER(_Context)).contents.preedit)
        self.forget(context)
        return given


def _main() -> None:
    library = _Library()
    answers = []
    for language, name, texts in json.load(sys.stdin):
        method = library.open(library.symbol(language.encode()), library.symbol(name.encode()), None)
        assert method, f"no input method {language} {name}"
        answers.append([library.typed(method, keys) for keys in texts])
    print(json.dumps(answers))


if __name__ == "__main__":
    _main()

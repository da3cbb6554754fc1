"""Read a packed model: a lexicon with the share of each word, and a back-off model of letters."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import TranslitError

MAGIC = b"TLITINF2"
DATA = Path(__file__).parent / "data"
#: Nats per unit of a stored share and of a stored letter cost.
SHARE_UNIT, LETTER_UNIT = 1 / 12, 1 / 16


class ModelError(TranslitError, ValueError):
    """A model file is missing or is not one of ours."""

    def __init__(self, path: Path, reason: str) -> None:
        #: The file that was to be read.
        self.path = path
        super().__init__(f"{path.name}: {reason}; reinstall the package or build it with tools/build_informal.py")


class Model:
    """One language's packed arrays; every field is a flat buffer, so loading builds no objects.

    `cells` is a DAWG as a double array: the child `c` of the node with base `b` is `cells[b + c]`, if its low six
    bits say `c`; bit 6: a word ends here; bits 7-9 and `skips`: how many words come before; the rest: the
    child's base. `shares` holds -12 ln(share) by word number. `lm_cells` is the same idea for letters after
    a context: label, 16 times -ln p, next state; `lm_backs` and `lm_fails` lead to the shorter context.
    """

    __slots__ = (
        "cells",
        "code",
        "edge",
        "header",
        "letters",
        "lm_backs",
        "lm_bases",
        "lm_cells",
        "lm_fails",
        "root",
        "sections",
        "shares",
        "skips",
        "start",
    )

    def __init__(self, data: bytes, path: Path) -> None:
        if data[:8] != MAGIC:
            raise ModelError(path, f"not a model: expected it to begin with {MAGIC!r}")
        size = int.from_bytes(data[8:16], "little")
        self.header: dict[str, Any] = json.loads(data[16 : 16 + size])
        body = memoryview(zlib.decompress(data[16 + size :]))
        self.sections = {name: _numbers(body, *place) for name, place in self.header["sections"].items()}
        self.letters: str = self.header["letters"]
        self.code = {letter: i for i, letter in enumerate(self.letters, 1)}
        self.edge = len(self.letters) + 1
        self.root: int = self.header["root"]
        self.cells = self.sections["lex.cells"].cast("I")
        self.skips = self.sections["lex.skips"].cast("H")
        self.shares = self.sections["lex.shares"]
        if "lm.cells" in self.sections:
            self.lm_cells = self.sections["lm.cells"].cast("I")
            self.lm_bases = self.sections["lm.bases"].cast("I")
            self.lm_fails = self.sections["lm.fails"].cast("H")
            self.lm_backs = self.sections["lm.backs"]
            self.start = int.from_bytes(self.sections["lm.start"], "little")

    def share(self, word: str) -> float | None:
        """-ln of the share of a word among running words, in nats, or None for a word that isn't listed.

        >>> model("bg").share("щастие") < model("bg").share("шльокавица")
        True
        """
        code, cells, skips = self.code, self.cells, self.skips
        base, number, cell = self.root, 0, 0
        for letter in word:
            at = base + code.get(letter, 0)
            cell = cells[at]
            if cell & 63 != at - base or at == base:
                return None
            number += skips[at] + ((cell & 0x380) << 9)
            base = cell >> 10
        return self.shares[number] * SHARE_UNIT if cell & 64 else None

    def spell(self, word: str) -> float:
        """-ln of the probability that the letter model gives a word, its end included; unknown letters cost 12 nats."""
        state, total = self.start, 0.0
        for code in [*(self.code.get(letter, 0) for letter in word), self.edge]:
            if code:
                cost, state = self.step(state, code)
                total += cost
            else:
                total, state = total + 12, 0
        return total

    def step(self, state: int, code: int) -> tuple[float, int]:
        """Cost in nats of a letter after a state, and the next state."""
        units = 0
        while True:
            cell = self.lm_cells[self.lm_bases[state] + code]
            if cell & 63 == code:
                return (units + (cell >> 6 & 255)) * LETTER_UNIT, cell >> 14
            units += self.lm_backs[state] - 48
            state = self.lm_fails[state]

    def words(self, node: int | None = None, prefix: str = "") -> Iterator[tuple[str, float]]:
        """All words with -ln of their shares, in alphabetical order of the model's letters."""
        numbers = iter(range(len(self.shares)))
        stack = [(self.root if node is None else node, prefix, False)]
        while stack:
            base, text, ends = stack.pop()
            if ends:
                yield text, self.shares[next(numbers)] * SHARE_UNIT
            for code in range(len(self.letters), 0, -1):
                cell = self.cells[base + code]
                if cell & 63 == code:
                    stack.append((cell >> 10, text + self.letters[code - 1], bool(cell & 64)))


def _numbers(body: memoryview, at: int, length: int, width: int) -> memoryview:
    """A section whose numbers of `width` bytes are stored byte by byte: all their lowest bytes, then the next."""
    if width == 1:
        return body[at : at + length]
    whole = bytearray(length)
    step = length // width
    for k in range(width):
        whole[k::width] = body[at + k * step : at + (k + 1) * step]
    return memoryview(whole)


@cache
def model(language: str) -> Model:
    """The shipped model of a language, read once.

    >>> model("bg").header["licence"]
    'CC-BY-SA-4.0'
    """
    path = DATA / f"{language}.bin"
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ModelError(path, "there is no such model") from None
    return Model(data, path)

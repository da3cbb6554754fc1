"""Read a packed model: a lexicon with the share of each word, and a back-off model of letters."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ...errors import ModelError as ModelError
from ...resources import map_file, names
from .lexicon import Lexicon
from .ngrams import LETTER_UNIT, Letters, State
from .shares import Shares, key_of

MAGIC = b"TLITINF3"
FOLDER = "informal/data"


class Sections(Mapping[str, memoryview]):
    """Each section as a view of the file, another one each time: Python keeps no count of views that threads share."""

    def __init__(self, data: bytes | mmap.mmap, places: Mapping[str, tuple[int, int]]) -> None:
        self._data = data
        self._places = places

    def __getitem__(self, name: str) -> memoryview:
        at, length = self._places[name]
        return memoryview(self._data)[at : at + length]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Model:
    """One language's file, looked at where it is: nothing is unpacked but what a search comes by.

    The file is `MAGIC`, the length of a JSON header in 8 bytes, the header, and sections, each at a multiple of 4
    from the header's end. The header says where a section begins from there, and how long it is.
    """

    __slots__ = ("code", "edge", "header", "letters", "lexicon", "sections", "shares", "spelled")

    def __init__(self, data: bytes | mmap.mmap, path: Path) -> None:
        if data[:8] != MAGIC:
            raise ModelError(path, f"not a model: expected it to begin with {MAGIC!r}")
        end = 16 + int.from_bytes(data[8:16], "little")
        try:
            self.header: dict[str, Any] = json.loads(data[16:end])
            places = {name: (end + at, length) for name, (at, length) in self.header["sections"].items()}
            if len(data) != max(at + length for at, length in places.values()):
                raise ValueError(f"{len(data)} bytes")
            starts = {name: at for name, (at, _) in places.items()}
            self.sections: Sections = Sections(data, places)
            self.letters: str = self.header["letters"]
            self.code: dict[str, int] = {letter: i for i, letter in enumerate(self.letters, 1)}
            self.edge: int = len(self.letters) + 1
            self.lexicon: Lexicon = Lexicon(data, starts, self.header["lexicon"])
            self.shares: Shares = Shares(data, starts["lex.shares"], self.header["shares"])
            self.spelled: Letters = Letters(data, starts["lm.rows"], self.edge)
        except (ValueError, LookupError, TypeError, AttributeError) as problem:
            raise ModelError(path, f"the model is not whole ({problem})") from None

    def share(self, word: str) -> float | None:
        """Return -ln of the share of a word among running words, in nats, or None for a word that isn't listed.

        >>> model("bg").share("щастие") < model("bg").share("шльокавица")
        True
        """
        code, rows = self.code, self.lexicon
        arc, key = rows.root << 1, 0
        for letter in word:
            number = code.get(letter, 0)
            arc = rows[arc >> 1].get(number, -1)
            if arc < 0:
                return None
            key = key << 6 | number
        return self.shares.of(key) if arc & 1 else None

    def spell(self, word: str) -> float:
        """Return -ln of the probability of a word, its end included, by its letters; unknown ones cost 12 nats."""
        state, total = self.start, 0.0
        for code in [*(self.code.get(letter, 0) for letter in word), self.edge]:
            if code:
                cost, state = self.step(state, code)
                total += cost
            else:
                total, state = total + 12, self.spelled.empty
        return total

    @property
    def start(self) -> State:
        """The state of the letter model before a word."""
        return self.spelled.start

    def step(self, state: State, code: int) -> tuple[float, State]:
        """Return cost in nats of a letter after a state, and the next state."""
        units, state = state[code]
        return units * LETTER_UNIT, state

    def words(self) -> Iterator[tuple[str, float]]:
        """Return all words with -ln of their shares, in alphabetical order of the model's letters."""
        for codes in self.lexicon.words():
            yield "".join([self.letters[code - 1] for code in codes]), self.shares.of(key_of(codes))


@cache
def find_modelled() -> frozenset[str]:
    """Return the languages that a model is shipped of.

    >>> {"bg", "en"} <= find_modelled()
    True
    """
    return frozenset(names(FOLDER, ".bin"))


@cache
def model(language: str) -> Model:
    """Return the shipped model of a language, opened once.

    >>> model("bg").header["licence"]
    'CC-BY-SA-4.0'
    """
    path = f"{FOLDER}/{language}.bin"
    try:
        data = map_file(path)
    except (OSError, ValueError):
        raise ModelError(Path(path), "there is no such model") from None
    return Model(data, Path(path))

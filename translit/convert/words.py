"""Words of one's own: they stay as they are, or have a spelling that no table gives, whatever their ending."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import FileProblem
from ..files import read_whole
from ..resources import read_toml
from ..text.kinds import is_lower, is_title, is_upper
from ..text.scripts import JOINERS

#: What `keep_words` takes: words, each alone or as `word=spelling`, a mapping to spellings, or a file of lines.
Given = Iterable[str] | Mapping[str, str] | Path
#: A word has so many characters at most, its ending not counted.
LONGEST = 64

#: What a word may end in that is not there before an ending.
_GIVING_WAY = frozenset("аеийояьіaeijoy")
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{JOINERS}]|['’ʼ](?=[^\W\d_]))*")


class Found(NamedTuple):
    """A word of one's own in a text, its ending included, and what is written for it."""

    start: int
    end: int
    written: str


class OwnWords:
    """Words by how they are written in small letters, each with its spelling; "" for one that stays.

    >>> words = OwnWords({"dj": "диджей", "Google": ""})
    >>> [found.written for found in words.find("Dj от Google, google и DJ", str, frozenset())]
    ['Диджей', 'Google', 'google', 'ДИДЖЕЙ']
    """

    def __init__(self, spellings: Mapping[str, str]) -> None:
        self.spellings: dict[str, str] = dict(spellings)
        self._known = {word.casefold(): spelling for word, spelling in self.spellings.items()}
        #: Words without the letter that gives way to an ending: диджей, диджеят; Оксана, Оксани.
        self._stems = {
            word[:-1]: spelling[:-1] if spelling[-1:] in _GIVING_WAY else spelling
            for word, spelling in self._known.items()
            if len(word) > 3 and word[-1] in _GIVING_WAY
        }
        #: How long what begins with a word may be that is no word alone, such as C++ or Coca-Cola: longest first.
        self._longer: dict[str, list[int]] = {}
        for word in self._known:
            first = _WORD.match(word)
            if first and first[0] != word:
                self._longer.setdefault(first[0], []).append(len(word))
        for lengths in self._longer.values():
            lengths[:] = sorted(set(lengths), reverse=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnWords) and self.spellings == other.spellings

    def __hash__(self) -> int:
        return hash(frozenset(self.spellings.items()))

    def find(self, text: str, convert: Callable[[str], str], endings: frozenset[str]) -> Iterator[Found]:
        """Yield where these words stand; `convert` writes an ending, which is one of `endings` there or here."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            start, end = word.span()
            found = self._longer_than(text, start, word[0]) or self._whole(word[0], convert, endings)
            if found:
                length, written = found
                end = start + length
                yield Found(start, end, written)

    def _longer_than(self, text: str, start: int, word: str) -> tuple[int, str] | None:
        for length in self._longer.get(word.casefold(), ()):
            found = text[start : start + length]
            spelling = self._known.get(found.casefold())
            behind = text[start + length : start + length + 1]
            if spelling is not None and not (found[-1].isalnum() and (behind.isalnum() or behind == "_")):
                return length, _spell(found, spelling)
        return None

    def _whole(self, word: str, convert: Callable[[str], str], endings: frozenset[str]) -> tuple[int, str] | None:
        spelling = self._known.get(word.casefold())
        if spelling is not None:
            return len(word), _spell(word, spelling)
        shortest = max(0, len(word) - 1 - _longest(endings))
        for known in (self._known, self._stems):
            for cut in range(len(word) - 1, shortest, -1):
                spelling = known.get(word[:cut].casefold())
                if spelling is not None and _is_ending(word[cut:].lower(), convert, endings):
                    # What stays does so in one script; a spelling goes on in that which is written.
                    return len(word), _spell(word[:cut], spelling) + convert(word[cut:]) if spelling else word
        return None


def _is_ending(letters: str, convert: Callable[[str], str], endings: frozenset[str]) -> bool:
    return letters in endings or convert(letters) in endings


def read_words(given: Given) -> OwnWords:
    """Return the words that somebody gives, as a mapping, as words or lines, or as a file; raise FileProblem for that.

    >>> read_words(["Google", "dj=диджей"]).spellings
    {'Google': '', 'dj': 'диджей'}
    """
    if isinstance(given, Path):
        return _read_file(given)
    if isinstance(given, str):
        raise TypeError(f"expected words, a mapping or a Path, found a text: for a file write Path({given!r})")
    pairs = [*given.items()] if isinstance(given, Mapping) else [_pair(line) for line in given]
    for word, spelling in pairs:
        if fault := _fault(word, spelling):
            raise ValueError(f"keep_words: {fault}")
    return OwnWords(dict(pairs))


def endings_of(language: str) -> frozenset[str]:
    """Return what words of a language end in, as far as that is known.

    >>> "ът" in endings_of("bg"), endings_of("xx")
    (True, frozenset())
    """
    return _endings().get(language, frozenset())


@cache
def _endings() -> dict[str, frozenset[str]]:
    return {language: frozenset(said.split()) for language, said in read_toml("convert/endings.toml").items()}


def _longest(endings: frozenset[str]) -> int:
    # An ending that is written in other letters may need twice as many.
    return 2 * max(map(len, endings), default=0)


def _spell(found: str, spelling: str) -> str:
    """Return a spelling in the capitals of what was found, unless it has some of its own, as iPhone has."""
    if not spelling:
        return found
    if is_upper(found) and len(found) > 1 and (is_lower(spelling) or is_title(spelling)):
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:] if is_upper(found[:1]) and is_lower(spelling) else spelling


def _pair(line: str) -> tuple[str, str]:
    word, _, spelling = line.partition("=")
    return word.strip(), spelling.strip()


def _fault(word: str, spelling: str) -> str:
    if not isinstance(word, str) or not isinstance(spelling, str):
        return f"expected texts, found {word!r}: {spelling!r}"
    if not word or not _WORD.match(word) or len(word) > LONGEST:
        return f"expected a word of at most {LONGEST} characters, which a letter or a digit begins, found {word!r}"
    if any(char.isspace() for char in word):
        return f"expected one word, found {word!r}: no conversion looks across a blank"
    return "" if "\n" not in spelling else f"a spelling with a line break: {spelling!r}"


def _read_file(path: Path) -> OwnWords:
    try:
        lines = read_whole(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise FileProblem(str(path), f"not UTF-8: {error.reason} at byte {error.start}") from None
    spellings, faults = {}, []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            word, spelling = _pair(line)
            spellings[word] = spelling
            if fault := _fault(word, spelling):
                faults.append(f"line {number}: {fault}")
    if faults:
        raise FileProblem(str(path), f"\n{path}: ".join(faults))
    return OwnWords(spellings)

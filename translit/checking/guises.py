"""Letters that are signs to a computer, in circles and squares, and digits of other scripts, inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..text.kinds import is_lower, is_upper
from ..text.scripts import JOINERS
from .facts import rules
from .neighbours import judge_in_place
from .passage import Occurrence, Passage
from .words import UNSEEN, Verdict, script_letter

#: A decimal digit that is neither an everyday one nor one of these in another dress.
_FOREIGN_DIGIT = r"(?![0-9\uff10-\uff19\U0001d7ce-\U0001d7ff])\d"
_LETTERS = re.compile(rf"(?:[^\W\d_]|[{JOINERS}])*")
_FOREIGN = re.compile(_FOREIGN_DIGIT)


@cache
def guise() -> re.Pattern[str]:
    """Return what matches one such sign."""
    return re.compile(f"[{''.join(rules().enclosed)}]|{_FOREIGN_DIGIT}")


@cache
def guised_word() -> re.Pattern[str]:
    """Return what matches the rest of a word with such signs in it."""
    return re.compile(rf"(?:[^\W\d_]|[{JOINERS}]|{guise().pattern})*")


@cache
def _picture() -> re.Pattern[str]:
    return re.compile(f"[{rules().classes['pictures']}]")


def guised_words(passage: Passage) -> Iterator[tuple[Occurrence, Verdict | None]]:
    """Yield each word that such signs hide, as it reads in plain letters, with what is wrong if it is Cyrillic."""
    text, done = passage.text, 0
    for hit in guise().finditer(text):
        if hit.start() < done:
            continue
        start = hit.start()
        while start > done and _LETTERS.fullmatch(text[start - 1]):
            start -= 1
        rest = guised_word().match(text, hit.start())
        done = rest.end() if rest else hit.end()
        word = text[start:done]
        signs = "".join(dict.fromkeys(guise().findall(word)))
        chunk = Occurrence(passage, start, done)
        chunk.text = _in_plain_letters(word)
        if not _is_hidden(word):
            continue
        if any(script_letter(char) == "C" for char in word):
            yield chunk, _judge(chunk, signs)
        elif not _FOREIGN.search(signs):
            yield chunk, None


def _is_hidden(word: str) -> bool:
    """Say whether the signs of a word are meant as its letters, and are no pictures or numbers beside it."""
    seen = UNSEEN.sub("", word)
    hits = list(guise().finditer(seen))
    if all(map(_is_beside, hits)):
        return False
    return len(hits) > 1 or any(script_letter(char) == "C" for char in seen)


def _is_beside(hit: re.Match[str]) -> bool:
    """Say whether a sign that is a picture or a digit has no Cyrillic letters on both sides."""
    if not (_picture().match(hit[0]) or _FOREIGN.match(hit[0])):
        return False
    around = hit.string[max(0, hit.start() - 1) : hit.start()], hit.string[hit.end() : hit.end() + 1]
    return any(not char or script_letter(char) != "C" for char in around)


def _in_plain_letters(word: str) -> str:
    others = "".join(char for char in word if char not in rules().enclosed)
    shape = str.lower if is_lower(others) else str.upper if is_upper(others) else str
    return "".join(shape(rules().enclosed[char]) if char in rules().enclosed else char for char in word)


def _judge(chunk: Occurrence, signs: str) -> Verdict:
    verdict = None if _FOREIGN.search(chunk.text) else judge_in_place(chunk)
    if not verdict:
        return Verdict("mixed_script", letters=signs, script="Zyyy")
    return Verdict(verdict.code, verdict.readings, verdict.fix, signs, "Zyyy")


BROWSER: dict[str, Any] = {
    "guise": lambda language: guise(),
    "guised_word": lambda language: guised_word(),
    "guise_neighbours": _LETTERS,
    "foreign_digit": _FOREIGN,
    "picture": lambda language: _picture(),
}

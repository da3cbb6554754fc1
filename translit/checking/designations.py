"""Numbers of things, such as plates, half in Cyrillic and half in Latin capitals: no search finds them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ..text.kinds import is_upper
from .facts import is_formula, rules
from .finding import Fault
from .messages import DID_YOU_MEAN, N_, Message
from .passage import Occurrence, Passage
from .words import scripts_in, to_cyrillic, to_latin

TWO_SCRIPTS = Message(N_("The letters of “%(word)s” are of two scripts."), DID_YOU_MEAN)

#: No plate or part number that somebody writes in one piece is longer.
LONGEST_DESIGNATION = 20
_LETTERS = re.compile(r"[^\W\d_]+")
#: Behind a number these are units.
_UNITS = frozenset({"KM", "MM", "CM", "MB", "KB", "TB", "KH", "MH", "AX", "PM", "AM"})


@cache
def spaced() -> re.Pattern[str]:
    """Return what matches a plate in three or four pieces: СА 4455 ВТ, А 123 ВС 77."""
    twins = {char: twin for char, twin in rules().to_cyrillic.items() if char.isascii() and is_upper(char)}
    capital = f"[{''.join(twins)}{''.join(twins.values())}]"
    four = rf"{capital}{{1,2}}[ -][0-9]{{4}}[ -]{capital}{{2}}"
    three = rf"{capital}[ -][0-9]{{3}}[ -]{capital}{{2}}(?:[ -][0-9]{{2,3}})?"
    return re.compile(rf"(?<![\w-])(?:{four}|{three})(?![\w-])")


def designation_faults(passage: Passage, start: int, end: int) -> list[Fault] | None:
    """Return the faults of a word that is a number of something, or a part of one; None if it is neither."""
    text = passage.text
    word = text[start:end]
    if word.isascii() and len(word) <= 2 and word.isalpha() and is_upper(word):
        return _spaced_faults(passage, start)
    if len(word) > LONGEST_DESIGNATION or not any(map(str.isdigit, word)):
        return None
    if not is_upper(word) and not is_formula(to_latin(word) or ""):
        return None
    return _faults(passage, start, end) or None


def _spaced_faults(passage: Passage, place: int) -> list[Fault] | None:
    for found in spaced().finditer(passage.text, max(0, place - LONGEST_DESIGNATION), place + LONGEST_DESIGNATION):
        start, end = found.span()
        if not start <= place < end:
            continue
        around = Occurrence(passage, start, end).around
        beside = (*around.before[:1], *around.after[:1])
        shouts = any(len(other) > 1 and is_upper(other) for other in beside)
        units = any(to_latin(letters) in _UNITS for letters in _LETTERS.findall(found[0])[1:])
        return None if shouts or units else _faults(passage, start, end)
    return None


def _faults(passage: Passage, start: int, end: int) -> list[Fault]:
    word = passage.text[start:end]
    parts = _LETTERS.findall(word)
    scripts = [scripts_in(part) for part in parts]
    if sorted(map(len, scripts)) != [1] * len(parts) or set().union(*scripts) != {"C", "L"}:
        return []
    latin = _respelled(word, [to_latin(part) for part in parts])
    cyrillic = _respelled(word, [to_cyrillic(part, passage.language) for part in parts])
    readings = tuple(reading for reading in (latin, cyrillic) if reading)
    if not readings:
        return []
    fix = latin if latin and is_formula(latin) else None
    params = {"word": word, "suggestion": readings[0], "suggestions": list(readings)}
    return [Fault("mixed_script", TWO_SCRIPTS, start, end, readings, params, fix)]


def _respelled(word: str, parts: list[str | None]) -> str | None:
    """Return a word with other parts for its runs of letters, or None if one has no other."""
    if None in parts:
        return None
    coming = iter(parts)
    return _LETTERS.sub(lambda found: next(coming) or "", word)


BROWSER: dict[str, Any] = {
    "two_scripts": TWO_SCRIPTS,
    "longest_designation": LONGEST_DESIGNATION,
    "letters_of_part": _LETTERS,
    "capital_units": _UNITS,
    "spaced_designation": lambda language: spaced(),
}

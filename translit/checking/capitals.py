"""Shouting: a text of ordinary words in capital letters, as against a list of acronyms."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..text.segments import segment
from .facts import rules
from .finding import Fault
from .language import Language
from .words import to_cyrillic

_CHUNK = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("АЕИОУЪЮЯЫЭЁІЇЄAEIOUY")
_SENTENCE_START = re.compile(r"(?:^|[.!?…]\s+|\n\s*)\W{0,8}([^\W\d_])")


def shouting(text: str, language: Language) -> Fault | None:
    """Return the fault of a text that is set in capitals, or None."""
    if not language.has_few_small_letters(text, rules().shout_small):
        return None
    words = [
        (found[0], found.start(), found.end())
        for piece in segment(text)
        if piece.kind == "word"
        for found in _CHUNK.finditer(text, piece.start, piece.end)
    ]
    ordinary = [word for word, *_ in words if _is_ordinary(word, language)]
    letters = sum(map(len, ordinary))
    capitals = sum(1 for word in ordinary for char in word if char.isupper())
    shouted = [word for word in ordinary if sum(map(str.isupper, word)) * 2 > len(word)]
    if len(shouted) < rules().shout_words or letters < rules().shout_letters:
        return None
    if capitals < (1 - rules().shout_small) * letters:
        return None
    quiet = _sentence_case(text, words, lambda word: _is_ordinary(word, language) or _is_short(word, language))
    share = round(capitals / letters, 2)
    return Fault("all_caps", words[0][1], words[-1][2], (quiet,), {"share": share, "suggestion": quiet})


def _is_ordinary(word: str, language: Language) -> bool:
    """Say whether a word in capitals is a word, and not an acronym or a single letter."""
    if len(word) < 2 or (to_cyrillic(word, language) or word).upper() in language.acronyms:
        return False
    if len(word) > 5 or word.lower() in language.short_words:
        return True
    if len(word) < 4 or word.upper() != word:
        return len(word) > 3
    return any(char in _VOWELS for char in word.upper())


def _is_short(word: str, language: Language) -> bool:
    """Say whether a short word is one of the language, and no acronym: В, ЩЕ, МОЯ, but КПРФ and CEO."""
    if word in language.acronyms or not set(word) <= language.alphabet:
        return False
    return len(word) == 1 or not _VOWELS.isdisjoint(word)


def _sentence_case(text: str, words: list[tuple[str, int, int]], lower: Callable[[str], bool]) -> str:
    out, done = [], 0
    for word, start, end in words:
        out.append(text[done:start])
        out.append(word.lower() if lower(word) else word)
        done = end
    quiet = "".join(out) + text[done:]
    return _SENTENCE_START.sub(lambda found: found[0][:-1] + found[1].upper(), quiet)

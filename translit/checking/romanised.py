"""Tell Bulgarian in Latin letters from English, so that the one can be offered back in Cyrillic."""

from __future__ import annotations

import re

from .finding import Fault
from .language import Language

_TOKEN = re.compile(r"[a-z0-9']+", re.IGNORECASE)
#: Digits and letters that only the romanised spelling of chat has: 4ovek, 6te, obi4am, az sym, qsno.
_CHAT = re.compile(r"[a-z]*(?:[a-z][46]|[46][a-z])[a-z]+", re.IGNORECASE)


def romanised(text: str, start: int, end: int, language: Language) -> Fault | None:
    """Return the fault of a text in Latin letters that is in the language itself, or None."""
    words = [found[0].lower() for found in _TOKEN.finditer(text)]
    own = sum(word in language.latin_words or bool(_CHAT.fullmatch(word)) for word in words)
    english = sum(word in language.english_words for word in words)
    if not words or own <= english or own * 6 < len(words):
        return None
    suggestion = _in_cyrillic(text, language)
    suggestions = (suggestion,) if suggestion and suggestion != text else ()
    return Fault("latin_transliteration", start, end, suggestions, {"suggestion": suggestion})


def _in_cyrillic(text: str, language: Language) -> str:
    return ""

"""The checker's data as `rules.js` reads them: letters, look-alikes and messages, nothing of its own."""

from __future__ import annotations

import json
from typing import Any

from ..checking import messages
from ..checking.language import load_language
from ..checking.rules import rules

LANGUAGES = ("en", "bg")
#: Signs that are at fault wherever they stand in a text without a word written from right to left.
SIGNS = {
    "bidi_control": "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    "invisible_character": "\u200b\u2060\ufeff",
    "replacement_character": "\ufffd",
}


def browser_rules(language: str) -> dict[str, Any]:
    """Return the rules of one language as JSON values; raise UnknownLanguage.

    >>> browser_rules("bg")["twins"]["a"] == "\\N{CYRILLIC SMALL LETTER A}"
    True
    """
    known = load_language(language)
    return {
        "language": language,
        "alphabet": "".join(sorted(known.alphabet)),
        "twins": {latin: letter for latin, letter in rules().to_cyrillic.items() if latin.isascii()},
        "endings": sorted(known.endings),
        "signs": SIGNS,
        "severity": {code: rules().severity[code] for code in SIGNS},
        "messages": {code: _messages(code) for code in LANGUAGES},
    }


def _messages(language: str) -> dict[str, Any]:
    words = messages.catalogue(language)

    def both(texts: tuple[str, ...]) -> list[str]:
        return [words.ngettext(texts[0], texts[-1], n) for n in (1, 2)]

    return {
        "mixed": both(messages.MIXED["Latn"]),
        "long": both(messages.MESSAGES["max_length"]),
        "ask": words.gettext(messages.ASK_ONE[0]),
        **{code: words.gettext(messages.MESSAGES[code][0]) for code in SIGNS},
    }


def as_json(language: str) -> bytes:
    """Return the same as one line of JSON."""
    return (json.dumps(browser_rules(language), ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")

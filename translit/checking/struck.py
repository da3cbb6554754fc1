"""Words whose letters are struck through, dotted or underlined one by one, so that no filter knows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from .facts import rules
from .finding import Fault
from .messages import N_, Message
from .normal import LONGEST_ROW

STRUCK = Message(N_("The letters of “%(word)s” are struck through or dotted."))

#: From so many letters on, more than half of which carry a mark, no spelling is meant.
FEWEST_MARKED = 3


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    marks = rules().classes["decorations"]
    row = rf"[{marks}]{{1,{LONGEST_ROW}}}"
    return {
        "decorated": re.compile(rf"[^\W\d_]{row}(?:[^\W\d_](?:{row})?|[ \u00a0]{row})*"),
        "decorated_letter": re.compile(rf"([^\W\d_]|[ \u00a0])({row})?"),
        "word_before": re.compile(r"[^\W\d_]"),
        "stroke": re.compile(f"[{rules().classes['strokes']}]"),
    }


def struck_faults(text: str) -> Iterator[Fault]:
    """Yield a fault for each run of letters that are made unlike themselves, each by a mark of its own."""
    known = _patterns()
    done = 0
    for found in known["decorated"].finditer(text):
        start, end = found.span()
        while start > done and known["word_before"].match(text, start - 1):
            start -= 1
        done = end
        word = text[start:end]
        plain = _without_marks(word)
        if plain is not None:
            yield Fault("excessive_marks", STRUCK, start, end, (plain,), {"word": word, "suggestion": plain}, fix=plain)


def _without_marks(word: str) -> str | None:
    """Return a word without the marks that no letter is composed with, or None if they may be right."""
    pieces = [unicodedata.normalize("NFC", found[0]) for found in _patterns()["decorated_letter"].finditer(word)]
    letters = [piece for piece in pieces if not piece[0].isspace()]
    marked = [piece for piece in letters if len(piece) > 1]
    unusual = any(mark not in rules().marks for piece in marked for mark in piece[1:])
    is_struck = any(_patterns()["stroke"].search(piece) for piece in marked)
    is_every = len(marked) == len(letters) > 1 and unusual
    if is_struck or is_every or (len(marked) >= FEWEST_MARKED and len(marked) * 2 > len(letters)):
        return "".join(piece[0] for piece in pieces)
    return None


BROWSER: dict[str, Any] = {
    **{name: lambda language, name=name: _patterns()[name] for name in ("decorated", "decorated_letter", "stroke")},
    "word_before": lambda language: _patterns()["word_before"],
    "struck": STRUCK,
    "fewest_marked": FEWEST_MARKED,
}

"""Normal forms in a time that grows with the text, whatever is in it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from .facts import rules

#: Marks in a row that are put into order: no spelling has more, says UAX #15 (Stream-Safe Text Format).
LONGEST_ROW = 30


def normal(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """Return a normal form of a text; a longer row of marks stays, for ordering it takes the square of its length.

    >>> normal("и\u0306"), len(normal("и" + "\u0306\u0316" * 50))
    ('й', 101)
    """
    parts = _cut(text)
    parts[::2] = [unicodedata.normalize(form, part) for part in parts[::2]]
    return "".join(parts)


def is_normal(text: str) -> bool:
    """Tell whether a text is in normal form C, apart from such rows."""
    return all(unicodedata.is_normalized("NFC", part) for part in _cut(text)[::2])


def _cut(text: str) -> list[str]:
    """Return a text cut at such rows: every other part is one."""
    return _row().split(text) if len(text) > LONGEST_ROW else [text]


@cache
def _row() -> re.Pattern[str]:
    return re.compile(f"([{rules().classes['marks']}]{{{LONGEST_ROW + 1},}})")

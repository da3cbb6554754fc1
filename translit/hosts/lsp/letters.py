"""A letter explained: its name, its code point, and which other one it looks like."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ...checking.facts import rules

#: What joins the letter before it: marks, and what nobody sees.
_JOINED = frozenset({"Mn", "Me", "Mc", "Cf"})
#: No letter has more such behind it that are worth a line.
MOST = 8


def letter_at(text: str, place: int) -> tuple[int, int]:
    """Return where the letter at a place begins and ends, with the marks over it and what hides behind it.

    >>> letter_at("x\\N{CYRILLIC SMALL LETTER I}\\N{COMBINING BREVE}y", 2)
    (1, 3)
    """
    if place >= len(text):
        return len(text), len(text)
    start, end = place, place + 1
    while start > max(0, place - MOST) and _is_joined(text[start]) and text[start - 1].isprintable():
        start -= 1
    while end < min(len(text), place + MOST) and _is_joined(text[end]):
        end += 1
    return start, end


def _is_joined(char: str) -> bool:
    return unicodedata.category(char) in _JOINED


def explain(letter: str) -> list[str]:
    """Return what to say of each code point of a letter, a line each.

    >>> explain("\\N{CYRILLIC SMALL LETTER A}")
    ['`а` CYRILLIC SMALL LETTER A, U+0430; looks like `a` LATIN SMALL LETTER A, U+0061']
    >>> explain("\\u202e")
    ['RIGHT-TO-LEFT OVERRIDE, U+202E']
    """
    return ["; looks like ".join([_named(char), *map(_named, _twins(char))]) for char in letter]


def _named(char: str) -> str:
    name = unicodedata.name(char, "no letter that Unicode names")
    shown = f"`{char}` " if char.isprintable() and not unicodedata.category(char).startswith(("M", "C", "Z")) else ""
    return f"{shown}{name}, U+{ord(char):04X}"


def _twins(char: str) -> Iterator[str]:
    known = rules()
    for twin in (known.to_latin.get(char), known.to_cyrillic.get(char)):
        if twin and twin != char and len(twin) == 1:
            yield twin

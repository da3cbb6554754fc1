"""What kind of character a code point is, as far as word edges and capitals are concerned.

The answer comes from one pinned Unicode version, so that every Python and every browser agree.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from ._kinds import KINDS, STARTS, UNICODE_VERSION

__all__ = [
    "CYRILLIC_VOWELS",
    "STRANGERS",
    "STRESS_MARKS",
    "UNICODE_VERSION",
    "VOWELS",
    "is_lower",
    "is_title",
    "is_upper",
    "kind",
    "kinds",
    "letters_of_kind",
]

#: Combining marks that writers of Cyrillic put on a vowel to show stress: grave and acute.
STRESS_MARKS = "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}"

#: Letters of each kind that no table maps: they stand for all letters of their kind that a table does not name.
STRANGERS = {
    "U": "\N{DESERET CAPITAL LETTER LONG I}",
    "l": "\N{DESERET SMALL LETTER LONG I}",
    "c": "\N{CJK UNIFIED IDEOGRAPH-4E00}",
    "n": "\n",
}

#: Letters that can carry a stress mark, in lower case.
CYRILLIC_VOWELS = frozenset("аеиоуъыэюяєіїёѣѫөү")
VOWELS = CYRILLIC_VOWELS | frozenset("aeiouy")


@cache
def _starts() -> list[int]:
    return [int(start, 16) for start in STARTS.split()]


def kind(char: str) -> str:
    """Return `U` (upper or title case), `l` (lower case), `c` (letter or mark without case) or `n`.

    >>> [kind(c) for c in "Щщʼ7"]
    ['U', 'l', 'c', 'n']
    """
    return KINDS[bisect_right(_starts(), ord(char)) - 1]


def kinds() -> bytearray:
    """Return the kind of every code point: 0x110000 bytes, each the ASCII code of its letter."""
    table = bytearray(0x110000)
    starts = _starts()
    for start, end, k in zip(starts, [*starts[1:], 0x110000], KINDS, strict=True):
        table[start:end] = k.encode() * (end - start)
    return table


@cache
def letters_of_kind(wanted: str) -> frozenset[str]:
    """Return all characters of a kind that `kind` tells apart."""
    starts = _starts()
    runs = zip(starts, [*starts[1:], 0x110000], KINDS, strict=True)
    return frozenset(chr(point) for start, end, k in runs if k == wanted for point in range(start, end))


def is_upper(text: str) -> bool:
    """Say whether there are capitals in a text, and no small letters.

    >>> [is_upper(text) for text in ("НАТО-2", "Нато", "2")]
    [True, False, False]
    """
    return letters_of_kind("l").isdisjoint(text) and not letters_of_kind("U").isdisjoint(text)


def is_lower(text: str) -> bool:
    """Say whether there are small letters in a text, and no capitals."""
    return letters_of_kind("U").isdisjoint(text) and not letters_of_kind("l").isdisjoint(text)


def is_title(text: str) -> bool:
    """Say whether a word begins with a capital and goes on in small letters."""
    return is_upper(text[:1]) and is_lower(text[1:])

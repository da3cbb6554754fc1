"""What kind of character a code point is, as far as word edges and capitals are concerned.

The answer comes from one pinned Unicode version, so that every Python and every browser agree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set
from functools import cache

from ._kinds import KINDS, STARTS, UNICODE_VERSION

__all__ = [
    "CYRILLIC_VOWELS",
    "STRESS_MARKS",
    "UNICODE_VERSION",
    "VOWELS",
    "is_lower",
    "is_title",
    "is_upper",
    "kind",
    "kinds",
    "letters_of_kind",
    "strangers",
]

#: Combining marks that writers of Cyrillic put on a vowel to show stress: grave and acute.
STRESS_MARKS = "\u0300\u0301"

# Letters of each kind that hardly any table maps.
_STRANGERS = {
    "U": "\U00010400",  # 𐐀, Deseret
    "l": "\U00010428",  # 𐐨
    "c": "一",
    "n": "\n",
}

_IDEOGRAPHS = range(0x4E00, 0x9FF0)
# Code points that are no characters.
_NOBODY = "\U0010fffe", "\U0010ffff"

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


def strangers(named: Set[str]) -> dict[str, str]:
    """Return a letter of each kind that is none of those a table names: it stands for all such letters.

    >>> strangers({"а"})["c"], strangers({"一"})["c"]
    ('一', '丁')
    """
    if named.isdisjoint(_STRANGERS.values()):
        return _STRANGERS
    pairs = ((big, big.lower()) for big in sorted(letters_of_kind("U"), reverse=True))
    # Where a table names all letters of a kind nobody is a stranger, and what stands for them is never asked for.
    big, small = next((pair for pair in pairs if len(pair[1]) == 1 and named.isdisjoint(pair)), _NOBODY)
    caseless = next((char for char in map(chr, _IDEOGRAPHS) if char not in named), _NOBODY[0])
    return _STRANGERS | {"U": big, "l": small, "c": caseless}


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

"""What rules are shown of a text: composed letters that they do not know as parts, and nothing that cannot be seen.

Soft hyphens, joiners and the like stand inside a word without being part of it. They are written where they stand,
unless letters before them are still undecided: then they are left out, but for controls of direction, which come in
pairs and are written before these letters.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Container, Set
from functools import cache
from itertools import groupby, pairwise

from ..text import kinds
from ..text._kinds import STARTS

#: Default_Ignorable_Code_Point of Unicode, run by run, without controls of direction.
INVISIBLE = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200D)),
    *((0x2060, 0x2065), (0x206A, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
    *((0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
#: Bidi_Control of Unicode.
DIRECTIONS = ((0x61C, 0x61C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
#: What Unicode composes of two low marks and gives no class.
_TWO_LOW = ((0xF73, 0xF73), (0xF75, 0xF75), (0xF81, 0xF81))
_RUNS = sorted((*run, name) for name, runs in (("i", INVISIBLE), ("d", DIRECTIONS), ("b", _TWO_LOW)) for run in runs)
_STARTS = [start for start, *_ in _RUNS]

#: Invisible characters, controls of direction and low marks that no table maps: the last is of the Phaistos disc.
_UNSEEN = {"i": "\ufff0", "d": "\u202a", "b": "\U000101fd"}
#: What no rule may name, for the same reason.
UNNAMED = frozenset({"\n", *_UNSEEN.values()})
#: The combining class of the marks that composed letters mostly have; marks of lower classes stand before these.
_ABOVE = 230
#: Letters without case in longer rows than this are those of scripts without such marks.
_ROW = 1000
#: Where characters are that Unicode composes of others, but for Hangul, which no table here reads by its parts.
_COMPOSED = ((0xC0, 0x3100), (0xF900, 0xFB50), (0x11000, 0x12000), (0x16000, 0x17000), (0x1D100, 0x1D200))


def kind(char: str) -> str:
    """Return what `kinds.kind` says, or `i` (what cannot be seen), `d` (control of direction), `b` (low mark).

    Low marks are those below a letter and their like: canonical order puts them before those above it.

    >>> [kind(c) for c in "Щщ7\\N{SOFT HYPHEN}\\N{RIGHT-TO-LEFT MARK}\\N{COMBINING DOT BELOW}"]
    ['U', 'l', 'n', 'i', 'd', 'b']
    """
    if char < "\xad":
        return kinds.kind(char)
    _, end, found = _RUNS[bisect_right(_STARTS, ord(char)) - 1]
    if ord(char) <= end:
        return found
    return "b" if 0 < unicodedata.combining(char) < _ABOVE else kinds.kind(char)


def strangers(named: Set[str]) -> dict[str, str]:
    """Return a character of each kind that is none of those a table names: it stands for all of its kind."""
    return {**kinds.strangers(named), **_UNSEEN}


def runs() -> list[tuple[str, int]]:
    """Return the kinds of all code points, in order: each kind, and how many in a row are of it."""
    starts = [*(int(start, 16) for start in STARTS.split()), 0x110000]
    edges = {*starts, *_STARTS, *(end + 1 for _, end, _ in _RUNS)}
    for start, end in pairwise(starts):
        if end - start < _ROW:
            edges.update(range(start, end))
    found = [(kind(chr(start)), end - start) for start, end in pairwise(sorted(edges))]
    return [(name, sum(length for _, length in alike)) for name, alike in groupby(found, lambda pair: pair[0])]


def last_letter(text: str) -> int:
    """Return where the last letter with its marks begins."""
    start = len(text) - 1
    while start > 0 and unicodedata.combining(text[start]):
        start -= 1
    return max(start, 0)


def opened(text: str) -> str:
    """Return a text with its last letter spelled out, as it is read where a low mark follows.

    >>> opened("край") == "кра\u0438\u0306"
    True
    """
    start = last_letter(text)
    return text[:start] + unicodedata.normalize("NFD", text[start:])


def parts(char: str, known: Container[str], bases: Container[str]) -> str:
    """Return what a composed character that is not `known` is read as, if it begins with one of `bases`; else `""`.

    >>> parts("ё", "е", "е") == "е\\u0308", parts("ё", "её", "е")
    (True, '')
    """
    if char < "\xc0" or char in known:
        return ""
    spelled = unicodedata.normalize("NFD", char)
    return spelled if spelled != char and spelled[0] in bases else ""


@cache
def composed() -> tuple[str, ...]:
    """Return all characters that may have parts."""
    every = (chr(point) for start, end in _COMPOSED for point in range(start, end))
    return tuple(c for c in every if unicodedata.decomposition(c)[:1] not in ("", "<"))

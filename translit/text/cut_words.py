"""Words that tags cut in two: written as one word, and given back to where its parts stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

_TAGS = re.compile(r"(?:</?[A-Za-z][^<>]*>)+")


def convert_across(text: str, within: re.Pattern[str], convert: Callable[[str], str]) -> str:
    """Return a text with tags converted; those that match `within` may stand inside a word.

    What becomes of a letter stays in its part of the word; where letters of two parts are written as one, it goes to
    the first. `convert` leaves tags as they are.

    >>> def convert(text):
    ...     return text.replace("зг", "zgh").replace("з", "z")
    >>> convert_across("Ро<b>з</b>г", re.compile("(?:</?b>)+"), convert)
    'Ро<b>z</b>gh'
    """
    texts, tags = _TAGS.split(text), _TAGS.findall(text)
    groups, behind = [texts[:1]], [""]
    own: list[list[str]] = [[]]
    for tag, (before, after) in zip(tags, pairwise(texts), strict=True):
        if _is_inside(before[-1:], after[:1]) and within.fullmatch(tag):
            groups[-1].append(after)
            own[-1].append(tag)
        else:
            behind[-1] = tag
            groups.append([after])
            own.append([])
            behind.append("")
    if len(groups) == len(texts):
        return convert(text)
    moved = ["".join(group) + "".join(inside) + tag for group, inside, tag in zip(groups, own, behind, strict=True)]
    written = _TAGS.split(convert("".join(moved)))
    # Tags at the end leave nothing behind them.
    written += [""] * (len(groups) - len(written))
    return "".join(
        _given_back(whole, group, inside, convert) + tag
        for whole, group, inside, tag in zip(written, groups, own, behind, strict=False)
    )


def _is_inside(before: str, after: str) -> bool:
    return all(letter and unicodedata.category(letter)[0] in "LM" for letter in (before, after))


def _given_back(whole: str, parts: list[str], tags: list[str], convert: Callable[[str], str]) -> str:
    """Return what was written of some parts, with the tags between them."""
    if not tags:
        return whole
    before, done, given = "".join(parts), 0, []
    read = 0
    for part, tag in zip(parts, tags, strict=False):
        read += len(part)
        place = max(done, _place(whole, before, read, convert))
        given += [whole[done:place], tag]
        done = place
    return "".join(given) + whole[done:]


def _place(whole: str, before: str, cut: int, convert: Callable[[str], str]) -> int:
    """Return where a cut falls in what was written: behind the first letters that are written so by themselves."""
    folded = whole.casefold()
    for end in range(cut, len(before)):
        beginning = convert(before[:end])
        if folded.startswith(beginning.casefold()):
            return len(beginning)
        if not _is_inside(before[end - 1], before[end]):
            return len(beginning)
    return len(whole)

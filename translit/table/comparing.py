"""Two tables side by side: the keys or letters in which they differ, and what goes round between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .value import BASES, LEVELS, NOTHING, Rule, Table


class Difference(NamedTuple):
    """A key or a letter of which two tables make something else; `""` where one makes nothing of it."""

    level: str
    key: str
    first: str | None
    second: str | None


def differences(first: Table, second: Table) -> list[Difference]:
    """Return where two layouts, or two schemes, differ: level and key, or letters with what stands around them.

    >>> from translit import tables
    >>> differences(tables["be-geographic-2000"], tables["be-geographic-2007"])[0]
    Difference(level='', key='ь', first="'", second='')
    """
    ours, theirs = _cells(first), _cells(second)
    return [
        Difference(*place, ours.get(place), theirs.get(place))
        for place in dict.fromkeys((*ours, *theirs))
        if ours.get(place) != theirs.get(place)
    ]


def cycles(found: list[Difference]) -> list[str]:
    """Return the rounds in which letters changed places: each is replaced by the one behind it, the last by the first.

    >>> cycles([Difference("plain", "q", "я", "ч"), Difference("plain", "`", "ч", "я")])
    ['яч']
    """
    moved = {d.first: d.second for d in found if d.level == "plain" and d.first and d.second}
    rounds = []
    while moved:
        letter, following = next(iter(moved.items()))
        path = letter
        del moved[letter]
        while following in moved:
            path += following
            following = moved.pop(following)
        if following == letter:
            rounds.append(path)
    return rounds


def compare(first: Table, second: Table) -> str:
    """Return the comparison drawn in text, a line for each difference under a line that counts them."""
    found = differences(first, second)
    what = ("keys", "key") if first.keys else ("letters and rules", "letter or rule")
    places = len({(d.key if first.keys else d) for d in found})
    rounds = cycles(found) if first.keys else []
    ways = f", {'one cycle' if len(rounds) == 1 else f'{len(rounds)} cycles'}" if rounds else ""
    lines = [f"{first.id} → {second.id}: {places} {what[places == 1]}{ways}"]
    lines += [f"  {' → '.join((*path, path[0]))}" for path in rounds]
    wide = max((len(d.level + d.key) for d in found), default=0) + 1
    lines += [f"  {f'{d.level} {d.key}'.strip():{wide}}  {_shown(d.first)} → {_shown(d.second)}" for d in found]
    return "\n".join(lines)


def _place(rule: Rule) -> str:
    after, before = rule.after and f" after {rule.after}", rule.before and f" before {rule.before}"
    return f"{rule.source}{after}{before}"


def _shown(text: str | None) -> str:
    return "(none)" if text is None else text or NOTHING


def _cells(table: Table) -> Mapping[tuple[str, str], str]:
    """Return what a layout types at each level and key, or what a scheme writes for each source in its place."""
    if not table.keys:
        return {("", _place(rule)): rule.target for rule in table.rules}
    names = [row.plain for row in BASES[table.base]]
    return {
        (level, name): cell
        for level in LEVELS
        if level in table.keys
        for row, keys in zip(table.keys[level], names, strict=True)
        for name, cell in zip(("102nd", *keys) if len(row) > len(keys) else keys, row, strict=True)
    }

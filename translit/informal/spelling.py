"""How people spell letters in Latin: the sections of an informal table, and what each spelling costs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOTHING = "∅"
#: The key of a style that names the table it writes by.
SCHEME = "scheme"
CLASSES = ("common", "rare", "slip", "shown")
#: Weight of the first spelling of each class, and how much less each next one weighs.
WEIGHTS = {"common": (1.0, 0.75), "rare": (0.012, 0.9), "slip": (0.0004, 0.9), "shown": (0.04, 0.95)}
#: How many letters of evidence the table's own weights count for against what a writer was seen to do.
PRIOR = 5.0


@dataclass(frozen=True, slots=True)
class Spelling:
    """`letters` may be written `latin`; `shown` is what it gives when that isn't `letters` (ё for е)."""

    letters: str
    latin: str
    shown: str
    weight: float
    usual: bool


@dataclass(frozen=True, slots=True)
class SpellingTable:
    """All spellings of an informal table, with its styles, as data."""

    spellings: tuple[Spelling, ...]
    #: How each style writes letters, or groups of them, that it does not write in the first common way.
    styles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: The scheme that a style writes by, for the styles that are one.
    schemes: Mapping[str, str] = field(default_factory=dict)


def parse_spellings(extra: Mapping[str, Any]) -> tuple[SpellingTable, list[tuple[str, str]]]:
    """Read the informal sections of a table: (spellings, problems as (key path, message)).

    >>> table, problems = parse_spellings({"spellings": {"common": {"ш": "sh 6"}, "rare": {"ш": 7}}})
    >>> [s.latin for s in table.spellings], problems
    (['sh', '6'], [('spellings.rare.ш', 'expected spellings with blanks between them, found 7')])
    """
    problems: list[tuple[str, str]] = []
    found: dict[tuple[str, str], Spelling] = {}
    sections = extra.get("spellings", {})
    for name in sections:
        if name not in CLASSES:
            problems.append((f"spellings.{name}", f"expected one of {', '.join(CLASSES)}"))
    for kind in CLASSES:
        first, ratio = WEIGHTS[kind]
        for letters, value in sections.get(kind, {}).items():
            if not isinstance(value, str) or not value.split():
                problems.append(
                    (f"spellings.{kind}.{letters}", f"expected spellings with blanks between them, found {value!r}")
                )
                continue
            for place, cell in enumerate(value.split()):
                cell, _, own = cell.partition(":")
                latin, _, shown = cell.partition("=")
                latin = latin.replace(NOTHING, "")
                key = (letters, f"{latin}={shown}" if shown else latin)
                if key in found:
                    problems.append((f"spellings.{kind}.{letters}", f"{cell!r} is listed before"))
                    continue
                try:
                    weight = float(own) if own else first * ratio**place
                except ValueError:
                    problems.append(
                        (f"spellings.{kind}.{letters}", f"expected a weight after the colon, found {own!r}")
                    )
                    continue
                found[key] = Spelling(letters, latin, shown or letters, weight, kind in ("common", "shown"))
    styles = {name: dict(style) for name, style in extra.get("styles", {}).items()}
    for name, style in styles.items():
        for letters, latin in style.items():
            if not isinstance(latin, str):
                problems.append((f"styles.{name}.{letters}", f"expected one spelling, found {latin!r}"))
        if SCHEME in style and len(style) > 1:
            problems.append((f"styles.{name}.{SCHEME}", "expected no letters beside a scheme, which has them all"))
    schemes = {name: style.pop(SCHEME) for name, style in styles.items() if SCHEME in style}
    return SpellingTable(tuple(found.values()), styles, schemes), problems


#: A piece of a Latin word read as letters: code of the first, codes of the others, what is shown, cost in nats.
Piece = tuple[int, tuple[int, ...], str, float]


class Lattice:
    """What each Latin piece may stand for: by its usual readings, and by the whole of them, cheapest first."""

    __slots__ = ("longest", "usual", "whole")

    def __init__(self, usual: dict[str, list[Piece]], whole: dict[str, list[Piece]]) -> None:
        for pieces in (*usual.values(), *whole.values()):
            pieces.sort(key=lambda p: p[3])
        self.usual: dict[str, list[Piece]] = usual
        self.whole: dict[str, list[Piece]] = whole
        self.longest: int = max(map(len, whole), default=0)

    def spans(self, word: str, whole: bool) -> list[list[tuple[int, list[Piece]]]]:
        """Return what may start at each place of a word: place 2i at letter i, 2i + 1 the same after a left-out letter.

        A span is (place reached, what may be written there); the last two places are behind the word.
        """
        pieces = self.whole if whole else self.usual
        get, longest, n = pieces.get, self.longest, len(word)
        left_out = get("")
        places: list[list[tuple[int, list[Piece]]]] = []
        for i in range(n + 1):
            spelled = [
                (2 * j, found) for j in range(i + 1, min(n, i + longest) + 1) if (found := get(word[i:j])) is not None
            ]
            places.append([*spelled, (2 * i + 1, left_out)] if left_out else spelled)
            places.append(spelled)
        return places


class Channel(Lattice):
    """Costs of all spellings, ready for the search: Latin piece -> the letters it may be.

    `counts` says how often a writer was seen to write (letters, latin): the more, the more it outweighs the table.
    """

    __slots__ = ("costs",)

    def __init__(
        self, table: SpellingTable, code: Mapping[str, int], counts: Mapping[tuple[str, str], float] | None = None
    ) -> None:
        totals: dict[str, float] = {}
        for s in table.spellings:
            # A group of letters without a usual spelling of its own is usually written letter by letter.
            by_letter = 1.0 if len(s.letters) > 1 and not s.usual else 0.0
            totals[s.letters] = max(totals.get(s.letters, 0.0), by_letter) + s.weight
        seen: dict[str, float] = {}
        for (letters, _), n in (counts or {}).items():
            seen[letters] = seen.get(letters, 0.0) + n
        self.costs: dict[tuple[str, str], float] = {}
        usual: dict[str, list[Piece]] = {}
        whole: dict[str, list[Piece]] = {}
        for s in table.spellings:
            if any(c not in code for c in s.letters):
                continue
            share = s.weight / totals[s.letters]
            if counts:
                n = seen.get(s.letters, 0.0)
                share = (counts.get((s.letters, s.latin), 0.0) + PRIOR * share) / (n + PRIOR)
            cost = -math.log(share)
            key = (s.letters, s.latin)
            self.costs[key] = min(cost, self.costs.get(key, cost))
            first, *others = (code[c] for c in s.letters)
            piece = (first, tuple(others), s.shown, cost)
            whole.setdefault(s.latin, []).append(piece)
            if cost < 3.2 or s.usual:
                usual.setdefault(s.latin, []).append(piece)
        super().__init__(usual, whole)

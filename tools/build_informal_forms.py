"""Complete paradigms: forms that no list has, from a dictionary or by analogy with words that inflect alike.

By analogy: a stem with the endings -е and -ат is likely to take -еш too, because most stems with those two do. Nothing
but the words themselves is used: no grammar, no dictionary under a licence of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set

#: Letters in a stem at least, letters in an ending at most, and stems that an ending must be seen on.
STEM, ENDING, STEMS = 3, 5, 60
#: Stems that two endings must share before a third is concluded from them, and the share of them that must have it.
ALIKE, LIKELY = 25, 0.1


def paradigms(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the endings of each stem with two or more; only endings that many stems take."""
    stems: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        for cut in range(max(STEM, len(word) - ENDING), len(word) + 1):
            stems[word[:cut]].append(word[cut:])
    stems = {stem: endings for stem, endings in stems.items() if len(endings) > 1}
    often = Counter(ending for endings in stems.values() for ending in endings)
    kept = {stem: tuple(e for e in endings if often[e] >= STEMS) for stem, endings in stems.items()}
    return {stem: endings for stem, endings in kept.items() if len(endings) > 1}


def missing_forms(words: Iterable[str]) -> list[str]:
    """Return words that are not listed but have listed relatives, likeliest first."""
    known = set(words)
    stems = paradigms(known)
    pairs: Counter[tuple[str, str, str]] = Counter()
    thirds: Counter[tuple[str, str, str, str]] = Counter()
    for stem, endings in stems.items():
        last = stem[-1]
        for i, first in enumerate(endings):
            for second in endings[i + 1 :]:
                pairs[last, first, second] += 1
                for third in endings:
                    if third != first and third != second:
                        thirds[last, first, second, third] += 1
    concluded: dict[tuple[str, str, str], list[tuple[str, float]]] = defaultdict(list)
    for (last, first, second, third), n in sorted(thirds.items()):
        together = pairs[last, first, second]
        if together >= ALIKE and n >= LIKELY * together:
            concluded[last, first, second].append((third, n / together))
    doubts: dict[str, float] = defaultdict(lambda: 1.0)
    for stem, endings in stems.items():
        likely: dict[str, list[float]] = defaultdict(list)
        asked = 0
        for i, first in enumerate(endings):
            for second in endings[i + 1 :]:
                row = concluded.get((stem[-1], first, second))
                asked += row is not None
                for third, share in row or ():
                    likely[third].append(share)
        for third, shares in likely.items():
            if stem + third not in known:
                doubts[stem + third] *= 1 - (max(shares) + sum(shares) / asked) / 2
    return sorted(doubts, key=lambda word: (doubts[word], word))


def known_forms(dictionary: Iterable[Set[str]], shares: Mapping[str, float], least: float) -> set[str]:
    """Return all forms of the dictionary's words whose forms have at least this share together.

    >>> sorted(known_forms([{"вада", "вады"}, {"мова", "мовы"}], {"вада": 1e-6, "мовы": 1e-8}, 1e-7))
    ['вада', 'вады']
    """
    known: set[str] = set()
    for entry in dictionary:
        if sum(shares.get(form, 0.0) for form in sorted(entry)) >= least:
            known |= entry
    return known

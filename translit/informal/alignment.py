"""How the letters of a reading are spelled in the Latin word that it was read from."""

from __future__ import annotations

from collections.abc import Mapping

#: Letters or Latin characters in one step; longer spellings are of whole words and show no habit.
WIDEST = 4


def align(costs: Mapping[tuple[str, str], float], latin: str, text: str) -> list[tuple[str, str]] | None:
    """Return how `text` is written as `latin`: the cheapest list of (letters, spelling), or None if it can't be.

    `costs` says how many nats each (letters, spelling) costs.

    >>> align({("щ", "sht"): 0.1, ("е", "e"): 0.0, ("ш", "sh"): 0.2, ("т", "t"): 0.0}, "shte", "ще")
    [('щ', 'sht'), ('е', 'e')]
    """
    n, m = len(latin), len(text)
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(n + 1):
        for j in range(m + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for width in range(1, min(WIDEST, m - j) + 1):
                letters = text[j : j + width].replace("ё", "е")
                for length in range(min(WIDEST, n - i) + 1):
                    cost = costs.get((letters, latin[i : i + length]))
                    if cost is None:
                        continue
                    key = (i + length, j + width)
                    if key not in best or here[0] + cost < best[key][0]:
                        best[key] = (here[0] + cost, (i, j))
    if (n, m) not in best:
        return None
    path: list[tuple[str, str]] = []
    at = (n, m)
    while (before := best[at][1]) is not None:
        path.append((text[before[1] : at[1]], latin[before[0] : at[0]]))
        at = before
    return path[::-1]

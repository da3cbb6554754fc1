"""Train and pack a model of letters: pruned n-grams over the words of a lexicon, with back-off."""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.build_informal_rows import distance
from translit.informal.model.ngrams import BACK, CHILD, LAST, LETTER_UNIT

ORDER = 6
DISCOUNT = 0.6

#: Letters before a letter, and what each letter's probability is behind them.
Context = tuple[int, ...]
Rows = dict[Context, dict[int, float]]


def count_contexts(lexicon: Mapping[Context, float], edge: int) -> Rows:
    """Return how often each letter comes after each context, over word types weighted by share ** 0.35."""
    least = min(lexicon.values())
    counts: Rows = defaultdict(lambda: defaultdict(float))
    for word, share in sorted(lexicon.items()):
        weight = (share / least) ** 0.35
        text = (edge, *word, edge)
        for i in range(1, len(text)):
            for n in range(min(ORDER, i + 1)):
                counts[text[i - n : i]][text[i]] += weight
    return counts


def prune(counts: Rows, edge: int, keep: int) -> Rows:
    """Return the probabilities of `keep` n-grams: those without which most would be lost, and what leads to them."""
    full: Rows = {}
    gains: list[tuple[float, Context, int]] = []
    for context in sorted(counts, key=lambda c: (len(c), c)):
        row = counts[context]
        total = sum(row.values())
        spare = sum(min(c, DISCOUNT) for c in row.values()) / total
        lower = full[context[1:]] if context else {}
        probabilities = {}
        for letter, c in row.items():
            under = lower[letter] if context else 1 / edge
            probabilities[letter] = max(c - DISCOUNT, 0) / total + spare * under
            if context:
                gain = c * math.log(probabilities[letter] / under)
                gains.append((abs(gain), context, letter))
        full[context] = probabilities
    gains.sort(key=lambda g: (-g[0], g[1], g[2]))
    kept: Rows = {(): {k: full[()].get(k, 1e-6) for k in range(1, edge + 1)}}
    number = 0
    for _, context, letter in gains:
        if number >= keep:
            break
        number += 1
        kept.setdefault(context, {})[letter] = full[context][letter]
        for end in range(len(context), 1, -1):  # a context can be reached only through its own beginning
            head, last = context[: end - 1], context[end - 1]
            if last in kept.get(head, {}) or last == edge:
                break
            kept.setdefault(head, {})[last] = full[head][last]
            number += 1
    # Every word begins here: a row that is empty could not be written.
    if (edge,) not in kept:
        kept[(edge,)] = full[(edge,)]
    return kept


def shorter(context: Context, kept: Rows) -> Context:
    """Return the longest end of a context that is a context itself."""
    while context:
        context = context[1:]
        if context in kept:
            break
    return context


def back_offs(kept: Rows) -> dict[Context, float]:
    """Return what probabilities after a shorter context are multiplied with where a letter is not in a row."""
    factors: dict[Context, float] = {(): 1.0}

    def probability(context: Context, letter: int) -> float:
        factor = 1.0
        while letter not in kept[context]:
            factor *= factors[context]
            context = shorter(context, kept)
        return factor * kept[context][letter]

    for context in sorted(kept, key=lambda c: (len(c), c))[1:]:
        inside = sum(kept[context].values())
        below = sum(probability(shorter(context, kept), k) for k in kept[context])
        factors[context] = max(1 - inside, 1e-4) / max(1 - below, 1e-4)
    return factors


def units(probability: float, more: int = 0) -> int:
    """Return a probability as it is stored, in a byte."""
    return min(255, max(0, round(-math.log(probability) / LETTER_UNIT) + more))


def pack_letters(lexicon: Mapping[Context, float], edge: int, keep: int) -> dict[str, bytes]:
    """Return the section of a model trained on a lexicon; `edge` is the code of a word's begin and end."""
    kept = prune(count_contexts(lexicon, edge), edge, keep)
    factors = back_offs(kept)

    def written(context: Context) -> bytes:
        below = {letter: written((*context, letter)) for letter in kept[context] if (*context, letter) in kept}
        # Rows below come behind this one, the smallest first, which needs no distance.
        order = sorted(kept[context], key=lambda k: (-len(below[k]) if k in below else -math.inf, k))
        marks = [letter | (CHILD if letter in below else 0) for letter in order]
        marks[-1] |= LAST
        costs = [units(kept[context][letter]) for letter in order]
        distances, behind = b"", b""
        for mark, letter in zip(reversed(marks), reversed(order), strict=True):
            if mark & (CHILD | LAST) == CHILD:
                distances = distance(len(distances) + len(behind)) + distances
            behind += below.get(letter, b"")
        return bytes([units(factors[context], BACK), *marks, *costs]) + distances + behind

    return {"lm.rows": written(())}

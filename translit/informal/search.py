"""Find the Cyrillic words that a Latin word may stand for: in the lexicon, or letter by letter."""

from __future__ import annotations

from typing import NamedTuple

from .model.file import Model
from .model.ngrams import LETTER_UNIT, State
from .spelling import Lattice

BEAM = 7
#: What an unlisted word costs above its letters, in nats.
UNLISTED = 3.4


class Found(NamedTuple):
    """An answer of the search: what it costs in all and what its spelling does, in nats; cheaper ones are less."""

    cost: float
    spelling: float
    text: str


class Reading(NamedTuple):
    """What a word may stand for, and what that costs in nats; cheaper ones are less."""

    cost: float
    text: str


def find_listed(model: Model, channel: Lattice, word: str, bound: float, whole: bool) -> list[Found]:
    """Return words of the lexicon that `word` may stand for with spellings that cost at most `bound`, cheapest first.

    Depth first over the lexicon's DAWG and the word's lattice together.
    """
    end = 2 * len(word)
    spans = channel.spans(word, whole)
    rows, share_of = model.lexicon, model.shares.of
    best: dict[str, tuple[float, float]] = {}
    stack = [(0, rows[rows.root], 0.0, 0, "")]
    pop, push = stack.pop, stack.append
    while stack:
        place, row, spent, number, text = pop()
        for reached, pieces in spans[place]:
            for first, others, shown, cost in pieces:
                if first not in row:
                    continue
                total = spent + cost
                if total > bound:
                    break
                arc, key = row[first], number << 6 | first
                for code in others:
                    arc = rows[arc >> 1].get(code, 0)
                    key = key << 6 | code
                if not arc:
                    continue
                grown = text + shown
                if reached < end:
                    push((reached, rows[arc >> 1], total, key, grown))
                    continue
                if arc & 1:
                    score = total + share_of(key)
                    old = best.get(grown)
                    if old is None or score < old[0]:
                        best[grown] = (score, total)
                if reached == end and arc > 1:
                    push((reached, rows[arc >> 1], total, key, grown))
    return sorted(Found(score, total, text) for text, (score, total) in best.items())


def find_unlisted(model: Model, channel: Lattice, word: str, whole: bool = False, beam: int = BEAM) -> list[Found]:
    """Return letter strings that `word` may stand for, by the letter model alone, cheapest first.

    A beam search from left to right: the `beam` cheapest readings of every beginning of the word are kept.
    """
    spans = channel.spans(word, whole)
    end = 2 * len(word)
    fronts: list[dict[str, tuple[float, float, State]]] = [{} for _ in range(end + 2)]
    fronts[0][""] = (0.0, 0.0, model.start)
    for place in range(end + 1):
        front = fronts[place]
        if not front:
            continue
        kept = sorted(front.items(), key=lambda item: item[1][0])[:beam]
        for text, (total, spent, state) in kept:
            for reached, pieces in spans[place]:
                goal = fronts[reached]
                for first, others, shown, cost in pieces:
                    units, at = state[first]
                    for code in others:
                        more, at = at[code]
                        units += more
                    score = total + cost + units * LETTER_UNIT
                    grown = text + shown
                    old = goal.get(grown)
                    if old is None or score < old[0]:
                        goal[grown] = (score, spent + cost, at)
    results: list[Found] = []
    for place in (end, end + 1):
        for text, (total, spent, state) in fronts[place].items():
            score, _ = model.step(state, model.edge)
            results.append(Found(total + score + UNLISTED, spent, text))
    results.sort()
    return results[:beam]

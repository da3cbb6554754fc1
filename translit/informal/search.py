"""Find the Cyrillic words that a Latin word may stand for: in the lexicon, or letter by letter."""

from __future__ import annotations

from .model import LETTER_UNIT, SHARE_UNIT, Model
from .spelling import Channel

#: An answer of the search: total cost in nats, cost of the spelling alone, text.
Found = tuple[float, float, str]
BEAM = 7
#: What an unlisted word costs above its letters, in nats.
UNLISTED = 3.4


def listed(model: Model, channel: Channel, word: str, bound: float, whole: bool) -> list[Found]:
    """Words of the lexicon that `word` may stand for with spellings that cost at most `bound`, cheapest first.

    Depth first over the lexicon's DAWG and the word's lattice together.
    """
    lattice = channel.lattice(word, whole)
    cells, skips, shares = model.cells, model.skips, model.shares
    end = 2 * len(word)
    best: dict[str, tuple[float, float]] = {}
    stack = [(0, model.root, 0.0, 0, "")]
    pop, push = stack.pop, stack.append
    while stack:
        place, base, spent, number, text = pop()
        for codes, reached, shown, cost in lattice[place]:
            total = spent + cost
            if total > bound:
                continue
            node, skip = base, number
            for code in codes:
                cell = cells[node + code]
                if cell & 63 != code:
                    break
                skip += skips[node + code] + ((cell & 0x380) << 9)
                node = cell >> 10
            else:
                grown = text + shown
                if reached < end:
                    push((reached, node, total, skip, grown))
                    continue
                if cell & 64:
                    score = total + shares[skip] * SHARE_UNIT
                    old = best.get(grown)
                    if old is None or score < old[0]:
                        best[grown] = (score, total)
                if reached == end and node:
                    push((reached, node, total, skip, grown))
    return sorted((score, total, text) for text, (score, total) in best.items())


def unlisted(model: Model, channel: Channel, word: str, whole: bool = False, beam: int = BEAM) -> list[Found]:
    """Letter strings that `word` may stand for, by the letter model alone, cheapest first.

    A beam search from left to right: the `beam` cheapest readings of every beginning of the word are kept.
    """
    lattice = channel.lattice(word, whole)
    cells, bases, fails, backs = model.lm_cells, model.lm_bases, model.lm_fails, model.lm_backs
    end = 2 * len(word)
    fronts: list[dict[str, tuple[float, float, int]]] = [{} for _ in range(end + 2)]
    fronts[0][""] = (0.0, 0.0, model.start)
    for place in range(end + 1):
        front = fronts[place]
        if not front:
            continue
        kept = sorted(front.items(), key=lambda item: item[1])[:beam]
        for text, (total, spent, state) in kept:
            for codes, reached, shown, cost in lattice[place]:
                units, at = 0, state
                for code in codes:
                    while True:
                        cell = cells[bases[at] + code]
                        if cell & 63 == code:
                            break
                        units += backs[at] - 48
                        at = fails[at]
                    units += cell >> 6 & 255
                    at = cell >> 14
                score = total + cost + units * LETTER_UNIT
                grown = text + shown
                goal = fronts[reached]
                old = goal.get(grown)
                if old is None or score < old[0]:
                    goal[grown] = (score, spent + cost, at)
    results: list[Found] = []
    for place in (end, end + 1):
        for text, (total, spent, state) in fronts[place].items():
            score, _ = model.step(state, model.edge)
            results.append((total + score + UNLISTED, spent, text))
    results.sort()
    return results[:beam]

"""Weigh the neighbours of words that are written alike, by counting in running text."""

from __future__ import annotations

import math
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from translit.informal.context import WEIGHT_UNIT, features, key

#: A whole word is stored from this many sightings, an ending from that many.
WORDS, ENDINGS = 2, 4
DOUBT = 1.5
#: What a table's own word on a neighbour weighs, in units of stored weights.
TOLD = 48


def sides(word: str, classes: Sequence[str], known: Mapping[str, float]) -> list[tuple[int, bool]]:
    """The classes that a word belongs to: (number, whether it is the first side), if its counterpart is a word too."""
    found = []
    for number, text in enumerate(classes):
        shapes = text.split()
        for place, shape in enumerate(shapes):
            if "*" not in shape:
                if word == shape:
                    found.append((number, place == 0))
                continue
            before, after = shape.split("*")
            if word.startswith(before) and word.endswith(after) and len(word) > len(before) + len(after):
                stem = word[len(before) : len(word) - len(after)]
                if shapes[1 - place].replace("*", stem) in known:
                    found.append((number, place == 0))
    return found


def weigh(
    lines: Sequence[Sequence[str]],
    classes: Sequence[str],
    known: Mapping[str, float],
    told: Mapping[tuple[str, str], int],
) -> dict[str, bytes]:
    """Sections with sorted feature keys and the weight of each: log odds of the second side against the first."""
    counts: dict[tuple[int, str], Counter[bool]] = defaultdict(Counter)
    totals: dict[int, Counter[bool]] = defaultdict(Counter)
    cache: dict[str, list[tuple[int, bool]]] = {}
    for line in lines:
        for place, word in enumerate(line):
            if word not in cache:
                cache[word] = sides(word, classes, known)
            for number, first in cache[word]:
                left = line[place - 1] if place else ""
                right = line[place + 1] if place + 1 < len(line) else ""
                totals[number][first] += 1
                for names in features(left, right):
                    for name in set(names):
                        counts[number, name][first] += 1
    weights: dict[int, int] = {}
    for (number, name), seen in sorted(counts.items()):
        if sum(seen.values()) < (WORDS if name[1] == "=" else ENDINGS):
            continue
        share = (totals[number][False] + 1) / (sum(totals[number].values()) + 2)
        second = (seen[False] + DOUBT * share) / (sum(seen.values()) + DOUBT)
        weight = round(math.log(second / (1 - second) * (1 - share) / share) / WEIGHT_UNIT)
        if abs(weight) > 4 or name[1] == "=":
            weights[key(number, name)] = max(-127, min(127, weight))
    for (pair, name), sign in sorted(told.items()):
        feature = key(list(classes).index(pair), name)
        weights[feature] = max(-127, min(127, weights.get(feature, 0) + sign * TOLD))
    keys = sorted(weights)
    return {
        "context.keys": array("I", keys).tobytes(),
        "context.weights": array("b", (weights[k] for k in keys)).tobytes(),
    }

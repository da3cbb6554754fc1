"""Choose between words that are written alike (който, които) by the words beside them."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from .model import Model

#: Alternatives further than this from the best reading, in nats, are left aside.
WITHIN = 7.0
#: Nats per unit of a stored weight, and how far neighbours are believed.
WEIGHT_UNIT = 1 / 16
TRUST = 0.9
STOP = re.compile(r"[.!?;:()\[\]{}\"«»„“”…\n]")


def pair_of(first: str, second: str, classes: Sequence[str]) -> tuple[int, bool] | None:
    """Which class two words fall in, and whether `first` is its first side; None if in none.

    A class is `a b`, two words, or two shapes with a `*` for what they share.

    >>> pair_of("които", "който", ["който които"])
    (0, False)
    >>> pair_of("жить", "жит", ["мой мои", "*т *ть"])
    (1, False)
    """
    for number, text in enumerate(classes):
        left, right = text.split()
        if _same_stem(first, left, second, right):
            return number, True
        if _same_stem(second, left, first, right):
            return number, False
    return None


def _same_stem(first: str, left: str, second: str, right: str) -> bool:
    if "*" not in left:
        return first == left and second == right
    stems = []
    for word, shape in ((first, left), (second, right)):
        before, after = shape.split("*")
        if not (word.startswith(before) and word.endswith(after)) or len(word) <= len(before) + len(after):
            return False
        stems.append(word[len(before) : len(word) - len(after)])
    return stems[0] == stems[1]


def features(left: str, right: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is looked at on either side: the whole word, where that isn't known its ending, or its last letter.

    "" is the edge of a sentence.
    """
    return (f"L={left}", f"L~{left[-2:]}", f"L~{left[-1:]}"), (f"R={right}", f"R~{right[-2:]}", f"R~{right[-1:]}")


def key(number: int, feature: str) -> int:
    """The number that a feature of a class is stored under."""
    return zlib.crc32(f"{number} {feature}".encode())


class Context:
    """The neighbours' weights of one language: nats for the second side of a class against the first."""

    __slots__ = ("classes", "keys", "weights")

    def __init__(self, model: Model) -> None:
        self.classes: tuple[str, ...] = tuple(model.header.get("classes", ()))
        if self.classes:
            self.keys = model.sections["context.keys"].cast("I")
            self.weights = model.sections["context.weights"].cast("b")

    def alternatives(self, found: Sequence[tuple[float, str]]) -> tuple[Any, ...]:
        """The readings among the best few that neighbours may choose: (cost, text, class, first side)."""
        if not self.classes or len(found) < 2:
            return ()
        best_cost, best = found[0]
        options: list[tuple[float, str, int, bool]] = []
        for cost, text in found[1:6]:
            if cost - best_cost > WITHIN:
                break
            pair = pair_of(best, text, self.classes)
            if pair is not None:
                options.append((cost, text, *pair))
        return ((best_cost, best), *options) if options else ()

    def choose(self, options: tuple[Any, ...], left: str, right: str) -> str:
        """The best of `alternatives` between these neighbours (lower case, "" at an edge)."""
        best_cost, best = options[0]
        answer = best
        for cost, text, number, best_is_first in options[1:]:
            lean = sum(self._weight(number, side) for side in features(left, right)) * TRUST
            if best_is_first:
                lean = -lean
            if cost + lean < best_cost:
                best_cost, answer = cost + lean, text
        return str(answer)

    def _weight(self, number: int, names: tuple[str, ...]) -> float:
        for name in names:
            wanted = key(number, name)
            place = bisect_left(self.keys, wanted)
            if place < len(self.keys) and self.keys[place] == wanted:
                return self.weights[place] * WEIGHT_UNIT
        return 0.0

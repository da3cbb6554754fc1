"""What a text costs, in nats, if it is Cyrillic of one language: exact where `letter_pairs` is fast."""

from __future__ import annotations

import re
from functools import lru_cache

from ..informal.model.file import model
from .hypotheses import languages, native
from .letter_pairs import BEGINNING, is_cyrillic, misfit, oddness

WORD = re.compile(r"[^\W\d_]+")
#: What a letter costs in a language that we have no model of.
FOREIGN = 3.5


def cost_by_words(text: str, *, as_ours: bool = True) -> float:
    """Return what a text costs as text of one of our languages; or as any, if none of them need be meant.

    >>> cost_by_words("я живу в большом") < cost_by_words("џ живу в большом") < cost_by_words("ъ ФХБС Б АНКЭЬНЛ")
    True
    """
    total = sum(map(oddness, text)) + sum([misfit(a, b) for a, b in zip(BEGINNING + text, text, strict=False)])
    words = [word.lower() for word in WORD.findall(text) if any(map(is_cyrillic, word))]
    rows = [_word_costs(word) for word in words]
    if not rows:
        return total
    ours: float = min([sum(column) for column in zip(*rows, strict=True)])
    return total + (ours if as_ours else min(ours, FOREIGN * sum(map(len, words))))


@lru_cache(20_000)
def _word_costs(word: str) -> tuple[float, ...]:
    """Return what a word costs in each language."""
    return tuple([native(model(language), word) for language in languages()])

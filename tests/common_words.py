"""The words that tests are asked with: the commonest ones of the shipped lexicons."""

from __future__ import annotations

from functools import cache
from heapq import nsmallest
from operator import itemgetter

from tests.places import CASES
from translit.informal.model.file import find_modelled, model

#: Reading a whole lexicon takes seconds, so it is read once, for the test that wants the most of it.
MOST = 20_000


@cache
def some_words() -> dict[str, tuple[str, ...]]:
    """Return every tenth of the 10,000 commonest words of each language, at no cost."""
    lines = (CASES / "common_words.txt").read_text("utf-8").splitlines()
    split = (line.split(": ") for line in lines if not line.startswith("#"))
    return {language: tuple(listed.split()) for language, listed in split}


def common_words(language: str, number: int = MOST) -> tuple[str, ...]:
    """Return the commonest words of the shipped lexicon, for tests that are slow already; none if none is shipped."""
    return _commonest(language)[:number]


@cache
def _commonest(language: str) -> tuple[str, ...]:
    if language not in find_modelled():
        return ()
    return tuple(word for word, _ in nsmallest(MOST, model(language).words(), itemgetter(1)))

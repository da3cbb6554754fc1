"""The shipped models: whole, small, and distributions."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from translit.informal.model.file import FOLDER, find_modelled, model
from translit.resources import path_of

LANGUAGES = sorted(find_modelled())


def test_all_models_together_are_small() -> None:
    assert sum(path.stat().st_size for path in path_of(FOLDER).glob("*.bin")) < 4_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_models_carry_their_licence(language: str) -> None:
    header = model(language).header
    assert header["licence"] == "CC-BY-SA-4.0"
    assert "wordfreq" in header["attribution"]
    assert header["version"]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_models_are_whole_and_shares_and_letters_are_distributions(language: str) -> None:
    found = model(language)
    costs = Counter(cost for _, cost in found.words())
    assert costs.total() == found.header["words"]
    assert 0.9 < sum(number * math.exp(-cost) for cost, number in costs.items()) < 1.1
    total = sum(math.exp(-found.step(found.start, code)[0]) for code in range(1, found.edge + 1))
    assert 0.8 < total < 1.2

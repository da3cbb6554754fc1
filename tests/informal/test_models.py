"""The shipped models, and how the words in them are come by."""

from __future__ import annotations

import math
import runpy
import tomllib
from collections import Counter

import pytest

from tests.places import ROOT
from translit.informal.model.file import FOLDER, model, modelled
from translit.resources import path_of

FORMS = runpy.run_path(str(ROOT / "tools" / "build_informal_forms.py"))
MANIFEST = tomllib.loads((ROOT / "tools" / "build_informal.toml").read_text("utf-8"))
LANGUAGES = sorted(modelled())


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


def test_inputs_have_licences_that_fit() -> None:
    """CC BY-SA 4.0 may be put on what came under these; GPL or non-commercial data may not be in a model."""
    inputs, packages = MANIFEST["inputs"], MANIFEST["packages"].values()
    assert {entry["licence"] for entry in inputs.values()} == {
        "Apache-2.0",
        "BSD-3-Clause",
        "CC-BY-4.0",
        "CC-BY-SA-3.0",
        "ISC",
        "MIT",
        "MPL-1.1",
        "MPL-2.0",
    }
    assert {entry.get("data", entry["licence"]) for entry in packages} == {
        "CC-BY-4.0",
        "CC-BY-SA-3.0",
        "CC-BY-SA-4.0",
        "MIT",
        "Unicode-3.0",
    }
    assert all(len(bytes.fromhex(entry["sha256"])) == 32 for entry in inputs.values())
    assert all("@" in entry["package"] for name, entry in inputs.items() if name.endswith(".tgz"))


VERBS = [
    stem + ending
    for stem in (f"{a}{b}{c}" for a in "бвгдк" for b in "аои" for c in "лмнрст")
    for ending in ("а", "ат", "аш")
]


def test_paradigms_are_completed_by_analogy() -> None:
    """A stem with two endings of three gets the third, whatever the order of the words."""
    lacking = set(VERBS) - {"балаш", "кисат"}
    assert FORMS["missing_forms"](lacking)[:2] == ["балаш", "кисат"]
    assert FORMS["missing_forms"](reversed(sorted(lacking))) == FORMS["missing_forms"](lacking)

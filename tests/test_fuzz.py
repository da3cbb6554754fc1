"""The targets of the fuzzer hold for every input that was ever of interest, and for a few that nobody chose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.targets import TARGETS
from tests.examples import examples
from tests.places import ROOT

CORPUS = sorted(path for path in (ROOT / "fuzz" / "corpus").glob("*/*"))


def test_every_target_has_inputs_to_begin_with() -> None:
    assert {path.parent.name for path in CORPUS} == set(TARGETS)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_stays_found(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
@examples(25)
@given(st.binary(max_size=60))
def test_any_bytes_will_do(target: str, data: bytes) -> None:
    TARGETS[target](data)

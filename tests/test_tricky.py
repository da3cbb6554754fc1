"""The inputs that other transliterators get wrong, one by one, whole and as keystrokes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import compile_table

FILE = Path(__file__).parent / "cases" / "tricky.toml"
CASES = [
    (case["table"], case.get("reverse", False), written, expected)
    for case in tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
    for written, expected in case["words"]
]


@pytest.mark.parametrize(("table", "reverse", "written", "expected"), CASES)
def test_tricky(table: str, reverse: bool, written: str, expected: str) -> None:
    compiled = compile_table(table, reverse=reverse)
    assert compiled.transliterate(written) == expected
    assert "".join(match.target for match in compiled.matches(written)) == expected


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("тсшщхцзжчйъьоаеуюябвигклнр ТСШЩХЦЗЖЧЙЪЬОАЕУЮЯ-.2"), max_size=12))
def test_every_bulgarian_text_can_be_typed(text: str) -> None:
    typed = compile_table("bg-translit", reverse=True).transliterate(text)
    assert compile_table("bg-translit").transliterate(typed) == text

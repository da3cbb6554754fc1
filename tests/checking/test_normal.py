"""A row of marks costs as much a mark however long it is, and all else is normalised as ever."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit import check, repair
from translit.checking import Policy, words
from translit.checking.normal import LONGEST_ROW, is_normal, normal

ROW = "\u0301\u0316" * 2_000


@given(st.text("аи\u0306\u0301\u0316éＡ😀", max_size=LONGEST_ROW))
def test_short_rows_are_normalised_as_ever(text: str) -> None:
    assert normal(text) == unicodedata.normalize("NFC", text)
    assert normal(text, "NFKC") == unicodedata.normalize("NFKC", text)
    assert is_normal(text) == unicodedata.is_normalized("NFC", text)


def test_text_around_a_long_row_is_normalised() -> None:
    assert normal(f"и\u0306 а{ROW} и\u0306") == f"й а{ROW} й"
    assert not is_normal(f"а{ROW} и\u0306")
    assert is_normal(f"а{ROW} й")


@pytest.mark.parametrize("policy", ["text", Policy(script="Cyrl", max_length=len(ROW))])
def test_nothing_orders_a_long_row(policy: str | Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    normalize = unicodedata.normalize

    def watched(form: str, text: str) -> str:
        assert ROW not in text
        return normalize(form, text)  # type: ignore[arg-type]

    def watched_too(form: str, text: str) -> bool:
        assert ROW not in text
        return normalize(form, text) == text  # type: ignore[arg-type]

    monkeypatch.setattr(unicodedata, "normalize", watched)
    monkeypatch.setattr(unicodedata, "is_normalized", watched_too)
    found = check(f"Добър де{ROW}н, приятели", policy=policy)
    assert "excessive_marks" in [finding.code for finding in found]
    assert repair(f"Добър де{ROW}н, приятели").count("\u0316") == 0
    words.bare(f"де{ROW}н")

"""The lexicons of look-alikes are packed so that the checker reads the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tools.build_twins import pack, rows_of
from translit.checking.twin_words import TwinWords

WORDS = st.sets(st.text("аертокмхс", min_size=1, max_size=12), max_size=60)


@given(WORDS, WORDS)
def test_what_is_packed_is_read(words: set[str], others: set[str]) -> None:
    packed = TwinWords(pack(words))
    assert sorted(packed) == sorted(words)
    assert {word for word in words | others | {""} if word in packed} == words


def test_many_rows_are_numbered_by_two_signs() -> None:
    words = {f"{first}{middle}{last}" for first in "аеорст" for middle in "кмнх" * 3 for last in map(str, range(500))}
    assert {*TwinWords(pack(words))} == words


def test_what_ends_alike_is_one_row() -> None:
    assert len(rows_of(["ток", "рок", "сок", "кок"])) == len(rows_of(["рок"])) == 4

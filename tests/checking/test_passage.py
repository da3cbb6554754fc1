"""A passage is cut once, as far as it is asked, and the part of it that is looked into is cut as the whole is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit.checking import check, load_policy, passage
from translit.checking.language import load_language
from translit.checking.passage import Passage
from translit.text.segments import Segment, segment

PIECES = [
    "Утре",
    "имаме",
    "facebookа",
    "a",
    "5 km",
    "https://abv.bg/a",
    "<a href='x y'>",
    "</a>",
    "SMS-и",
    ",",
    "4овек",
]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", "\t", "\n"]), max_size=15).map(" ".join)


def made(text: str) -> Passage:
    return Passage(text, load_language("bg"), load_policy("comment"))


def test_a_text_is_cut_once_and_no_further_than_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[Segment] = []

    def counting(text: str) -> Iterator[Segment]:
        for piece in segment(text):
            cut.append(piece)
            yield piece

    monkeypatch.setattr(passage, "segment", counting)
    given = made("едно две три четири")
    first = next(given.segments())
    assert cut == [first] and given.segment_at(6) == Segment("word", 5, 8) and len(cut) == 3
    assert [*given.segments()] == [*given.segments()] == cut and len(cut) == 4
    cut.clear()
    check("WAKE UP AT 6TH STREET, 4ОВЕК, PLEASE", "strict")
    assert cut == [*segment("WAKE UP AT 6TH STREET, 4ОВЕК, PLEASE")]


@given(TEXTS)
def test_a_place_lies_in_the_segment_that_reaches_over_it(text: str) -> None:
    given = made(text)
    pieces = [*segment(text)]
    for place in range(len(text)):
        assert given.segment_at(place) == next((s for s in pieces if s.start <= place < s.end), None)


@given(TEXTS)
def test_what_is_looked_into_is_cut_as_the_whole(text: str) -> None:
    given = made(text)
    whole = [*given.segments()]
    units = {(piece.start, piece.end) for piece in whole if piece.kind == "number"}
    for piece in given.unusual_segments():
        # A unit is looked into without its number.
        assert piece in whole or any(start <= piece.start and piece.end <= end for start, end in units)

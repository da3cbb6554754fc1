"""Lines, columns and UTF-16 units, compared with the plainest way to count them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translit.text.places import LineColumn, Position, Utf16, utf16_length

TEXTS = st.text("аb\n😀\ud83d\ude00\r")


def plain_length(text: str) -> int:
    return sum(2 if char > "\uffff" else 1 for char in text)


@given(TEXTS)
def test_utf16_length_counts_what_lies_beyond_the_first_plane_twice(text: str) -> None:
    assert utf16_length(text) == plain_length(text)


@given(TEXTS, st.lists(st.integers(0, 20)))
def test_places_are_found_in_any_order(text: str, places: list[int]) -> None:
    units = Utf16(text)
    for place in places:
        place = min(place, len(text))
        assert units.at(place) == plain_length(text[:place])
        assert units.span(place, len(text)) == (plain_length(text[:place]), plain_length(text))


@given(st.lists(TEXTS))
def test_parts_are_counted_as_the_whole(parts: list[str]) -> None:
    reached = Position()
    for part in parts:
        reached.pass_over(part)
    whole = "".join(parts)
    last = whole.rpartition("\n")[2]
    assert (reached.line, reached.column) == (1 + whole.count("\n"), 1 + len(last))
    assert (reached.points, reached.units) == (len(whole), plain_length(whole))


@given(st.lists(st.text("аb\n😀")))
def test_bytes_are_counted_as_their_text(parts: list[str]) -> None:
    lines, positions, plain = LineColumn(), Position(), Position()
    for part in parts:
        plain.pass_over(part)
        lines.pass_over_utf8(part.encode())
        positions.pass_over_utf8(part.encode())
    assert (lines.line, lines.column) == (plain.line, plain.column)
    assert (positions.column, positions.points, positions.units) == (plain.column, plain.points, plain.units)


def test_counting_goes_on_from_a_place_in_a_text() -> None:
    reached = LineColumn(7, 3)
    reached.pass_over("аб")
    assert (reached.line, reached.column) == (7, 5)

"""A stream goes over to the compiled machine as soon as that pays, wherever its chunks are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from translit import Stream, Transliterator, compile_table, tables
from translit.errors import UnknownChoice
from translit.machine import by_rules, file
from translit.machine.by_rules import RuleConversion

PIECES = [
    *(piece.encode() for piece in ("Щ", "ия", "България ", "и\u0301", "\n", " ", "€", "😀", "щ" * 40, "x" * 70)),
    *(b"\xff", b"\xd0", b"\xe2\x82"),
]


def outcome(stream: Stream, content: bytes, size: int) -> tuple[bytes, list[str], int, int]:
    chunks = [content[start : start + size] for start in range(0, len(content), size)]
    output = b"".join([*map(stream.feed, chunks), stream.close()])
    return output, [str(place) for place in stream.invalid], stream.invalid_count, stream.lines


@examples(60)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join), st.integers(1, 40), st.integers(1, 120))
def test_going_over_at_any_point_changes_nothing(content: bytes, size: int, worth: int) -> None:
    whole = outcome(Stream(compile_table("bg-streamlined-2009")), content, max(1, len(content)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_rules, "WORTH_BUILDING", worth)
        patch.setattr("translit.convert.stream.LONGEST_WORD", 50)
        conversion = RuleConversion(tables["bg-streamlined-2009"])
        assert outcome(Stream(Transliterator(conversion)), content, size) == whole


def test_small_chunks_are_no_reason_to_stay_slow() -> None:
    conversion = RuleConversion(tables["bg-streamlined-2009"])
    stream = Stream(Transliterator(conversion))
    chunk = "Щастие ".encode() * 72
    for _ in range(by_rules.WORTH_BUILDING // len(chunk) + 1):
        stream.feed(chunk)
    assert conversion.is_shipped == file.available(), "no machine was made for a long stream of small chunks"


def test_spans_are_kept_across_chunks() -> None:
    stream = Stream(compile_table("bg-streamlined-2009"), keep=["url"])
    text = "Виж https://пример.бг/щука и щит\n".encode()
    output = b"".join([*(stream.feed(text[n : n + 1]) for n in range(len(text))), stream.close()])
    assert output.decode() == "Vizh https://пример.бг/щука i shtit\n"


def test_a_kind_that_is_none_is_refused_before_anything_is_fed() -> None:
    with pytest.raises(UnknownChoice, match="url"):
        Stream(compile_table("bg-streamlined-2009"), keep=["urls"])

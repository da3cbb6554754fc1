"""The inputs that other transliterators get wrong, one by one, and what becomes of typed text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import places
from tests.examples import examples
from translit import UnmappedCharacter, compile_table

FILE = places.CASES / "tricky.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


def words(*, refuses: bool) -> Iterator[object]:
    for case in CASES:
        if case.get("refuses", False) is refuses:
            marks = [pytest.mark.xfail(reason=case["kind"], strict=True)] if case.get("gap") else []
            for written, expected in case["words"]:
                name = f"{case['table']}: {case['kind']}: {written}"
                yield pytest.param(
                    case["table"], case.get("reverse", False), written, expected, id=ascii(name), marks=marks
                )


@pytest.mark.parametrize(("table", "reverse", "written", "expected"), list(words(refuses=False)))
def test_tricky(table: str, reverse: bool, written: str, expected: str) -> None:
    compiled = compile_table(table, reverse=reverse)
    assert compiled.transliterate(written) == expected
    assert "".join(match.target for match in compiled.matches(written)) == expected


@pytest.mark.parametrize(("table", "reverse", "written", "letter"), list(words(refuses=True)))
def test_letters_outside_the_standard_are_reported(table: str, reverse: bool, written: str, letter: str) -> None:
    with pytest.raises(UnmappedCharacter) as caught:
        compile_table(table, reverse=reverse).transliterate(written, errors="strict")
    assert (caught.value.start, written[caught.value.start : caught.value.end]) == (written.index(letter), letter)


# ѝ is a word of its own in Bulgarian, and is typed as one: the accent that makes it ends the word.
WORDS = st.one_of(
    st.text(st.sampled_from("тсшщхцзжчйъьоаеуюябвигклнрТСШЩХЦЗЖЧЙЪЬОАЕУЮЯ"), max_size=9), st.sampled_from("ѝЍ")
)


@examples(400)
@given(st.lists(st.tuples(WORDS, st.sampled_from(" -.2\n")), max_size=4))
def test_every_bulgarian_text_can_be_typed(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + separator for word, separator in pieces)
    typed = compile_table("bg-translit", reverse=True).transliterate(text)
    assert compile_table("bg-translit").transliterate(typed) == text

"""What a stream writes, and where it refuses a letter, depends on its bytes alone: the pieces never show."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fuzz.draw import chunks
from fuzz.flaky import run_flaky
from tests.examples import examples
from translit import Stream, Transliterator, UnmappedCharacter, compile_table
from translit.convert import keep, kept_words
from translit.convert import stream as streams
from translit.informal import conversion as informal
from translit.machine import by_rules

if TYPE_CHECKING:
    from translit.machine.by_rules import Errors

LAW = "bg-streamlined-2009"
TABLES = [
    (LAW, False, ""),
    (LAW, True, ""),
    ("bg-translit", False, ""),
    ("bg-informal", False, ""),
    ("bg-informal", True, ""),
    ("bg-informal", True, "official"),
]
WORDS = ["Google", "dj=диджей"]
KEPT: list[list[str]] = [[], ["url", "html", "code", "email", "number", "placeholder"], ["latin"]]
PIECES = [
    *("щ", "ия", "Ъ", "ы", "λ", "щa", "\u0301", "Google", "dj", "kafe ", "utre ", "6te doide"),
    *(" ", "\n", "\r\n", "\u2003", "-", " 5 ", "5 ", "km ", "iPhone ", "15 ", "%s", "$", "`", "``", "{", "}"),
    *("http://a.бг/щ", "ivan@", "abv.bg", "<b ", "a='x'>", "<!--", "-->", "<script>", "</script>"),
    *("&shy;", "&", "з&shy;г", "с&#173;", "х"),
]
CONTENTS = st.lists(st.sampled_from(PIECES), max_size=13).map(lambda pieces: "".join(pieces).encode())
SIZES = st.lists(st.integers(1, 20), min_size=1, max_size=3)


INFORMAL = TABLES[3]


class Way(NamedTuple):
    """How a stream converts: how much it holds at most, and whether the compiled machine is made at once, too."""

    table: tuple[str, bool, str] = TABLES[0]
    has_words: bool = False
    kinds: list[str] = KEPT[0]
    errors: Errors = "keep"
    longest: int | None = None
    is_worth_building: bool = False

    def stream(self) -> Stream:
        return Stream(_compiled(*self.table, self.has_words), errors=self.errors, keep=self.kinds)


@cache
def _compiled(table: str, reverse: bool, style: str, has_words: bool) -> Transliterator:
    return compile_table(table, reverse=reverse, style=style, keep_words=WORDS if has_words else None)


def outcome(stream: Stream, pieces: list[bytes]) -> tuple[str, tuple[int, int, str] | None]:
    """Return what is written, and which letter is refused, if one is."""
    written = b""
    try:
        for piece in pieces:
            written += stream.feed(piece)
        return (written + stream.close()).decode("utf-8", "surrogateescape"), None
    except UnmappedCharacter as error:
        refused = error.line, error.column, error.text[error.start : error.end]
        return (written + error.output).decode("utf-8", "surrogateescape"), refused


def shorten_what_is_held(patch: pytest.MonkeyPatch, longest: int) -> None:
    patch.setattr(streams, "LONGEST_WORD", longest)
    patch.setattr(keep, "LONGEST_HELD", longest)
    patch.setattr(kept_words, "LONGEST_HELD", longest)
    patch.setattr(informal, "LONGEST_LINE", longest)


@examples(300)
@given(
    st.builds(
        Way,
        st.sampled_from(TABLES),
        st.booleans(),
        st.sampled_from(KEPT),
        st.sampled_from(["keep", "strict"]),
        st.sampled_from([None, 20]),
        st.booleans(),
    ),
    CONTENTS,
    SIZES,
)
@example(Way(errors="strict"), "Добре дошли\nтук, а ы".encode(), [3])
@example(Way(errors="strict"), "Добре\u2003дошли \u2003ы".encode(), [12])
@example(Way(errors="strict", kinds=KEPT[1]), "а http://a.бг/щ;я ы".encode(), [5])
@example(Way(INFORMAL, kinds=KEPT[1]), "km &shy;иящ<!--&shy;&abv.bg\r\n".encode(), [2])
@example(Way(INFORMAL, errors="strict"), "kafe \nutre doide\nutre λ\n".encode(), [7])
@example(Way(longest=20), "ия$щa{λ{&shy;ивана='x'>ия`".encode(), [6, 17])
@example(Way(TABLES[-1], True, KEPT[1], longest=20), " 5 }%sa='x'>$ыhttp://a.бг/щ".encode(), [17, 9])
def test_pieces_do_not_show(way: Way, content: bytes, sizes: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if way.longest is not None:
            shorten_what_is_held(patch, way.longest)
        if way.is_worth_building:
            patch.setattr(by_rules, "WORTH_BUILDING", 1)
        assert outcome(way.stream(), chunks(content, sizes)) == outcome(way.stream(), [content])


@pytest.mark.parametrize(
    ("table", "kinds", "text", "before"),
    [
        (LAW, [], "Щит и щука в морето ы", "Shtit i shtuka v moreto "),
        (LAW, [], "Щит\nщукаы и щит", "Shtit\n"),
        (LAW, ["url"], "Щит http://a.bg/щ, щит и щукаы", "Shtit http://a.bg/щ, shtit i "),
        ("bg-informal", [], "6te doide\nutre λ\n", "ще дойде\n"),
    ],
)
def test_all_that_stands_before_a_refused_letter_is_given_out(
    table: str, kinds: list[str], text: str, before: str
) -> None:
    stream = Stream(table, errors="strict", keep=kinds)
    written, refused = outcome(stream, [text.encode()])
    assert written == before and refused


def test_a_stream_that_refused_a_letter_refuses_it_again() -> None:
    stream = Stream(LAW, errors="strict")
    with pytest.raises(UnmappedCharacter) as first:
        stream.feed("щит ы щит\n".encode())
    assert first.value.output == b"shtit "
    for more in (b"a ", b""):
        with pytest.raises(UnmappedCharacter) as again:
            stream.feed(more)
        assert (again.value.line, again.value.column, again.value.output) == (1, 5, b"")


@pytest.mark.parametrize("options", [[], ["--keep", "url"], ["--keep-words", "own.txt"]], ids=" ".join)
@pytest.mark.parametrize("table", [LAW, "bg-informal"])
def test_a_strict_command_writes_the_same_however_its_input_arrives(
    table: str, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.txt").write_text("Google\n", encoding="utf-8")
    content = ("щит и kafe http://a.bg/щ\n" * 3 + "Google в морето λ и щит\n" * 2).encode()
    arguments = ["convert", table, "--errors", "strict", *options]
    status, written = run_flaky(arguments, content, [], [], None)
    assert status == 1 and written.count(b"\n") == 3
    for sizes in ([1], [2, 3], [17], [40, 1], [90]):
        assert run_flaky(arguments, content, sizes, [], None) == (status, written)

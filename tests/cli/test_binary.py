"""Whether a file is text, and how far, is told by its bytes: the pieces that they come in never show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fuzz.draw import chunks
from fuzz.flaky import run_flaky
from tests.counting import bytes_of
from translit.cli import binary
from translit.cli.binary import JUDGED, Text

BAD = "Утре имаме срещ\N{LATIN SMALL LETTER A}\n".encode()
CONTENTS = [
    b"",
    b"one\ntwo",
    b"a\0b\nc\n",
    b"a\xffb\nc\n",
    b"a\nb\0c\nd\xff\n",
    b"a\nb\xffc\nd\0\n",
    b"a\n\xd0\n\0b\n",
    "а\nб\0".encode() + b"\xd0",
    "ред\n".encode() + b"\xed\xa0\x80\0\n",
    b"\xff\xfea\0b\0\n\0",
    b"\x7fELF\0\0\xff\xfe\n",
    b"abcdefghijkl\n\0mn\xff\n",
    b"abcdefghijklmn\n\0\xff\n",
    b"abcdefghijklmnopq\0\xff\n",
    "a\0cdefghijklmno\N{CYRILLIC SMALL LETTER A}\n".encode() + b"\xff",
]


def judged(pieces: list[bytes], monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes, bool]:
    monkeypatch.setattr(binary, "read_chunks", lambda path: iter(pieces))
    text = Text("-")
    sound = b"".join(text)
    return sound, b"".join(text.rest), text.is_binary


@pytest.mark.parametrize("content", CONTENTS)
def test_every_cut_gives_what_no_cut_gives(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binary, "JUDGED", 16)
    whole = judged([content], monkeypatch)
    assert whole[0] + whole[1] == content
    for first in range(len(content) + 1):
        for second in range(first, len(content) + 1):
            assert judged([content[:first], content[first:second], content[second:]], monkeypatch) == whole
    assert judged([content[place : place + 1] for place in range(len(content))], monkeypatch) == whole


@pytest.mark.parametrize(
    ("content", "sound"),
    [
        (b"one\ntwo \0 three\nfour \xff\n", b"one\n"),
        (b"one\ntwo \xff three\nfour \0\n", b"one\n"),
        (b"one\ntwo \0 three\n", None),
        (b"one\ntwo \xff three\n", None),
        (b"\0\n" + b"a" * JUDGED + b"\xff", None),
        (b"\xff" + b"a" * (JUDGED - 2) + b"\0", b""),
        (b"\xff" + b"a" * (JUDGED - 1) + b"\0", None),
    ],
)
def test_binary_is_what_has_both_near_its_beginning(
    content: bytes, sound: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert judged([content], monkeypatch) == (
        (content, b"", False) if sound is None else (sound, content[len(sound) :], True)
    )


PIECES = [BAD, b"\0", b"\xff", b"\xd0", "ж".encode(), b"a ", b"\n", b"x" * 5000]


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "--policy", "comment"], ["fix"]],
    ids=" ".join,
)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map(b"".join), st.lists(st.integers(1, 9000), min_size=1))
@example(BAD + b"\0" + b"a" * 5000 + b"\xff\n" + BAD, [3000])
@example(BAD + b"\xff" + b"a" * 9000 + b"\0\n" + BAD, [8])
def test_commands_do_the_same_however_a_file_arrives(arguments: list[str], content: bytes, sizes: list[int]) -> None:
    assert run_flaky(arguments, content, sizes, [], None) == run_flaky(arguments, content, [], [], None)


def test_no_more_is_held_than_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(path: str) -> Iterator[bytes]:
        yield b"\0"
        yield from repeat(b"a" * 4096, 4000)

    monkeypatch.setattr(binary, "read_chunks", endless)
    assert bytes_of(lambda path: [len(chunk) for chunk in Text(path)], "-") < 40 * JUDGED


def test_sound_lines_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binary, "read_chunks", lambda path: chunks(BAD * 3 + b"\0", [len(BAD)]))
    assert list(Text("-"))[:3] == [BAD] * 3

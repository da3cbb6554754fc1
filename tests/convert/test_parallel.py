"""Several cores give what one gives, in order, whatever is between the line ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from translit import compile_table
from translit.convert import parallel
from translit.convert.parallel import ParallelStream
from translit.convert.stream import Stream

LAW = "bg-streamlined-2009"
LINES = st.lists(st.sampled_from(["Щастие\n", "ия", "\n", "България ", "и\u0301"]).map(str.encode) | st.just(b"\xff"))


def outcome(stream: Stream | ParallelStream, chunks: list[bytes]) -> tuple[bytes, list[str], int]:
    output = b"".join([*(stream.feed(chunk) for chunk in chunks), stream.close()])
    return output, [str(place) for place in stream.invalid], stream.invalid_count


@examples(300)
@given(LINES, st.integers(1, 40), st.integers(1, 60))
def test_pieces_of_every_size_are_the_whole(chunks: list[bytes], piece: int, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "PIECE", piece)
        patch.setattr(parallel, "LONGEST_LINE", longest)
        found = outcome(ParallelStream(LAW, jobs=2), chunks)
    assert found == outcome(Stream(compile_table(LAW)), chunks)


TEXT = ("Щастливият заек от България\n" * 50_000).encode()
EXPECTED = ("Shtastliviyat zaek ot Bulgaria\n" * 50_000).encode()


@pytest.mark.parametrize("pure", ["", "1"])
def test_the_command_on_two_cores(tmp_path: Path, pure: str) -> None:
    paths = [tmp_path / f"{name}.txt" for name in "abc"]
    for path in paths:
        path.write_bytes(TEXT)
    environment = {**os.environ, "TRANSLIT_PURE": pure}
    command = [sys.executable, "-m", "translit", "convert", LAW, "-j", "2"]
    done = subprocess.run([*command, str(paths[0])], capture_output=True, check=True, env=environment)
    assert done.stdout == EXPECTED
    subprocess.run([*command, "--in-place", *map(str, paths)], check=True, env=environment)
    assert {path.read_bytes() for path in paths} == {EXPECTED}

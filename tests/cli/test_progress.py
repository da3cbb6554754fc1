"""How far work has come is shown on a terminal, and nowhere else; what is said stands on lines of its own."""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import sys
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pytest

from tests.places import ROOT

#: A command whose work is taken for long.
RUN = """
import sys
from translit.cli import filters, main, progress
progress.DELAY, filters.LARGE, filters.CHUNK = 0, 8, 8
if sys.argv.pop(1) == "without":
    sys.modules["tqdm"] = None
main()
"""
FILES = 30


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    root.mkdir()
    for number in range(FILES):
        (root / f"{number:02}.txt").write_text("Щит\n", "utf-8")
    (root / "15.txt").write_bytes(b"\xff")
    return root


def seen_on_terminal(tqdm: str, *args: str) -> str:
    """Return what a command writes to a terminal on standard error."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    command = [sys.executable, "-c", RUN, tqdm, *args]
    written, where = b"", {**os.environ, "TQDM_MININTERVAL": "0"}
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=-1, stderr=theirs, cwd=ROOT, env=where) as process:
        os.close(theirs)
        try:
            while read := os.read(ours, 1 << 16):
                written += read
        except OSError:
            pass
        process.communicate(timeout=30)
    os.close(ours)
    return written.decode()


@pytest.mark.parametrize("args", [["convert", "bg-law"], ["fix"], ["convert", "bg-law", "-j", "2"], ["fix", "-j", "2"]])
def test_a_folder_shows_how_fast_it_is_and_how_long_the_rest_takes(tree: Path, tmp_path: Path, args: list[str]) -> None:
    seen = seen_on_terminal("with", *args, "-o", str(tmp_path / "out"), str(tree))
    assert re.search(rf"\d+%\|.*\d+/{FILES} \[\d\d:\d\d<\d\d:\d\d, +[\d.]+file/s\]", seen)
    lines = [line.rpartition("\r")[2] for line in seen.replace("\r\n", "\n").splitlines()]
    done = "fixed" if args[0] == "fix" else "converted"
    assert lines[-1] == f"translit: {FILES} files: {FILES - 1} {done}, 1 failed"
    assert f"translit: {tree / '15.txt'}:1:1: not UTF-8: 0xFF" in lines


def test_a_large_file_shows_it_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Щит " * 100, "utf-8")
    args = ["convert", "bg-law", "-o", str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]
    seen = seen_on_terminal("with", *args)
    assert re.search(r"a\.txt: +\d+%\|.*/700 \[\d\d:\d\d<\d\d:\d\d, +[\d.]+k?B/s\]", seen)
    assert "\ra.txt: 50 %" in seen_on_terminal("without", *args)


def test_without_the_library_there_is_a_percentage(tree: Path, tmp_path: Path) -> None:
    seen = seen_on_terminal("without", "convert", "bg-law", "-o", str(tmp_path / "out"), str(tree))
    assert "\rfiles: 50 %" in seen and "file/s" not in seen
    assert seen.endswith(f"\rtranslit: {FILES} files: {FILES - 1} converted, 1 failed\r\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_that_is_checked_shows_it_too(tree: Path, jobs: str) -> None:
    (tree / "20.txt").write_text("срещa\n", "utf-8")
    seen = seen_on_terminal("with", "check", "-j", jobs, str(tree))
    assert re.search(rf"\d+%\|.*\d+/{FILES} \[\d\d:\d\d<\d\d:\d\d, +[\d.]+file/s\]", seen)
    lines = [line.rpartition("\r")[2] for line in seen.replace("\r\n", "\n").splitlines()]
    assert lines[-1] == f"translit: 1 finding in 1 of {FILES} files"
    assert [line for line in lines if line.startswith(f"translit: {tree / '15.txt'}:1:1")]


def test_nothing_is_shown_but_on_a_terminal(tree: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, "with", "convert", "bg-law", "-o", str(tmp_path / "out"), str(tree)]
    said = subprocess.run(command, capture_output=True, cwd=ROOT, check=False).stderr.decode()
    assert "\r" not in said and "%" not in said


def test_no_plain_conversion_knows_of_it() -> None:
    code = (
        "import sys; sys.argv[1:] = ['convert', 'bg-law']\ntry:\n    from translit.cli import main; main()\nfinally:\n"
    )
    code += "    assert not {'tqdm', 'translit.cli.progress'} & {*sys.modules}, 'loaded'"
    done = subprocess.run([sys.executable, "-c", code], input="Щит".encode(), capture_output=True, cwd=ROOT, check=True)
    assert done.stdout == b"Shtit"

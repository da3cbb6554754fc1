"""Informal tables on the command line: styles, saved habits, files read twice, and what a user gets wrong."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import bad, good
from translit import tables, transliterate
from translit.informal.profile import Profile, ProfileError
from translit.informal.writing import styles
from translit.table.drawing import contents, draw, draw_svg

#: Somebody who writes ъ as x, which only the rest of the text can tell.
SCHEME = (
    "sxs txga i gnqw sxm wxrwql dxlgo prez xgxlx na gradxt, a posle sxm spql i sxnuwal hubaw sxn s mnogo lxwowe\n" * 4
)
TEXT = SCHEME + "pxn\n"


def test_a_style_writes_as_its_writers_do() -> None:
    assert good("convert", "bg-informal", "--style", "digits", stdin="Ще дойда утре\n".encode()) == "6te doida utre\n"
    written = {
        good("convert", "bg-informal", "--style", style, stdin="Ще чета през юли".encode())
        for style in styles("bg-informal")
    }
    assert all(line[1:2] != "H" for line in written)
    assert len(written) > 3


def test_without_a_style_the_way_back_takes_the_most_usual_spelling() -> None:
    assert good("convert", "bg-informal", "-r", stdin="Ще чета".encode()) == "Shte cheta"


def test_an_unknown_style_is_wrong_usage_and_names_those_there_are() -> None:
    assert "expected one of chat, digits" in bad(2, "convert", "bg-informal", "--style", "digit", stdin=b"a")
    assert "is a scheme" in bad(2, "convert", "bg-translit", "--style", "digits", stdin=b"a")
    assert "is a layout" in bad(2, "type", "bg-bds-2006", "--profile", "nowhere.json", stdin=b"a")


def test_a_file_is_read_as_the_library_reads_a_text(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("xgxl\n" + TEXT, "utf-8")
    expected = transliterate("xgxl\n" + TEXT, "bg-informal")
    assert expected.splitlines()[0] == "ъгъл", "the writer shows only later how ъ is spelled"
    assert good("convert", "bg-informal", str(path)) == expected


def test_a_profile_is_made_by_typing_and_helps_to_read(tmp_path: Path) -> None:
    profile = tmp_path / "me.json"
    good("type", "bg-informal", "--profile", str(profile), stdin=TEXT.encode())
    before = Profile.load(profile).counts
    assert before["ъ", "x"] > 3
    assert good("convert", "bg-informal", "--profile", str(profile), stdin=b"gxrlo\n") == "гърло\n"
    assert good("suggest", "bg-informal", "--profile", str(profile), "xgxl").split("\t")[1].startswith("ъгъл")
    good("type", "bg-informal", "--profile", str(profile), stdin=b"txga\n")
    assert Profile.load(profile).counts["ъ", "x"] > before["ъ", "x"], "what was learned before is kept"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "expected JSON"),
        ("[]", "expected JSON"),
        ('{"version": 7, "counts": {}}', "version 1, found 7"),
        ('{"version": 1, "counts": {"x": 3}}', "found 'x': 3"),
        ('{"version": 1, "counts": {"х x": "many"}}', "found 'х x': 'many'"),
    ],
)
def test_a_file_that_is_no_profile_is_named_and_kept(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "me.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ProfileError, match=r"me\.json"):
        Profile.load(path)
    message = bad(1, "type", "bg-informal", "--profile", str(path), stdin=b"a")
    assert said in message
    assert path.read_text("utf-8") == content


def test_a_missing_profile_is_an_error_where_it_is_only_read() -> None:
    assert "nowhere.json: no such file" in bad(1, "convert", "bg-informal", "--profile", "nowhere.json", stdin=b"a")


@pytest.mark.parametrize("table_id", [name for name, table in tables.items() if table.kind == "informal"])
def test_show_draws_the_spellings(table_id: str) -> None:
    table = tables[table_id]
    spelled = table.extra["spellings"]["common"]
    drawn = draw(table)
    for letters, latin in spelled.items():
        assert f"  {letters:4} {' '.join(latin.split())}" in drawn
    for style in table.extra.get("styles", {}):
        assert style in drawn
    assert json.loads(json.dumps(contents(table), ensure_ascii=False))["spellings"]["common"] == spelled
    assert draw_svg(table).count("<rect") >= len(table.extra.get("single", "").split())


def test_what_is_typed_on_a_terminal_is_learned_line_by_line(tmp_path: Path) -> None:
    profile = tmp_path / "me.json"
    child, terminal = pty.fork()
    if not child:
        command = ["-m", "translit", "type", "bg-informal", "--profile", str(profile)]
        os.execv(sys.executable, [sys.executable, *command])
    shown = b""
    os.write(terminal, b"6te\x7fe doida\nutre\n")
    while not shown.endswith("е\r\n".encode()):
        assert select.select([terminal], [], [], 30)[0], shown.decode("utf-8", "replace")
        shown += os.read(terminal, 4096)
    os.write(terminal, b"\x04")
    with contextlib.suppress(OSError):  # the system's way to say that the other side has gone
        while part := os.read(terminal, 4096):
            shown += part
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert shown.decode().endswith("\r\n")
    assert Profile.load(profile).counts["у", "u"] == 1, "the last word of a line counts too"
    assert Profile.load(profile).counts["щ", "6t"] == 1

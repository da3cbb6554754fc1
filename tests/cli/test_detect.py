"""`translit detect`, and what `suggest` and `fix` do with what it sees."""

from __future__ import annotations

import json
import os
from pathlib import Path

from click.testing import CliRunner, Result

from translit.cli.app import app


def run(arguments: list[str], text: str | bytes) -> Result:
    return CliRunner().invoke(app, arguments, input=text.encode() if isinstance(text, str) else text)


def test_command_says_what_lines_are() -> None:
    result = run(["detect"], "Ще дойда\n\nghbdtn rfr ltkf\n")
    assert result.exit_code == 0
    assert [line.split("\t")[0] for line in result.output.splitlines()] == ["1", "3"]
    assert "layout ru ru-jcuken" in result.output


def test_command_in_json_counts_both_units() -> None:
    result = run(["detect", "--json"], "👍 ще дойда утре\n")
    data = json.loads(result.output)
    assert (data["language"], data["words"][0]["start"], data["words"][0]["start16"]) == ("bg", 2, 3)


def test_command_names_spellings_and_languages() -> None:
    lines = run(["detect"], "Съ Новымъ годомъ\nМенің атым Айгүл\nΚαλημέρα\n").output.splitlines()
    assert [line.split("\t")[1].rpartition(" ")[0] for line in lines] == ["cyrillic ru-petr1708", "other kk", "other"]
    data = json.loads(run(["detect", "--json"], "Градътъ е хубавъ\n").output)
    assert (data["kind"], data["language"], data["variant"], data["scheme"]) == ("cyrillic", "bg", "ivanchov", "")


def test_command_reads_bytes_that_are_no_text() -> None:
    assert run(["detect"], b"\xff\xfe kak si dnes\n").exit_code == 0


def test_command_prints_nothing_of_a_binary_file() -> None:
    result = run(["detect"], b"kak si dnes\n\x7fELF\x02\0\0\n\x1b[31m\n")
    assert result.exit_code == 1
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["1"]
    assert "no text" in result.stderr


def test_command_names_a_file_it_cannot_read(tmp_path: Path) -> None:
    result = run(["detect", str(tmp_path / "none.txt")], "")
    assert result.exit_code == 1
    assert "none.txt" in result.output


def test_command_names_files_whose_names_are_no_utf_8(tmp_path: Path) -> None:
    names = [os.fsencode(tmp_path) + name for name in (b"/\xcf\xf0.txt", b"/b.txt")]
    for name in names:
        Path(os.fsdecode(name)).write_text("Ще дойда утре\n", "utf-8")
    result = run(["detect", *map(os.fsdecode, names)], "")
    assert result.exit_code == 0
    assert result.stdout_bytes.partition(b"\t")[0].endswith(b"\\udccf\\udcf0.txt:1")
    for line in run(["detect", "--json", *map(os.fsdecode, names)], "").stdout.splitlines():
        assert json.loads(line)["language"] == "bg"


def test_suggest_command() -> None:
    result = run(["suggest", "bg-informal", "6te", "--json"], "")
    assert json.loads(result.output)["candidates"][0]["text"] == "ще"
    assert run(["suggest", "bg-nothing", "6te"], "").exit_code == 2


def test_fix_command_undoes_layouts_and_explains() -> None:
    result = run(["fix", "--layout", "--explain"], b"ghbdtn\r\n\r\nhttps://a.bg/rfr \xff\xd1\n")
    assert result.stdout_bytes == "привет\r\n\r\nhttps://a.bg/rfr ".encode() + b"\xff\xd1\n"
    assert "ru-jcuken" in result.stderr


def test_fix_command_reads_sure_lines_only() -> None:
    result = run(["fix", "--informal"], "Kakvo shte pravim dovechera?\nda\nNothing at all.\n")
    assert result.stdout == "Какво ще правим довечера?\nda\nNothing at all.\n"

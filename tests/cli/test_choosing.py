"""How a table is chosen: by language, by words of its name, by what a shell completes; and a text as an argument."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_cli import LAW, bad, good, translit
from translit import tables
from translit.table.library import usual_table, usual_tables


def said(*args: str) -> tuple[str, str]:
    done = translit(*args)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    "options", [("-l", "bg"), ("--language", "bg-BG"), ("--from", "bg", "--to", "latin"), ("--from", "bg")]
)
def test_a_language_alone_means_its_law_and_that_is_said(options: tuple[str, ...]) -> None:
    out, told = said("convert", *options, "--text", "Щастие")
    assert out == "Shtastie\n"
    assert told == f"translit: {options[1]}: {LAW} ({tables[LAW].name['en']}, in force since 2009-03-13)\n"


def test_a_language_reads_files_and_pipes_and_the_way_back(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Згода\n", encoding="utf-8")
    assert said("convert", "-l", "uk", str(path))[0] == "Zghoda\n"
    assert translit("convert", "-l", "sr", stdin="Њујорк".encode()).stdout.decode() == "Njujork"
    for options in (("--to", "cyrillic"), ("-r",), ("-r", "--to", "cyrillic")):
        assert said("convert", "--from", "sr", *options, "--text", "Njujork")[0] == "Њујорк\n"


def test_what_does_not_go_together_is_said() -> None:
    assert "did you mean 'bg'" in bad(2, "convert", "-l", "Bulgarian", "--text", "a")
    assert "did you mean 'bg'" in bad(2, "list", "--language", "Bulgarian")
    assert "--to needs --from" in bad(2, "convert", LAW, "--to", "latin", "--text", "a")
    assert "exclude each other" in bad(2, "convert", "-l", "bg", "-r", "--to", "latin", "--text", "a")
    assert "exclude each other" in bad(2, "convert", "-l", "bg", LAW)
    assert "in place of files" in bad(2, "convert", LAW, "file", "--text", "a")
    assert "in place of files" in bad(2, "convert", LAW, "--in-place", "--text", "a")


def test_every_language_with_a_scheme_in_force_has_one_usual_scheme() -> None:
    into_latin = [
        table
        for table in map(tables.__getitem__, tables)
        if (table.kind, table.source_script, table.target_script) == ("scheme", "Cyrl", "Latn")
    ]
    for language in {table.language for table in into_latin}:
        its = [table for table in into_latin if table.language == language]
        in_force = [table for table in its if table.status and table.status.state == "in-force"]
        if in_force:
            usual = tables[usual_table(language)]
            assert usual in in_force and usual_tables()[language] == usual.id
            # One that is alone need not say so.
            assert [table for table in its if table.usual] == ([usual] if usual.usual else []) and (
                usual.usual or len(in_force) == 1
            ), [table.id for table in in_force]
    assert all(
        table in into_latin for table in map(tables.__getitem__, tables) if table.usual and table.kind == "scheme"
    )


def test_a_text_is_an_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert good("convert", LAW, "--", "Щастие") == "Shtastie\n"
    assert good("convert", LAW, "--text", "Щастие", "--text", "Здраве!") == "Shtastie\nZdrave!\n"
    assert good("convert", LAW, "--", "Нов щит.", "и") == "Nov shtit.\ni\n"
    assert good("convert", "-r", LAW, "--", "shtit") == "щит\n"
    out = tmp_path / "out"
    assert good("convert", LAW, "-o", str(out), "--text", "Щит") == "" and out.read_text() == "Shtit\n"
    assert (
        bad(1, "convert", LAW, "--errors", "strict", "--text", "аы")
        == f"translit: <text>:1:2: {LAW} has no rule for 'ы' (U+044B)\n"
    )
    # A file is one behind `--`, too, and a name that was meant for one is no text.
    monkeypatch.chdir(tmp_path)
    Path("Щит").write_text("я", encoding="utf-8")
    assert good("convert", LAW, "--", "Щит") == "ya"
    assert bad(1, "convert", LAW, "--", "shtit.txt") == "translit: shtit.txt: cannot read: no such file or directory\n"


def test_a_file_in_the_place_of_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("я", encoding="utf-8")
    for name in ("a.txt", "./a.txt", str(tmp_path / "a.txt")):
        told = bad(2, "convert", name)
        assert f"{name} is a file, and the table comes first: translit convert bg-streamlined-2009 {name}" in told
    assert "translit convert sr-latin a.txt" in bad(2, "convert", "a.txt", "sr-latin")
    assert "there is no table 'b.txt'" in bad(2, "convert", "b.txt")


def test_a_fallback_on_the_command_line(tmp_path: Path) -> None:
    text = "Ельцын и Эмма Горбачёва\n"
    assert good("convert", LAW, "--fallback", "ru-icao-9303", stdin=text.encode()) == "Elytsyn i Emma Gorbacheva\n"
    path = tmp_path / "big"
    path.write_text(text * 60_000, encoding="utf-8")
    assert good("convert", LAW, "--fallback", "icao", "-j", "2", str(path)) == "Elytsyn i Emma Gorbacheva\n" * 60_000
    good("convert", LAW, "--fallback", "icao", "-j", "2", "--in-place", str(path))
    assert path.read_text() == "Elytsyn i Emma Gorbacheva\n" * 60_000
    assert "ы" in good("export", LAW, "--to", "json", "--fallback", "icao")
    assert "did you mean 'ru-icao-9303'" in bad(2, "convert", LAW, "--fallback", "ru-icao-9330", stdin=b"")
    assert "needs a scheme" in bad(2, "convert", LAW, "--fallback", "bg-bds", stdin=b"")


def test_the_list_is_searched() -> None:
    found = good("list", "bulgarian").splitlines()
    assert {line.split()[0] for line in found} == {name for name in tables if tables[name].language == "bg"}
    assert good("list", "BULGARIAN", "act") == good("list", "transliteration", "act")
    assert "bg-streamlined-2009" in good("list", "law") and "(also bg-streamlined, bg-law" in good("list", "law")
    assert good("list", "закон").startswith(LAW)
    assert good("list", "passport", "--language", "uk").split()[0] == "uk-passport-2007"
    assert "Did you mean 'bulgarian'" in bad(2, "list", "bulgarien")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a `translit` to be run, and two files."""
    command = tmp_path / "bin" / "translit"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m translit "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / "chapter-one.txt").touch()
    (tmp_path / "chapter-two.txt").touch()
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "TERM": "dumb", "HOME": str(folder)}


def run(folder: Path, *command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment(folder), check=False)
    return done.stdout.splitlines()


def shell(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is not installed: see tools/system-packages.txt"
    return found


def complete_in_bash(folder: Path, words: str) -> set[str]:
    script = (
        'eval "$(_TRANSLIT_COMPLETE=bash_source translit)"; '
        f"COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); "
        '_translit_completion translit; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    return set(run(folder, shell("bash"), "-c", script))


def complete_in_fish(folder: Path, line: str) -> set[str]:
    script = f"_TRANSLIT_COMPLETE=fish_source translit | source; complete -C '{line}'"
    return {line.split("\t")[0] for line in run(folder, shell("fish"), "-N", "-c", script)}


def complete_on_terminal(folder: Path, shell: list[str], setup: str, line: str, expected: str) -> str:
    """Type a line and tabs into a shell; return what it shows until it shows what is expected."""
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(folder)
        os.execve(shell[0], shell, environment(folder))
    os.write(terminal, f'{setup}; echo re""ady\n'.encode())
    shown, deadline, typed = b"", time.monotonic() + 60, False
    try:
        while expected.encode() not in shown and time.monotonic() < deadline:
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 65536)
            if not typed and b"ready\r\n" in shown:
                os.write(terminal, line.encode() + b"\t\t")
                typed, shown = True, b""
        return shown.decode("utf-8", "replace")
    finally:
        os.kill(pid, 9)
        os.close(terminal)
        os.waitpid(pid, 0)


@pytest.mark.slow
def test_bash_completes_tables_languages_and_files(folder: Path) -> None:
    assert {"bg-streamlined-2009"} == complete_in_bash(folder, "translit convert bg-str")
    assert {"bg-law", "bg-loc"} == complete_in_bash(folder, "translit convert bg-l")
    assert "bg-bds-1978" in complete_in_bash(folder, "translit show bg-")
    assert {"bg"} == complete_in_bash(folder, "translit convert -l b") & {"bg"}
    assert "--fallback" in complete_in_bash(folder, "translit convert --fa")


@pytest.mark.slow
def test_bash_completes_files_on_a_terminal(folder: Path) -> None:
    setup = 'eval "$(_TRANSLIT_COMPLETE=bash_source translit)"'
    line, expected = "translit convert bg-law chapter-o", "convert bg-law chapter-one.txt"
    assert expected in complete_on_terminal(folder, [shell("bash"), "--norc", "-i"], setup, line, expected)


@pytest.mark.slow
def test_fish_completes_tables_languages_and_files(folder: Path) -> None:
    assert complete_in_fish(folder, "translit convert bg-str") >= {"bg-streamlined-2009"}
    assert complete_in_fish(folder, "translit show bg-l") >= {"bg-law"}
    assert complete_in_fish(folder, "translit convert bg-law chapter") == {"chapter-one.txt", "chapter-two.txt"}
    assert complete_in_fish(folder, "translit convert -l bg chapter") == {"chapter-one.txt", "chapter-two.txt"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("translit convert bg-str", "bg-streamlined-2009"),
        ("translit show bg-l", "bg-law"),
        ("translit convert bg-law chapter", "chapter-two.txt"),
    ],
)
def test_zsh_completes_tables_and_files(folder: Path, line: str, expected: str) -> None:
    setup = 'autoload -U compinit; compinit -u; eval "$(_TRANSLIT_COMPLETE=zsh_source translit)"'
    assert expected in complete_on_terminal(folder, [shell("zsh"), "-f", "-i"], setup, line, expected)

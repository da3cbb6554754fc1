"""The group of commands: they are found, from a folder or from an archive, and their options are said in one way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import click
import pytest

from tests.places import PACKAGE, ROOT
from translit.cli.app import app
from translit.cli.options import Found

CONTEXT = click.Context(app)
COMMANDS = {name: app.get_command(CONTEXT, name) for name in app.list_commands(CONTEXT)}


def test_a_command_is_a_module() -> None:
    modules = {path.stem for path in (PACKAGE / "cli" / "commands").glob("*.py")} - {"__init__"}
    assert set(COMMANDS) == modules
    assert all(COMMANDS.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained(name: str) -> None:
    command = COMMANDS[name]
    assert command is not None and command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_an_option_is_the_same_in_every_command() -> None:
    """One spelling has one meaning: the same short form, and a flag everywhere or nowhere."""
    said: dict[str, tuple[tuple[str, ...], bool]] = {}
    for command in filter(None, COMMANDS.values()):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                names = tuple(sorted(parameter.opts))
                assert said.setdefault(names[0], (names, parameter.is_flag)) == (names, parameter.is_flag)


def test_a_choice_is_looked_for_when_it_is_asked_about() -> None:
    asked = []

    def find() -> list[str]:
        asked.append(True)
        return ["a", "b"]

    command = click.Command("any", params=[click.Option(["--which"], type=Found(find), default="a")])
    assert command.make_context("any", []).params == {"which": "a"}
    assert not asked
    assert command.make_context("any", ["--which", "b"]).params == {"which": "b"}
    with pytest.raises(click.BadParameter, match="'c' is not one of 'a', 'b'"):
        command.make_context("any", ["--which", "c"])


def test_it_all_works_from_an_archive(tmp_path: Path) -> None:
    archive = tmp_path / "translit.zip"
    with ZipFile(archive, "w") as file:
        for folder, place in ((PACKAGE, ""), (ROOT / "layouts", "translit")):
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".py", ".pyi", ".toml", ".txt", ".bin", ".mo"):
                    file.write(path, Path(place, path.relative_to(folder.parent)))
    environment = os.environ | {"PYTHONPATH": str(archive)}

    def run(*arguments: str, text: str = "") -> str:
        command = [sys.executable, "-m", "translit", *arguments]
        done = subprocess.run(command, input=text.encode(), capture_output=True, env=environment, cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    assert set(COMMANDS) <= set(run("--help").split())
    assert run("convert", "bg-streamlined-2009", text="Щастие") == "Shtastie"
    assert run("convert", "bg-informal", text="6te doida") == "ще дойда"
    assert '"id":"bg-translit"' in run("export", "bg-translit", "--to", "json").replace(" ", "")
    assert run("check", text="Утре имаме среща") == ""

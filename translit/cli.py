"""The `translit` command: a group whose subcommands are the modules of `translit.commands`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

COMMANDS = Path(__file__).parent / "commands"


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is asked for, so that each one starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(path.stem for path in COMMANDS.glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command = import_module(f"translit.commands.{name}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="translit-toolkit")
def app() -> None:
    """Transliterate, type and check Cyrillic text. Filters read stdin unless files are named."""


def main() -> None:
    """Run the command line."""
    app.main(prog_name="translit", args=sys.argv[1:])

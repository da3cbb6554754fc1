"""The click application behind the command line."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from ..errors import TranslitError
from . import commands
from .status import interrupted, status_of


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is asked for, so that each one starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from pkgutil import iter_modules

        return sorted(module.name for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        module = f"{commands.__name__}.{name}"
        if not name.isidentifier() or name.startswith("_"):
            return None
        try:
            command = import_module(module).command
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            return None
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if near and "mean" not in error.message:
                raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the first sentence of each command whole: click cuts it at the width of a line."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, c.get_short_help_str(limit=200)) for name, c in commands if c])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (TranslitError, OSError) as error:
            sys.exit(status_of(error))
        except KeyboardInterrupt:
            # Before click does, which has another status for it.
            sys.exit(interrupted())


def _version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from ..machine.file import in_use

        click.echo(f"translit, version {version('translit-toolkit')} ({in_use()})")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def app() -> None:
    """Transliterate, type and check Cyrillic text.

    Commands that read text are filters: they read standard input unless files are named, and write UTF-8.
    """

"""`translit lint`: what is wrong with a table file."""

from __future__ import annotations

import sys

import click

from ..options import FileName


@click.command()
@click.argument("files", nargs=-1, type=FileName(), required=True, metavar="FILE...")
def command(files: tuple[str, ...]) -> None:
    """Check table files: every problem with its line and key, exit status 1 if there are any.

    Letters of the language that no rule or no sample touches are told as notes, which are nothing wrong. A shipped
    table may be named by its id.
    """
    from ...errors import TableError
    from ...lint import find_untouched, lint_table
    from ...table.library import find_table

    clean = True
    for name in files:
        try:
            table = find_table(name)
            problems = [f"{name}:{problem}" for problem in lint_table(table)]
            for note in find_untouched(table):
                click.echo(f"{name}:{note.line}: note: {note.message}")
        except TableError as error:
            problems = str(error).splitlines()
        clean = clean and not problems
        for problem in problems:
            click.echo(problem)
    sys.exit(0 if clean else 1)

"""`translit new`: the start of a table of one's own."""

from __future__ import annotations

import os

import click

from ..options import FileName, TableName


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--kind", type=click.Choice(["scheme", "layout"]), default="scheme", show_default=True, help="What it is to be."
)
@click.option("--extends", type=TableName(), default="", metavar="ID", help="Change a few lines of this table.")
@click.option(
    "-o", "--output", "out", type=FileName(), metavar="OUT", help="Write to OUT instead of ID.toml; - is stdout."
)
def command(name: str, kind: str, extends: str, out: str | None) -> None:
    """Begin a table of your own, ID: a language and a name, such as bg-mine; its file works as it stands.

    It has every key with what it is for, and every letter of the language. No file is written over.

    \b
    translit new bg-mine
    translit new bg-with-c --extends bg-streamlined-2009
    """
    from ...errors import FileProblem
    from ...files import replace_file, write
    from ..new_table import start
    from ..status import say

    content = start(name, kind=kind, extends=extends)
    if out == "-":
        click.echo(content, nl=False)
        return
    path = out or f"{name}.toml"
    if os.path.lexists(path):
        raise FileProblem(path, "cannot write: file exists")
    with replace_file(path) as file:
        write(file, content.encode("utf-8"))
    say(f"{path}: written; try: translit convert ./{path} --text '…', then: translit lint {path}")

"""`translit new`: the start of a table of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from ..options import FileName, TableName


@click.command()
@click.argument("name", metavar="ID")
@click.option("--extends", type=TableName(), default="", metavar="ID", help="Change a few lines of this table.")
@click.option(
    "-o", "--output", "out", type=FileName(), metavar="OUT", help="Write to OUT instead of ID.toml; - is stdout."
)
def command(name: str, extends: str, out: str | None) -> None:
    """Begin a table of your own, ID: a language and a name, such as bg-mine; its file works as it stands.

    It has every key with what it is for, and every letter of the language. No file is written over.

    \b
    translit new bg-mine
    translit new bg-with-c --extends bg-streamlined-2009
    """
    from ...errors import FileProblem, reason
    from ..new_table import start
    from ..status import say

    content = start(name, extends=extends)
    if out == "-":
        click.echo(content, nl=False)
        return
    path = Path(out or f"{name}.toml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except OSError as error:
        raise FileProblem(str(path), f"cannot write: {reason(error)}") from None
    say(f"{path}: written; try: translit convert ./{path} --text '…', then: translit lint {path}")

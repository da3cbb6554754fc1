"""`translit export`: a table for another program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..options import Found, TableName, fallback_option, formats


@click.command()
@click.argument("table", type=TableName(), metavar="[ID]", required=False)
@click.option("--to", "form", type=Found(formats), required=True, help="The format.")
@click.option("-r", "--reverse", is_flag=True, help="Export the way back, from the target to the source script.")
@fallback_option
@click.option("--lossy", is_flag=True, help="Leave out what the format can't say, and say what that is.")
@click.option("--all", "every", is_flag=True, help="Export every table that the format can say; -o is a folder.")
@click.option("-o", "--output", "out", type=click.Path(), help="Write to this file instead of stdout.")
def command(
    table: str | None, form: str, reverse: bool, fallback: str | None, lossy: bool, every: bool, out: str | None
) -> None:
    """Write a table for another program: ID is one of `translit list`, or the path of a table of your own.

    \b
    translit export bg-phonetic-traditional --to json -o bg-phonetic-traditional.json
    translit export --all --to xkb -o xkb/
    """
    from ...convert.transliterator import compile_table
    from ...interchange import export

    if every:
        if table is not None or out is None:
            raise click.UsageError("--all takes no ID, and -o FOLDER")
        _export_all(form, lossy, Path(out))
        return
    if table is None:
        raise click.UsageError("expected an ID of `translit list`, or --all")
    exported = export(compile_table(table, reverse=reverse, fallback=fallback), form, lossy=lossy)
    _say_lost(table, exported.losses)
    if out is not None:
        _write(out, exported.content)
        return
    sys.stdout.buffer.write(exported.content)
    sys.stdout.buffer.flush()


def _export_all(form: str, lossy: bool, folder: Path) -> None:
    """Write a package: each table that the format can say, and what to do with it."""
    from ...convert.transliterator import compile_table
    from ...errors import Inexpressible
    from ...interchange import export, load_format
    from ...table.library import tables

    refused = []
    for table in tables.values():
        if table.kind == "informal":
            continue
        try:
            exported = export(compile_table(table.id), form, lossy=lossy)
        except Inexpressible as error:
            refused.append(f"{table.id}: {error.losses[0]}\n")
            continue
        _say_lost(table.id, exported.losses)
        (folder / exported.file).parent.mkdir(parents=True, exist_ok=True)
        _write(str(folder / exported.file), exported.content)
    about = f"{getattr(load_format(form), 'INSTALL', '')}\n"
    if refused:
        about += "\nNot written, since the format can't say all of it (--lossy leaves that out where it may be):\n"
    _write(str(folder / "README.txt"), (about + "".join(refused)).encode())


def _write(path: str, content: bytes) -> None:
    from ...files import replace_file, write

    with replace_file(path) as file:
        write(file, content)


def _say_lost(table: str, losses: tuple[str, ...]) -> None:
    from ..status import say

    for loss in losses:
        say(f"{table}: left out: {loss}")

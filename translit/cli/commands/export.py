"""`translit export`: a table for another program."""

from __future__ import annotations

import sys

import click

from ..options import Found, TableName, formats


@click.command()
@click.argument("table", type=TableName(), metavar="ID")
@click.option("--to", "form", type=Found(formats), required=True, help="The format.")
@click.option("-r", "--reverse", is_flag=True, help="Export the way back, from the target to the source script.")
@click.option("--fallback", type=TableName(), metavar="ID", help="Write letters that the table lacks by this one.")
@click.option("-o", "--output", "out", type=click.Path(dir_okay=False), help="Write to this file instead of stdout.")
def command(table: str, form: str, reverse: bool, fallback: str | None, out: str | None) -> None:
    """Write a table for another program: ID is one of `translit list`, or the path of a table of your own.

    \b
    translit export bg-phonetic-traditional --to json -o bg-phonetic-traditional.json
    """
    from ...convert.transliterator import compile_table
    from ...files import replace_file, write
    from ...interchange import load_format

    content = load_format(form).export(compile_table(table, reverse=reverse, fallback=fallback)).encode("utf-8")
    if out is not None:
        with replace_file(out) as file:
            write(file, content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()

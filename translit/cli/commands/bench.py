"""`translit bench`: how fast a table is on this machine, on your text."""

from __future__ import annotations

import json

import click

from ..options import FileName, TableName, json_option


@click.command()
@click.argument("table", type=TableName(), metavar="ID")
@click.argument("file", type=FileName(), default="-", metavar="[FILE]")
@click.option("-r", "--reverse", is_flag=True, help="Measure the way back.")
@click.option(
    "--rounds", type=click.IntRange(1, 1000), default=5, show_default=True, help="Measure so often; the median counts."
)
@json_option("one object")
def command(table: str, file: str, reverse: bool, rounds: int, as_json: bool) -> None:
    """Measure a table on a text: processor time of a whole text, of a stream of bytes, and of typing it.

    \b
    translit bench bg-streamlined-2009 статия.txt
    """
    from ..measure import measure

    result = measure(table, file, reverse=reverse, rounds=rounds)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    click.echo(f"{result['table']}: {result['bytes']:,} bytes, {result['machine']}, median of {rounds}")
    for name, unit in (("text", "MB/s"), ("stream", "MB/s"), ("key", "µs")):
        if name in result:
            click.echo(f"  {name:7}{result[name]:10,.1f} {unit}")

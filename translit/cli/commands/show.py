"""`translit show`: one table, drawn."""

from __future__ import annotations

import json

import click

from ..options import TableName, json_option


@click.command()
@click.argument("table", type=TableName(), metavar="ID")
@json_option("the whole table")
@click.option("--svg", "as_svg", is_flag=True, help="Print a picture of the keyboard or the letters.")
def command(table: str, as_json: bool, as_svg: bool) -> None:
    """Draw a table: the keyboard of a layout, the letters and rules of a scheme, the spellings of an informal table."""
    from ...table.drawing import contents, draw, draw_svg
    from ...table.library import find_table

    if as_json and as_svg:
        raise click.UsageError("--json and --svg exclude each other.")
    found = find_table(table)
    if as_json:
        click.echo(json.dumps(contents(found), ensure_ascii=False, indent=2))
    else:
        click.echo(draw_svg(found) if as_svg else draw(found), nl=not as_svg)

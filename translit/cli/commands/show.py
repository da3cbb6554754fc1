"""`translit show`: one table, drawn."""

from __future__ import annotations

import json

import click

from ..options import TableName, json_option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...table.value import Table


@click.command()
@click.argument("table", type=TableName(), metavar="ID")
@click.argument("other", type=TableName(), metavar="[OTHER]", required=False)
@json_option("the whole table")
@click.option("--svg", "as_svg", is_flag=True, help="Print a picture of the keyboard or the letters.")
def command(table: str, other: str | None, as_json: bool, as_svg: bool) -> None:
    """Draw a table: the keyboard of a layout, the letters and rules of a scheme, the spellings of an informal table.

    With OTHER, compare two layouts or two schemes: the keys or letters in which they differ.
    """
    from ...table.drawing import contents, draw, draw_svg
    from ...table.library import find_table

    if as_json and as_svg:
        raise click.UsageError("--json and --svg exclude each other.")
    found = find_table(table)
    if other is not None:
        _compare(found, find_table(other), as_json=as_json, as_svg=as_svg)
        return
    if as_json:
        click.echo(json.dumps(contents(found), ensure_ascii=False, indent=2))
    else:
        click.echo(draw_svg(found) if as_svg else draw(found), nl=not as_svg)


def _compare(first: Table, second: Table, *, as_json: bool, as_svg: bool) -> None:
    from ...table.comparing import compare, differences

    if as_svg:
        raise click.UsageError("--svg draws one table.")
    if first.kind != second.kind or first.kind == "informal":
        raise click.UsageError("Two layouts or two schemes can be compared.")
    if as_json:
        found = [each._asdict() for each in differences(first, second)]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo(compare(first, second))

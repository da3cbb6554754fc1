"""`translit list`: the tables there are."""

from __future__ import annotations

import json

import click

from ..options import Found, json_option, kinds


@click.command()
@click.option("--language", metavar="CODE", help="Only tables of this language, such as bg.")
@click.option("--kind", type=Found(kinds), help="Only tables of this kind.")
@json_option("everything but the rules")
def command(language: str | None, kind: str | None, as_json: bool) -> None:
    """List the tables: id, kind, scripts and name."""
    from ...table.drawing import summary
    from ...table.library import tables

    chosen = [
        tables[table_id]
        for table_id in tables
        if language in (None, tables[table_id].language) and kind in (None, tables[table_id].kind)
    ]
    if as_json:
        click.echo(json.dumps([summary(table) for table in chosen], ensure_ascii=False, indent=2))
        return
    wide = max((len(table.id) for table in chosen), default=0)
    for table in chosen:
        scripts = f"{table.source_script} → {table.target_script}"
        click.echo(f"{table.id:{wide}}  {table.kind:8}  {scripts}  {table.name['en']}")

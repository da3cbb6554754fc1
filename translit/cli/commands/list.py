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
    """List the tables: id, kind, scripts and name, and how its standard stands where it is not in force."""
    from ...table.library import heads

    chosen = [
        head for head in heads().values() if language in (None, head["language"]) and kind in (None, head["kind"])
    ]
    if as_json:
        click.echo(json.dumps(chosen, ensure_ascii=False, indent=2))
        return
    wide = max((len(head["id"]) for head in chosen), default=0)
    for head in chosen:
        scripts = f"{head['source-script']} → {head['target-script']}"
        state = head["status"].get("state", "in-force")
        noted = "" if state == "in-force" else f" [{state}]"
        click.echo(f"{head['id']:{wide}}  {head['kind']:8}  {scripts}  {head['name']['en']}{noted}")

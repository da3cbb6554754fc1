"""`translit suggest`: what a word in informal Latin may stand for."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..options import TableName, json_option


@click.command()
@click.argument("table", type=TableName(), metavar="ID")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("-n", "--limit", type=click.IntRange(1, 10), default=5, show_default=True, help="Readings a word.")
@click.option("--profile", type=click.Path(path_type=Path), help="A writer's saved habits.")
@json_option("one object a word")
def command(table: str, words: tuple[str, ...], limit: int, profile: Path | None, as_json: bool) -> None:
    """Rank what a word may stand for: ID is an informal table, such as bg-informal.

    \b
    translit suggest bg-informal 6te koito
    """
    from ...informal import suggest
    from ...informal.profile import Profile

    habits = Profile.load(profile) if profile is not None else None
    for word in words:
        found = suggest(word, table, limit, profile=habits)
        if as_json:
            cells = [{"text": c.text, "probability": round(c.probability, 6)} for c in found]
            click.echo(json.dumps({"word": word, "candidates": cells}, ensure_ascii=False))
        else:
            click.echo(f"{word}\t" + "\t".join(f"{c.text} {c.probability:.3f}" for c in found))

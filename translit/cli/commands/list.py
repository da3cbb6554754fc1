"""`translit list`: the tables there are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import click

from ..options import Found, Text, json_option, kinds


@click.command()
@click.argument("words", nargs=-1, type=Text(), metavar="[WORD]...")
@click.option("-l", "--language", metavar="CODE", help="Only tables of this language, such as bg.")
@click.option("--kind", type=Found(kinds), help="Only tables of this kind.")
@json_option("everything but the rules")
def command(words: tuple[str, ...], language: str | None, kind: str | None, as_json: bool) -> None:
    """List the tables: id, kind, scripts, name, other ids, and how its standard stands where it is not in force.

    With words only those that have each of them at the beginning of a word of their name or id. `[-l bg]` marks the
    table that a language alone means.

    \b
    translit list bulgarian
    translit list passport --language uk
    """
    from ...table.library import heads
    from ...table.names import has

    if language is not None:
        _require_language(language)
    chosen = [
        head
        for head in heads().values()
        if language in (None, head["language"]) and kind in (None, head["kind"]) and has(head, words)
    ]
    if words and not chosen:
        raise click.UsageError(_nothing_has(words))
    if as_json:
        click.echo(json.dumps(chosen, ensure_ascii=False, indent=2))
        return
    wide = max((len(head["id"]) for head in chosen), default=0)
    for head in chosen:
        scripts = f"{head['source-script']} → {head['target-script']}"
        click.echo(f"{head['id']:{wide}}  {head['kind']:8}  {scripts}  {head['name']['en']}{_notes(head)}")


def _notes(head: Mapping[str, Any]) -> str:
    from ...table.library import usual_tables

    state = head["status"].get("state", "in-force")
    return "".join(
        [
            f" (also {', '.join(head['aliases'])})" if head["aliases"] else "",
            "" if state == "in-force" else f" [{state}]",
            f" [-l {head['language']}]" if usual_tables().get(head["language"]) == head["id"] else "",
        ]
    )


def _require_language(language: str) -> None:
    from ...errors import UnknownChoice
    from ...table.library import heads, near_languages

    known = sorted({head["language"] for head in heads().values()})
    if language not in known:
        raise UnknownChoice("language", language, known, near_languages(language, known))


def _nothing_has(words: tuple[str, ...]) -> str:
    """Return that no table has these words, and what may be meant."""
    from difflib import get_close_matches

    from ...table.library import heads
    from ...table.names import searched

    there = dict.fromkeys(word for head in heads().values() for word in re.findall(r"[^\W_]+", searched(head).lower()))
    near = dict.fromkeys(match for word in words for match in get_close_matches(word.lower(), there, n=2))
    hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"No table has {' '.join(words)!r} in its name, id or language.{hint}"

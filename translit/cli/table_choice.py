"""Which table a command line means: the one that it names first, or the official one of a language."""

from __future__ import annotations

import click

from .status import say


def choose_table(
    arguments: tuple[str, ...], language: str | None, script: str | None, reverse: bool
) -> tuple[str, tuple[str, ...]]:
    """Return the table, named or that of a language, which is said, and the other arguments."""
    if language is None:
        if script:
            raise click.UsageError("--to needs --from, a language; a table says itself where it leads to.")
        if not arguments:
            raise click.UsageError("Missing argument 'ID': a table, or --language.")
        return arguments[0], arguments[1:]
    if script == "latin" and reverse:
        raise click.UsageError("--reverse is to Cyrillic: --to latin and it exclude each other.")
    from ..table.library import heads, usual_table

    table = usual_table(language)
    if arguments[:1] and arguments[0] in heads():
        raise click.UsageError(f"--language and a table exclude each other: {arguments[0]}.")
    head = heads()[table]
    state = head["status"]
    since = f", {state['state'].replace('-', ' ')} since {state['date']}" if state else ""
    say(f"{language}: {table} ({head['name']['en']}{since})")
    return table, arguments

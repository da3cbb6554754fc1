"""`translit type`: keys in, text out."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("table", metavar="ID")
def command(table: str) -> None:
    """Type by a table: keys are read from standard input, the text they give is written.

    A backspace (0x08 or 0x7F) takes back one key. On a terminal the text appears as you type; Ctrl+D ends.

    \b
    printf 'Bylgariq, 2026' | translit type bg-phonetic-traditional
    """
    from ..typing_session import type_from_pipe, type_on_terminal

    if sys.stdin.isatty() and sys.stdout.isatty():
        type_on_terminal(table)
    else:
        type_from_pipe(table)

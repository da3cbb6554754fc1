"""`translit type`: keys in, text out."""

from __future__ import annotations

from pathlib import Path

import click

from ..options import TableName, keep_words_option


@click.command()
@click.argument("table", type=TableName(), metavar="ID")
@click.option(
    "--profile",
    type=click.Path(dir_okay=False, path_type=Path),
    help="For an informal table: the file that keeps how you spell; it is made, and brought up to date at the end.",
)
@keep_words_option
def command(table: str, profile: Path | None, keep_words: str | None) -> None:
    """Type by a table: keys are read from standard input, the text they give is written.

    A backspace (0x08 or 0x7F) takes back one key. On a terminal the text appears as you type. Arrows, Home, End,
    Delete, Ctrl+W, Ctrl+U and Ctrl+K edit the line, what is pasted stays as it is, Ctrl+T puts right the last word if
    it was typed in the wrong layout, and Ctrl+D ends. On a console of Windows lines are read, and written when
    Ctrl+Z ends them.

    \b
    printf 'Bylgariq, 2026' | translit type bg-phonetic-traditional
    """
    from ...convert.transliterator import compile_table
    from ...engine import InputEngine
    from ..convert_files import say_if_tentative
    from ..terminal import has_single_keys, type_from_pipe, type_on_terminal, with_profile

    type_from = type_on_terminal if has_single_keys() else type_from_pipe
    say_if_tentative(compile_table(table), table)
    if profile is None:
        words = None if keep_words is None else Path(keep_words)
        type_from(InputEngine(compile_table(table, keep_words=words)))
    else:
        with_profile(table, profile, type_from)

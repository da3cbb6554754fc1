"""`translit restore`: letters that were left out, given back."""

from __future__ import annotations

import sys

import click

from ..options import Found, restorable, text_option


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@text_option
@click.option(
    "-l", "--language", type=Found(restorable), default="ru", show_default=True, help="The language of the text."
)
def command(files: tuple[str, ...], language: str) -> None:
    """Give back letters that writers leave out, where no other word is meant.

    ё in Russian, ѝ in Bulgarian, ґ and apostrophes in Ukrainian, apostrophes in Belarusian, š đ č ć ž in Serbian in
    Latin letters, which stays in Latin.

    \b
    echo 'Самолет еще не взлетел' | translit restore
    echo 'necu doci' | translit restore --language sr
    """
    from functools import partial

    from ...informal.lost_letters import restore
    from ..line_filters import filter_lines

    sys.exit(0 if filter_lines(files, partial(restore, language=language)) else 1)

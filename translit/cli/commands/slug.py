"""`translit slug`: titles as parts of addresses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from ..options import LanguageCode, TableName, Text


@click.command()
@click.argument("texts", nargs=-1, type=Text(), metavar="[TEXT]...")
@click.option("-l", "--language", type=LanguageCode(), metavar="CODE", help="Write by its law.  [default: bg]")
@click.option("--scheme", type=TableName(), metavar="ID", help="Write by this table instead.")
@click.option(
    "--max-length", type=click.IntRange(1), metavar="N", help="Have so many characters at most, in whole words."
)
@click.option(
    "--separator", default="-", show_default=True, metavar="SIGN", help="What stands between words: - _ . ~ or nothing."
)
@click.option("--keep-case", is_flag=True, help="Leave capitals.")
@click.option("--keep-unicode", is_flag=True, help="Leave the letters of every script as they are.")
@click.option("--unique", is_flag=True, help="Give no slug twice: the second is slug-2.")
def command(
    texts: tuple[str, ...], language: str | None, scheme: str | None, unique: bool, keep_case: bool, **settings: Any
) -> None:
    """Write texts, or each line of the standard input, as slugs: words in Latin letters, digits and hyphens.

    \b
    translit slug 'Нов щит!'
    translit slug -l uk --unique < titles.txt
    """
    from ...errors import Misused
    from ...names.slug import slugs

    if language and scheme:
        raise click.UsageError("--language and --scheme exclude each other.")
    given = iter(texts) if texts else _lines()
    try:
        for found in slugs(given, scheme, language=language or "", unique=unique, lower=not keep_case, **settings):
            sys.stdout.buffer.write(f"{found}\n".encode())
            if not texts:
                sys.stdout.flush()
    except Misused:
        raise
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None


def _lines() -> Iterator[str]:
    from ..filters import read_lines

    for line in read_lines("-"):
        yield line.decode("utf-8", "replace")

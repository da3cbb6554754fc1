"""`translit fold`: one search key a line."""

from __future__ import annotations

import sys

import click

from ..options import Found, fold_languages, text_option


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@text_option
@click.option(
    "-l", "--language", type=Found(fold_languages), default="bg", show_default=True, help="The language of the text."
)
@click.option("--strict", is_flag=True, help="Know schemes alone, and not what people write (6tastie, q for я).")
@click.option("--keep-brands", is_flag=True, help="Keep names of firms and products in Latin apart: LG is not ЛГ.")
@click.option("--queries", is_flag=True, help="Write all keys that a query may have meant, with tabs between them.")
def command(files: tuple[str, ...], language: str, strict: bool, keep_brands: bool, queries: bool) -> None:
    """Write the search key of each line: the same for щастие, shtastie and 6tastie.

    \b
    translit fold titles.txt | paste titles.txt -
    echo ofcnbt | translit fold --queries
    """
    from functools import partial

    from ...search.folding import fold
    from ...search.queries import query_variants
    from ..line_filters import filter_lines

    options = {"level": "strict" if strict else "loose", "keep_brands": keep_brands}
    if queries:
        sys.exit(0 if filter_lines(files, lambda line: "\t".join(query_variants(line, language, **options))) else 1)  # type: ignore[arg-type]
    sys.exit(0 if filter_lines(files, partial(fold, language=language, **options)) else 1)  # type: ignore[arg-type]

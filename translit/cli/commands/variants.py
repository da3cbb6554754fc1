"""`translit variants`: how a name is spelled by each scheme."""

from __future__ import annotations

import sys

import click

from ..options import Found, fold_languages, text_option


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@text_option
@click.option(
    "-l", "--language", type=Found(fold_languages), default="bg", show_default=True, help="The language of the names."
)
@click.option("-n", "--limit", type=click.IntRange(1), default=None, help="Spellings a name.  [default: all]")
@click.option(
    "--schemes", is_flag=True, help="Say behind each spelling who writes it: Юлия → Yulia (bg-streamlined-2009)."
)
@click.option(
    "--to",
    type=click.Choice(["solr"]),
    help="Write the synonym file of a search engine (Solr, Elasticsearch, OpenSearch): every spelling => its key.",
)
def command(files: tuple[str, ...], language: str, limit: int | None, schemes: bool, to: str | None) -> None:
    """Write the Latin spellings of the name in each line, the most usual first, with tabs between them.

    \b
    echo 'Юлия Щерева' | translit variants
    echo 'Щукин' | translit variants --language ru --schemes
    translit variants --to solr titles.txt > synonyms.txt
    """
    from functools import partial

    from ...search.spellings import Variant, variants
    from ..line_filters import filter_lines

    def shown(found: Variant) -> str:
        return f"{found.text} ({', '.join(found.schemes)})" if schemes else found.text

    if to is not None:
        from ...search.synonyms import solr_synonyms

        if schemes or limit is not None:
            raise click.UsageError("--to writes every spelling and no schemes: leave out --limit and --schemes.")
        sys.exit(0 if filter_lines(files, partial(solr_synonyms, language=language)) else 1)

    def row(line: str) -> str:
        return "\t".join(map(shown, variants(line, language)[:limit])) if line.strip() else ""

    sys.exit(0 if filter_lines(files, row) else 1)

"""`translit rename`: files called in another script."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..options import FileName, LanguageCode, TableThenFiles, fallback_option


@click.command()
@click.argument("arguments", nargs=-1, type=TableThenFiles(), metavar="ID FILE...")
@click.option(
    "-l", "--language", type=LanguageCode(), metavar="CODE", help="In place of ID: the official table of a language."
)
@click.option("-r", "--reverse", is_flag=True, help="Convert back, from the table's target to its source script.")
@fallback_option
@click.option("--recursive", is_flag=True, help="Rename what lies in folders, too, but for hidden files.")
@click.option("--apply", is_flag=True, help="Rename; without it only what would be renamed is said.")
@click.option("--max-bytes", type=click.IntRange(16, 1024), default=255, show_default=True, help="The longest name.")
@click.option("--journal", type=FileName(), metavar="FILE", help="Where to write what was renamed.  [default: here]")
@click.option(
    "--undo",
    is_flag=False,
    flag_value="",
    type=FileName(),
    metavar="[JOURNAL]",
    help="Undo what a journal has: the newest here, if none is named.",
)
def command(
    arguments: tuple[str, ...],
    language: str | None,
    reverse: bool,
    fallback: str | None,
    recursive: bool,
    apply: bool,
    max_bytes: int,
    journal: str | None,
    undo: str | None,
) -> None:
    """Rename files by a table; nothing is done without --apply, and --undo takes it back.

    Suffixes such as .tar.gz stay, a name that is taken gets a number, and no name has what Windows forbids.

    \b
    translit rename -l bg --recursive музика/
    translit rename bg-streamlined-2009 --apply *.txt
    translit rename --undo
    """
    from ..renames import rename_files, show_renames, undo_renames
    from ..table_choice import choose_table

    if undo is not None:
        if arguments or apply:
            raise click.UsageError("--undo takes a journal, and nothing beside it.")
        sys.exit(0 if undo_renames(undo) else 1)
    table, files = choose_table(arguments, language, None, reverse)
    if not files:
        raise click.UsageError("Missing argument 'FILE...': what is to be renamed.")
    from ...convert.transliterator import compile_table
    from ...names.files import plan

    convert = compile_table(table, reverse=reverse, fallback=fallback).transliterate
    planned = plan(map(Path, files), convert, recursive=recursive, most_bytes=max_bytes)
    sys.exit(0 if (rename_files(planned, journal) if apply else show_renames(planned)) else 1)

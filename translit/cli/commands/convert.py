"""`translit convert`: text from one spelling to another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from ..options import (
    LanguageCode,
    TableThenFiles,
    Text,
    fallback_option,
    keep_words_option,
    read_option,
    write_option,
)
from ..tree_options import format_option, is_tree, out_option, tree_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..convert_files import How, Made

KEEP = ("html", "url", "email", "path", "code", "placeholder", "handle", "tag", "number", "latin")


def _kinds(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(_listed(value, KEEP))


def _attributes(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    if not value:
        return ()
    from ...documents import attributes

    known = attributes()
    named = _listed(value, (*known, "all"))
    return known if "all" in named else tuple(named)


def _listed(value: str, known: Sequence[str]) -> list[str]:
    """Return the words of a list with commas; one that is not known is a mistake, with the word that is meant."""
    named = [name for name in value.replace(" ", "").split(",") if name]
    for name in named:
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, n=1, cutoff=0.7)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.BadParameter(f"{name!r} is not one of {', '.join(known)}.{hint}")
    return named


class _WithText(click.Command):
    """A command that is told which of its arguments stood behind `--`: click takes that away."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        behind = args[args.index("--") + 1 :] if "--" in args else []
        ctx.meta[BEHIND] = behind
        return super().parse_args(ctx, args)


BEHIND = "translit.behind"


def _in_documents(files: tuple[str, ...], form: str) -> bool:
    from ..document_files import all_have_columns

    return all_have_columns(files or ("-",), form)


@click.command(cls=_WithText)
@click.argument("arguments", nargs=-1, type=TableThenFiles(), metavar="ID [FILE]...")
@click.option(
    "-l",
    "--language",
    type=LanguageCode(),
    metavar="CODE",
    help="In place of ID: the official table of a language.",
)
@click.option("--from", "source", type=LanguageCode(), metavar="CODE", help="The same, beside --to.")
@click.option(
    "--to",
    "script",
    type=click.Choice(["latin", "cyrillic"]),
    help="With --from: into which script.  [default: latin, or cyrillic with --reverse]",
)
@click.option(
    "--text", "texts", type=Text(), multiple=True, metavar="TEXT", help="Convert this text, in place of files."
)
@click.option("-r", "--reverse", is_flag=True, help="Convert back, from the table's target to its source script.")
@click.option(
    "--read",
    "with_lexicon",
    is_flag=True,
    help="With --reverse: words that the table writes alike are told apart by the lexicon of the language.",
)
@out_option
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME",
    help="Convert this column alone: of CSV, of JSON (a key), or of a Parquet or Arrow file, all of which goes to OUT.",
)
@tree_options("for the lines of a large file, or with --in-place for many files")
@format_option("Convert only the texts of such a file; auto goes by its name, text is all of it.")
@click.option(
    "--attributes",
    default="",
    callback=_attributes,
    metavar="NAME,...",
    help="Of HTML and XML convert these, too: alt, title, placeholder, aria-label, content, ..., or all; lang adds the "
    "language where a page says none.",
)
@click.option(
    "--errors",
    type=click.Choice(["keep", "strict"]),
    default="keep",
    show_default=True,
    help="A letter that no rule maps: keep it, or stop there.",
)
@click.option(
    "--invalid",
    type=click.Choice(["report", "keep"]),
    default="report",
    show_default=True,
    help="Bytes that are not UTF-8 always pass through; report them and exit 1, or say nothing.",
)
@click.option(
    "--keep",
    default="",
    callback=_kinds,
    metavar="KIND,...",
    help=f"Leave alone what is one of: {', '.join(KEEP)}.",
)
@read_option
@write_option
@click.option("--style", default="", metavar="NAME", help="Write as such a writer does (informal tables).")
@click.option("--profile", metavar="PROFILE", help="Read as a writer of these saved habits types (informal tables).")
@fallback_option
@keep_words_option
@click.pass_context
def command(
    ctx: click.Context,
    arguments: tuple[str, ...],
    language: str | None,
    source: str | None,
    script: str | None,
    texts: tuple[str, ...],
    reverse: bool,
    with_lexicon: bool,
    out: str | None,
    columns: tuple[str, ...],
    in_place: bool,
    errors: Literal["keep", "strict"],
    invalid: str,
    keep: tuple[str, ...],
    jobs: int,
    style: str,
    profile: str | None,
    fallback: str | None,
    keep_words: str | None,
    encoding: str | None,
    output_encoding: str | None,
    form: str,
    attributes: tuple[str, ...],
    recursive: bool,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    dry_run: bool,
    backup: bool,
    copy: bool,
) -> None:
    """Convert text by a table: ID is one of `translit list`, or the path of a table of your own.

    \b
    printf 'Щастие' | translit convert bg-streamlined-2009
    translit convert bg-streamlined-2009 -- 'Щастие'
    translit convert -l bg --fallback icao --text 'Ельцын'
    translit convert bg-streamlined-2009 book/ -o book-latin/
    translit convert sr-latin -r -o knjiga.txt latinica.txt
    translit convert bg-law --reverse --read --text 'Zamakat'
    printf 'Ще дойда утре' | translit convert bg-informal --style digits
    translit convert bg-law people.parquet --column name -o latin.parquet
    translit convert bg-law people.csv --column name > latin.csv
    """
    from ..convert_files import convert_files
    from ..filters import looks_like_text
    from ..table_choice import choose_table

    table, files = choose_table(arguments, language or source, script, reverse)
    reverse = reverse or script == "cyrillic"
    behind = ctx.meta[BEHIND]
    if behind and not texts and all(map(looks_like_text, behind)) and len(behind) <= len(files):
        files, texts = files[: len(files) - len(behind)], tuple(behind)
    if texts and (files or in_place):
        raise click.UsageError("A text is converted in place of files: name files, or give a text.")
    if with_lexicon and not reverse:
        raise click.UsageError("--read is for the way back: add --reverse.")
    if reverse and "latin" in keep:
        raise click.UsageError(
            "--keep latin leaves every Latin letter as it is, and --reverse reads Latin letters: nothing would be "
            "converted. Keep what is no text instead: --keep html,url,email,code,placeholder"
        )
    made: Made = {
        "reverse": reverse,
        "style": style,
        "profile": profile,
        "fallback": fallback,
        "keep_words": keep_words,
        "read": with_lexicon,
    }
    is_of_folders = is_tree(
        files,
        out=out,
        in_place=in_place,
        recursive=recursive,
        chosen=bool(include or exclude),
        kept=dry_run or backup,
        copy=copy,
    )
    if columns and not _in_documents(files, form):
        if len(files) != 1 or out is None or keep:
            raise click.UsageError("--column needs one file, and -o OUT for the other; --keep is not for columns.")
        from ..convert_columns import convert_columns

        convert_columns(table, files[0], out, columns, errors=errors, jobs=jobs, **made)
        sys.exit(0)
    if attributes and form != "auto":
        from ...documents import has_attributes

        if form == "text" or not has_attributes(form):
            raise click.UsageError(f"--attributes are those of tags, and {form} has none.")
    how: How = {
        "errors": errors,
        "keep_invalid": invalid == "keep",
        "keep": keep,
        "encoding": encoding,
        "output_encoding": output_encoding,
        "form": form,
        "columns": columns,
        "attributes": attributes,
    }
    if is_of_folders:
        from ..trees import Tree, convert_tree

        tree = Tree(out, include, exclude, dry_run, backup, jobs, form, encoding, copy=copy)
        done = convert_tree(table, files, tree, made, how)
    else:
        done = convert_files(table, files, out=out, in_place=in_place, jobs=jobs, texts=texts, made=made, how=how)
    sys.exit(0 if done else 1)

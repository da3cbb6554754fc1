"""`translit convert`: text from one spelling to another."""

from __future__ import annotations

import sys
from typing import Literal

import click

KEEP = ("html", "url", "email", "path", "code", "placeholder", "handle", "tag", "number", "latin")


def _kinds(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    kinds = tuple(kind for kind in value.replace(" ", "").split(",") if kind)
    for kind in kinds:
        if kind not in KEEP:
            raise click.BadParameter(f"{kind!r} is not one of {', '.join(KEEP)}.")
    return kinds


@click.command()
@click.argument("table", metavar="ID")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("-r", "--reverse", is_flag=True, help="Convert back, from the table's target to its source script.")
@click.option("-o", "--output", "out", metavar="OUT", help="Write to OUT, whole or not at all, instead of stdout.")
@click.option("--in-place", is_flag=True, help="Write each file back, whole or not at all.")
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
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Use so many cores: for the lines of a large file, or with --in-place for many files.",
)
@click.option("--style", default="", metavar="NAME", help="Write as such a writer does (informal tables).")
@click.option("--profile", metavar="PROFILE", help="Read as a writer of these saved habits types (informal tables).")
def command(
    table: str,
    files: tuple[str, ...],
    reverse: bool,
    out: str | None,
    in_place: bool,
    errors: Literal["keep", "strict"],
    invalid: str,
    keep: tuple[str, ...],
    jobs: int,
    style: str,
    profile: str | None,
) -> None:
    """Convert text by a table: ID is one of `translit list`, or the path of a table of your own.

    \b
    printf 'Щастие' | translit convert bg-streamlined-2009
    translit convert sr-latin -r -o knjiga.txt latinica.txt
    printf 'Ще дойда утре' | translit convert bg-informal --style digits
    """
    from ..convert_files import convert_files

    if in_place and out is not None:
        raise click.UsageError("--in-place and --output exclude each other.")
    if reverse and "latin" in keep:
        raise click.UsageError(
            "--keep latin leaves every Latin letter as it is, and --reverse reads Latin letters: nothing would be "
            "converted. Keep what is no text instead: --keep html,url,email,code,placeholder"
        )
    if in_place and not files:
        raise click.UsageError("--in-place needs files.")
    sys.exit(
        0
        if convert_files(
            table,
            files,
            reverse=reverse,
            out=out,
            in_place=in_place,
            errors=errors,
            keep_invalid=invalid == "keep",
            keep=keep,
            jobs=jobs,
            style=style,
            profile=profile,
        )
        else 1
    )

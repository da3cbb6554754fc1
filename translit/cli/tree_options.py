"""Options of commands that rewrite files and folders, and what of them goes together."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from .options import Found, document_formats

_Command = TypeVar("_Command", bound=Callable[..., Any])

out_option: Callable[[_Command], _Command] = click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    help="Write to OUT, whole or not at all, instead of stdout; for a folder OUT is one, and OUT/ is one always.",
)


def format_option(told: str) -> Callable[[_Command], _Command]:
    """Return the option `--format`, for a command that takes `form`."""
    choice = Found(document_formats)
    return click.option("--format", "form", type=choice, default="auto", show_default=True, help=told)


def tree_options(jobs: str) -> Callable[[_Command], _Command]:
    """Return what chooses among files, and says what is kept; `jobs` is what several cores are for."""
    cores = click.IntRange(1, 64)
    options = [
        click.option("--in-place", is_flag=True, help="Write each file back, whole or not at all."),
        click.option("--recursive", is_flag=True, help="With --in-place: all files below a folder, too."),
        click.option("--include", multiple=True, metavar="GLOB", help="Of a folder only these: '*.txt', 'docs/*'."),
        click.option("--exclude", multiple=True, metavar="GLOB", help="Of a folder no such files and folders."),
        click.option("--copy", is_flag=True, help="With -o, of a folder: copy what is left (pictures, programs)."),
        click.option("--dry-run", is_flag=True, help="Only say which files would change."),
        click.option("--backup", is_flag=True, help="With --in-place, or over a file: keep the old text as FILE.bak."),
        click.option("-j", "--jobs", type=cores, default=1, show_default=True, help=f"Use so many cores: {jobs}."),
    ]

    def give(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return give


def is_tree(
    files: Sequence[str],
    *,
    out: str | None,
    in_place: bool,
    recursive: bool,
    chosen: bool,
    kept: bool,
    copy: bool,
    writes: bool = True,
    does: str = "converts",
) -> bool:
    """Tell whether folders are meant, or what is said of folders; raise UsageError where that can't be meant.

    `chosen` is whether a pattern chooses among files, and `kept` whether something is done about the old ones.
    """
    if in_place and out is not None:
        raise click.UsageError("--in-place and --output exclude each other.")
    if in_place and not files:
        raise click.UsageError("--in-place needs files.")
    folders = [name for name in files if os.path.isdir(name)]  # noqa: PTH112
    if folders and writes and out is None and not in_place:
        raise click.UsageError(f"{folders[0]} is a folder: -o OUT puts its files there, --in-place --recursive back.")
    if folders and in_place and not recursive:
        raise click.UsageError(f"{folders[0]} is a folder: --recursive {does} all files below it.")
    into_folder = out is not None and bool(files) and "-" not in files and _is_folder(out)
    if chosen and not folders:
        raise click.UsageError("--include and --exclude choose among the files of a folder: name one.")
    if kept and not (in_place or folders or into_folder):
        raise click.UsageError("--dry-run and --backup are for --in-place, and for folders.")
    if copy and not (folders and out is not None):
        raise click.UsageError("--copy is for a folder and -o OUT, where the other files go as they are.")
    return bool(folders) or recursive or kept or into_folder


def _is_folder(out: str) -> bool:
    return out.endswith(("/", os.sep)) or os.path.isdir(out)  # noqa: PTH112

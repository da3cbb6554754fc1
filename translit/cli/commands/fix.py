"""`translit fix`: put look-alike letters and unseen characters of a text right."""

from __future__ import annotations

import sys

import click

from ..options import EncodingName, FileName, Found, is_encoding, languages, text_option, write_option
from ..tree_options import format_option, is_tree, out_option, tree_options

#: What `--encoding` without a name says.
UNDO = "undo"


class _WithEncoding(click.Command):
    """A command whose `--encoding` may have a name behind it, or another argument."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        for place, argument in enumerate(args[:end]):
            behind = args[place + 1 : place + 2]
            if argument == "--encoding" and not (behind and is_encoding(behind[0])):
                args[place] = f"--encoding={UNDO}"
        return super().parse_args(ctx, args)


@click.command(cls=_WithEncoding)
@click.argument("files", nargs=-1, type=FileName(), metavar="[FILE|FOLDER]...")
@text_option
@out_option
@tree_options("for the files of a folder")
@format_option("Put right only the texts of such a file; auto goes by its name, text is all of it.")
@click.option("--diff", is_flag=True, help="Write nothing but what would change, and exit with 1 if anything would.")
@click.option("--explain", is_flag=True, help="Say each change on stderr, with its place and its reason.")
@click.option(
    "-l", "--language", type=Found(languages), default="bg", show_default=True, help="The language of the text."
)
@click.option(
    "--layout", is_flag=True, help="Undo a wrong keyboard layout (ghbdtn) where it is 90 % sure that it was wrong."
)
@click.option(
    "--informal",
    is_flag=True,
    help="Put lines of romanised Cyrillic back where they are 98 % sure to be in one language.",
)
@click.option(
    "--encoding",
    type=EncodingName("auto", UNDO),
    metavar="[NAME]",
    help="Undo a wrong encoding (Àëèñà, РђР»РёСЃР°) where it is nearly certain; with a NAME behind it (cp1251, auto), "
    "read that instead of UTF-8.",
)
@write_option
def command(
    files: tuple[str, ...],
    out: str | None,
    in_place: bool,
    recursive: bool,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    dry_run: bool,
    backup: bool,
    copy: bool,
    jobs: int,
    form: str,
    diff: bool,
    explain: bool,
    language: str,
    layout: bool,
    informal: bool,
    encoding: str | None,
    output_encoding: str | None,
) -> None:
    """Put right what is sure, and leave alone what only a person can decide (`translit check` names it).

    Look-alike letters and unseen characters; with --layout, --informal or --encoding these instead. Reads stdin unless
    files are named. A text without such faults comes out byte for byte as it went in.

    \b
    printf 'Утре имаме срещa' | translit fix
    translit fix --in-place --explain статия.txt
    translit fix --in-place --recursive --backup docs/
    translit fix --diff docs/ | less
    """
    from functools import partial

    from ...checking import repair_and_explain
    from ..fixes import Fixing, Mend, diff_files, fix_files, fix_tree

    if in_place and diff:
        raise click.UsageError("--in-place excludes --output and --diff.")
    is_of_folders = is_tree(
        files,
        out=out,
        in_place=in_place,
        recursive=recursive,
        chosen=bool(include or exclude),
        kept=dry_run or backup,
        copy=copy,
        writes=not diff,
        does="mends",
    )
    undoes = encoding == UNDO
    mend: Mend = partial(repair_and_explain, language=language)
    if layout or informal or undoes:
        from ..menders import mend as mend_likely

        mend = partial(mend_likely, layout=layout, informal=informal, encoding=undoes)
    # Where a file was read wrong, all of it was.
    fixing = Fixing(mend, explain, None if undoes else encoding, output_encoding, form, is_whole=undoes)
    if diff or is_of_folders:
        from ..trees import Tree

        tree = Tree(out, include, exclude, dry_run, backup, jobs, form, fixing.encoding, "fixed", copy)
        done = not diff_files(files, tree, fixing) if diff else fix_tree(files, tree, fixing)
    else:
        done = fix_files(files, fixing, out=out, in_place=in_place)
    sys.exit(0 if done else 1)

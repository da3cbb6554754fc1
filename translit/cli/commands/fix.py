"""`translit fix`: put look-alike letters and unseen characters of a text right."""

from __future__ import annotations

import sys

import click

from ..options import EncodingName, FileName, Found, is_encoding, languages, write_option

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
@click.argument("files", nargs=-1, type=FileName(), metavar="[FILE]...")
@click.option("-o", "--output", "out", metavar="OUT", help="Write to OUT, whole or not at all, instead of stdout.")
@click.option("--in-place", is_flag=True, help="Write each file back, whole or not at all.")
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
    """
    from functools import partial

    from ...checking import repair_and_explain
    from ..coding import coding_of
    from ..fixes import diff_files, fix_files

    if in_place and (out is not None or diff):
        raise click.UsageError("--in-place excludes --output and --diff.")
    if in_place and not files:
        raise click.UsageError("--in-place needs files.")
    undoes = encoding == UNDO
    if layout or informal or undoes:
        from ..menders import mender

        mend = mender(layout=layout, informal=informal, encoding=undoes)
    else:
        mend = partial(repair_and_explain, language=language)
    coding = coding_of(None if undoes else encoding, output_encoding)
    if diff:
        sys.exit(1 if diff_files(files, mend, coding) else 0)
    sys.exit(0 if fix_files(files, mend, out=out, in_place=in_place, explain=explain, coding=coding) else 1)

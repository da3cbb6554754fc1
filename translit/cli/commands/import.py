"""`translit import`: a table of one's own, made of another program's file."""  # noqa: N999

from __future__ import annotations

import re

import click

from ..options import FileName, Found


def _readable() -> tuple[str, ...]:
    from ...interchange import readable

    return readable()


@click.command()
@click.argument("file", type=FileName())
@click.option(
    "--from", "form", type=Found(_readable), default="", help="The format, where name and content don't tell."
)
@click.option(
    "--id", "table_id", default="", metavar="ID", help="The table's id: a language and a name, as in bg-mine."
)
@click.option("--variant", default="", metavar="NAME", help="Which layout, of a file that has several.")
@click.option("-o", "--output", "out", type=FileName(), metavar="OUT", help="Write to OUT instead of stdout.")
def command(file: str, form: str, table_id: str, variant: str, out: str | None) -> None:
    """Make a table of your own of a layout or an input method of another program; what can't be read is said.

    \b
    translit import mine.klc -o bg-mine.toml
    translit import /usr/share/X11/xkb/symbols/bg --variant phonetic --id bg-phonetic-x11
    """
    import os
    from pathlib import PurePath

    from ...errors import FileProblem, Misused
    from ...files import read_whole, replace_file, write
    from ...interchange import read_table
    from ..status import say

    named = r"[a-z]{2,3}(-[A-Za-z0-9]+)+"
    stem = PurePath(out or "").name.removesuffix(".toml")
    table_id = table_id or (stem if re.fullmatch(named, stem) else "")
    if table_id and not re.fullmatch(named, table_id):
        raise Misused(f'expected a language and a name such as "bg-mine", found {table_id!r}')
    if out and out != "-" and os.path.lexists(out):
        raise FileProblem(out, "cannot write: file exists")
    made = read_table(read_whole(file), file, form=form, table_id=table_id, variant=variant)
    for loss in made.losses:
        say(f"{file}:{loss}")
    if out is None or out == "-":
        click.echo(made.text, nl=False)
        return
    with replace_file(out) as target:
        write(target, made.text.encode())
    say(f"{out}: written; try: translit show ./{out}, then: translit lint {out}")

"""`translit ibus`: tables as input methods of a Linux desktop."""

from __future__ import annotations

import click

from ..options import TableName


@click.group()
def command() -> None:
    """Type by tables in every program of a Linux desktop that has IBus.

    \b
    translit ibus install
    translit ibus install --table bg-translit --table ru-jcuken
    """


@command.command()
@click.option("--table", "tables", type=TableName(), multiple=True, metavar="ID", help="Only this; may be given again.")
@click.option("--all", "every", is_flag=True, help="All tables there are.")
def install(tables: tuple[str, ...], every: bool) -> None:
    """Make tables known to IBus, for you alone: the usual ones of your languages, if none is named."""
    import os

    from ...hosts.ibus_component import SYSTEM_CACHE, languages, named, usual
    from ...hosts.ibus_component import install as make
    from ...table.library import heads

    _require_library()
    chosen = [named(table) for table in tables] or (sorted(heads()) if every else usual(languages(os.environ)))
    for file in make(chosen):
        click.echo(f"wrote {file}")
    click.echo(f"{len(chosen)} input methods: log in again, and add them in the settings of your keyboard.")
    if SYSTEM_CACHE.exists():
        click.echo(f"IBus reads {SYSTEM_CACHE} here: see docs/ibus.md.", err=True)


@command.command()
def uninstall() -> None:
    """Remove all that `install` made."""
    from ...hosts.ibus_component import uninstall as remove

    removed = remove()
    for file in removed:
        click.echo(f"removed {file}")
    if not removed:
        click.echo("nothing was installed")


@command.command(hidden=True)
def serve() -> None:
    """Type for IBus, which calls this itself."""
    _require_library()
    from ...hosts.ibus import serve as run

    run()


def _require_library() -> None:
    """Say what to install before files are made that would lead nowhere."""
    from importlib.util import find_spec

    if find_spec("dbus_fast") is None:
        raise click.UsageError("the extra ibus is missing: pip install 'translit-toolkit[ibus]'")

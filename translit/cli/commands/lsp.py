"""`translit lsp`: findings and letters explained, in every editor that speaks the Language Server Protocol."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as it does anyway: editors say so.")
def command(stdio: bool) -> None:
    """Serve an editor: what is wrong in a text as it is written, quick fixes, letters explained (docs/editors.md).

    \b
    pip install 'translit-toolkit[lsp]'
    """
    try:
        from ...hosts.lsp.server import make_server
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise click.UsageError("This needs a library: pip install 'translit-toolkit[lsp]'") from None
    make_server().start_io(sys.stdin.buffer, sys.stdout.buffer)

"""`translit serve`: the comment form, to try."""

from __future__ import annotations

import click

from ..options import TableName


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free port.")
@click.option("--table", "tables", type=TableName(), multiple=True, metavar="FILE", help="Offer a table of your own.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
def command(port: int, tables: tuple[str, ...], open_browser: bool) -> None:
    """Serve a comment form to this machine: every table, live findings, a keyboard to click.

    Nothing is stored on disk and nothing is asked of the network.
    """
    import sys

    from ...errors import reason
    from ...table.library import add_table
    from ...web.server import make_server

    for table in tables:
        add_table(table)
    try:
        server = make_server(port)
    except OSError as error:
        raise click.ClickException(f"port {port}: {reason(error)}; try --port 0") from None
    # A thread that looks into a long text gives way sooner than after the usual five milliseconds.
    sys.setswitchinterval(0.0005)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    click.echo(f"{address}  (Ctrl+C stops)")
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()

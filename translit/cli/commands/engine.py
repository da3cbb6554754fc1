"""`translit engine`: the input engine for programs in other languages."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output.")
@click.option("--schema", "wants_schema", is_flag=True, help="Print the JSON schema of what is asked and answered.")
def command(stdio: bool, wants_schema: bool) -> None:
    """Type for another program: JSON-RPC 2.0, one message a line, until standard input ends.

    \b
    echo '{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {"table": "bg-translit"}}' | translit engine --stdio
    translit engine --schema > stdio.schema.json
    """
    if stdio == wants_schema:
        raise click.UsageError("say --stdio, or --schema")
    from ...hosts.stdio import schema, serve

    if wants_schema:
        click.echo(schema(), nl=False)
        return
    serve(sys.stdin.buffer, sys.stdout.buffer)

"""`translit engine`: the input engine for programs in other languages."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--stdio", is_flag=True, required=True, help="Speak over standard input and output.")
def command(stdio: bool) -> None:
    """Type for another program: JSON-RPC 2.0, one message a line, until standard input ends.

    \b
    echo '{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {"table": "bg-translit"}}' | translit engine --stdio
    """
    from ...hosts.stdio import serve

    serve(sys.stdin.buffer, sys.stdout.buffer)

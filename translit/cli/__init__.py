"""The `translit` command: a group whose subcommands are the modules of `translit.cli.commands`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit."""
    arguments = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if arguments[:1] == ["convert"] and len(arguments) > 1 and _is_plain(arguments[1:]):
            # The common case must start at once: it needs no command line parser.
            from .convert_files import convert_files

            reverse = [a for a in arguments[1:] if a in ("-r", "--reverse")]
            names = [a for a in arguments[1:] if a not in ("-r", "--reverse")]
            sys.exit(0 if convert_files(names[0], names[1:], reverse=bool(reverse)) else 1)
        from .app import app

        app.main(prog_name="translit", args=arguments)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        from .status import status_of

        sys.exit(status_of(error))


def _is_plain(arguments: list[str]) -> bool:
    options = [a for a in arguments if a.startswith("-") and a != "-"]
    return len(options) < len(arguments) and all(a in ("-r", "--reverse") for a in options)

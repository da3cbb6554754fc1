"""The `translit` command: a group whose subcommands are the modules of `translit.cli.commands`."""

from __future__ import annotations

import sys

from .standard_streams import open_standard_streams
from .status import run_to_status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit; the status is 0 only if all that was asked for was done and written."""
    open_standard_streams()
    status = run_to_status(_run)
    # What could not be written is no success, whatever was said before.
    sys.exit(run_to_status(sys.stdout.flush) or status)


def _run() -> None:
    arguments = sys.argv[1:]
    if arguments[:1] == ["convert"] and len(arguments) > 1 and _is_plain(arguments[1:]):
        # The common case must start at once: it needs no command line parser.
        from .convert_files import convert_files

        reverse = [a for a in arguments[1:] if a in ("-r", "--reverse")]
        names = [a for a in arguments[1:] if a not in ("-r", "--reverse")]
        sys.exit(0 if convert_files(names[0], names[1:], made={"reverse": bool(reverse)}) else 1)
    from .app import app

    app.main(prog_name="translit", args=arguments)


def _is_plain(arguments: list[str]) -> bool:
    options = [a for a in arguments if a.startswith("-") and a != "-"]
    return len(options) < len(arguments) and all(a in ("-r", "--reverse") for a in options)

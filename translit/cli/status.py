"""What a user is told when something fails, and the exit status that goes with it."""

from __future__ import annotations

import os
import sys

from ..errors import Misused, TranslitError, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

FAILED, MISUSED = 1, 2
#: EX_SOFTWARE of sysexits.h: the fault is ours.
INTERNAL = 70
#: As a shell says that a signal ended a command: 128 and its number.
INTERRUPTED, PIPE_CLOSED = 128 + 2, 128 + 13


#: What clears the last line of a terminal, where something is shown on it.
shown: list[Callable[[], object]] = []


def make_way() -> None:
    """Clear the line of a terminal that is written on next."""
    for clear in shown:
        clear()


def say(message: str) -> None:
    """Print a diagnostic, each line under the command's name."""
    make_way()
    for line in message.splitlines():
        sys.stderr.write(f"translit: {line}\n")


def run_to_status(run: Callable[[], object]) -> int:
    """Run something, say what went wrong, and return the exit status, 0 if nothing did."""
    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED if end.code else 0
    except KeyboardInterrupt:
        return interrupted()
    except Exception as error:
        return status_of(error)
    return 0


def interrupted() -> int:
    """Return the status for an interrupt, with nothing more to write: the reader may be what did not move."""
    give_up = getattr(getattr(getattr(sys.stdout, "buffer", None), "raw", None), "give_up", None)
    if give_up:
        give_up()
    return INTERRUPTED


def status_of(error: Exception) -> int:
    """Report an error and return the exit status: whose fault it is decides what is said.

    A closed pipe is no error to speak of: the reader has had enough.
    """
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    if isinstance(error, TranslitError):
        say(str(error))
        return MISUSED if isinstance(error, Misused) else FAILED
    if isinstance(error, OSError) and error.filename is not None:
        say(f"{error.filename}: {reason(error)}")
        return FAILED
    if isinstance(error, FileNotFoundError) and _is_nowhere():
        say("the current folder is gone")
        return FAILED
    if os.environ.get("TRANSLIT_DEBUG"):
        import traceback

        traceback.print_exception(error)
    else:
        say(f"internal error: {type(error).__name__}: {error}")
        say("this is a fault of ours: please report it, with what is printed when TRANSLIT_DEBUG=1 is set")
    return INTERNAL


def _is_nowhere() -> bool:
    """Tell whether the current folder was removed: no name has a meaning then."""
    try:
        os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        return True
    return False

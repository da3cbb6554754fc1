"""What a user is told when something fails, and the exit status that goes with it."""

from __future__ import annotations

import os
import sys

from ..errors import Misused, TranslitError, reason

FAILED, MISUSED = 1, 2


def say(message: str) -> None:
    """Print a diagnostic, each line under the command's name."""
    for line in message.splitlines():
        sys.stderr.write(f"translit: {line}\n")


def status_of(error: Exception) -> int:
    """Report an error the user can do something about and return the exit status; raise any other again.

    A closed pipe is no error to speak of: the reader has had enough.
    """
    if isinstance(error, BrokenPipeError):
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        return 128 + 13
    if isinstance(error, TranslitError):
        say(str(error))
        return MISUSED if isinstance(error, Misused) else FAILED
    if isinstance(error, OSError) and error.filename is not None:
        say(f"{error.filename}: {reason(error)}")
        return FAILED
    raise error

"""What is done when a process is told to end while it writes a file."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ..files import remove_unfinished


@contextmanager
def cleaning_up() -> Iterator[None]:
    """Let SIGTERM and SIGHUP remove what is half written before they end the process, as they still do.

    Afterwards they are as they were, and in a process that is forked meanwhile, whose files these are not. Signals are
    the main thread's business, so that is where it has to be called; elsewhere it does nothing.
    """
    numbers = list(filter(_is_default, _numbers())) if threading.current_thread() is threading.main_thread() else []
    for number in numbers:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _is_default(number: signal.Signals) -> bool:
    # One that is ignored, as under nohup, stays so.
    return signal.getsignal(number) is signal.SIG_DFL


def _end(number: int, frame: FrameType | None) -> None:
    remove_unfinished()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _forget() -> None:
    for number in _numbers():
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)

"""What is done when a process is told to end while it writes a file."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType

from ..files import remove_unfinished


def remove_unfinished_when_terminated() -> None:
    """Let SIGTERM and SIGHUP remove what is half written before they end the process, as they still do.

    Signals are the main thread's business, so that is where it has to be called; elsewhere it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # One that is ignored, as under nohup, stays so.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    remove_unfinished()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)

"""The bytes that a terminal sends, and between them word of a window that has another size."""

from __future__ import annotations

import os
import select
import signal
import socket

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class WindowInput:
    """Reads a terminal; `resized` is called between two bytes, never while something else is drawn."""

    def __init__(self, fd: int, resized: Callable[[], None]) -> None:
        self._fd = fd
        self._resized = resized
        self._woken, self._waker = socket.socketpair()

    def __enter__(self) -> WindowInput:
        for end in (self._woken, self._waker):
            end.setblocking(False)
        # A signal that nobody handles wakes nobody.
        self._handler: Any = signal.signal(signal.SIGWINCH, lambda number, frame: None)
        self._former = signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(self, *raised: object) -> None:
        signal.set_wakeup_fd(self._former)
        signal.signal(signal.SIGWINCH, self._handler)
        self._woken.close()
        self._waker.close()

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most so many, `b""` at the end."""
        while True:
            waited: list[Any] = [self._fd, self._woken]
            ready, _, _ = select.select(waited, [], [])
            if self._woken in ready and signal.SIGWINCH in self._woken.recv(1 << 10):
                self._resized()
            if self._fd in ready:
                return os.read(self._fd, size)

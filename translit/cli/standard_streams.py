"""The standard streams as a filter needs them: every byte is moved, or an error says why not.

Python's own lose some. Unbuffered (`PYTHONUNBUFFERED=1`, as in most containers) they ignore that a write was cut
short, which happens when a reader is stopped and continued or a disk is nearly full. Where another program has made
a pipe non-blocking, no input yet is taken for its end.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from _typeshed import ReadableBuffer, WriteableBuffer


class StandardStream(io.RawIOBase):
    """A raw stream, patient with partial and absent reads and writes.

    An error is raised once, with the stream's name as its file name. What is written after that vanishes, so that what
    still stands in a buffer at the end does not fail again. Errors of one that is `optional` are not raised at all.
    """

    def __init__(self, raw: io.RawIOBase | None, name: str, *, optional: bool = False) -> None:
        """`raw` is None for a stream that was closed when the process began: reading and writing it fail."""
        self._raw = raw
        self.name = name
        self._optional = optional
        self._given_up = False

    def give_up(self) -> None:
        """Let what is written from now on vanish."""
        self._given_up = True

    def write(self, data: ReadableBuffer, /) -> int:
        """Write all of `data` and return its length in bytes; raise OSError."""
        view = memoryview(data).cast("B")
        size = len(view)
        try:
            while view and not self._given_up:
                done = self._open().write(view)
                if done:
                    view = view[done:]
                else:
                    self._wait(writing=True)
        except OSError as error:
            self._fail(error)
        return size

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read what there is, at least a byte unless it is the end, and return how many; raise OSError."""
        try:
            while (count := self._open().readinto(buffer)) is None:
                self._wait(writing=False)
        except OSError as error:
            self._fail(error)
            return 0
        assert isinstance(count, int)
        return count

    def _fail(self, error: OSError) -> None:
        self._given_up = True
        if not self._optional:
            error.filename = self.name
            raise error

    def _open(self) -> io.RawIOBase:
        if self._raw is None:
            import errno

            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return self._raw

    def _wait(self, *, writing: bool) -> None:
        from select import select

        waiting: list[int] = [self.fileno()]
        select([] if writing else waiting, waiting if writing else [], [])

    def fileno(self) -> int:
        """Return the descriptor; raise OSError if the stream was closed when the process began."""
        return self._open().fileno()

    def isatty(self) -> bool:
        """Whether a person sits at the other end."""
        return self._raw is not None and self._raw.isatty()

    def readable(self) -> bool:
        """Whether this is standard input; one that was closed counts, and fails when it is read."""
        return self._raw is None or self._raw.readable()

    def writable(self) -> bool:
        """Whether this is standard output or error; one that was closed counts, and fails when it is written."""
        return self._raw is None or self._raw.writable()

    def seekable(self) -> bool:
        """Whether the stream is a file."""
        return self._raw is not None and self._raw.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place in a file."""
        return self._open().seek(offset, whence)


def open_standard_streams() -> None:
    """Put streams that lose nothing in the place of Python's; a stream that a caller has replaced stays."""
    given = (
        ("stdin", sys.stdin, sys.__stdin__),
        ("stdout", sys.stdout, sys.__stdout__),
        ("stderr", sys.stderr, sys.__stderr__),
    )
    for name, stream, original in given:
        if stream is not original:
            continue
        if stream is None:
            # Or the next file that is opened takes its number, and what is meant for a terminal is written into it.
            os.open(os.devnull, os.O_RDWR)
            raw: Any = None
        else:
            raw = getattr(stream.buffer, "raw", stream.buffer)
        setattr(sys, name, _OPEN[name](StandardStream(raw, f"<{name}>", optional=name == "stderr")))


@contextmanager
def reading(text: str) -> Iterator[None]:
    """Give a text where standard input is read."""
    standard, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogateescape")))
    try:
        yield
    finally:
        sys.stdin = standard


def _stdin(raw: StandardStream) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedReader(raw), encoding="utf-8", errors="surrogateescape")


def _stdout(raw: StandardStream) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", line_buffering=raw.isatty()
    )


def _stderr(raw: StandardStream) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", line_buffering=True)


_OPEN: dict[str, Callable[[StandardStream], io.TextIOWrapper]] = {"stdin": _stdin, "stdout": _stdout, "stderr": _stderr}

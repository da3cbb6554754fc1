"""Pipes and disks that behave badly: they take and give little at a time, or nothing yet, and fill up."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import cycle, repeat
from typing import IO, Any
from unittest.mock import patch

from translit.cli import main
from translit.cli.standard_streams import StandardStream, _stderr, _stdin, _stdout

_READY = os.open(os.devnull, os.O_RDWR)


class _Flaky(io.RawIOBase):
    """A file in memory that moves `sizes` bytes at a time, in turn; 0 is none yet. It holds `full` bytes."""

    def __init__(self, sizes: Sequence[int], content: bytes = b"", full: int | None = None) -> None:
        self.content = bytearray()
        self._given = io.BytesIO(content)
        self._sizes = cycle(sizes) if any(sizes) else repeat(1 << 20)
        self._full = full

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return _READY

    def readinto(self, buffer: Any, /) -> int | None:
        size = next(self._sizes)
        if not size:
            return None
        data = self._given.read(min(size, len(buffer)))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: Any, /) -> int | None:
        size = next(self._sizes)
        if self._full is not None:
            if len(self.content) >= self._full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            size = min(size, self._full - len(self.content)) if size else size
        self.content += bytes(data[:size])
        return min(size, len(data)) or None


def run_flaky(
    arguments: list[str], content: bytes, reads: Sequence[int], writes: Sequence[int], full: int | None
) -> tuple[int, bytes]:
    """Run a command over such a pipe, into such a disk; return its status and what was written."""
    source, sink = _Flaky(reads, content), _Flaky(writes, full=full)
    opened: dict[str, IO[str]] = {
        "stdin": _stdin(StandardStream(source, "<stdin>")),
        "stdout": _stdout(StandardStream(sink, "<stdout>")),
        "stderr": _stderr(StandardStream(_Flaky([]), "<stderr>", optional=True)),
    }
    status = 0
    with ExitStack() as stack:
        for name, stream in opened.items():
            stack.enter_context(patch.object(sys, name, stream))
        stack.enter_context(patch.object(sys, "argv", ["translit", *arguments]))
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    return status, bytes(sink.content)

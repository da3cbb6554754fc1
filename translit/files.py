"""Files replaced whole: whatever happens, the old content or the new one stands there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import FileProblem, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO


@contextmanager
def replace_file(path: str) -> Iterator[BinaryIO]:
    """Write a file so that, whatever happens, the old or the new one stands there whole.

    The new content goes to a file beside it, which takes its place (and its permissions) at the end. A path that
    is no regular file, such as a device or a named pipe, is written directly. Raises FileProblem.
    """
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode  # noqa: PTH116
    except FileNotFoundError:
        mode = None
    if mode is not None and stat.S_ISDIR(mode):
        raise FileProblem(path, "cannot write: is a directory")
    if mode is not None and not mode & 0o222:
        raise FileProblem(path, "cannot write: is read-only")
    try:
        if mode is not None and not stat.S_ISREG(mode):
            with open(target, "wb", buffering=0) as file:  # noqa: PTH123
                yield file
            return
        temporary = f"{target}.{os.getpid()}.part"
        with open(temporary, "xb", buffering=0) as file:  # noqa: PTH123
            try:
                yield file
                if mode is not None:
                    os.fchmod(file.fileno(), stat.S_IMODE(mode))
                os.fsync(file.fileno())
                os.replace(temporary, target)  # noqa: PTH105
            except BaseException:
                os.unlink(temporary)  # noqa: PTH108
                raise
    except FileProblem:
        raise
    except OSError as error:
        raise FileProblem(path, f"cannot write: {reason(error)}") from None


def write(file: BinaryIO, data: bytes) -> None:
    """Write all of `data`, however little the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]

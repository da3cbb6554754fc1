"""Files written and read whole: the old content or the new one stands there, and what is read fits in memory."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from .errors import FileProblem, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO


#: How many bytes a table, a policy or a profile may have: the largest that comes with us has 25 kB.
LARGEST = 1 << 20

_unfinished: set[str] = set()
if hasattr(os, "register_at_fork"):
    # They are finished, or removed, by the process that began them.
    os.register_at_fork(after_in_child=_unfinished.clear)


def remove_unfinished() -> None:
    """Remove the files that are being written, for a process that is about to end; others stay as they are."""
    for path in list(_unfinished):
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108


@contextmanager
def replace_file(path: str, *, must_be_regular: bool = False) -> Iterator[BinaryIO]:
    """Write a file so that, whatever happens, the old or the new one stands there whole.

    The new content goes to a file beside it, which only its owner can read until it takes the place of the old one,
    with its permissions, and with its owner, group and extended attributes as far as we may. A symbolic link stays one.
    A path that is no regular file, such as a device or a named pipe, is written directly, unless it `must_be_regular`.
    Raises FileProblem.
    """
    try:
        target = os.path.realpath(path)
        old = _find(target)
        if old and not stat.S_ISREG(old.st_mode):
            if stat.S_ISDIR(old.st_mode):
                raise FileProblem(path, "cannot write: is a directory")
            if must_be_regular:
                raise FileProblem(path, "cannot write back: is no regular file")
            with open(target, "wb", buffering=0) as file:  # noqa: PTH123
                yield file
            return
        if old and not old.st_mode & 0o222:
            raise FileProblem(path, "cannot write: is read-only")
        # A name of its own, so that neither a long one nor what a killed process left behind is in its way.
        temporary = os.path.join(os.path.dirname(target), f".translit-{os.urandom(8).hex()}")  # noqa: PTH118, PTH120
        _unfinished.add(temporary)
        try:
            with open(temporary, "xb", buffering=0, opener=_open_privately) as file:
                yield file
                _take_after(file.fileno(), target, old)
                os.fsync(file.fileno())
            os.replace(temporary, target)  # noqa: PTH105
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(temporary)  # noqa: PTH108
            raise
        finally:
            _unfinished.discard(temporary)
    except FileProblem:
        raise
    except OSError as error:
        raise FileProblem(path, f"cannot write: {reason(error)}") from None


def read_whole(path: str | os.PathLike[str]) -> bytes:
    """Return what a table, a policy or a profile holds; raise FileProblem if it is larger than any, or OSError.

    >>> read_whole("/dev/zero")
    Traceback (most recent call last):
        ...
    translit.errors.FileProblem: /dev/zero: larger than 1 MiB: neither a table nor a policy nor a profile
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            content = file.read(LARGEST + 1)
    except ValueError:
        # A null character, or half a surrogate pair.
        raise FileProblem(os.fsdecode(path).encode("ascii", "backslashreplace").decode(), "no name of a file") from None
    except OSError as error:
        # A device that fails is not named by the system, as one that can't be opened is.
        error.filename = error.filename or os.fspath(path)
        raise
    if len(content) > LARGEST:
        raise FileProblem(os.fspath(path), "larger than 1 MiB: neither a table nor a policy nor a profile")
    return content


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _find(target: str) -> os.stat_result | None:
    try:
        return os.stat(target)  # noqa: PTH116
    except FileNotFoundError:
        return None


def _take_after(descriptor: int, target: str, old: os.stat_result | None) -> None:
    """Give a new file what the old one has beside its content: owner, attributes, permissions."""
    if not hasattr(os, "fchmod"):
        return
    if old is None:
        umask = os.umask(0o077)
        os.umask(umask)
        os.fchmod(descriptor, 0o666 & ~umask)
        return
    mode = stat.S_IMODE(old.st_mode)
    for owner in (old.st_uid, -1):
        with suppress(PermissionError):
            os.fchown(descriptor, owner, old.st_gid)
            break
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        # Nobody's program is to run with the rights of another.
        mode &= ~(stat.S_ISUID | stat.S_ISGID)
    if hasattr(os, "listxattr"):
        with suppress(OSError):  # A file system without them.
            for name in os.listxattr(target):
                with suppress(OSError):  # Those that only the system may set.
                    os.setxattr(descriptor, name, os.getxattr(target, name))
    os.fchmod(descriptor, mode)


def write(file: BinaryIO, data: bytes) -> None:
    """Write all of `data`, however little the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]

"""Bytes in and out of files and pipes: every filter of the command line reads and writes through here."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator

from ..errors import FileProblem, reason
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, BinaryIO

    from .coding import Coding

    Emit = Callable[[bytes], None]
    #: Reads a file and gives out what it becomes; tells whether all went well.
    Filter = Callable[[str, Callable[[bytes], None]], bool]

#: What a pipe holds. Larger ones, and what they become, are memory that the system hands out anew each time.
CHUNK = 1 << 16
#: How names of compressed files and of archives end.
PACKED = (".gz", ".bz2", ".xz", ".zst", ".7z", ".jar", ".rar", ".tar", ".tbz", ".tbz2", ".tgz", ".txz", ".zip")
#: From this size on a terminal is told how far a file is.
LARGE = 64 << 20


def name_of(path: str) -> str:
    """Return what messages call a file: its path, or `<stdin>` for `-`."""
    return "<stdin>" if path == "-" else path


def may_have_format(path: str, form: str) -> bool:
    """Tell whether a file may be more than text; what is certainly none needs no look at the formats."""
    return form != "text" if form != "auto" else "." in path and not path.endswith((".txt", ".log")) and path != "-"


def read_chunks(path: str, coding: Coding | None = None) -> Iterator[bytes]:
    """Yield a file, or stdin for `-`, as it comes: unpacked if its name says that it is compressed, and decoded."""
    chunks = _read_compressed(path) if path.lower().endswith(PACKED) else _read_bytes(path)
    return coding.decoded(chunks, name_of(path)) if coding else chunks


def _read_compressed(path: str) -> Iterator[bytes]:
    from .compressed import compression, fault, open_compressed

    suffix = compression(path)
    try:
        with open(path, "rb") as file, open_compressed(file, suffix) as unpacked:  # noqa: PTH123
            while chunk := unpacked.read(CHUNK):
                yield chunk
    except FileProblem:
        raise
    except Exception as error:
        found = fault(error) or (f"cannot read: {reason(error)}" if isinstance(error, OSError) else None)
        if found is None:
            raise
        raise FileProblem(path, found) from None


def _read_bytes(path: str) -> Iterator[bytes]:
    try:
        if path == "-":
            _require_other_than_output(path, sys.stdin)
            yield from _chunks(sys.stdin.buffer, 0)
            return
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            _require_other_than_output(path, file)
            size = os.fstat(file.fileno()).st_size
            yield from _chunks(file, size, path)
    except FileProblem:
        raise
    except OSError as error:
        raise FileProblem(name_of(path), f"cannot read: {reason(error)}{_hint(path)}") from None


def _require_other_than_output(path: str, file: IO[str] | IO[bytes]) -> None:
    """Refuse to read what standard output is appended to: it would grow for ever."""
    try:
        given, written = os.fstat(file.fileno()), os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return
    if stat.S_ISREG(written.st_mode) and written.st_size and os.path.samestat(given, written):
        raise FileProblem(name_of(path), "cannot read: it is what standard output is written to")


def looks_like_text(argument: str) -> bool:
    """Tell whether an argument is a text: there is no such file, and none was likely to be meant."""
    return not os.path.exists(argument) and not re.search(r"[/\\]|\.\w{1,5}$|^-$", argument)  # noqa: PTH110


def _hint(path: str) -> str:
    if (path.isascii() and " " not in path) or not looks_like_text(path):
        return ""
    import click

    context = click.get_current_context(silent=True)
    options = context.command.params if context else []
    return "; a text is given by --text" if any(option.name == "texts" for option in options) else ""


def read_lines(path: str, coding: Coding | None = None) -> Iterator[bytes]:
    """Yield the lines of a file, or of stdin for `-`, as they come, each with its end."""
    from io import BytesIO

    parts: list[bytes] = []
    for chunk in read_chunks(path, coding):
        for line in BytesIO(chunk):
            parts.append(line)
            if line.endswith(b"\n"):
                yield b"".join(parts)
                parts.clear()
    if parts:
        yield b"".join(parts)


def read_beginning(path: str, size: int, coding: Coding | None = None) -> bytes:
    """Return whole lines from the beginning of a file, or of stdin for `-`; nothing of what can be read only once."""
    if path != "-" and (coding or path.lower().endswith(PACKED)):
        found = b""
        for chunk in read_chunks(path, coding) if os.path.isfile(path) else ():  # noqa: PTH113
            found += chunk
            if len(found) >= size:
                break
        return found[: found.rfind(b"\n", 0, size) + 1]
    if coding:
        return b""
    try:
        if path == "-":
            if not sys.stdin.buffer.seekable():
                return b""
            place = sys.stdin.buffer.tell()
            found = sys.stdin.buffer.read(size)
            sys.stdin.buffer.seek(place)
        elif stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            with open(path, "rb") as file:  # noqa: PTH123
                found = file.read(size)
        else:
            return b""
    except OSError as error:
        raise FileProblem(path, f"cannot read: {reason(error)}") from None
    return found if len(found) < size else found[: found.rfind(b"\n") + 1]


def _chunks(file: BinaryIO, size: int, path: str = "") -> Iterator[bytes]:
    read: Callable[[int], bytes] = getattr(file, "read1", file.read)
    if size < LARGE or not sys.stderr.isatty():
        while chunk := read(CHUNK):
            yield chunk
        return
    from .progress import counted

    name = os.path.basename(path)  # noqa: PTH119
    yield from counted(iter(lambda: read(CHUNK), b""), size, name, "B", len)


def filter_files(
    files: Iterable[str], out: str | None, in_place: bool, convert: Filter, coding: Coding | None = None
) -> bool:
    """Run `convert(path, emit)` over files, or stdin if none are named, and tell whether all went well.

    What it emits goes to stdout, to `out`, or with `in_place` back to the file if `convert` returned True, in the
    encoding that `coding` says, and compressed if the name of what is written says so. A file that can't be read or
    written is reported, and the others go on; with `out` it is raised, and the old file stays.
    """
    paths = list(files) or ["-"]
    if in_place:
        one = _in_place
        return all([_report_problems(path, lambda path: one(path, convert, coding)) for path in each_once(paths)])
    if out is not None and out != "-":
        from ..files import replace_file, write
        from .termination import cleaning_up

        with cleaning_up(), replace_file(out) as target:
            return written(paths, out, lambda data: write(target, data), convert, coding)
    stdout = sys.stdout.buffer

    def emit(data: bytes) -> None:
        stdout.write(data)
        stdout.flush()

    if coding:
        return all([_report_problems(path, lambda path: written([path], "", emit, convert, coding)) for path in paths])
    return all([_report_problems(path, lambda path: convert(path, emit)) for path in paths])


def written(paths: list[str], target: str, emit: Emit, convert: Filter, coding: Coding | None) -> bool:
    """Write what becomes of some files, encoded and compressed as it should be."""
    if target.lower().endswith(PACKED):
        from .compressed import compression, compressor

        packer = compressor(compression(target))
        done = _encoded(paths, lambda data: emit(packer.compress(data)), convert, coding)
        emit(packer.flush())
        return done
    return _encoded(paths, emit, convert, coding)


def _encoded(paths: list[str], emit: Emit, convert: Filter, coding: Coding | None) -> bool:
    if coding is None:
        return all([convert(path, emit) for path in paths])
    encoder = coding.encoder(name_of(paths[0]), emit)
    done = all([convert(path, encoder.feed) for path in paths])
    encoder.feed(b"", True)
    return done


def each_once(paths: Iterable[str]) -> list[str]:
    """Return paths without those of a file that was named before: a file is to be put back once."""
    named: dict[str, str] = {}
    for path in paths:
        named.setdefault(os.path.realpath(path), path)
    return list(named.values())


def _report_problems(path: str, run: Callable[[str], bool]) -> bool:
    try:
        return run(path)
    except FileProblem as problem:
        say(str(problem))
        return False


class _Unfit(Exception):
    """The new content is not to take the old one's place."""


def _in_place(path: str, convert: Filter, coding: Coding | None) -> bool:
    if path == "-":
        raise FileProblem(path, "cannot write back: --in-place needs files, and standard input has no place")
    # A pipe needs none of this, and is to begin at once.
    from ..files import replace_file, write
    from .termination import cleaning_up

    try:
        found = os.stat(path)  # noqa: PTH116
        if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
            say(f"{path}: has other names (hard links), which keep the old text")
        with cleaning_up(), replace_file(path, must_be_regular=True) as target:
            if not written([path], path, lambda data: write(target, data), convert, coding):
                raise _Unfit
    except _Unfit:
        return False
    except FileProblem:
        raise
    except OSError as error:
        raise FileProblem(path, f"cannot read: {reason(error)}") from None
    return True

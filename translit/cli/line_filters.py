"""Filters that make one line of each line, as lines come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .filters import filter_files, read_chunks


def filter_lines(files: Iterable[str], convert: Callable[[str], str]) -> bool:
    """Write what each line of files, or of stdin if none are named, becomes; tell whether all could be read.

    Lines end as they did. Bytes that are not UTF-8 count as one unknown character each.
    """

    def run(path: str, emit: Callable[[bytes], None]) -> bool:
        for lines in _lines(path):
            emit("".join([_converted(line, convert) for line in lines]).encode("utf-8"))
        return True

    return filter_files(files, None, False, run)


def _converted(line: str, convert: Callable[[str], str]) -> str:
    text = line.rstrip("\r\n")
    return convert(text) + line[len(text) :]


def _lines(path: str) -> Iterator[list[str]]:
    """Yield the whole lines of each chunk; the last one may lack its end."""
    parts: list[bytes] = []
    for chunk in read_chunks(path):
        end = chunk.rfind(b"\n") + 1
        if end:
            whole = b"".join([*parts, chunk[:end]]).decode("utf-8", "replace")
            parts.clear()
            yield [f"{line}\n" for line in whole.split("\n")[:-1]]
        parts.append(chunk[end:])
    if rest := b"".join(parts).decode("utf-8", "replace"):
        yield [rest]

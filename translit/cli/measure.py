"""Measure how fast a table converts a text on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from ..convert.stream import Stream
from ..convert.transliterator import compile_table
from ..engine import InputEngine
from ..errors import Misused
from ..machine.file import in_use
from .filters import name_of, read_chunks

#: How much of the text is typed, in characters: typing is measured key by key.
TYPED = 20_000


def measure(table: str, path: str, *, reverse: bool = False, rounds: int = 5) -> dict[str, str | int | float]:
    """Return the median processor time of converting a file, or stdin for `-`, by a table.

    `text` and `stream` are megabytes (10**6 bytes of UTF-8 read) a second, `key` is microseconds a key, left out for
    the way back. What is done once (reading the table, building its machine) is not counted.

    Raises TableNotFound, FileProblem, or Misused for an empty text.
    """
    chunks = list(read_chunks(path))
    data = b"".join(chunks)
    if not data:
        raise Misused(f"{name_of(path)}: nothing to measure: the text is empty")
    text = data.decode("utf-8", "surrogateescape")
    compiled = compile_table(table, reverse=reverse)

    def stream() -> None:
        running = Stream(compiled)
        for chunk in chunks:
            running.feed(chunk)
        running.close()

    def keys() -> None:
        engine = InputEngine(compiled)
        for key in text[:TYPED]:
            engine.feed(key)

    machine = "a model, pure Python" if compiled.table.kind == "informal" else in_use()
    result: dict[str, str | int | float] = {"table": compiled.table.id, "bytes": len(data), "machine": machine}
    result["text"] = len(data) / _seconds(lambda: compiled.transliterate(text), rounds) / 1e6
    result["stream"] = len(data) / _seconds(stream, rounds) / 1e6
    if not reverse:
        result["key"] = _seconds(keys, rounds) / len(text[:TYPED]) * 1e6
    return result


def _seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the median processor time of `work`, once it has been done once; short work is repeated to be seen."""
    work()
    times = []
    for _ in range(rounds):
        number, start = 0, time.process_time()
        while number == 0 or time.process_time() - start < 0.01:
            work()
            number += 1
        times.append((time.process_time() - start) / number)
    return median(times)

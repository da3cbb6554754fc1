"""How much is lost when pipes, disks and processes fail, many times over; `docs/reliability.md` has the figures.

    python -m benchmarks.faults [TIMES] [FAULT ...]

Each row is a kind of fault, of those that have a word given in their name or of all. It is injected TIMES times
(100 unless given) in turn over the filters and over buffered and unbuffered output; what is counted are runs in which
anything but the expected bytes, status and files was found.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LINE = "Щастието е в София, Иван дойде, и осем фигури се чуха под дъжда.\n"
LATIN = "Shtastieto e v Sofiq, Ivan dojde, i osem figuri se chuha pod dyvda.\n"
COMMAND = [sys.executable, "-m", "translit"]


@dataclass(frozen=True)
class Filter:
    """A command, what it reads, and what it writes where nothing goes wrong."""

    arguments: tuple[str, ...]
    given: bytes
    expected: bytes
    status: int

    def start(self, unbuffered: bool, **streams: object) -> subprocess.Popen[bytes]:
        """Start it with the streams of subprocess.Popen."""
        environment = {**os.environ, "PYTHONUNBUFFERED": "1" if unbuffered else ""}
        return subprocess.Popen([*COMMAND, *self.arguments], env=environment, **streams)  # type: ignore[call-overload,no-any-return]


def _filter(text: str, *arguments: str) -> Filter:
    run = subprocess.run([*COMMAND, *arguments], input=text.encode(), capture_output=True, check=False)
    return Filter(arguments, text.encode(), run.stdout, run.returncode)


def _feed(descriptor: int, content: bytes, late: float = 0) -> None:
    def run() -> None:
        time.sleep(late)
        with suppress(BrokenPipeError), os.fdopen(descriptor, "wb") as pipe:
            pipe.write(content)

    threading.Thread(target=run, daemon=True).start()


def stopped(filter: Filter, unbuffered: bool) -> bool:
    """The filter is stopped and continued while its reader takes little at a time."""
    source, feeder = os.pipe()
    process = filter.start(unbuffered, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    os.close(source)
    _feed(feeder, filter.given)
    assert process.stdout
    parts = []
    while part := os.read(process.stdout.fileno(), random.randrange(1, 40000)):
        parts.append(part)
        if process.poll() is None:
            process.send_signal(signal.SIGSTOP)
            process.send_signal(signal.SIGCONT)
            time.sleep(random.random() / 1000)
    process.stdout.close()
    return (process.wait(), b"".join(parts)) == (filter.status, filter.expected)


def non_blocking_output(filter: Filter, unbuffered: bool) -> bool:
    """Standard output is a non-blocking pipe that is read late."""
    sink, target = os.pipe()
    os.set_blocking(target, False)
    source, feeder = os.pipe()
    process = filter.start(unbuffered, stdin=source, stdout=target, stderr=subprocess.DEVNULL)
    os.close(target)
    os.close(source)
    _feed(feeder, filter.given)
    time.sleep(random.random() / 4)
    with os.fdopen(sink, "rb") as pipe:
        output = pipe.read()
    return (process.wait(), output) == (filter.status, filter.expected)


def non_blocking_input(filter: Filter, unbuffered: bool) -> bool:
    """Standard input is a non-blocking pipe that is written late."""
    source, feeder = os.pipe()
    os.set_blocking(source, False)
    process = filter.start(unbuffered, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    os.close(source)
    _feed(feeder, filter.given, random.random() / 4)
    output, _ = process.communicate()
    return (process.returncode, output) == (filter.status, filter.expected)


def full_disk(filter: Filter, unbuffered: bool) -> bool:
    """The file that standard output is may grow no further."""
    limit = random.randrange(len(filter.expected))
    with tempfile.TemporaryFile() as out:
        process = filter.start(
            unbuffered,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
        _, messages = process.communicate(filter.given)
        out.seek(0)
        written = out.read()
    return (process.returncode, written, messages.count(b"\n")) == (1, filter.expected[:limit], 1)


def closed_pipe(filter: Filter, unbuffered: bool) -> bool:
    """The reader of standard output has had enough; what it read is right."""
    process = filter.start(unbuffered, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    _feed(os.dup(process.stdin.fileno()), filter.given)
    process.stdin.close()
    wanted = random.randrange(1, 1 << 16)
    read = process.stdout.read(wanted)
    process.stdout.close()
    messages = process.stderr.read()
    process.stderr.close()
    return (process.wait(), read, messages) == (141, filter.expected[:wanted], b"")


def ended_by(number: signal.Signals) -> Callable[[Filter, bool], bool]:
    """Return a fault: the signal comes at any moment of writing a file back."""

    def fault(filter: Filter, unbuffered: bool) -> bool:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "text")
            path.write_bytes(filter.given)
            process = subprocess.Popen(
                [*COMMAND, *filter.arguments, "--in-place", "text"], cwd=folder, stderr=subprocess.DEVNULL
            )
            time.sleep(random.random() / 3)
            process.send_signal(number)
            process.wait()
            content = path.read_bytes()
            whole = content == filter.expected or (process.returncode != 0 and content == filter.given)
            return whole and (number == signal.SIGKILL or os.listdir(folder) == ["text"])  # noqa: PTH208

    return fault


def main() -> None:
    """Print a row a kind of fault: how many times it was injected and how often something was lost."""
    times, words = int((sys.argv[1:] or ["100"])[0]), sys.argv[2:]
    converters = [
        _filter(LINE * 3000, "convert", "bg-streamlined-2009"),
        _filter(LINE * 3000, "convert", "bg-streamlined-2009", "--keep", "url"),
        _filter(LATIN * 8000, "convert", "bg-informal"),
        _filter(LINE * 3000, "fix", "--language", "bg"),
    ]
    filters = [
        *converters,
        _filter(LATIN * 3000, "type", "bg-phonetic-traditional"),
        _filter(LINE * 1000, "detect"),
        _filter(("Имаме срещa. " + LINE) * 1000, "check"),
    ]
    rows: list[tuple[str, Callable[[Filter, bool], bool], list[Filter]]] = [
        ("stopped and continued, slow reader", stopped, filters),
        ("non-blocking output, late reader", non_blocking_output, filters),
        ("non-blocking input, late writer", non_blocking_input, filters),
        ("disk full at any byte", full_disk, filters),
        ("reader gone", closed_pipe, filters),
        *(
            (f"{number.name} while a file is written back", ended_by(number), converters)
            for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
        ),
    ]
    print("| fault | injected | anything lost |\n| --- | ---: | ---: |")
    for name, fault, over in rows:
        if words and not any(word in name for word in words):
            continue
        failed = [f.arguments for n in range(times) if not fault(f := over[n % len(over)], bool(n // len(over) % 2))]
        print(f"| {name} | {times} | {len(failed)} |", *map(" ".join, set(failed)), flush=True)


if __name__ == "__main__":
    main()

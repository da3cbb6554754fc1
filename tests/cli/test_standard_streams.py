"""Nothing is lost on the way in or out, however badly pipes and disks behave, and the exit status tells."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.slow

LINE = "Щастието е в София, Иван дойде, и осем фигури се чуха под дъжда.\n"
TEXT = (LINE * 6000).encode()
LATIN = b"Shtastieto e v Sofiq, Ivan dojde, i osem figuri se chuha pod dyvda.\n" * 4000
FILTERS = {
    "convert": (["convert", "bg-streamlined-2009"], TEXT),
    "convert -j": (["convert", "bg-streamlined-2009", "-j", "2"], TEXT),
    "convert --keep": (["convert", "bg-streamlined-2009", "--keep", "url"], TEXT),
    "fix": (["fix", "--language", "bg"], TEXT),
    "type": (["type", "bg-phonetic-traditional"], LATIN[: 1 << 18]),
    "detect": (["detect"], TEXT[: 1 << 17]),
    "check": (["check"], ("Имаме срещa. " + LINE).encode() * 2500),
}
MODES = {"buffered": "", "unbuffered": "1"}


@pytest.fixture(params=MODES)
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": MODES[request.param]}


@pytest.fixture(scope="module", params=FILTERS)
def filtered(request: pytest.FixtureRequest) -> Iterator[tuple[list[str], bytes, bytes, int]]:
    """A filter, its input, and what it writes and its status where nothing goes wrong."""
    arguments, given = FILTERS[request.param]
    command = [sys.executable, "-m", "translit", *arguments]
    run = subprocess.run(command, input=given, capture_output=True, check=False)
    assert len(run.stdout) > 1 << 16, "more than a pipe holds"
    yield command, given, run.stdout, run.returncode


def feed(descriptor: int, content: bytes) -> threading.Thread:
    def run() -> None:
        with suppress(BrokenPipeError), os.fdopen(descriptor, "wb") as pipe:
            pipe.write(content)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def start(command: list[str], environment: dict[str, str], given: bytes) -> tuple[subprocess.Popen[bytes], int]:
    """Start a filter with a writer at one end, and return it with the other end."""
    source, feeder = os.pipe()
    sink, target = os.pipe()
    process = subprocess.Popen(command, stdin=source, stdout=target, stderr=subprocess.DEVNULL, env=environment)
    os.close(source)
    os.close(target)
    feed(feeder, given)
    return process, sink


def test_a_reader_that_stops_and_goes_on(
    filtered: tuple[list[str], bytes, bytes, int], environment: dict[str, str]
) -> None:
    command, given, expected, status = filtered
    process, sink = start(command, environment, given)
    parts = []
    size = max(1, len(expected) // 40)
    while part := os.read(sink, size):
        parts.append(part)
        if process.poll() is None:
            process.send_signal(signal.SIGSTOP)
            process.send_signal(signal.SIGCONT)
            time.sleep(0.001)
    os.close(sink)
    assert process.wait() == status
    assert b"".join(parts) == expected


def test_a_reader_that_made_the_pipe_non_blocking(
    filtered: tuple[list[str], bytes, bytes, int], environment: dict[str, str]
) -> None:
    command, given, expected, status = filtered
    sink, target = os.pipe()
    os.set_blocking(target, False)
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=target, stderr=subprocess.DEVNULL, env=environment
    )
    os.close(target)
    assert process.stdin
    writer = feed(os.dup(process.stdin.fileno()), given)
    process.stdin.close()
    time.sleep(0.3)
    with os.fdopen(sink, "rb") as pipe:
        assert pipe.read() == expected
    writer.join()
    assert process.wait() == status


def test_a_late_writer_to_a_non_blocking_pipe(
    filtered: tuple[list[str], bytes, bytes, int], environment: dict[str, str]
) -> None:
    command, given, expected, status = filtered
    source, feeder = os.pipe()
    os.set_blocking(source, False)
    process = subprocess.Popen(
        command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    os.close(source)

    def run() -> None:
        time.sleep(0.3)
        half = len(given) // 2
        os.write(feeder, given[:1000])
        time.sleep(0.1)
        with os.fdopen(feeder, "wb") as pipe:
            pipe.write(given[1000:half])
            pipe.flush()
            pipe.write(given[half:])

    writer = threading.Thread(target=run)
    writer.start()
    output, _ = process.communicate()
    writer.join()
    assert (process.returncode, output == expected) == (status, True)


def test_a_disk_that_fills_up(
    filtered: tuple[list[str], bytes, bytes, int], environment: dict[str, str], tmp_path: Path
) -> None:
    command, given, expected, _ = filtered
    limit = len(expected) - len(expected) // 7
    with (tmp_path / "out").open("wb") as out:
        run = subprocess.run(
            command,
            input=given,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
    assert (tmp_path / "out").read_bytes() == expected[:limit]
    assert run.returncode == 1
    assert run.stderr.decode() == "translit: <stdout>: file too large\n"


EVERYTHING = [
    *([*arguments] for arguments, _ in FILTERS.values()),
    ["list"],
    ["show", "bg-streamlined-2009"],
    ["export", "bg-streamlined-2009", "--to", "json"],
    ["suggest", "bg-informal", "6te"],
    ["fix", "--diff"],
    ["slug"],
    ["slug", "Щит"],
    ["new", "bg-mine", "-o", "-"],
    ["convert", "bg-law", "--text", "Щит"],
    ["--help"],
    ["--version"],
]


@pytest.mark.parametrize("arguments", EVERYTHING, ids=" ".join)
def test_a_full_disk(arguments: list[str], environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "translit", *arguments]
    given = ("Имаме срещa. " + LINE).encode()
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(command, input=given, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert (run.returncode, run.stderr.decode()) == (1, "translit: <stdout>: no space left on device\n")


@pytest.mark.parametrize(
    "arguments",
    [
        *(["convert", "bg-law"], ["check"], ["fix"], ["detect"], ["bench", "bg-law"], ["lint"], ["show"], ["convert"]),
        *(["convert", "bg-law", "--keep-words"], ["convert", "bg-law", "--fallback"], ["slug", "a", "--scheme"]),
        *(["convert", "bg-informal", "--profile"], ["suggest", "bg-informal", "6te", "--profile"]),
        *(["type", "bg-informal", "--profile"], ["rename", "--undo"], ["export", "--to", "json"]),
        ["new", "bg-x", "-o", "-", "--extends"],
    ],
    ids=" ".join,
)
def test_a_device_that_cannot_be_read(arguments: list[str], environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "translit", *arguments, "/proc/self/mem"]
    run = subprocess.run(command, input=b"", capture_output=True, env=environment, check=False)
    assert run.returncode == 1, run.stderr
    assert run.stderr.decode() in (
        "translit: /proc/self/mem: cannot read: input/output error\n",
        "translit: /proc/self/mem: input/output error\n",
    )


@pytest.mark.parametrize(
    "arguments", [["new", "bg-mine"], ["rename", "bg-law", "--apply", "щит"], ["convert", "bg-law", "-o", "out", "щит"]]
)
def test_a_disk_that_is_full_leaves_nothing_half_done(
    arguments: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "щит").write_text("щит\n" * 1000, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "translit", *arguments],
        capture_output=True,
        env={**environment, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8)),
    )
    assert run.returncode == 1 and run.stderr.count(b"\n") == 1, run.stderr
    assert b"file too large" in run.stderr
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("translit-rename-")] == ["щит"]


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_stream_that_is_closed_from_the_beginning(closed: str) -> None:
    command = f"echo Щит | '{sys.executable}' -m translit convert bg-streamlined-2009 {closed}"
    run = subprocess.run(command, shell=True, capture_output=True, check=False)
    message = f"translit: {'<stdin>: cannot read' if '<' in closed else '<stdout>'}: bad file descriptor\n"
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.decode() == message


@pytest.mark.parametrize("command", ["convert bg-law text", "convert bg-law <text", "check text", "fix -l bg text"])
@pytest.mark.parametrize("where", [">>text", "1<>text"])
def test_what_is_written_is_not_read(command: str, where: str, tmp_path: Path) -> None:
    """It would grow until the disk is full."""
    (tmp_path / "text").write_text("Имаме срещa\n" * 3, "utf-8")
    command = f"ulimit -f 1000; '{sys.executable}' -m translit {command} {where}"
    run = subprocess.run(
        command, shell=True, capture_output=True, check=False, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    name = "<stdin>" if "<text" in command.split(where)[0] else "text"
    assert (run.returncode, run.stderr.decode()) == (
        1,
        f"translit: {name}: cannot read: it is what standard output is written to\n",
    )
    assert (tmp_path / "text").read_text("utf-8") == "Имаме срещa\n" * 3


@pytest.mark.parametrize("command", ["check .", "check text", "convert bg-law . -o out", "fix -l bg text"])
def test_a_current_folder_that_is_gone(command: str, tmp_path: Path) -> None:
    command = f"mkdir gone; cd gone; rmdir ../gone; '{sys.executable}' -m translit {command}"
    run = subprocess.run(
        command, shell=True, capture_output=True, check=False, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert run.returncode == 1 and run.stderr.startswith(b"translit: ") and run.stderr.count(b"\n") == 1, run.stderr


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full"])
def test_messages_that_cannot_be_written_lose_no_text(where: str, tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes("Щ\n".encode() + b"\xff\n" + "щ".encode())
    command = (
        f"'{sys.executable}' -m translit convert bg-streamlined-2009 '{tmp_path}/text' -o '{tmp_path}/out' {where}"
    )
    assert subprocess.run(command, shell=True, check=False).returncode == 1
    assert (tmp_path / "out").read_bytes() == b"Sht\n\xff\nsht"


@pytest.mark.parametrize("name", FILTERS)
def test_an_interrupt_ends_at_once(name: str) -> None:
    """The reader doesn't move, so nothing more can be written."""
    arguments, given = FILTERS[name]
    command = [sys.executable, "-m", "translit", *arguments]
    source, feeder = os.pipe()
    sink, target = os.pipe()
    # Tests that were started in the background ignore interrupts, and so would what they start.
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, stdin=source, stdout=target, stderr=subprocess.PIPE, preexec_fn=heeds)
    os.close(source)
    os.close(target)
    writer = feed(feeder, given)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=20)
    os.close(sink)
    writer.join()
    assert (process.returncode, messages) == (130, b"")

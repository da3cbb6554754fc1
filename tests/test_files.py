"""A file that is replaced keeps what it is, and nothing is left beside it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from translit.cli.app import app
from translit.cli.termination import cleaning_up
from translit.errors import FileProblem
from translit.files import read_whole, remove_unfinished, replace_file, write

COMMAND = [sys.executable, "-m", "translit"]
LAW = "bg-streamlined-2009"


def replace(path: Path, content: bytes) -> None:
    with replace_file(str(path)) as file:
        write(file, content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_content_is_private_until_it_is_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replace_file(str(path)) as file:
        write(file, b"new")
        (beside,) = set(tmp_path.iterdir()) - {path}
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600
        assert path.read_bytes() == b"old"
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), names(tmp_path)) == (b"new", 0o640, ["a.txt"])


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_is_as_the_user_wants_new_files(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        replace(tmp_path / "a.txt", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == mode


def test_special_bits_stay_with_their_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o4755)
    replace(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o4755


def test_special_bits_do_not_go_to_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o4755)
    found = os.stat

    def of_another(*args: object, **kwargs: object) -> os.stat_result:
        result = found(*args, **kwargs)  # type: ignore[arg-type]
        return os.stat_result((*result[:4], result.st_uid + 1, *result[5:])) if args == (str(path),) else result

    def forbidden(descriptor: int, owner: int, group: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "stat", of_another)
    monkeypatch.setattr(os, "fchown", forbidden)
    replace(path, b"new")
    monkeypatch.undo()
    assert stat.S_IMODE(path.stat().st_mode) == 0o755


def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.setxattr(path, "user.origin", b"press")
    replace(path, b"new")
    assert os.getxattr(path, "user.origin") == b"press"


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a.txt")
    replace(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_a_name_as_long_as_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("щ" * 125 + ".txt")
    replace(path, b"old")
    replace(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replace_file(str(path)) as file:
        write(file, b"new")
        raise ZeroDivisionError
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.txt"])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.symlink_to(path.name), "too many levels of symbolic links"),
        (lambda path: os.mkfifo(path), "is no regular file"),
        (lambda path: path.touch(0o444), "is read-only"),
    ],
)
def test_one_bad_path_does_not_stop_the_rest(tmp_path: Path, make, message: str) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "bad")
    (tmp_path / "good").write_text("Щит")
    long = "x" * 300
    run = subprocess.run(
        [*COMMAND, "convert", LAW, "--in-place", "bad", long, "good"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    first, second = run.stderr.splitlines()
    assert first.startswith("translit: bad: cannot ")
    assert first.endswith(message)
    assert second == f"translit: {long}: cannot read: file name too long"
    assert ((tmp_path / "good").read_text(), run.returncode) == ("Shtit", 1)
    assert names(tmp_path) == ["bad", "good"]


def test_a_hard_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Щит")
    os.link(tmp_path / "a", tmp_path / "b")
    run = subprocess.run(
        [*COMMAND, "convert", LAW, "--in-place", "a"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.stderr == "translit: a: has other names (hard links), which keep the old text\n"
    assert [(tmp_path / name).read_text() for name in "ab"] == ["Shtit", "Щит"]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_file_named_twice_is_converted_once(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a").write_text("shcha")
    (tmp_path / "b").symlink_to("a")
    command = [*COMMAND, "convert", "bg-translit", "--in-place", "-j", jobs, "a", "./a", "b"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    once = subprocess.run(
        [*COMMAND, "convert", "bg-translit"], input="shcha", capture_output=True, text=True, check=True
    )
    assert (tmp_path / "a").read_text() == once.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("way", ["--in-place", "-j", "-o"])
def test_a_signal_leaves_the_old_file_and_nothing_else(tmp_path: Path, number: signal.Signals, way: str) -> None:
    target = tmp_path / "target"
    target.write_text("kak si, 6te doida utre\n" * 300_000)
    before = target.stat().st_ino
    arguments = {"--in-place": ["target"], "-j": ["-j", "2", "--in-place", "target"], "-o": ["-o", "target", "-"]}[way]
    if way == "--in-place":
        arguments.append("--in-place")
    command = [*COMMAND, "convert", "bg-informal", *arguments]
    # Who starts tests in the background has them ignore some signals, and so would what they start.
    heeds = partial(signal.signal, number, signal.SIG_DFL) if number != signal.SIGKILL else None
    process = subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heeds)
    while names(tmp_path) == ["target"]:
        time.sleep(0.01)
    process.send_signal(number)
    _, messages = process.communicate(timeout=20)
    assert (process.returncode, messages) == (130 if number == signal.SIGINT else -number, b"")
    assert target.stat().st_ino == before
    assert number == signal.SIGKILL or names(tmp_path) == ["target"]


def test_an_interrupt_while_work_is_given_out_does_not_wait_for_what_was_begun() -> None:
    code = (
        "import time\n"
        "from translit.cli.cores import on_cores\n"
        "def given():\n    yield 30\n    raise KeyboardInterrupt\n"
        "list(on_cores(2, time.sleep, given()))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=20, check=False).returncode == 130


ENDING = (signal.SIGTERM, signal.SIGHUP)


@pytest.mark.parametrize("arguments", [["--in-place"], ["-j", "2", "--in-place"], ["-o", "out"], ["-o", "-"]])
@pytest.mark.parametrize("content", ["щит", b"\xff"], ids=["done", "refused"])
def test_a_host_has_its_signals_back(
    tmp_path: Path, arguments: list[str], content: str | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a").write_bytes(content.encode() if isinstance(content, str) else content)
    before = [signal.signal(number, signal.SIG_DFL) for number in ENDING]
    try:
        with suppress(SystemExit):
            app.main(["convert", LAW, "a", *arguments], standalone_mode=False)
        assert [signal.getsignal(number) for number in ENDING] == [signal.SIG_DFL] * 2
    finally:
        for number, handler in zip(ENDING, before, strict=True):
            signal.signal(number, handler)


def test_a_process_that_is_forked_meanwhile_ends_and_leaves_the_files(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    before = [signal.signal(number, signal.SIG_DFL) for number in ENDING]
    try:
        with cleaning_up(), replace_file(str(path)) as file:
            child = os.fork()
            if not child:
                kept = [signal.getsignal(number) for number in ENDING] == [signal.SIG_DFL] * 2
                remove_unfinished()
                os._exit(0 if kept else 1)
            assert os.waitpid(child, 0)[1] == 0
            write(file, b"new")
    finally:
        for number, handler in zip(ENDING, before, strict=True):
            signal.signal(number, handler)
    assert path.read_bytes() == b"new" and names(tmp_path) == ["a"]


def test_what_a_killed_process_left_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    (tmp_path / f"a.txt.{os.getpid()}.part").touch()
    replace(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="is a directory"):
        replace(tmp_path, b"new")


@pytest.mark.parametrize("path", ["a\0b.toml", "\ud800.toml"], ids=ascii)
def test_what_is_no_name_of_a_file_is_told(path: str) -> None:
    with pytest.raises(FileProblem, match="no name of a file"):
        read_whole(path)

"""Whatever goes wrong, a user gets a line and a status, and we get a trace when it is asked for."""

from __future__ import annotations

import errno

import pytest

from translit.cli.status import run_to_status
from translit.errors import FileProblem, TableNotFound


def raiser(error: BaseException) -> object:
    raise error


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (FileProblem("a.txt", "cannot read: is a directory"), 1, "translit: a.txt: cannot read: is a directory\n"),
        (OSError(errno.EIO, "Input/output error", "<stdin>"), 1, "translit: <stdin>: input/output error\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 141, ""),
        (KeyboardInterrupt(), 130, ""),
        (SystemExit(3), 3, ""),
        (SystemExit(), 0, ""),
    ],
)
def test_what_can_go_wrong(error: BaseException, status: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_to_status(lambda: raiser(error)) == status
    assert capsys.readouterr().err == message


def test_a_misspelt_name_is_a_misuse() -> None:
    assert run_to_status(lambda: raiser(TableNotFound("nope", ()))) == 2


def test_a_fault_of_ours_asks_for_a_report(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRANSLIT_DEBUG", raising=False)
    assert run_to_status(lambda: raiser(RecursionError("too deep"))) == 70
    assert capsys.readouterr().err == (
        "translit: internal error: RecursionError: too deep\n"
        "translit: this is a fault of ours: please report it, with what is printed when TRANSLIT_DEBUG=1 is set\n"
    )


def test_its_trace_is_there_for_the_asking(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSLIT_DEBUG", "1")
    assert run_to_status(lambda: raiser(ZeroDivisionError("oh"))) == 70
    assert "Traceback" in capsys.readouterr().err

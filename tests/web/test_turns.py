"""Texts that have to be looked into stand in line; good ones, and everything else that a server does, do not."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from translit.checking import check
from translit.web import findings
from translit.web.findings import SHORT, check_sent, repair_sent

BAD = "срещ\N{LATIN SMALL LETTER A}"
LONG = f"{BAD} " * (SHORT // len(BAD))


def test_one_is_looked_into_at_a_time_and_good_and_short_ones_pass_by(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, done = Event(), Event()

    def slow(text: str, *args: object, **options: object) -> object:
        if text == LONG:
            begun.set()
            assert done.wait(20)
        return check(text, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(findings, "check", slow)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(check_sent, LONG, "text")
        assert begun.wait(20)
        second = threads.submit(repair_sent, LONG, "text")
        assert check_sent("Добър ден, приятели. " * 90) == [] and repair_sent("Добър ден.") == "Добър ден."
        assert repair_sent(BAD) == "среща" and len(check_sent(BAD)) == 1
        assert not second.done()
        done.set()
        assert {found.code for found in first.result()} == {"mixed_script_confusable"}
        assert "среща среща" in second.result()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_forked_process_has_its_turns() -> None:
    child = os.fork()
    if not child:
        os._exit(len(check_sent(BAD)))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert len(check_sent(BAD)) == 1

"""Texts that have to be looked into stand in line; good ones, and everything else that a server does, do not."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from translit.checking import check
from translit.web import findings
from translit.web.findings import check_sent, repair_sent

BAD = "срещ\N{LATIN SMALL LETTER A}"


def test_one_is_looked_into_at_a_time_and_good_ones_pass_by(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, done = Event(), Event()
    looked: list[str] = []

    def slow(text: str, *args: object, **options: object) -> object:
        begun.set()
        assert done.wait(20)
        looked.append(text)
        return check(text, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(findings, "check", slow)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(check_sent, BAD, "text")
        assert begun.wait(20)
        second = threads.submit(repair_sent, BAD, "text")
        assert check_sent("Добър ден, приятели.") == [] and repair_sent("Добър ден.") == "Добър ден."
        assert not second.done()
        done.set()
        assert [found.code for found in first.result()] == ["mixed_script_confusable"]
        assert second.result() == "среща" and looked == [BAD]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_forked_process_has_its_turns() -> None:
    child = os.fork()
    if not child:
        os._exit(len(check_sent(BAD)))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert len(check_sent(BAD)) == 1

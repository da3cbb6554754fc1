"""Threads may share a machine, and an interrupt may stop its making: neither shows in what it answers then."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from threading import Thread

import pytest

from tests.interleaving import places_of, stopped_at
from translit import Rule, Sample, Table
from translit.machine.by_rules import RuleConversion

TEXT = "shta sхca ЁA’ce\u0301бn"
RULES = [
    ("s", "с"),
    ("sh", "ш"),
    ("sht", "щ"),
    ("c", "к"),
    ("c", "ц", "", "e"),
    ("h", "х", "s", ""),
    ("é", "э"),
    ("a", "а", "$", ""),
]
#: More rules of one letter than are asked one after the other.
RULES += [("n", f"н{letter}", letter, "") for letter in "абвгдежзи"]


def conversion() -> RuleConversion:
    rules = tuple(Rule(*rule, **{"key": f"rules[{n}]"}) for n, rule in enumerate(RULES))
    head = ("bg-x", "scheme", {"en": "X"}, "bg", "Latn", "Cyrl")
    return RuleConversion(Table(*head, case="follow", rules=rules, samples=(Sample("s", "с"),)))


def use(made: RuleConversion) -> list[object]:
    """Use all of a conversion, each part of which is made when it is asked for."""
    keys = made.keys()
    typed = [keys.feed(key) for key in TEXT]
    return [made.transliterate(TEXT), list(made.matches(TEXT)), made.machine.convert(TEXT), made._swept(TEXT), typed]


def used_by_two(place: tuple[str, int]) -> list[object]:
    """Return what two threads find in one conversion, the second coming in just before the first is at a place."""
    shared, found = conversion(), list[object]()
    other = Thread(target=lambda: found.append(use(shared)), daemon=True)

    def meanwhile() -> None:
        other.start()
        # Unless it waits for what this one holds.
        other.join(0.02)

    found.append(stopped_at(place, partial(use, shared), meanwhile))
    other.join(20)
    return found


def test_a_thread_may_come_in_between_at_any_line() -> None:
    expected = use(conversion())
    for place in places_of(partial(use, conversion())):
        assert used_by_two(place) == [expected, expected], place


def test_an_interrupt_may_come_at_any_line() -> None:
    expected = use(conversion())

    def interrupt() -> None:
        raise KeyboardInterrupt

    for place in places_of(partial(use, conversion())):
        shared = conversion()
        with pytest.raises(KeyboardInterrupt):
            stopped_at(place, partial(use, shared), interrupt)
        assert use(shared) == expected, place


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_process_forked_while_a_thread_adds_a_state_adds_its_own() -> None:
    code = """
import os, signal
from translit.machine import lazy
from translit import InputEngine, transliterate
with lazy._ADDING:
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os._exit(transliterate("Щит", "bg-law") != "Shtit" or InputEngine("bg-translit").feed("s").insert != "с")
assert os.waitpid(child, 0)[1] == 0
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

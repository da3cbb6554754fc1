"""Threads may share a machine: each of its states has one number, whoever finds it."""

from __future__ import annotations

from threading import Thread
from typing import Any

from translit import tables
from translit.machine.by_rules import RuleConversion


def test_two_threads_never_give_two_states_one_number() -> None:
    machine = RuleConversion(tables["bg-translit"]).lazy
    other = Thread(target=machine.step, args=(0, "s"))

    class Slow(list[Any]):
        """Where another thread comes in between a number and its state."""

        def append(self, state: Any) -> None:
            if not other.ident:
                other.start()
                other.join(0.2)
            super().append(state)

    machine.states = Slow(machine.states)
    machine.step(0, "z")
    other.join()
    assert len(machine.states) == len(machine._rows) == len(machine._numbers) == len(set(machine._numbers.values()))
    assert [machine._numbers[state] for state in machine.states] == list(range(len(machine.states)))

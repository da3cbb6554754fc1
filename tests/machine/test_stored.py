"""A machine file run letter by letter is the machine that C runs: the same states, the same steps."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.strategies import texts_for
from translit import tables
from translit.machine.by_rules import RuleConversion
from translit.machine.file import load
from translit.machine.finished import tabulate
from translit.machine.packing import build
from translit.machine.stored import StoredMachine

WAYS = [(table_id, reverse) for table_id in tables if tables[table_id].kind != "informal" for reverse in (False, True)]


@pytest.mark.parametrize(("table_id", "reverse"), WAYS)
def test_every_step_is_the_finished_machine_s(table_id: str, reverse: bool) -> None:
    conversion = RuleConversion(tables[table_id], reverse=reverse)
    finished = tabulate(conversion.lazy)
    stored = StoredMachine(build(finished))
    for state in range(0, len(finished.rows), 1 + len(finished.rows) // 12):
        assert stored.owed(state) == finished.owed(state)
        for char in finished.characters:
            assert stored.step(state, char) == finished.step(state, char)


@cache
def made(table_id: str) -> tuple[RuleConversion, bytes]:
    conversion = RuleConversion(tables[table_id])
    return conversion, conversion.build()


@pytest.mark.parametrize("table_id", ["bg-streamlined-2009", "bg-translit", "uk-kmu-2010"])
@examples(100)
@given(data=st.data())
def test_it_stops_in_the_state_in_which_c_stops(table_id: str, data: st.DataObject) -> None:
    conversion, content = made(table_id)
    compiled = load(content)
    assert compiled is not None
    text = data.draw(texts_for(conversion.meaning))
    output, state = StoredMachine(content).run(text, 0)
    written, in_c, *_ = compiled.run(text.encode("utf-8", "surrogatepass"), 0, False)
    assert (output, state) == (written.decode("utf-8", "surrogatepass"), in_c)

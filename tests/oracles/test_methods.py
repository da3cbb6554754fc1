"""Every table that names a keyboard or an input method of another program, typed on that program beside ours.

Asked are all keys, all sequences that the program knows or the table has, what a key that leads nowhere makes of the
beginnings of these, and the samples. What differs is in the table, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from tests.oracles import emacs, ibus_table, m17n
from tests.oracles.keyboard import US_PLAIN, US_SHIFT
from tests.oracles.methods import PROGRAMS
from tests.oracles.missing import OracleMissing, listed_packages
from tests.places import ROOT
from translit import InputEngine, Table, tables

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

#: The tables of each program, with what it calls them; a table may be several, which differ in what it says.
ASKED = {
    program: [
        (tables[name], method) for name in tables for method in tables[name].counterparts.get(program, "").split()
    ]
    for program in PROGRAMS
}
PAIRS = [(table, program, method) for program, asked in ASKED.items() for table, method in asked]
KEYS, BLANK = US_PLAIN + US_SHIFT, " "
#: Keys that begin no sequence.
STRAY = "fF5"


def typed(table: Table, keys: str) -> str:
    """Return what keys type by a table."""
    engine, text = InputEngine(table, addresses=False), ""
    for key in keys:
        text = engine.feed(key).apply(text)
    return text


def questions(table: Table, known: list[str]) -> Iterator[str]:
    """Yield what both sides type."""
    yield from (*KEYS, BLANK)
    longer = [rule.source for rule in table.rules] if table.kind == "scheme" else []
    sequences = [keys for keys in dict.fromkeys([*known, *longer]) if table.kind == "scheme" or set(keys) <= {*KEYS}]
    yield from sequences
    begun = dict.fromkeys(keys[:end] for keys in sequences for end in range(1, len(keys)))
    for beginning in begun:
        yield from (beginning, *(beginning + key for key in STRAY))


def samples(table: Table, program: str) -> Iterator[str]:
    """Yield the samples that both sides type, without keys on which they are known to differ."""
    apart = declared(table, program)
    for sample in table.samples:
        typed = not (sample.reverse or sample.level or sample.fails) and {*sample.source} <= {*KEYS, BLANK}
        if typed and not any(keys in sample.source for keys in apart):
            yield sample.source


@cache
def answers(program: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return what a program types by each table and method, all asked in one run."""
    pairs, (ask, known) = ASKED[program], PROGRAMS[program]
    sequences = known([method for _, method in pairs])
    asked = [
        (method, list(dict.fromkeys([*questions(table, its), *samples(table, program)])))
        for (table, method), its in zip(pairs, sequences, strict=True)
    ]
    return {
        (table.id, method): dict(zip(keys, texts, strict=True))
        for (table, method), (_, keys), texts in zip(pairs, asked, ask(asked), strict=True)
    }


def differences(table: Table, program: str, method: str) -> dict[str, str]:
    """Return what a method types otherwise than a table."""
    theirs = answers(program)[table.id, method]
    return {keys: text for keys, text in theirs.items() if text != typed(table, keys)}


def declared(table: Table, program: str) -> dict[str, str]:
    """Return the differences that a table has with a program, and a reason for each."""
    return {each.source: each.target for each in table.deviations if each.oracle == program}


@pytest.mark.parametrize(("table", "program", "method"), PAIRS, ids=[f"{t.id}~{p}:{m}" for t, p, m in PAIRS])
def test_every_key_and_sequence(table: Table, program: str, method: str) -> None:
    found, said = differences(table, program, method), declared(table, program)
    assert {keys: text for keys, text in found.items() if said.get(keys) != text} == {}
    assert len(answers(program)[table.id, method]) >= len(KEYS)


def test_no_deviation_is_more_than_there_is() -> None:
    found = {(t.id, program, keys) for t, program, method in PAIRS for keys in differences(t, program, method)}
    said = {(t.id, program, keys) for t, program, _ in PAIRS for keys in declared(t, program)}
    assert said - found == set()


def test_every_method_finds_its_table() -> None:
    assert len({(program, method) for _, program, method in PAIRS}) == len(PAIRS)
    for table, program, method in PAIRS:
        assert tables[f"{program}:{method}"] is table


def test_the_packages_are_listed() -> None:
    assert {*ibus_table.PACKAGES, ibus_table.GI_PACKAGE, emacs.PACKAGE, m17n.DATA_PACKAGE} <= listed_packages(ROOT)


def test_no_table_of_ibus() -> None:
    with pytest.raises(OracleMissing, match="apt-get install ibus-table ibus-table-no-such "):
        ibus_table.known(["no-such"])


def test_no_input_method_of_m17n() -> None:
    with pytest.raises(OracleMissing, match=f"apt-get install {m17n.DATA_PACKAGE} "):
        m17n.known(["no-such"])

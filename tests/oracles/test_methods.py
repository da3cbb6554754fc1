"""Every table that names a keyboard or an input method of another program, typed on that program beside ours.

Asked are all keys, all sequences that the program knows or the table has, what a key that leads nowhere makes of the
beginnings of these, and the samples. What differs is in the table, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from tests.oracles import emacs, ibus_table, jquery_ime, m17n
from tests.oracles.keyboard import US_PLAIN, US_SHIFT
from tests.oracles.methods import PROGRAMS
from tests.oracles.missing import OracleMissing, listed_packages
from tests.places import ROOT
from translit import InputEngine, Table, relayout, tables
from translit.machine.keys import drawn_levels

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
#: Programs that leave the keys themselves where a sequence that has begun does not end, Latin letters and all.
RAW = {"m17n": ("ru-translit", "shcf", "shcф", "шцф"), "quail": ("cyrillic-translit", "/re", "/re", "/ре")}
#: Keys that begin no sequence.
STRAY = "fF5"


def typed(table: Table, keys: str) -> str:
    """Return what keys type by a table."""
    engine, text = InputEngine(table, addresses=False), ""
    for key in keys:
        text = engine.feed(key).apply(text)
    return text


def questions(table: Table, program: str, known: list[str]) -> Iterator[str]:
    """Yield what both sides type."""
    yield from (*KEYS, BLANK)
    longer = [rule.source for rule in table.rules] if table.kind == "scheme" else []
    sequences = [keys for keys in dict.fromkeys([*known, *longer]) if table.kind == "scheme" or set(keys) <= {*KEYS}]
    yield from sequences
    begun = dict.fromkeys(keys[:end] for keys in sequences for end in range(1, len(keys)))
    for beginning in begun:
        if program in RAW and beginning not in sequences and len(beginning) > 1:
            continue
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
        (method, list(dict.fromkeys([*questions(table, program, its), *samples(table, program)])))
        for (table, method), its in zip(pairs, sequences, strict=True)
    ]
    return {
        (table.id, method): dict(zip(keys, texts, strict=True))
        for (table, method), (_, keys), texts in zip(pairs, asked, ask(asked), strict=True)
    }


@cache
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


@pytest.mark.parametrize("program", RAW)
def test_keys_that_a_program_leaves_in_the_text(program: str) -> None:
    method, keys, theirs, ours = RAW[program]
    assert PROGRAMS[program].ask([(method, [keys])]) == [[theirs]]
    assert typed(tables[f"{program}:{method}"], keys) == ours


def pressed_with_alt(table: Table, method: str) -> Iterator[tuple[str, str, str]]:
    """Yield each key, what a table types with AltGr and what jquery.ime is to have given for it with Alt."""
    for level, keys in (("altgr", US_PLAIN), ("altgr-shift", US_SHIFT)):
        drawn = drawn_levels(table).get(level, {})
        for key in keys:
            given = jquery_ime.given(method, key)
            yield given, drawn.get(key, ""), key


def test_alt_in_jquery_ime() -> None:
    """What it leaves to the browser is what the key gives without Alt."""
    asked = {
        name: [*pressed_with_alt(tables[f"jquery.ime:{name}"], name)] for name in (*jquery_ime.OVER, "cv-cyr-altgr")
    }
    answers = jquery_ime.received([(name, [[(g, True)] for g, _, _ in keys]) for name, keys in asked.items()])
    apart = {
        (name, key): (ours, text)
        for (name, keys), texts in zip(asked.items(), answers, strict=True)
        for (given, ours, key), text in zip(keys, texts, strict=True)
        if (ours or given) != text
    }
    assert apart == {("cv-cyr-altgr", "8"): ("₽", "8")}


def test_the_fixtures_of_jquery_ime() -> None:
    """Those of its Cyrillic methods, typed by our tables.

    Left out is what a table declares to differ, and Latin letters given to a method that changes a Russian keyboard.
    """
    tried = left = 0
    for method, tests in jquery_ime.fixtures().items():
        table = next((table for table, theirs in ASKED["jquery.ime"] if theirs == method), None)
        if table is None:
            continue
        # Some are given letters, as if a Russian keyboard were on.
        back = {relayout(key, "us", "ru-jcuken"): key for key in KEYS} | {
            jquery_ime.given(method, key): key for key in (*KEYS, BLANK)
        }
        for given, expected in tests:
            keys = [(back.get(char, ""), alt) for char, alt in given]
            if any(not key or key in declared(table, "jquery.ime") for key, _ in keys):
                left += 1
                continue
            tried += 1
            assert typed_with_alt(table, keys) == expected, (method, given)
    assert (tried, left) == (92, 6)


def typed_with_alt(table: Table, keys: list[tuple[str, bool]]) -> str:
    """Return what keys type, those with Alt on the level of AltGr if it has them."""
    engine, text = InputEngine(table, addresses=False), ""
    for key, alt in keys:
        level = ("altgr-shift" if key in US_SHIFT else "altgr") if alt else ""
        drawn = not alt or key in drawn_levels(table).get(level, {})
        text = engine.feed(key, level if drawn else "").apply(text)
    return text


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

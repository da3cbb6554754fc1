"""Every table there is: each file is its own set of test cases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import translit
from translit import InputEngine, Sample, Table, compile_table, tables

TABLES = [tables[table_id] for table_id in tables if tables[table_id].kind != "informal"]


def samples() -> Iterator[object]:
    for table in TABLES:
        for number, sample in enumerate(table.samples):
            marks = [pytest.mark.xfail(reason=sample.reason, strict=True)] if sample.fails else []
            yield pytest.param(table, sample, id=f"{table.id}-{number}", marks=marks)


@pytest.mark.parametrize(("table", "sample"), list(samples()))
def test_sample(table: Table, sample: Sample) -> None:
    if sample.level:
        engine = InputEngine(table)
        shown = ""
        for key in sample.source:
            shown = engine.feed(key, sample.level).apply(shown)
        assert shown == sample.target
    else:
        assert compile_table(table, reverse=sample.reverse).transliterate(sample.source) == sample.target


@pytest.mark.parametrize(
    ("table", "sample"),
    [(t, s) for t in TABLES for s in t.samples if s.shows],
    ids=lambda v: getattr(v, "id", None),
)
def test_sample_shows(table: Table, sample: Sample) -> None:
    engine, text, shown = InputEngine(table), "", []
    for key in sample.source:
        text = engine.feed(key).apply(text)
        shown.append(text)
    assert tuple(shown) == sample.shows


def test_names_are_unique() -> None:
    names = [name for table_id in tables for name in (table_id, *tables[table_id].aliases)]
    assert len(names) == len(set(names))


def test_every_alias_is_found() -> None:
    for table_id in tables:
        for alias in tables[table_id].aliases:
            assert translit.tables[alias].id == table_id

"""Engines convert each row of their columns as it is converted alone."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import duckdb
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

import translit.bulk.duckdb
import translit.bulk.polars
import translit.bulk.sqlite
from tests.examples import examples
from translit import UnmappedCharacter, check, compile_table, fold, repair, transliterate
from translit.bulk import arrow

LAW = "bg-streamlined-2009"
# A NUL is left out in SQL: SQLite ends a text there.
TEXTS = st.lists(
    st.one_of(
        st.none(),
        st.lists(st.sampled_from(["Щастие", "ия", "sht", "&shy;", "😀", " ", "ѝ", "\n"])).map("".join),
        st.text(st.characters(codec="utf-8"), max_size=20),
    ),
    max_size=12,
)


def one_by_one(texts: list[str | None], reverse: bool = False) -> list[str | None]:
    return [None if text is None else transliterate(text, LAW, reverse=reverse) for text in texts]


def on_duckdb() -> Any:
    connection = duckdb.connect()
    translit.bulk.duckdb.register(connection)
    connection.execute("create table t (n integer, v varchar)")
    return connection


def on_sqlite() -> Any:
    connection = sqlite3.connect(":memory:")
    translit.bulk.sqlite.register(connection)
    connection.execute("create table t (n integer, v text)")
    return connection


SQL = pytest.mark.parametrize("connect", [on_duckdb, on_sqlite])


def column(texts: list[str | None]) -> Any:
    return polars.Series("име", texts, polars.String)


@examples(60)
@given(TEXTS, st.booleans())
def test_polars_eager_lazy_and_a_series(texts: list[str | None], reverse: bool) -> None:
    series = column(texts)
    converted: Any = polars.col("име")
    converted = converted.translit.transliterate(LAW, reverse=reverse)
    wanted = polars.DataFrame({"име": column(one_by_one(texts, reverse))})
    assert series.to_frame().select(converted).equals(wanted)
    lazy = series.to_frame().lazy().select(converted)
    assert lazy.collect_schema() == wanted.schema
    assert lazy.collect().equals(wanted)
    assert series.translit.transliterate(LAW, reverse=reverse).equals(wanted["име"])


def test_polars_in_groups_filters_and_several_columns() -> None:
    frame = polars.DataFrame({"a": ["щит", "щит", "вълна", None], "b": ["ь", "ю", "", "я"], "n": [1, 2, 3, 4]})
    names: Any = polars.col("a", "b")

    made = frame.with_columns(names.translit.transliterate(LAW))
    assert made["a"].to_list() == ["shtit", "shtit", "valna", None]
    assert made["b"].to_list() == one_by_one(frame["b"].to_list())
    a: Any = polars.col("a")
    assert frame.filter(a.translit.transliterate(LAW) == "shtit")["n"].to_list() == [1, 2]
    sums = frame.group_by(a.translit.transliterate(LAW)).agg(polars.col("n").sum()).sort("a", nulls_last=True)
    assert sums.rows() == [("shtit", 3), ("valna", 3), (None, 4)]


def test_polars_keeps_categories() -> None:
    frame = polars.DataFrame({"a": polars.Series(["щ", "sht", None], dtype=polars.Categorical)})
    a: Any = polars.col("a")
    lazy = frame.lazy().select(a.translit.transliterate(compile_table(LAW)))
    assert lazy.collect_schema() == frame.schema
    assert lazy.collect()["a"].to_list() == ["sht", "sht", None]


def test_polars_says_at_once_that_there_is_no_such_table() -> None:
    a: Any = polars.col("a")
    with pytest.raises(LookupError, match="no-such-table"):
        a.translit.transliterate("no-such-table")


def test_polars_strict() -> None:
    series = column(["щ", "ы"])
    with pytest.raises(UnmappedCharacter, match="row 1"):
        series.translit.transliterate(LAW, errors="strict")


@SQL
@examples(40)
@given(TEXTS, st.booleans())
def test_sql(connect: Any, texts: list[str | None], reverse: bool) -> None:
    connection = connect()
    function = "transliterate_back" if reverse else "transliterate"
    texts = [None if text is None else text.replace("\0", "") for text in texts]
    if texts:
        connection.executemany("insert into t values (?, ?)", [*enumerate(texts)])
    found = connection.execute(f"select {function}(v, '{LAW}') from t order by n").fetchall()
    assert [row[0] for row in found] == one_by_one(texts, reverse)
    connection.close()


@SQL
def test_sql_over_many_rows_with_a_table_of_each_row_s_own(connect: Any) -> None:
    connection = connect()
    rows = [(n, f"Щит {n}") for n in range(5000)]
    connection.executemany("insert into t values (?, ?)", rows[:500])
    for _ in range(5):
        connection.execute("insert into t select n + (select count(*) from t), v from t")
    query = f"select v, n % 2, transliterate(v, case n % 2 when 0 then '{LAW}' else 'ru-icao-9303' end) from t"
    found = connection.execute(query).fetchall()
    assert len(found) == 16_000
    assert {odd for _, odd, _ in found} == {0, 1}
    for text, odd, converted in found[::7]:
        assert converted == transliterate(text, "ru-icao-9303" if odd else LAW)


@SQL
def test_sql_that_names_no_table_fails(connect: Any) -> None:
    connection = connect()
    with pytest.raises((duckdb.Error, sqlite3.Error)):
        connection.execute("select transliterate('щ', 'no-such-table')").fetchall()
    assert connection.execute(f"select transliterate('щ', '{LAW}'), transliterate(null, '{LAW}')").fetchall() == [
        ("sht", None)
    ]


def test_sqlite_finds_a_name_by_an_index_over_its_latin_form() -> None:
    connection = on_sqlite()
    connection.executemany("insert into t values (?, ?)", [(1, "Щерев"), (2, "Иванов"), (3, None)])
    connection.execute(f"create index latin on t (transliterate(v, '{LAW}'))")
    query = f"select v from t where transliterate(v, '{LAW}') = 'Shterev'"
    assert connection.execute(query).fetchall() == [("Щерев",)]
    assert "latin" in str(connection.execute(f"explain query plan {query}").fetchall())


SPELLINGS = ["Щастие", "shtastie", "6tastie", None, ""]
KEYS = [None if text is None else fold(text) for text in SPELLINGS]


def test_keys_in_polars() -> None:
    series = column(SPELLINGS)
    assert series.translit.fold().to_list() == KEYS
    a: Any = polars.col("име")
    assert series.to_frame().lazy().select(a.translit.fold("bg")).collect()["име"].to_list() == KEYS
    strict = [None if text is None else fold(text, "ru", level="strict") for text in SPELLINGS]
    assert series.translit.fold("ru", level="strict").to_list() == strict
    with pytest.raises(ValueError, match="xx"):
        a.translit.fold("xx")


@SQL
def test_keys_in_sql(connect: Any) -> None:
    connection = connect()
    connection.executemany("insert into t values (?, ?)", [*enumerate(SPELLINGS)])
    assert connection.execute("select fold(v, 'bg') from t order by n").fetchall() == [(key,) for key in KEYS]
    found = connection.execute("select count(*) from t where fold(v, 'bg') = fold('щастие', 'bg')").fetchall()
    assert found == [(3,)]


FAULTY: list[str | None] = ["Утре имаме срещa.", "Добре", None, "kakvo shte pravim dovechera", ""]
REPAIRED = [None if text is None else repair(text) for text in FAULTY]


def found_in(function: Any) -> Any:
    return pyarrow.array(function(pyarrow.array(FAULTY))).to_pylist()


def test_findings_in_polars() -> None:
    series = column(FAULTY)
    a: Any = polars.col("име")
    lazy = series.to_frame().lazy()
    for wanted, made, expression in (
        (found_in(arrow.check), series.translit.check(), a.translit.check()),
        (found_in(arrow.detect), series.translit.detect(jobs=1), a.translit.detect()),
        (REPAIRED, series.translit.repair(), a.translit.repair()),
    ):
        assert made.to_list() == wanted
        query = lazy.select(expression)
        assert query.collect_schema() == query.collect().schema
        assert query.collect()["име"].to_list() == wanted
    with pytest.raises(ValueError, match="xx"):
        a.translit.repair("xx")
    with pytest.raises(ValueError, match="no-such-policy"):
        a.translit.check("no-such-policy")


@SQL
def test_findings_in_sql(connect: Any) -> None:
    connection = connect()
    connection.executemany("insert into t values (?, ?)", [*enumerate(FAULTY)])
    query = "select repair(v, 'bg'), findings(v, 'text'), detections(v) from t order by n"
    columns: list[Any] = [*zip(*connection.execute(query).fetchall(), strict=True)]
    repaired, *found = columns
    assert list(repaired) == REPAIRED
    if connect is on_sqlite:
        found = [[None if text is None else json.loads(text) for text in texts] for texts in found]
    assert [*map(list, found)] == [found_in(arrow.check), found_in(arrow.detect)]


def test_a_policy_of_each_row_s_own() -> None:
    connection = on_duckdb()
    connection.executemany("insert into t values (?, ?)", [(n, "kak si") for n in range(4)])
    query = "select len(findings(v, case n % 3 when 0 then 'text' when 1 then 'comment' end)) from t order by n"
    counts = [row[0] for row in connection.execute(query).fetchall()]
    assert counts == [len(check("kak si")), len(check("kak si", "comment")), None, len(check("kak si"))]
    assert counts[0] != counts[1]

"""A column of texts by each engine's own means and by ours: `python -m benchmarks.columns [ROWS]`.

The rows are the text of benchmarks/speed, cut into pieces of 57 characters, each time round at other places. What is
told is the processor time of a row, the median of five rounds, all in one run; what is slow takes fewer rows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter, process_time
from typing import Any

import duckdb
import polars
import pyarrow

from benchmarks.speed.corpus import bulgarian
from translit import check, compile_table, fold, repair, transliterate
from translit.bulk import arrow
from translit.bulk import duckdb as in_duckdb
from translit.bulk import polars as in_polars

LAW = "bg-streamlined-2009"
LENGTH = 57
#: How many bytes of text are made, as in benchmarks/speed.
SIZE = 5_000_000
ROUNDS = 5
#: How many rows a way is given that takes microseconds for one.
SLOW = 20


def rows(count: int) -> list[str]:
    """Return so many pieces of text of the same length.

    >>> [len(row) for row in rows(3)]
    [57, 57, 57]
    """
    text = bulgarian(min(SIZE, 2 * LENGTH * count + 1000)).replace("\n", " ")
    text *= LENGTH * count // len(text) + 1
    return [text[start : start + LENGTH] for start in range(0, LENGTH * count, LENGTH)]


def ways(texts: list[str], reverse: bool) -> Iterator[tuple[str, Callable[[], object], int]]:
    """Yield ways to convert: a name, what runs, and over how many rows."""
    transliterator = compile_table(LAW, reverse=reverse)
    machine = transliterator._rules.compiled
    assert machine is not None
    few = texts[: max(len(texts) // SLOW, 1)]
    whole = "".join(texts).encode()
    column, views, series = pyarrow.array(texts), pyarrow.array(texts, pyarrow.string_view()), polars.Series(texts)
    some, table = polars.Series(few), pyarrow.table({"t": few})
    column_table = pyarrow.table({"t": column})
    every = len(texts)

    def convert(text: str) -> str:
        return transliterator.transliterate(text)

    yield "the loop, all bytes in one piece", lambda: machine.run(whole, 0, True), every
    yield "`arrow.transliterate`, string", lambda: arrow.transliterate(column, transliterator), every
    yield "`arrow.transliterate`, string_view", lambda: arrow.transliterate(views, transliterator), every
    columns = in_polars.Columns(series)
    yield "Polars, `.translit.transliterate`", lambda: columns.transliterate(transliterator), every
    yield "DuckDB, `transliterate`", lambda: by_duckdb(column_table, reverse), every
    if not reverse:
        patterns = letters()
        good = [text for text in texts[: every // SLOW] if not check(text)]
        clean = pyarrow.array((good * (every // len(good) + 1))[:every])
        yield "`arrow.fold`, string", lambda: arrow.fold(column), every
        yield "`arrow.fold`, string_view", lambda: arrow.fold(views), every
        yield "`arrow.check`, string", lambda: arrow.check(column), every
        yield "`arrow.check`, the rows without a fault", lambda: arrow.check(clean), every
        yield "Polars, `.translit.check`", lambda: columns.check(), every
        yield "DuckDB, `findings`", lambda: findings_by_duckdb(column_table), every
        yield "a Python loop over `check`", lambda: [check(text) for text in few], len(few)
        yield "`arrow.repair`, string", lambda: arrow.repair(column), every
        yield "a Python loop over `repair`", lambda: [repair(text) for text in few], len(few)
        yield "a Python loop over `fold`", lambda: [fold(text) for text in few], len(few)
        yield "Polars `replace_many`, letters alone", lambda: series.str.replace_many(*patterns, leftmost=True), every
    yield "a Python loop", lambda: [convert(text) for text in few], len(few)
    yield "Polars `map_elements`", lambda: some.map_elements(convert, polars.String), len(few)
    yield "DuckDB, a plain Python function", lambda: by_plain_function(table, convert), len(few)


def letters() -> tuple[list[str], list[str]]:
    """Return what Polars can be told: letters, and ия at any place, longest first; neither word ends nor capitals."""
    small = ["ия", *"абвгдежзийклмнопрстуфхцчшщъьюя"]
    every = [*small, *[letter.title() for letter in small]]
    return every, [transliterate(letter, LAW) for letter in every]


def by_duckdb(table: Any, reverse: bool) -> Any:
    """Convert by our functions; what they give is only looked at, not taken out."""
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    in_duckdb.register(connection)
    connection.register("texts", table)
    function = "transliterate_back" if reverse else "transliterate"
    return connection.execute(f"select max(length({function}(t, '{LAW}'))) from texts").fetchall()


def findings_by_duckdb(table: Any) -> Any:
    """Check by our function; what it finds is only counted."""
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    in_duckdb.register(connection)
    connection.register("texts", table)
    return connection.execute("select sum(len(findings(t, 'text'))) from texts").fetchall()


def by_plain_function(table: Any, convert: Callable[[str], str]) -> Any:
    """Convert by a function of one value, as DuckDB's pages begin with."""
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    connection.create_function("plain", convert, ["VARCHAR"], "VARCHAR")
    connection.register("texts", table)
    return connection.execute("select max(length(plain(t))) from texts").fetchall()


def cost(run: Callable[[], object], count: int) -> float:
    """Return the processor time of one row, in nanoseconds."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        run()
        times.append(process_time() - start)
    return median(times) / count * 1e9


def threads(texts: list[str]) -> float:
    """Return how many times as fast, by the clock, two threads are as one: the best of several rounds of each."""
    column, transliterator = pyarrow.array(texts), compile_table(LAW)
    best = [float("inf")] * 2
    for _ in range(2 * ROUNDS):
        for jobs in (1, 2):
            start = perf_counter()
            arrow.transliterate(column, transliterator, jobs=jobs)
            best[jobs - 1] = min(best[jobs - 1], perf_counter() - start)
    return best[0] / best[1]


def main() -> None:
    """Print a table for each direction."""
    texts = rows(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
    print(f"{len(texts):,} rows of {LENGTH} characters, load of the machine {os.getloadavg()[0]:.1f}")
    for title, given, reverse in (
        ("from Cyrillic", texts, False),
        ("from Latin", [transliterate(text, LAW) for text in texts], True),
    ):
        print(f"\n| {title} | ns a row | times the loop |\n|---|---|---|")
        loop = 0.0
        for name, run, count in ways(given, reverse):
            found = cost(run, count)
            loop = loop or found
            print(f"| {name} | {found:,.0f} | {found / loop:.2f} |", flush=True)
    print(f"\ntwo threads: {threads(texts):.2f} times as fast as one, by the clock")


if __name__ == "__main__":
    main()

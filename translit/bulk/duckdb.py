"""DuckDB: scalar functions that convert a vector of rows at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from . import arrow

if TYPE_CHECKING:
    import duckdb


def register(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection `transliterate(text, table)`, and `transliterate_back(text, table)` for the way back.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> connection.execute("select transliterate('Щастие', 'bg-streamlined-2009')").fetchall()
    [('Shtastie',)]
    """
    create: Any = connection.create_function
    for name, reverse in (("transliterate", False), ("transliterate_back", True)):
        create(name, partial(_transliterate, reverse), ["VARCHAR", "VARCHAR"], "VARCHAR", type="arrow")


def _transliterate(reverse: bool, texts: Any, tables: Any) -> Any:
    """Convert a vector; the table may be another in each row, though hardly ever is."""
    import pyarrow
    from pyarrow.compute import equal, if_else

    converted = texts
    for table in tables.unique().to_pylist():
        by_table = pyarrow.chunked_array(arrow.transliterate(texts, table, reverse=reverse))
        converted = by_table if converted is texts else if_else(equal(tables, table), by_table, converted)
    return converted

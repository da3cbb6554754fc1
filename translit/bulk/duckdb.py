"""DuckDB: scalar functions that convert a vector of rows at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from .sql import CONVERTERS, convert_by_settings

if TYPE_CHECKING:
    import duckdb


def register(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection `transliterate(text, table)`, `transliterate_back(text, table)` and `fold(text, language)`.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> connection.execute("select transliterate('Щастие', 'bg-streamlined-2009')").fetchall()
    [('Shtastie',)]
    """
    create: Any = connection.create_function
    for name, convert in CONVERTERS.items():
        create(name, partial(convert_by_settings, convert), ["VARCHAR", "VARCHAR"], "VARCHAR", type="arrow")

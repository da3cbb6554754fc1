"""DuckDB: scalar functions that convert a vector of rows at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from . import arrow

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
        create(name, partial(_convert, convert), ["VARCHAR", "VARCHAR"], "VARCHAR", type="arrow")


CONVERTERS: dict[str, Any] = {
    "transliterate": arrow.transliterate,
    "transliterate_back": partial(arrow.transliterate, reverse=True),
    "fold": arrow.fold,
}


def _convert(convert: Any, texts: Any, settings: Any) -> Any:
    """Convert a vector; the table, or the language, may be another in each row, though hardly ever is."""
    import pyarrow
    from pyarrow.compute import equal, if_else

    converted = texts
    for setting in settings.unique().to_pylist():
        by_setting = pyarrow.chunked_array(convert(texts, setting))
        converted = by_setting if converted is texts else if_else(equal(settings, setting), by_setting, converted)
    return converted

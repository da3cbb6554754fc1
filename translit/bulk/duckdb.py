"""DuckDB: scalar functions that convert a vector of rows at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from . import arrow
from .records import DETECTION, FINDING
from .sql import CONVERTERS, convert_by_settings

if TYPE_CHECKING:
    import duckdb

_TYPES = {"u": "VARCHAR", "i": "INTEGER", "g": "DOUBLE"}


def register(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection `transliterate(text, table)`, `transliterate_back(text, table)` and `fold(text, language)`.

    Also `repair(text, language)`, `findings(text, policy)`, which is `arrow.check`, and `detections(text)`.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> connection.execute("select transliterate('Щастие', 'bg-streamlined-2009')").fetchall()
    [('Shtastie',)]
    """
    create: Any = connection.create_function
    for name, convert in CONVERTERS.items():
        create(name, partial(convert_by_settings, convert), ["VARCHAR", "VARCHAR"], "VARCHAR", type="arrow")
    create(
        "findings", partial(convert_by_settings, arrow.check), ["VARCHAR", "VARCHAR"], lists_of(FINDING), type="arrow"
    )
    create("detections", _detect, ["VARCHAR"], lists_of(DETECTION), type="arrow")


def _detect(texts: Any) -> Any:
    import pyarrow

    return pyarrow.chunked_array(arrow.detect(texts))


def lists_of(fields: dict[str, str]) -> str:
    """Return what DuckDB calls the type of lists of records with these fields.

    >>> lists_of({"end": "i", "text": "u"})
    'STRUCT("end" INTEGER, "text" VARCHAR)[]'
    """
    return f"STRUCT({', '.join(f'{chr(34)}{name}{chr(34)} {_TYPES[form]}' for name, form in fields.items())})[]"

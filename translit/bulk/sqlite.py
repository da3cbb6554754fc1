"""SQLite: scalar functions, which may stand in an index or a generated column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..convert.transliterator import compile_table
from ..search.folding import folding

if TYPE_CHECKING:
    import sqlite3


def register(connection: sqlite3.Connection) -> None:
    """Give a connection `transliterate(text, table)`, `transliterate_back(text, table)` and `fold(text, language)`.

    >>> import sqlite3
    >>> connection = sqlite3.connect(":memory:")
    >>> register(connection)
    >>> connection.execute("select transliterate('Щастие', 'bg-streamlined-2009')").fetchone()
    ('Shtastie',)
    """
    for name, reverse in (("transliterate", False), ("transliterate_back", True)):
        connection.create_function(name, 2, partial(_transliterate, reverse), deterministic=True)
    connection.create_function("fold", 2, _fold, deterministic=True)


def _transliterate(reverse: bool, text: str | None, table: str) -> str | None:
    return None if text is None else compile_table(table, reverse=reverse).transliterate(text)


def _fold(text: str | None, language: str) -> str | None:
    return None if text is None else folding(language)(text)

"""SQLite: scalar functions, which may stand in an index or a generated column."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from ..convert.transliterator import compile_table
from ..search.folding import folding
from . import records
from .records import DETECTION, FINDING

if TYPE_CHECKING:
    import sqlite3


def register(connection: sqlite3.Connection) -> None:
    """Give a connection `transliterate(text, table)`, `transliterate_back(text, table)` and `fold(text, language)`.

    Also `repair(text, language)`, `findings(text, policy)` and `detections(text)`, which are `check` and `detect` with
    their records in JSON, for `json_each`.

    >>> import sqlite3
    >>> connection = sqlite3.connect(":memory:")
    >>> register(connection)
    >>> connection.execute("select transliterate('Щастие', 'bg-streamlined-2009')").fetchone()
    ('Shtastie',)
    """
    for name, reverse in (("transliterate", False), ("transliterate_back", True)):
        connection.create_function(name, 2, partial(_transliterate, reverse), deterministic=True)
    for name, convert in (("fold", _fold), ("repair", _repair), ("findings", _findings)):
        connection.create_function(name, 2, convert, deterministic=True)
    connection.create_function("detections", 1, _detections, deterministic=True)


def _transliterate(reverse: bool, text: str | None, table: str) -> str | None:
    return None if text is None else compile_table(table, reverse=reverse).transliterate(text)


def _fold(text: str | None, language: str) -> str | None:
    return None if text is None else folding(language)(text)


def _repair(text: str | None, language: str) -> str | None:
    from ..checking.repairs import repair

    return None if text is None else repair(text, language)


def _findings(text: str | None, policy: str) -> str | None:
    from ..checking.policy import load_policy

    return _as_json(records.check_texts([text], policy=load_policy(policy), lang="en"), FINDING, text)


def _detections(text: str | None) -> str | None:
    return _as_json(records.detect_texts([text]), DETECTION, text)


def _as_json(found: records.Found, fields: dict[str, str], text: str | None) -> str | None:
    if text is None:
        return None
    lists = [dict(zip(fields, record, strict=True)) for _, those in found for record in those]
    return json.dumps(lists, ensure_ascii=False)

"""Where the strings of JSON stand, be it one document or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import Unreadable

_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|[{}\[\],]')
_BLANK = re.compile(r"\s*")


class Value(NamedTuple):
    """A value that is a string: the keys that lead to it, and where it stands, with its quotes."""

    keys: tuple[str, ...]
    start: int
    end: int


def values(document: str) -> Iterator[Value]:
    """Yield all values that are strings. Raises Unreadable.

    >>> [value.keys for value in values('{"a": ["б", {"в": "г"}], "д": "е"}')]
    [('a',), ('a', 'в'), ('д',)]
    """
    _require_readable(document)
    #: The keys that lead to each object or list that is open, and these for what comes next.
    open_ones: list[tuple[str, ...]] = [()]
    keys = open_ones[0]
    for token in _TOKEN.finditer(document):
        if token[2] is not None:
            keys = (*open_ones[-1], json.loads(token[1]))
        elif token[1] is not None:
            yield Value(keys, *token.span(1))
        elif token[0] in "{[":
            open_ones.append(keys)
        elif token[0] in "}]":
            open_ones.pop()
            keys = open_ones[-1]


def all_keys(document: str) -> list[str]:
    """Return all keys. Raises Unreadable.

    >>> all_keys('{"a": {"б": 1}} {"a": 2}')
    ['a', 'б']
    """
    _require_readable(document)
    return list(dict.fromkeys(json.loads(token[1]) for token in _TOKEN.finditer(document) if token[2] is not None))


def written_like(before: str, text: str) -> str:
    r"""Return a text as JSON, in escapes where the one before was.

    >>> written_like('"\\u0449"', "я"), written_like('"щ"', "я")
    ('"\\u044f"', '"я"')
    """
    return json.dumps(text, ensure_ascii="\\u" in before and before.isascii())


def _require_readable(document: str) -> None:
    reader, place = json.JSONDecoder(), 0
    document = document.removeprefix("\ufeff")
    while (place := _end(_BLANK, document, place)) < len(document):
        try:
            place = reader.raw_decode(document, place)[1]
        except (json.JSONDecodeError, RecursionError) as error:
            message = getattr(error, "msg", "nested too deeply")
            raise Unreadable(f"is no JSON: {message}", getattr(error, "lineno", 1)) from None


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place

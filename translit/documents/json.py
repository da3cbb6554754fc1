"""JSON, JSON lines and Application Resource Bundles: values that are strings, without keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial

from ..errors import Unreadable
from . import Piece

SUFFIXES = ("json", "jsonl", "ndjson", "arb")
KEPT = ("placeholder", "html", "url", "email")
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|[{}\[\],]')
#: A choice of ICU has words of its own inside its braces: only a person can convert that.
_CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield the values, but for what a bundle says of its messages (`@key`).

    >>> [(piece.text, piece.column) for piece in pieces('{"a": ["б\\n", 1], "@a": {"description": "в"}}')]
    [('б\n', 'a')]
    """
    _require_readable(document)
    #: For each object or list that is open whether it tells of others and its key, and these for what comes next.
    open_ones: list[tuple[bool, str]] = [(False, "")]
    is_about, key = open_ones[0]
    for token in _TOKEN.finditer(document):
        if token[2] is not None:
            key = json.loads(token[1])
            is_about = open_ones[-1][0] or key.startswith("@")
        elif token[1] is not None:
            text = json.loads(token[1])
            if not is_about and not _CHOICE.search(text):
                yield Piece(*token.span(1), text, partial(_written, token[1]), key)
        elif token[0] in "{[":
            open_ones.append((is_about, key))
        elif token[0] in "}]":
            open_ones.pop()
            is_about, key = open_ones[-1]


def columns(document: str) -> list[str]:
    """Return all keys.

    >>> columns('{"a": {"б": 1}} {"a": 2}')
    ['a', 'б']
    """
    _require_readable(document)
    return list(dict.fromkeys(json.loads(token[1]) for token in _TOKEN.finditer(document) if token[2] is not None))


def _written(before: str, text: str) -> str:
    """Return a text as JSON, in escapes where the one before was."""
    return json.dumps(text, ensure_ascii="\\u" in before and before.isascii())


def _require_readable(document: str) -> None:
    reader, place = json.JSONDecoder(), 0
    document = document.removeprefix("\ufeff")
    blank = re.compile(r"\s*")
    while (place := _end(blank, document, place)) < len(document):
        try:
            place = reader.raw_decode(document, place)[1]
        except (json.JSONDecodeError, RecursionError) as error:
            message = getattr(error, "msg", "nested too deeply")
            raise Unreadable(f"is no JSON: {message}", getattr(error, "lineno", 1)) from None


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place

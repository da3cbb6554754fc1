"""JSON, JSON lines and Application Resource Bundles: values that are strings, without keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial

from ..text.json_values import all_keys, values, written_like
from . import Piece

SUFFIXES = ("json", "jsonl", "ndjson", "arb")
KEPT = ("placeholder", "html", "url", "email")
#: A choice of ICU has words of its own inside its braces: only a person can convert that.
_CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield the values, but for what a bundle says of its messages (`@key`).

    >>> [(piece.text, piece.column) for piece in pieces('{"a": ["б\\n", 1], "@a": {"description": "в"}}')]
    [('б\n', 'a')]
    """
    for keys, start, end in values(document):
        before = document[start:end]
        text = json.loads(before)
        if not any(key.startswith("@") for key in keys) and not _CHOICE.search(text):
            yield Piece(start, end, text, partial(written_like, before), keys[-1] if keys else "")


def columns(document: str) -> list[str]:
    """Return all keys.

    >>> columns('{"a": {"б": 1}} {"a": 2}')
    ['a', 'б']
    """
    return all_keys(document)

"""Texts of programs for Apple's systems (`.strings`): values, without keys and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between

SUFFIXES = ("strings",)
KEPT = ("placeholder", "html", "url", "email")
_TOKEN = re.compile(r'/\*.*?\*/|//[^\r\n]*|(=\s*)?"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = re.compile(r"\\.|%(?:\d+\$)?@", re.DOTALL)


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield the values, cut where something is written out.

    >>> [piece.text for piece in pieces('/* "а" = "б"; */ "ключ" = "Щит\\nдва";')]
    ['Щит', 'два']
    """
    for token in _TOKEN.finditer(document):
        if token[1] is not None:
            for piece in between(_ESCAPE, document, *token.span(2)):
                yield piece._replace(write=_written)


def _written(text: str) -> str:
    return text.replace('"', '\\"')

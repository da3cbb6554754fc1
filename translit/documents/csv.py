"""Tables of comma, semicolon or tab separated values: all cells below the first row, which names the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Unreadable
from . import Piece

SUFFIXES = ("csv", "tsv")
KEPT = ("url", "email", "placeholder")
_ROW = re.compile(r'(?:"(?:[^"]|"")*"|[^"\r\n])+|"')
_SEPARATORS = ",;\t"


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield the cells; one in quotes is one text, with whatever stands in it.

    >>> [piece.text for piece in pieces('id,име\n1,"Щит, ""А"" и Б"\n')]
    ['1', 'Щит, "А" и Б']
    """
    rows = list(_ROW.finditer(document))
    if not rows:
        return
    first = rows[0][0]
    separator = max(_SEPARATORS, key=first.count)
    cell = re.compile(rf'"((?:[^"]|"")*)"(?=[{separator}]|\Z)|[^{separator}]+')
    for row in rows[1:]:
        if row[0].startswith('"') and row[0].count('"') % 2:
            raise Unreadable("is no table: a quote is never closed", document.count("\n", 0, row.start()) + 1)
        for found in cell.finditer(row[0]):
            start, end = row.start() + found.start(), row.start() + found.end()
            if found[1] is None:
                yield Piece(start, end, found[0])
            else:
                yield Piece(start, end, found[1].replace('""', '"'), _quoted)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'

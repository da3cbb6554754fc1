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

    >>> [(piece.text, piece.column) for piece in pieces('id,име\n1,"Щит, ""А"" и Б"\n')]
    [('1', 'id'), ('Щит, "А" и Б', 'име')]
    """
    rows = list(_ROW.finditer(document))
    if not rows:
        return
    separator = separator_of(rows[0][0])
    names = dict(enumerate(columns(document)))
    for row in rows[1:]:
        if row[0].startswith('"') and row[0].count('"') % 2:
            raise Unreadable("is no table: a quote is never closed", document.count("\n", 0, row.start()) + 1)
        for number, found in _cells(row[0], separator):
            start, end, name = row.start() + found.start(), row.start() + found.end(), names.get(number, "")
            if found[1] is None:
                yield Piece(start, end, found[0], column=name)
            else:
                yield Piece(start, end, found[1].replace('""', '"'), _quoted, name)


def columns(document: str) -> list[str]:
    """Return the names in the first row.

    >>> columns('id;"име, фамилия";;бележка')
    ['id', 'име, фамилия', '', 'бележка']
    """
    first = _ROW.search(document)
    if not first:
        return []
    separator = separator_of(first[0])
    found = {number: cell for number, cell in _cells(first[0], separator)}
    cells = [found.get(number) for number in range(max(found, default=-1) + 1)]
    return ["" if c is None else c[0] if c[1] is None else c[1].replace('""', '"') for c in cells]


def separator_of(row: str) -> str:
    """Return the sign between cells that a first row has most of."""
    return max(_SEPARATORS, key=row.count)


def _cells(row: str, separator: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the cells that are not empty, each with its number."""
    cell = re.compile(rf'"((?:[^"]|"")*)"(?=[{separator}]|\Z)|[^{separator}]+')
    number = end = 0
    for found in cell.finditer(row):
        number += row.count(separator, end, found.start())
        yield number, found
        end = found.end()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'

"""Excel workbooks: the texts of cells and notes, and names of columns; formulas and names of sheets stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between, runs, with_letters

SUFFIXES = ("xlsx", "xlsm", "xltx")
KEPT = ("html", "url", "email", "placeholder")
PARTS = {r"xl/(sharedStrings|worksheets/[^/]+|comments\d*|comments/[^/]+|tables/[^/]+)\.xml": "xlsx"}
WITHIN_WORDS = re.compile(r"(?:<[^<>]*>)+")
_TEXT = re.compile(r"<(t)(?:\s[^<>]*)?(?<!/)>([^<]*)</t>")
_BREAK = re.compile(r"<(?:/(?:si|is|text)|rPh[\s>])")
#: How a reading is given of what stands before it, in Japanese.
_READING = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
#: A column of a table is called what its first cell says, everywhere; a formula's text is kept beside it.
_NAMED = re.compile(
    r"<(tableColumn)\b[^<>]*?\sname=\"([^\"<]*)\""
    r"|<c\s[^<>]*\bt=\"str\"[^<>]*>(?:<f\b[^<>]*/>|<f\b[^<>]*>[^<]*</f>)?<v>([^<]*)</v>"
)
_FORMULA = re.compile(r"<(f|calculatedColumnFormula)(?:\s[^<>]*)?(?<!/)>([^<]*)</\1>")
_COLUMN = re.compile(r"(?<=\[)[^\[\]#@]+(?=\])")


def pieces(document: str) -> Iterator[Piece]:
    """Yield the texts of cells, with the tags between the runs.

    >>> [piece.text for piece in pieces('<si><r><t>Щ</t></r><r><t>ит</t></r></si><si><t>а</t></si>')]
    ['Щ</t></r><r><t>ит', 'а']
    """
    found = [*_names(document)]
    for part in between(_READING, document):
        found += [
            piece._replace(start=part.start + piece.start, end=part.start + piece.end)
            for piece in runs(part.text, _TEXT, _BREAK)
        ]
    return iter(sorted(found, key=lambda piece: piece.start))


def _names(document: str) -> Iterator[Piece]:
    for found in _NAMED.finditer(document):
        group = 2 if found[1] else 3
        yield Piece(*found.span(group), with_letters(found[group]))
    for formula in _FORMULA.finditer(document):
        for column in _COLUMN.finditer(document, *formula.span(2)):
            yield Piece(*column.span(), with_letters(column[0]))

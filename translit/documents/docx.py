"""Word documents: the text of all paragraphs, notes and headers, without fields and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, runs

SUFFIXES = ("docx", "docm", "dotx")
KEPT = ("html", "url", "email", "placeholder")
PARTS = {r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml": "docx"}
WITHIN_WORDS = re.compile(r"(?:<[^<>]*>)+")
_TEXT = re.compile(r"<w:(t|delText)(?:\s[^<>]*)?(?<!/)>([^<]*)</w:\1>")
#: What words do not go on behind: paragraphs, tabs, ends of lines, drawings, and what was taken away or put in.
_BREAK = re.compile(r"<(?:/?w:(?:p|tab|br|cr|sym|ptab|del|ins|drawing|pict|object|footnoteReference)|m:oMath)[\s/>]")


def pieces(document: str) -> Iterator[Piece]:
    """Yield the texts of paragraphs, with the tags between the runs.

    >>> [piece.text for piece in pieces('<w:p><w:t>Щ</w:t><w:t>ит</w:t></w:p><w:p><w:t>а</w:t></w:p>')]
    ['Щ</w:t><w:t>ит', 'а']
    """
    return runs(document, _TEXT, _BREAK)

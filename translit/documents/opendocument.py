"""OpenDocument texts, tables and slides (LibreOffice): the text of all paragraphs and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between, with_letters

SUFFIXES = ("odt", "ods", "odp", "ott", "ots", "otp")
KEPT = ("html", "url", "email", "placeholder")
PARTS = {r"(?:[^/]+/)?(content|styles)\.xml": "opendocument"}
WITHIN_WORDS = re.compile(r"(?:<[^<>]*>)+")
_PARAGRAPH = re.compile(r"<(/?)text:(?:p|h)(?:\s[^<>]*?)?(/?)>")
#: What words do not go on behind, or what is no text.
_LEFT = re.compile(
    r"<!--.*?-->|<text:(?:s|tab|line-break)\b[^<>]*>|<(office:binary-data|math:math|math|svg:desc|svg:title|dc:creator|dc:date"
    r"|meta:date-string|script:[\w-]+|office:event-listeners)\b[^<>]*(?<!/)>.*?</\1>"
    r"|</?(?:draw|office:annotation|text:note)\b[^<>]*>",
    re.DOTALL,
)
#: What a formula made last, which is shown until it is reckoned again.
_VALUE = re.compile(r'<table:table-cell\s[^<>]*?office:string-value="([^"<>]+)')


def pieces(document: str) -> Iterator[Piece]:
    """Yield what stands in paragraphs, with the tags inside them.

    >>> [piece.text for piece in pieces("<text:p>Щ<text:span>ит</text:span><text:tab/>а</text:p>")]
    ['Щ<text:span>ит</text:span>', 'а']
    >>> [piece.text for piece in pieces('<table:table-cell office:string-value="Щ"><text:p>Щ</text:p>')]
    ['Щ', 'Щ']
    """
    depth, start = 0, 0
    for tag in _PARAGRAPH.finditer(document):
        if depth:
            for piece in between(_LEFT, document, start, tag.start()):
                yield piece._replace(text=with_letters(piece.text))
        else:
            for value in _VALUE.finditer(document, start, tag.start()):
                yield Piece(value.start(1), value.end(1), with_letters(value[1]), _quoted)
        if not tag[2]:
            depth += -1 if tag[1] else 1
        start = tag.end()


def _quoted(text: str) -> str:
    return text.replace('"', "&quot;")

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


def pieces(document: str) -> Iterator[Piece]:
    """Yield what stands in paragraphs, with the tags inside them.

    >>> [piece.text for piece in pieces("<text:p>Щ<text:span>ит</text:span><text:tab/>а</text:p>")]
    ['Щ<text:span>ит</text:span>', 'а']
    """
    depth, start = 0, 0
    for tag in _PARAGRAPH.finditer(document):
        if depth:
            for piece in between(_LEFT, document, start, tag.start()):
                yield piece._replace(text=with_letters(piece.text))
        if not tag[2]:
            depth += -1 if tag[1] else 1
        start = tag.end()

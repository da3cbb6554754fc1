"""Books (EPUB): their pages, tables of contents and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, with_letters, with_script

SUFFIXES = ("epub",)
KEPT = ("html", "url", "email")
PARTS = {r".*\.(?:xhtml|html|htm|ncx|svg)": "html", r".*\.opf": "epub"}
_TOLD = re.compile(r"<(dc:(?:title|creator|contributor|publisher|description|subject))(?:\s[^<>]*)?>([^<]*)</\1>")
_LANGUAGE = re.compile(r"(<dc:language(?:\s[^<>]*)?>\s*)([a-z]{2,3})(-Latn|-Cyrl)?(?=\s*<)", re.IGNORECASE)


def pieces(document: str) -> Iterator[Piece]:
    """Yield what a book says of itself: its title, and who made it.

    >>> [piece.text for piece in pieces("<dc:title>Щит</dc:title><dc:identifier>щ</dc:identifier>")]
    ['Щит']
    """
    for found in _TOLD.finditer(document):
        yield Piece(*found.span(2), with_letters(found[2]))


def labelled(document: str, script: str) -> str:
    """Return the document with the script behind its language, where that is written in Cyrillic.

    >>> labelled("<dc:language>bg</dc:language>", "Latn")
    '<dc:language>bg-Latn</dc:language>'
    """
    return with_script(_LANGUAGE, document, script)

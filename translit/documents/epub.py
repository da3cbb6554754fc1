"""Books (EPUB): their pages, tables of contents and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import CYRILLIC, Piece, with_letters

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
    mark = "-Latn" if script == "Latn" else ""

    def label(said: re.Match[str]) -> str:
        return f"{said[1]}{said[2]}{mark}" if said[2].lower() in CYRILLIC else said[0]

    return _LANGUAGE.sub(label, document)

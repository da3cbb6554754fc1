"""HTML, XML and SVG: the text between the tags, without code, styles and comments; of tags what is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from ..text.tags import LEFT, READ, attributes_of, quoted, read_attributes, tags
from . import CYRILLIC, Piece, between, rewritten, with_letters, with_script

SUFFIXES = ("html", "htm", "xhtml", "xml", "svg")
#: Tags stay, and a word that one cuts in two is one word.
KEPT = ("html", "url", "email", "placeholder")
WITHIN_WORDS = re.compile(
    r"(?:</?(?:a|abbr|b|bdi|bdo|big|cite|del|dfn|em|font|i|ins|mark|q|s|small|span|strike|strong|tspan|tt|u)\b[^<>]*>)+",
    re.IGNORECASE,
)
ATTRIBUTES = READ
_CODE = re.compile(r"(\A\s*)([A-Za-z]{2,3})(-Latn|-Cyrl)?(?=-|\s*\Z)", re.IGNORECASE)


def pieces(document: str) -> Iterator[Piece]:
    """Yield what stands between all that is left alone, tags included.

    >>> [piece.text for piece in pieces("<p>Да<code>не</code></p>")]
    ['<p>Да', '</p>']
    """
    for piece in between(LEFT, document):
        yield piece._replace(text=with_letters(piece.text))


def attributes(document: str, names: Collection[str]) -> Iterator[Piece]:
    """Yield what attributes of these names say; `content` where a `<meta>` tells something to people.

    >>> page = '<meta name="viewport" content="щ"><meta name="description" content="Щит"><img alt=щит src=щ>'
    >>> [piece.text for piece in attributes(page, ["alt", "content"])]
    ['Щит', 'щит']
    """
    for start, end, quote in read_attributes(document, names):
        yield Piece(start, end, with_letters(document[start:end]), partial(quoted, quote))


def labelled(document: str, script: str) -> str:
    """Return the document with the script in its `lang`, where it names a language that is written in Cyrillic.

    >>> labelled('<html lang="sr-RS" xml:lang="sr-RS">', "Latn")
    '<html lang="sr-Latn-RS" xml:lang="sr-Latn-RS">'
    """
    said = (
        Piece(start, end, document[start:end])
        for tag in tags(document)
        for name, start, end in attributes_of(document, tag)
        if name in ("lang", "xml:lang")
    )
    return rewritten(document, said, lambda code: with_script(_CODE, code, script))


def with_language(document: str, language: str) -> str:
    """Return the document with a language at its root, `<html>` or `<svg>`, where there is none.

    >>> with_language("<!DOCTYPE html><html><p>", "bg"), with_language('<html lang="mk">', "bg")
    ('<!DOCTYPE html><html lang="bg"><p>', '<html lang="mk">')
    """
    root = next(tags(document), None)
    if root is None or root[1].lower() not in ("html", "svg") or language not in CYRILLIC:
        return document
    if any(name in ("lang", "xml:lang") for name, _, _ in attributes_of(document, root)):
        return document
    return f'{document[: root.end(1)]} lang="{language}"{document[root.end(1) :]}'

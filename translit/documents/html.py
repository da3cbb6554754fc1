"""HTML, XML and SVG: the text between the tags, without code, styles and comments; of tags what is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from . import CYRILLIC, Piece, between, rewritten, with_letters, with_script

SUFFIXES = ("html", "htm", "xhtml", "xml", "svg")
#: Tags stay, and a word that one cuts in two is one word.
KEPT = ("html", "url", "email", "placeholder")
WITHIN_WORDS = re.compile(
    r"(?:</?(?:a|abbr|b|bdi|bdo|big|cite|del|dfn|em|font|i|ins|mark|q|s|small|span|strike|strong|tspan|tt|u)\b[^<>]*>)+",
    re.IGNORECASE,
)
#: What people read of a tag: on a picture, in a field, of a page where it is found.
ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "aria-description", "label", "content")
#: Of which `<meta>` the content is a text.
_TOLD = frozenset(
    [
        *("description", "keywords", "author", "title", "abstract", "headline", "application-name", "copyright"),
        *("apple-mobile-web-app-title", "og:title", "og:description", "og:site_name", "og:image:alt"),
        *("twitter:title", "twitter:description", "twitter:image:alt", "article:section", "article:tag", "dc.title"),
        *("dc.description", "dc.subject", "dc.creator", "dc.publisher", "dcterms.title", "dcterms.description"),
    ]
)
_NOT_MARKUP = r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*>"
_LEFT_WHOLE = ("script", "style", "pre", "code", "kbd", "samp", "textarea")
_NAME = r"[\s/]*+[^\s<>/=\"']++"
#: What a template writes may have quotes of its own.
_BLOCK = r"\{%(?:[^%]|%(?!\})){0,200}+%\}|\{\{[^{}]{0,200}+\}\}"
_DOUBLE, _SINGLE = (rf"(?:[^{quote}{{]|{_BLOCK}|\{{)*+" for quote in "\"'")
_BARE = r"[^\s\"'<>=`][^\s<>]*+"
_VALUE = rf"\s*+=\s*+(?:\"{_DOUBLE}\"|'{_SINGLE}'|{_BARE})"
_PLAIN = rf"\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|{_BARE})"
#: A tag with brackets in a value, which would else end it.
_BRACKETS = (
    rf"<[A-Za-z][^\s<>/]*+(?:{_NAME}(?:{_PLAIN}|(?!\s*=)))*+{_NAME}\s*=\s*"
    rf"(?:\"[^\"<>]*[<>][^\"]*\"|'[^'<>]*[<>][^']*')(?:{_NAME}(?:{_VALUE})?+)*+[\s/]*>"
)
_LEFT = re.compile(
    rf"{_NOT_MARKUP}|<({'|'.join(_LEFT_WHOLE)})\b[^>]*(?<!/)>.*?(?:</\1\s*>|\Z)|{_BRACKETS}",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    rf"{_NOT_MARKUP}|<([A-Za-z][^\s<>/]*+)((?:{_NAME}(?:{_VALUE})?+)*+)[\s/]*+>", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    rf"[\s/]*+([^\s<>/=\"']++)(?:\s*+=\s*+(?:\"({_DOUBLE})\"|'({_SINGLE})'|({_BARE})))?+", re.DOTALL
)
_CODE = re.compile(r"(\A\s*)([A-Za-z]{2,3})(-Latn|-Cyrl)?(?=-|\s*\Z)", re.IGNORECASE)


def pieces(document: str) -> Iterator[Piece]:
    """Yield what stands between all that is left alone, tags included.

    >>> [piece.text for piece in pieces("<p>Да<code>не</code></p>")]
    ['<p>Да', '</p>']
    """
    for piece in between(_LEFT, document):
        yield piece._replace(text=with_letters(piece.text))


def attributes(document: str, names: Collection[str]) -> Iterator[Piece]:
    """Yield what attributes of these names say; `content` where a `<meta>` tells something to people.

    >>> page = '<meta name="viewport" content="щ"><meta name="description" content="Щит"><img alt=щит src=щ>'
    >>> [piece.text for piece in attributes(page, ["alt", "content"])]
    ['Щит', 'щит']
    """
    for tag in _tags(document):
        said = {name: document[start:end] for name, start, end in _attributes(document, tag)}
        for name, start, end in _attributes(document, tag):
            if name in ATTRIBUTES and name in names and (name != "content" or _is_told(tag[1], said)):
                quote = document[start - 1] if document[start - 1] in "\"'" else ""
                yield Piece(start, end, with_letters(document[start:end]), partial(_quoted, quote))


def labelled(document: str, script: str) -> str:
    """Return the document with the script in its `lang`, where it names a language that is written in Cyrillic.

    >>> labelled('<html lang="sr-RS" xml:lang="sr-RS">', "Latn")
    '<html lang="sr-Latn-RS" xml:lang="sr-Latn-RS">'
    """
    said = (
        Piece(start, end, document[start:end])
        for tag in _tags(document)
        for name, start, end in _attributes(document, tag)
        if name in ("lang", "xml:lang")
    )
    return rewritten(document, said, lambda code: with_script(_CODE, code, script))


def with_language(document: str, language: str) -> str:
    """Return the document with a language at its root, `<html>` or `<svg>`, where there is none.

    >>> with_language("<!DOCTYPE html><html><p>", "bg"), with_language('<html lang="mk">', "bg")
    ('<!DOCTYPE html><html lang="bg"><p>', '<html lang="mk">')
    """
    root = next(_tags(document), None)
    if root is None or root[1].lower() not in ("html", "svg") or language not in CYRILLIC:
        return document
    if any(name in ("lang", "xml:lang") for name, _, _ in _attributes(document, root)):
        return document
    return f'{document[: root.end(1)]} lang="{language}"{document[root.end(1) :]}'


def _tags(document: str) -> Iterator[re.Match[str]]:
    """Yield the tags that open an element, without those in what is left alone."""
    position = 0
    while found := _TAG.search(document, position):
        position = found.end()
        if found[1] is None:
            continue
        yield found
        if found[1].lower() in _LEFT_WHOLE and not found[0].endswith("/>"):
            close = re.compile(rf"</{found[1]}\s*>", re.IGNORECASE).search(document, position)
            position = close.end() if close else len(document)


def _attributes(document: str, tag: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the attributes of a tag that have a value: the name of each, and where that stands."""
    for found in _ATTRIBUTE.finditer(document, *tag.span(2)):
        if found.lastindex and found.lastindex > 1:
            yield found[1].lower(), *found.span(found.lastindex)


def _is_told(tag: str, said: dict[str, str]) -> bool:
    names = (said.get(key, "").lower() for key in ("name", "property", "itemprop"))
    return tag.lower() == "meta" and any(name in _TOLD for name in names)


def _quoted(quote: str, text: str) -> str:
    if not quote:
        return f'"{_quoted(chr(34), text)}"' if re.search(r"[\s\"'=<>`]", text) else text
    return text.replace(quote, "&quot;" if quote == '"' else "&#39;")

"""Markdown: prose, without code, addresses and front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from ..text.tags import READ, quoted, read_attributes
from . import Piece, between

SUFFIXES = ("md", "markdown")
KEPT = ("html", "url", "email", "placeholder")
#: Of tags in the prose; titles of links and pictures are such, too.
ATTRIBUTES = READ
_TITLE = re.compile(r"""(?<=\])\([^()\s]*\s+(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')\s*\)""")
_LEFT = re.compile(
    r"\A---\r?\n.*?^---[ \t]*$"
    r"|^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
    r"|(?<=\])\([^()\n]*\)|(?<=\])\[[^\]\n]*\]|^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$"
    r"|<!--.*?(?:-->|\Z)|<(script|style|pre|code)\b[^>]*>.*?(?:</\3\s*>|\Z)",
    re.DOTALL | re.MULTILINE,
)


def pieces(document: str) -> Iterator[Piece]:
    """Yield the prose.

    >>> [piece.text for piece in pieces("Виж `код` и [това](адрес).")]
    ['Виж ', ' и [това]', '.']
    """
    return between(_LEFT, document)


def attributes(document: str, names: Collection[str]) -> Iterator[Piece]:
    """Yield what attributes of these names say, in order.

    >>> [piece.text for piece in attributes('[а](б "в") <img alt="г" title="д"> `<i title="е">`', ["title", "alt"])]
    ['в', 'г', 'д']
    """
    found = [
        Piece(start, end, document[start:end], partial(quoted, quote))
        for prose in pieces(document)
        for start, end, quote in read_attributes(document, names, prose.start, prose.end)
    ]
    if "title" in names:
        found += _titles(document)
    return iter(sorted(found, key=lambda piece: piece.start))


def _titles(document: str) -> Iterator[Piece]:
    for left in _LEFT.finditer(document):
        if title := _TITLE.fullmatch(document, *left.span()):
            start, end = title.span(title.lastindex or 0)
            quote = document[end]
            yield Piece(start, end, document[start:end].replace(f"\\{quote}", quote), partial(_escaped, quote))


def _escaped(quote: str, text: str) -> str:
    return text.replace(quote, f"\\{quote}")

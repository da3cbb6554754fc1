"""Texts of programs for Android (`strings.xml`): values, but for those that are not to be translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from . import Piece, between, with_letters

SUFFIXES = ("strings.xml", "arrays.xml", "plurals.xml")
KEPT = ("placeholder", "html", "url", "email")
WITHIN_WORDS = re.compile(r"(?:</?(?:b|big|em|font|i|small|span|strike|strong|tt|u)\b[^<>]*>)+")
_VALUE = re.compile(r"<!--.*?-->|<(string|item)((?:\s[^<>]*)?)(?<!/)>(.*?)</\1>", re.DOTALL)
_FIXED = re.compile(r"""\stranslatable\s*=\s*["']false""")
_REFERENCE = re.compile(r"\s*[@?][\w:./]+\s*")
#: What is written out, and what stands for a value that comes later.
_LEFT = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\.|<!--.*?-->|<!\[CDATA\[|\]\]>|<xliff:g\b.*?</xliff:g>",
    re.DOTALL,
)


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield the values, cut where something is written out.

    >>> [piece.text for piece in pieces('<string name="а">Щит\\n<xliff:g>щ</xliff:g>два</string>')]
    ['Щит', 'два']
    """
    for value in _VALUE.finditer(document):
        if value[1] and not _FIXED.search(value[2]) and not _REFERENCE.fullmatch(value[3]):
            is_quoted = value[3].strip()[:1] == '"'
            for piece in between(_LEFT, document, *value.span(3)):
                yield piece._replace(text=with_letters(piece.text), write=partial(_written, is_quoted=is_quoted))


def _written(text: str, is_quoted: bool) -> str:
    """Return a text with apostrophes as Android wants them; those of tags are none."""
    return text if is_quoted else re.sub(r"(<[A-Za-z/][^<>]*>)|'", lambda found: found[1] or "\\'", text)

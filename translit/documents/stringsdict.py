"""Plural forms of programs for Apple's systems (`.stringsdict`): the forms, without keys and rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between, with_letters

SUFFIXES = ("stringsdict",)
KEPT = ("placeholder", "html", "url", "email")
_VALUE = re.compile(r"<!--.*?-->|<key>([^<]*)</key>\s*<string>([^<]*)</string>", re.DOTALL)
#: What says how a form is found, and how a number is written.
_RULES = frozenset(["NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"])
_PLACE = re.compile(r"%(?:\d+\$)?(?:#@\w+@|@)")


def pieces(document: str) -> Iterator[Piece]:
    """Yield the texts, cut at what stands for another.

    >>> document = "<key>other</key><string>%d датотека %#@в@ и</string>"
    >>> [piece.text for piece in pieces(document + "<key>NSStringFormatValueTypeKey</key><string>d</string>")]
    ['%d датотека ', ' и']
    """
    for value in _VALUE.finditer(document):
        if value[1] is not None and value[1].strip() not in _RULES:
            for piece in between(_PLACE, document, *value.span(2)):
                yield piece._replace(text=with_letters(piece.text))

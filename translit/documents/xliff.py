"""Translations for translators' tools (XLIFF): what is in `<target>`; a unit without one stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between, with_letters, with_script

SUFFIXES = ("xliff", "xlf", "sdlxliff", "mxliff")
KEPT = ("placeholder", "html", "url", "email")
WITHIN_WORDS = re.compile(r"(?:</?(?:g|mrk|pc)\b[^<>]*>)+")
_TARGET = re.compile(r"<target(?:\s[^<>]*)?(?<!/)>(.*?)</target>", re.DOTALL)
#: What stands for tags and places of the program that is translated.
_CODE = re.compile(r"<(ph|bpt|ept|it)\b[^<>]*(?<!/)>.*?</\1>|<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_LANGUAGE = re.compile(r"""(\s(?:target-language|trgLang)\s*=\s*["'])([a-z]{2,3})(-Latn|-Cyrl)?(?=["'-])""")


def pieces(document: str) -> Iterator[Piece]:
    """Yield the translations.

    >>> [piece.text for piece in pieces("<source>а</source><target>Щит <ph>щ</ph>!</target>")]
    ['Щит ', '!']
    """
    for target in _TARGET.finditer(document):
        for piece in between(_CODE, document, *target.span(1)):
            yield piece._replace(text=with_letters(piece.text))


def labelled(document: str, script: str) -> str:
    """Return the document with the script in the language that is translated to, where that is written in Cyrillic.

    >>> labelled('<file target-language="sr">', "Latn")
    '<file target-language="sr-Latn">'
    """
    return with_script(_LANGUAGE, document, script)

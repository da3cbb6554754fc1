"""HTML, XML and SVG: the text between the tags, without code, styles and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between, with_letters, with_script

SUFFIXES = ("html", "htm", "xhtml", "xml", "svg")
#: Tags stay, and a word that one cuts in two is one word.
KEPT = ("html", "url", "email", "placeholder")
WITHIN_WORDS = re.compile(
    r"(?:</?(?:a|abbr|b|bdi|bdo|big|cite|del|dfn|em|font|i|ins|mark|q|s|small|span|strike|strong|tspan|tt|u)\b[^<>]*>)+",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*>"
    r"|<(script|style|pre|code|kbd|samp|textarea)\b[^>]*(?<!/)>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"""(<[a-z][^<>]*?\s(?:xml:)?lang\s*=\s*["'])([a-z]{2,3})(-Latn|-Cyrl)?(?=["'])""", re.IGNORECASE
)


def pieces(document: str) -> Iterator[Piece]:
    """Yield what stands between all that is left alone, tags included.

    >>> [piece.text for piece in pieces("<p>Да<code>не</code></p>")]
    ['<p>Да', '</p>']
    """
    for piece in between(_LEFT, document):
        yield piece._replace(text=with_letters(piece.text))


def labelled(document: str, script: str) -> str:
    """Return the document with the script in its `lang`, where it names a language that is written in Cyrillic.

    >>> labelled('<html lang="bg">', "Latn")
    '<html lang="bg-Latn">'
    """
    return with_script(_LANGUAGE, document, script)

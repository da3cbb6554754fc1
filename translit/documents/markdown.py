"""Markdown: prose, without code, addresses and front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between

SUFFIXES = ("md", "markdown")
KEPT = ("html", "url", "email", "placeholder")
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

"""String catalogues of programs for Apple's systems (`.xcstrings`): the texts of each language, without their keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial

from ..text.json_values import values, written_like
from . import Piece, between

SUFFIXES = ("xcstrings",)
KEPT = ("placeholder", "html", "url", "email")
#: Each text is in one of many languages, which its column says.
IN_LANGUAGES = True
#: What stands for another text, or for a number, in a way that is Apple's own.
_PLACE = re.compile(r"%(?:\d+\$)?(?:#@(?:\w|\\u[\dA-Fa-f]{4})+@|@|arg\b)")


def pieces(document: str) -> Iterator[Piece]:
    """Yield the texts, cut at what stands for another, each with the language it is in. Raises Unreadable.

    >>> catalogue = '{"strings": {"a": {"localizations": {"bg": {"stringUnit": {"state": "new", "value": "а %@ б"}}}}}}'
    >>> [(piece.text, piece.column) for piece in pieces(catalogue)]
    [('а ', 'bg'), (' б', 'bg')]
    """
    for keys, start, end in values(document):
        if keys[:1] == ("strings",) and keys[2:3] == ("localizations",) and keys[-2:] == ("stringUnit", "value"):
            for piece in between(_PLACE, document, start + 1, end - 1):
                text = json.loads(f'"{piece.text}"')
                yield piece._replace(text=text, write=partial(_written, piece.text), column=keys[3])


def _written(before: str, text: str) -> str:
    return written_like(before, text)[1:-1]

"""Subtitles (SubRip, WebVTT, Advanced SubStation Alpha): what is shown, without times and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between

SUFFIXES = ("srt", "vtt", "ass", "ssa")
KEPT = ("html",)
#: What else is no text: overrides of styles in braces, and line ends written out.
_COMMAND = re.compile(r"\{[^{}\n]*\}|\\[Nnh]")
_BLOCK = re.compile(r"(?:[^\r\n]+(?:\r\n|\r|\n|\Z))+")
_TIMES = re.compile(r"^[^\r\n]*-->[^\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
#: Nine fields stand before the text of a line.
_DIALOGUE = re.compile(r"^Dialogue:(?:[^,\r\n]*,){9}([^\r\n]*)", re.MULTILINE)


def pieces(document: str) -> Iterator[Piece]:
    """Yield what is shown.

    >>> [piece.text for piece in pieces("1\\n00:00:01,000 --> 00:00:02,000\\n{\\\\an8}Здравей\\n")]
    ['Здравей\\n']
    """
    is_ass = "[Events]" in document
    for start, end in _dialogues(document) if is_ass else _cues(document):
        yield from between(_COMMAND, document, start, end)


def _dialogues(document: str) -> Iterator[tuple[int, int]]:
    for found in _DIALOGUE.finditer(document):
        yield found.span(1)


def _cues(document: str) -> Iterator[tuple[int, int]]:
    """Yield what stands below the times of a block; a block without times is a note or a style."""
    for block in _BLOCK.finditer(document):
        if times := _TIMES.search(document, block.start(), block.end()):
            yield times.end(), block.end()

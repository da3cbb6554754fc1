"""Subtitles (SubRip, WebVTT, Advanced SubStation Alpha, MicroDVD, SubViewer): what is shown, without its times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Piece, between

SUFFIXES = ("srt", "vtt", "ass", "ssa", "sub", "sbv")
KEPT = ("html",)
WITHIN_WORDS = re.compile(r"(?:<(?:x \{[^{}<>\n]*\}|x \d[\d:.]*|/?(?:b|c|font|i|lang|s|u|v)\b[^<>]*)>)+")
_BRACES = r"(?:\{[^{}\n]*\})++"
#: What else is no text: overrides of styles in braces, with what they draw, and line ends written out. What stands
#: inside a word cuts none: the syllables of a song.
_COMMAND = re.compile(
    r"\{[^{}\n]*\\p[1-9][^{}\n]*\}.*?(?=\{[^{}\n]*\\p0[^{}\n]*\}|[\r\n]|\Z)"
    rf"|(?<![^\W\d_])(?<!\}}){_BRACES}|{_BRACES}(?![^\W\d_])|\\[Nnh]|\[br\]",
)
#: What is left of these, written as tags for as long as words are looked for.
_INSIDE = re.compile(r"\{[^{}<>\n]*\}|(?<=<)\d[\d:.]*(?=>)")
_AS_TAG = re.compile(r"<x (?:(\{[^{}<>\n]*\})|(\d[\d:.]*))>")
#: A line of nothing but blanks ends a block, too.
_BLOCK = re.compile(r"(?:[^\S\r\n]*[^\s][^\r\n]*(?:\r\n|\r|\n|\Z))+")
_CLOCK = r"\d+:\d\d:\d\d\.\d+"
#: The times of a cue, with its number before them where a blank line is missing.
_TIMES = re.compile(
    rf"(?<![^\r\n])(?:[ \t]*\d+[ \t]*(?:\r\n|\r|\n))?(?:[^\r\n]*-->[^\r\n]*|{_CLOCK},{_CLOCK}[ \t]*)(?:\r\n|\r|\n|\Z)"
)
#: A line of frames, or of tenths of a second, with what is shown then.
_FRAMES = re.compile(r"(?<![^\r\n])(?:\{\d+\}\{\d*\}|\[\d+\]\[\d*\])([^\r\n]+)")
_NUMBER = re.compile(r"\s*\d+\s*")
_EVENTS = re.compile(r"(?<![^\r\n])\[Events\]", re.IGNORECASE)
_FORMAT = re.compile(r"(?<![^\r\n])Format:([^\r\n]*)")
#: So many fields stand before the text of a line, if nothing is said of them.
_FIELDS = 9


def pieces(document: str) -> Iterator[Piece]:
    """Yield what is shown.

    >>> [piece.text for piece in pieces("1\\n00:00:01,000 --> 00:00:02,000\\n{\\\\an8}Здравей\\n")]
    ['Здравей\\n']
    """
    for start, end in _shown(document):
        for piece in between(_COMMAND, document, start, end):
            yield piece._replace(text=_INSIDE.sub(_tag, piece.text), write=_without_tags)


def _shown(document: str) -> Iterator[tuple[int, int]]:
    if events := _EVENTS.search(document):
        return _dialogues(document, events.end())
    if _FRAMES.match(document.lstrip("\ufeff")):
        return (found.span(1) for found in _FRAMES.finditer(document))
    return _cues(document)


def _tag(inside: re.Match[str]) -> str:
    return f"<x {inside[0]}>" if inside[0].startswith("{") else f"x {inside[0]}"


def _without_tags(text: str) -> str:
    return _AS_TAG.sub(lambda tag: tag[1] or f"<{tag[2]}>", text)


def _dialogues(document: str, events: int) -> Iterator[tuple[int, int]]:
    named = _FORMAT.search(document, events)
    fields = named[1].count(",") if named else _FIELDS
    dialogue = re.compile(rf"(?<![^\r\n])Dialogue:(?:[^,\r\n]*,){{{fields}}}([^\r\n]*)")
    for found in dialogue.finditer(document, events):
        yield found.span(1)


def _cues(document: str) -> Iterator[tuple[int, int]]:
    """Yield what stands below times; of SubRip also what a blank line has cut off from them.

    In WebVTT such a block is a note or a style.
    """
    is_web, is_begun = document.lstrip("\ufeff").startswith("WEBVTT"), False
    for block in _BLOCK.finditer(document):
        times = list(_TIMES.finditer(document, *block.span()))
        ends = [each.start() for each in times[1:]]
        for found, end in zip(times, [*ends, block.end()], strict=False):
            yield found.end(), end
        if not times and is_begun and not is_web and not _NUMBER.fullmatch(block[0]):
            yield block.span()
        is_begun = is_begun or bool(times)

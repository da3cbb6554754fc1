"""YAML: values that are strings, without keys and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import Unreadable
from . import Piece, between

if TYPE_CHECKING:
    from yaml.events import Event, ScalarEvent

SUFFIXES = ("yaml", "yml")
KEPT = ("placeholder", "html", "url", "email")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n|.)")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+(?:#[^\n]*\n\s*)*)+")
_TEXT = "tag:yaml.org,2002:str"


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield the values as they are written, in their lines.

    >>> [piece.text for piece in pieces("да: [не, 1, 'о''к']\nв: |\n  ред\n")]
    ['не', "о'к", '  ред\n']
    """
    for scalar in _values(document):
        start, end = _span(scalar)
        start = _behind_properties(document, start) if scalar.anchor or scalar.tag else start
        if scalar.style == '"':
            for piece in between(_ESCAPE, document, start + 1, end - 1):
                yield piece._replace(write=lambda text: text.replace('"', '\\"'))
        elif scalar.style == "'":
            yield Piece(start, end, document[start + 1 : end - 1].replace("''", "'"), _quoted)
        elif scalar.style:
            body = document.index("\n", start) + 1
            yield Piece(min(body, end), end, document[body:end])
        elif _is_text(scalar.value):
            yield Piece(start, end, document[start:end], _plain)


def _behind_properties(document: str, start: int) -> int:
    """Return where a value begins behind its anchor and its tag: `&here !!str text`."""
    found = _PROPERTIES.match(document, start)
    return found.end() if found else start


def _span(event: Event) -> tuple[int, int]:
    assert event.start_mark and event.end_mark
    return event.start_mark.index, event.end_mark.index


def _values(document: str) -> Iterator[ScalarEvent]:
    from yaml import ScalarEvent

    #: For each list or mapping that is open whether its next part is a key (None in a list), and whether it is in one.
    open_ones: list[tuple[bool | None, bool]] = [(None, False)]
    for event in _events(document):
        kind = type(event).__name__
        if kind in ("SequenceEndEvent", "MappingEndEvent"):
            open_ones.pop()
        is_key, in_key = open_ones[-1]
        if isinstance(event, ScalarEvent) and not (is_key or in_key) and event.tag in (None, "!", _TEXT):
            yield event
        # A part that ends turns what it is in from key to value, or back.
        if is_key is not None and kind in _PARTS:
            open_ones[-1] = (not is_key, in_key)
        if kind in _OPENING:
            open_ones.append((_OPENING[kind], bool(is_key) or in_key))


_PARTS = ("ScalarEvent", "AliasEvent", "SequenceEndEvent", "MappingEndEvent")
_OPENING = {"SequenceStartEvent": None, "MappingStartEvent": True}


def _events(document: str) -> Iterator[Event]:
    try:
        import yaml
    except ImportError:
        raise Unreadable("needs a library: pip install 'translit-toolkit[yaml]'", 1) from None
    try:
        yield from yaml.parse(document, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        told = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise Unreadable(f"is no YAML: {told}", mark.line + 1 if mark else 1) from None


def _is_text(value: str) -> bool:
    from yaml import SafeLoader, ScalarNode

    return bool(SafeLoader("").resolve(ScalarNode, value, (True, False)) == _TEXT)  # type: ignore[no-untyped-call]


def _plain(text: str) -> str:
    """Return a text without quotes, unless it would be read as something else: `но` becomes `'no'`."""
    try:
        events = [event for event in _events(text) if type(event).__name__ == "ScalarEvent"]
        is_plain = len(events) == 1 and _span(events[0])[1] == len(text) and _is_text(" ".join(text.split()))
    except Unreadable:
        is_plain = False
    return text if is_plain else _quoted(text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

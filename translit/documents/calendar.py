"""Calendars and address books (iCalendar, vCard): titles, notes, places and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from . import Piece

SUFFIXES = ("ics", "ical", "vcf", "vcard")
KEPT = ("url", "email")
_LINE = re.compile(
    r"^(?:[\w-]+\.)?([\w-]+)((?:;(?:\"[^\"\r\n]*\"|[^:\"\r\n]|\r?\n[ \t])*)?):"
    r"((?:[^\r\n]|\r?\n[ \t])*)",
    re.MULTILINE,
)
_TEXTS = frozenset(
    [
        *("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CATEGORIES", "RESOURCES", "X-WR-CALNAME", "X-WR-CALDESC"),
        *("FN", "N", "ORG", "TITLE", "ROLE", "NOTE", "ADR", "NICKNAME"),
    ]
)
_NAME = re.compile(r';CN=("[^"\r\n]*"|[^;:"\r\n]*)', re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]")
#: Octets of a line.
_WIDTH = 75


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield values that are texts, and names of people; a line that is folded is one.

    >>> [piece.text for piece in pieces("BEGIN:VCARD\nFN:Јо\n ван\nEMAIL:а@б\nEND:VCARD\n")]
    ['Јован']
    """
    for line in _LINE.finditer(document):
        if "QUOTED-PRINTABLE" in line[2].upper() or "BASE64" in line[2].upper():
            continue
        for name in _NAME.finditer(document, *line.span(2)):
            yield _piece(document, line.start(), *name.span(1))
        if line[1].upper() in _TEXTS:
            yield _piece(document, line.start(), *line.span(3))


def _piece(document: str, line: int, start: int, end: int) -> Piece:
    raw = document[start:end]
    fold = _FOLD.search(document, line, end) or re.search(r"\r?\n", document)
    newline = fold[0].rstrip(" \t") if fold else "\r\n"
    # A line end that is written out would be a letter.
    text = re.sub(r"\\(?:([nN])|(.))", lambda escape: "\n" if escape[1] else escape[0], _FOLD.sub("", raw))
    taken = len(document[line:start].rpartition("\n")[2].encode())
    return Piece(start, end, text, partial(_folded, taken, newline))


def _folded(taken: int, newline: str, text: str) -> str:
    """Return a text in lines of at most 75 octets, behind so many that are taken."""
    out, width = [], taken
    for letter in text.replace("\n", "\\n"):
        size = len(letter.encode("utf-8", "surrogatepass"))
        if width + size > _WIDTH:
            out.append(f"{newline} ")
            width = 1
        out.append(letter)
        width += size
    return "".join(out)

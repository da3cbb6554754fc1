"""Calendars and address books (iCalendar, vCard): titles, notes, places and names."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial

from ..text.quoted_printable import read_quoted, write_quoted
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
#: Of vCard 2.1: a line ends before a blank that stays, and a text in Quoted-Printable has ends of its own.
_CARD = re.compile(r"^BEGIN:VCARD\s(?:(?!^(?:BEGIN|END):VCARD).)*+", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_OLD = re.compile(r"^VERSION:2\.1\s", re.MULTILINE | re.IGNORECASE)
_OLD_FOLD = re.compile(r"\r?\n(?=[ \t])")
_QUOTED = re.compile(r"(?:[^\r\n=]|=(?!\r?\n)|=\r?\n|\r?\n[ \t])*")
_CHARSET = re.compile(r"(;CHARSET=)(\"?[\w.:-]+\"?)", re.IGNORECASE)
#: Octets of a line.
_WIDTH = 75


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield values that are texts, and names of people; a line that is folded is one.

    >>> [piece.text for piece in pieces("BEGIN:VCARD\nFN:Јо\n ван\nEMAIL:а@б\nEND:VCARD\n")]
    ['Јован']
    """
    newline = "\n" if "\n" in document and "\r\n" not in document else "\r\n"
    old = [card.span() for card in _CARD.finditer(document) if _OLD.search(card[0])]
    position = 0
    while line := _LINE.search(document, position):
        position = line.end()
        said = line[2].upper()
        is_text = line[1].upper() in _TEXTS
        if "QUOTED-PRINTABLE" in said:
            whole = _QUOTED.match(document, line.start(3))
            position = whole.end() if whole else position
            yield from _quoted_piece(document, line, position, newline) if is_text else ()
        elif "BASE64" not in said:
            for name in _NAME.finditer(document, *line.span(2)):
                yield _piece(document, *name.span(1), newline)
            if is_text and _is_in(line.start(), old):
                text, taken = _OLD_FOLD.sub("", line[3]), _taken(document, line.start(3))
                yield Piece(*line.span(3), text, partial(_folded_at_blanks, taken, newline))
            elif is_text:
                yield _piece(document, *line.span(3), newline)


def _is_in(place: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a place lies in one of some spans that stand in order."""
    found = bisect_right(spans, (place, sys.maxsize)) - 1
    return found >= 0 and place < spans[found][1]


def _piece(document: str, start: int, end: int, newline: str) -> Piece:
    raw = document[start:end]
    # A line end that is written out would be a letter.
    text = re.sub(r"\\(?:([nN])|(.))", lambda escape: "\n" if escape[1] else escape[0], _FOLD.sub("", raw))
    return Piece(start, end, text, partial(_folded, _taken(document, start), newline))


def _taken(document: str, start: int) -> int:
    """Return how many octets of a line are taken before a place."""
    return len(document[document.rfind("\n", 0, start) + 1 : start].encode())


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


def _folded_at_blanks(taken: int, newline: str, text: str) -> str:
    """Return a text in lines that end before a blank, as short as its words allow."""
    out, width = [], taken
    for word in re.findall(r"\s?\S*", text):
        size = len(word.encode("utf-8", "surrogatepass"))
        if width + size > _WIDTH and word[:1] in (" ", "\t") and width:
            out.append(newline)
            width = 0
        out.append(word)
        width += size
    return "".join(out)


def _quoted_piece(document: str, line: re.Match[str], end: int, newline: str) -> Iterator[Piece]:
    """Yield the text of a value in Quoted-Printable, with the parameters that say its encoding; none if it is wrong."""
    said = _CHARSET.search(line[2])
    charset = said[2].strip('"') if said else "utf-8"
    start = line.start(2)
    try:
        text = read_quoted(document[line.start(3) : end], charset)
    except (LookupError, ValueError):
        return
    yield Piece(start, end, text, partial(_quoted, line[2], charset, _taken(document, start), newline))


def _quoted(parameters: str, charset: str, taken: int, newline: str, text: str) -> str:
    """Return parameters and a text in their encoding, or in UTF-8 where that has no letter for it."""
    try:
        return f"{parameters}:{write_quoted(text, charset, taken + len(parameters) + 1, newline)}"
    except UnicodeEncodeError:
        unicode = _CHARSET.sub(r"\1UTF-8", parameters)
        return f"{unicode}:{write_quoted(text, 'utf-8', taken + len(unicode) + 1, newline)}"

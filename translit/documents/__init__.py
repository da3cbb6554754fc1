"""Files that are more than text: what of each is to be converted. Each module here is one format, found by its name.

A format module has a docstring whose first line says what it is, `SUFFIXES`, and `pieces(document)`, which yields
the texts of a document in order. `KEPT` names kinds of spans that stay as they are inside such a text, and
`labelled(document, script)` says in the document, where it has a place for that, what script it is in now.
`WITHIN_WORDS` matches tags that may cut a word in two. A format that is an archive has `PARTS`: how names of those of
its files are spelled that have texts, and in which format. One of columns has `columns(document)`, their names.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from html import unescape
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from ..errors import UnknownFormat, Unreadable
from ..text.cut_words import convert_across

#: Languages whose own script is Cyrillic, or both.
CYRILLIC = frozenset(["be", "bg", "kk", "ky", "mk", "mn", "ru", "rue", "sr", "tg", "tt", "uk"])
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]+cy);")


class Piece(NamedTuple):
    """A text in a document: where it stands, what it says, and how another is written in its place."""

    start: int
    end: int
    text: str
    write: Callable[[str], str] = str
    #: The name of the column or field that it is in, where a format has such.
    column: str = ""


def between(left: re.Pattern[str], document: str, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """Yield what stands between the places that a format leaves alone, from `start` to `end`.

    >>> [piece.text for piece in between(re.compile("[0-9]+"), "а1б2")]
    ['а', 'б']
    """
    end = len(document) if end is None else end
    for found in left.finditer(document, start, end):
        if start < found.start():
            yield Piece(start, found.start(), document[start : found.start()])
        start = found.end()
    if start < end:
        yield Piece(start, end, document[start:end])


def runs(document: str, text: re.Pattern[str], breaks: re.Pattern[str]) -> Iterator[Piece]:
    """Yield texts that stand in elements of their own, joined where only tags that are no `breaks` lie between.

    `text` finds an element, whose second group is what it says.

    >>> text, breaks = re.compile("<(t)>([^<]*)</t>"), re.compile("<br/>")
    >>> [piece.text for piece in runs("<t>а</t><t>б</t><br/><t>в</t>", text, breaks)]
    ['а</t><t>б', 'в']
    """
    start, end = 0, -1
    for found in text.finditer(document):
        between_them = document[max(end, 0) : found.start(2)]
        if end >= 0 and (breaks.search(between_them) or re.sub(r"<[^<>]*>", "", between_them).strip()):
            yield Piece(start, end, with_letters(document[start:end]))
            end = -1
        start = found.start(2) if end < 0 else start
        end = found.end(2)
    if end >= 0:
        yield Piece(start, end, with_letters(document[start:end]))


def with_letters(text: str) -> str:
    """Return a text of HTML or XML with letters in place of numbers and names for them; marks stay written out.

    >>> with_letters("&#1097;&shchcy; &lt;&#38;")
    'щщ &lt;&#38;'
    """

    def letter(entity: re.Match[str]) -> str:
        meant = unescape(entity[0])
        return meant if meant.isalpha() and not meant.isascii() else entity[0]

    return _ENTITY.sub(letter, text) if "&" in text else text


def with_script(language: re.Pattern[str], document: str, script: str) -> str:
    """Return a document with its script behind each language that is written in Cyrillic.

    `language` finds what stands before the code of one, the code, and the script that was named.

    >>> with_script(re.compile("(lang=)([a-z]+)(-Latn|-Cyrl)?"), "lang=bg lang=de", "Latn")
    'lang=bg-Latn lang=de'
    """
    mark = "-Latn" if script == "Latn" else ""

    def label(said: re.Match[str]) -> str:
        return f"{said[1]}{said[2]}{mark}" if said[2].lower() in CYRILLIC else said[0]

    return language.sub(label, document)


def formats() -> tuple[str, ...]:
    """Return the names of all formats.

    >>> "po" in formats()
    True
    """
    return tuple(sorted(_modules()))


@cache
def _modules() -> dict[str, ModuleType]:
    return {
        found.name: import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
        if not found.name.startswith("_")
    }


def format_of(path: str) -> str:
    """Return the format of a file by the end of its name, `text` where that is none of ours.

    >>> format_of("bg.PO"), format_of("values/strings.xml"), format_of("notes.txt")
    ('po', 'android', 'text')
    """
    name = path.lower().replace("\\", "/").rpartition("/")[2]
    # A whole name tells more than its end.
    endings = (name, name.rpartition(".")[2])
    found = (form for end in endings for form, module in _modules().items() if end in module.SUFFIXES)
    return next(found, "text")


def kept(name: str) -> tuple[str, ...]:
    """Return the kinds of spans that stay as they are in the texts of a format."""
    kinds: tuple[str, ...] = getattr(_module(name), "KEPT", ())
    return kinds


def parts(name: str) -> dict[str, str]:
    """Return which files of an archive have texts, by patterns of their names, and in which format each is; none else.

    >>> parts("docx") != {}, parts("html")
    (True, {})
    """
    found: dict[str, str] = getattr(_module(name), "PARTS", {})
    return found


def has_columns(name: str) -> bool:
    """Tell whether the texts of a format stand in columns, or in fields, that have names.

    >>> has_columns("csv"), has_columns("html")
    (True, False)
    """
    return hasattr(_module(name), "columns")


def convert_document(
    document: str, name: str, convert: Callable[[str], str], script: str, columns: Collection[str] = ()
) -> str:
    """Return a document in a format with its texts converted; where nothing changes it stays as it is.

    With `columns` only the texts in these. Raises Unreadable.

    >>> convert_document('{"да": "не", "но": "все пак"}', "json", str.upper, "Cyrl", ["да"])
    '{"да": "НЕ", "но": "все пак"}'
    """
    module = _module(name)
    if columns:
        known = module.columns(document)
        for missing in set(columns).difference(known):
            raise Unreadable(f"has no column {missing!r}, but {', '.join(map(repr, known))}", 1)
        pieces = (piece for piece in module.pieces(document) if piece.column in columns)
        return "".join(_converted(document, pieces, convert))
    document = getattr(module, "labelled", _unlabelled)(document, script)
    within: re.Pattern[str] | None = getattr(module, "WITHIN_WORDS", None)
    if within is None:
        return "".join(_converted(document, module.pieces(document), convert))

    def across(text: str) -> str:
        return convert_across(text, within, convert)

    return "".join(_converted(document, module.pieces(document), across))


def _module(name: str) -> ModuleType:
    try:
        return _modules()[name]
    except KeyError:
        raise UnknownFormat(name, formats()) from None


def _unlabelled(document: str, script: str) -> str:
    return document


def _converted(document: str, pieces: Iterator[Piece], convert: Callable[[str], str]) -> Iterator[str]:
    done = 0
    for piece in pieces:
        after = convert(piece.text)
        yield document[done : piece.start]
        yield document[piece.start : piece.end] if after == piece.text else piece.write(after)
        done = piece.end
    yield document[done:]

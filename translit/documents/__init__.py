"""Files that are more than text: what of each is to be converted. Each module here is one format, found by its name.

A format module has a docstring whose first line says what it is, `SUFFIXES`, and `pieces(document)`, which yields
the texts of a document in order. `KEPT` names kinds of spans that stay as they are inside such a text, and
`labelled(document, script)` says in the document, where it has a place for that, what script it is in now.
`WITHIN_WORDS` matches tags that may cut a word in two. Where people read attributes of tags, `ATTRIBUTES` has their
names, `attributes(document, names)` yields them, and `with_language(document, language)` adds what is missing.
A format that is an archive has `PARTS`: how names of those of its files are spelled that have texts, and in which
format. One of columns has `columns(document)`, their names. One whose texts are in many languages, each in its own, has
`IN_LANGUAGES`, and the language of each piece is its column.
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

#: What may be asked for beside the attributes that people read: that the root says its language.
LANGUAGE = "lang"
#: Languages whose own script is Cyrillic, or both.
CYRILLIC = frozenset(["be", "bg", "kk", "ky", "mk", "mn", "ru", "rue", "sr", "tg", "tt", "uk"])
_TAG_OR_ENTITY = re.compile(r"<[A-Za-z/][^<>]*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]+cy);")


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
    """Return a text of HTML or XML with letters in place of numbers and names for them; marks and tags stay.

    >>> with_letters("&#1097;&shchcy; &lt;&#38;<b id='&#1097;'>")
    "щщ &lt;&#38;<b id='&#1097;'>"
    """

    def letter(found: re.Match[str]) -> str:
        meant = found[0] if found[0].startswith("<") else unescape(found[0])
        return meant if meant.isalpha() and not meant.isascii() else found[0]

    return _TAG_OR_ENTITY.sub(letter, text) if "&" in text else text


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


def attributes() -> tuple[str, ...]:
    """Return the attributes of tags that may be asked for, in all formats that have such.

    >>> "alt" in attributes() and "lang" in attributes()
    True
    """
    found = (name for module in _modules().values() for name in getattr(module, "ATTRIBUTES", ()))
    return (*dict.fromkeys(found), LANGUAGE)


def has_attributes(name: str) -> bool:
    """Tell whether a format has attributes that people read, or is an archive of such.

    >>> has_attributes("html"), has_attributes("epub"), has_attributes("po")
    (True, True, False)
    """
    return any(hasattr(_module(each), "attributes") for each in (name, *parts(name).values()))


def has_texts(document: str, name: str) -> bool:
    """Tell whether anything in a document is a text of its format. Raises Unreadable.

    >>> has_texts("Щит", "po"), has_texts("Щит", "markdown")
    (False, True)
    """
    return next(_module(name).pieces(document), None) is not None


def convert_document(
    document: str,
    name: str,
    convert: Callable[[str], str],
    script: str,
    columns: Collection[str] = (),
    attributes: Collection[str] = (),
    language: str = "",
) -> str:
    """Return a document in a format with its texts converted; where nothing changes it stays as it is.

    `script` is what the document says of its texts afterwards; with "" it says what it did. With `columns` only the
    texts in these. `attributes` of tags, where a format has such, are texts too; `lang` among them says the `language`
    of a document that does not. Where a document is in many languages only the texts of that one are converted, or of
    all in Cyrillic if it is none of these. Raises Unreadable.

    >>> convert_document('{"да": "не", "но": "все пак"}', "json", str.upper, "Cyrl", ["да"])
    '{"да": "НЕ", "но": "все пак"}'
    """
    module = _module(name)
    if columns:
        known = module.columns(document)
        for missing in set(columns).difference(known):
            raise Unreadable(f"has no column {missing!r}, but {', '.join(map(repr, known))}", 1)
        return rewritten(document, (piece for piece in module.pieces(document) if piece.column in columns), convert)
    if attributes and hasattr(module, "attributes"):
        document = rewritten(document, module.attributes(document, attributes), convert)
        if LANGUAGE in attributes:
            document = getattr(module, "with_language", _unlabelled)(document, language)
    if script:
        document = getattr(module, "labelled", _unlabelled)(document, script)
    pieces = module.pieces(document)
    if hasattr(module, "IN_LANGUAGES"):
        wanted = {language} if language in CYRILLIC else CYRILLIC
        pieces = (piece for piece in pieces if re.split("[-_]", piece.column)[0] in wanted)
    within: re.Pattern[str] | None = getattr(module, "WITHIN_WORDS", None)
    if within is None:
        return rewritten(document, pieces, convert)
    return rewritten(document, pieces, lambda text: convert_across(text, within, convert))


def rewritten(document: str, pieces: Iterator[Piece], convert: Callable[[str], str]) -> str:
    """Return a document with each piece converted, and written in its place where that changes it.

    >>> rewritten("а1б2", between(re.compile("[0-9]+"), "а1б2"), str.upper)
    'А1Б2'
    """
    parts, done = [], 0
    for piece in pieces:
        after = convert(piece.text)
        parts.append(document[done : piece.start])
        parts.append(document[piece.start : piece.end] if after == piece.text else piece.write(after))
        done = piece.end
    return "".join([*parts, document[done:]])


def _module(name: str) -> ModuleType:
    try:
        return _modules()[name]
    except KeyError:
        raise UnknownFormat(name, formats()) from None


def _unlabelled(document: str, script: str) -> str:
    return document

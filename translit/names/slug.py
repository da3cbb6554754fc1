"""Slugs: the words of a title as a part of an address, written by the law of their language.

What comes out is ASCII: letters, digits, and the separator between words. Letters of other Cyrillic alphabets are
written as in passports, those of Latin alphabets without their marks; signs, emoji and other scripts are left out,
unless nothing would be left: then their code points are written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

from ..convert.transliterator import Transliterator, compile_table
from ..errors import UnfitTable, UnknownChoice
from ..table.derived import require_scheme, with_fallback
from ..table.library import find_table, usual_table
from ..table.value import Table

#: What may stand between words: none of it has a meaning in an address.
SEPARATORS = ("-", "_", ".", "~", "")
#: What stands for a text of which nothing can be written.
EMPTY = "untitled"
#: The schemes that write what the law of the language has no letter for: passports first, for they need no marks.
FALLBACKS = ("mul-icao-9303", "mul-iso-9-1995")
#: How many characters are named by their code points where nothing else is left.
MOST_NAMED = 8

#: Latin letters that are no other letter with a mark, as their languages write them where they can't.
_PLAIN = str.maketrans(
    {
        **{"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"},
        **{"đ": "dj", "Đ": "Dj", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t"},
        **{
            "Ŧ": "T",
            "ŋ": "ng",
            "Ŋ": "Ng",
            "ꞑ": "ng",
            "Ꞑ": "Ng",
            "ə": "e",
            "Ə": "E",
            "ǝ": "e",
            "Ǝ": "E",
            "ɨ": "i",
            "Ɨ": "I",
            "ƣ": "gh",
        },
        **{"Ƣ": "Gh", "ɵ": "o", "Ɵ": "O", "ĸ": "k", "ƶ": "z", "Ƶ": "Z", "ɣ": "gh", "Ɣ": "Gh", "ɛ": "e", "Ɛ": "E"},
        **{
            "ɔ": "o",
            "Ɔ": "O",
            "ȷ": "j",
            "ƙ": "k",
            "Ƙ": "K",
            "ƨ": "s",
            "Ƨ": "S",
            "ɯ": "i",
            "Ɯ": "I",
            "ƅ": "i",
            "Ƅ": "I",
        },
    }
)
#: Signs that belong to a word, as an apostrophe does and what schemes write for ь and ъ: they go without a trace.
_WITHIN = re.compile(
    "['\"`´\u2018\u2019\u201b\u02b0-\u02ff\u2032\u2033\u2035\u2036\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"
    r"|(?<=[^\W_])[\u00b7\u201d](?=[^\W_])"
)
_WORDS = re.compile("[A-Za-z0-9]+")
#: A run of letters and digits of any script, or another sign.
_RUNS = re.compile(r"[^\W_]+|\S")


def slug(
    text: str,
    scheme: Table | str | Path | None = None,
    *,
    language: str = "",
    max_length: int | None = None,
    separator: str = "-",
    lower: bool = True,
    keep_unicode: bool = False,
) -> str:
    """Return a text as a part of an address; it is never empty, and a slug is its own slug.

    It is written by a `scheme` into Latin letters, or by the official one of a `language`, which is Bulgarian if none
    is named. It has `max_length` characters at most, and ends with a whole word unless the first is longer. With
    `keep_unicode` no letter is written otherwise. Raises TableNotFound, UnfitTable and UnknownChoice.

    >>> slug("Нов щит!"), slug("Згода, щастя", language="uk"), slug("Ђорђе", language="sr")
    ('nov-shtit', 'zghoda-shchastia', 'djordje')
    >>> slug("Първа глава", max_length=8), slug("Първа глава", keep_unicode=True), slug("🎉")
    ('parva', 'първа-глава', 'u1f389')
    """
    _require(text, separator, max_length)
    once = _Writing(separator, lower, None if keep_unicode else _writer(scheme, language))
    found = once(text)
    # A capital that has no small letter of one character takes a second look.
    while keep_unicode and (again := once(found)) != found:
        found = again
    return shorten(found or once(_name_points(text)), max_length, separator)


def slugs(
    texts: Iterable[str],
    scheme: Table | str | Path | None = None,
    *,
    unique: bool = False,
    language: str = "",
    max_length: int | None = None,
    separator: str = "-",
    lower: bool = True,
    keep_unicode: bool = False,
) -> Iterator[str]:
    """Yield a slug for each text; with `unique` no two are alike, whatever their capitals.

    >>> list(slugs(["Щит", "щит!", "Щит"], unique=True))
    ['shtit', 'shtit-2', 'shtit-3']
    """
    if isinstance(texts, str):
        raise TypeError("expected texts, found one: slug(text) makes a slug of it")
    if not keep_unicode:
        # A table that is none is refused before anything is read.
        _writer(scheme, language)
    #: Slugs that were given, without regard to capitals, and the last number behind each.
    taken: dict[str, int] = {}
    for text in texts:
        found = slug(
            text,
            scheme,
            language=language,
            max_length=max_length,
            separator=separator,
            lower=lower,
            keep_unicode=keep_unicode,
        )
        if unique:
            first = found.casefold()
            tried = numbered(found, max_length, separator, taken.get(first, 0) + 1)
            taken[first], found = next(pair for pair in tried if pair[1].casefold() not in taken)
            taken.setdefault(found.casefold(), 1)
        yield found


def distinct(name: str, is_taken: Callable[[str], bool], max_length: int | None = None, separator: str = "-") -> str:
    """Return a slug that is not taken: itself, or with the next number behind it, for which it is cut if need be.

    >>> distinct("shtit", {"shtit", "shtit-2"}.__contains__)
    'shtit-3'
    """
    return next(found for _, found in numbered(name, max_length, separator) if not is_taken(found))


def numbered(name: str, max_length: int | None, separator: str, start: int = 1) -> Iterator[tuple[int, str]]:
    """Yield a slug as it is, then with numbers from 2 behind it; raise ValueError where there is no room for one."""
    for number in count(start):
        ending = f"{separator}{number}" if number > 1 else ""
        if max_length is not None and max_length <= len(ending):
            raise ValueError(f"max_length is {max_length}, which has no room for {ending!r} behind a slug")
        yield number, shorten(name, None if max_length is None else max_length - len(ending), separator) + ending


def shorten(name: str, max_length: int | None, separator: str) -> str:
    """Return as many whole words as there is room for, or the beginning of the first.

    >>> shorten("parva-glava", 10, "-"), shorten("parva-glava", 3, "-")
    ('parva', 'par')
    """
    if max_length is None or len(name) <= max_length:
        return name
    end = name.rfind(separator, 0, max_length + 1) if separator else 0
    return name[:end] if end > 0 else name[:max_length]


class _Writing:
    """One way to write slugs."""

    def __init__(self, separator: str, lower: bool, writer: Transliterator | None) -> None:
        self._separator, self._lower, self._writer = separator, lower, writer

    def __call__(self, text: str) -> str:
        if self._writer is None:
            written = unicodedata.normalize("NFKC", text)
            if self._lower:
                written = unicodedata.normalize("NFKC", written.lower())
            words = _with_marks(_WITHIN.sub("", written))
        else:
            written = _WITHIN.sub("", _plain(text if text.isascii() else self._writer.transliterate(text)))
            words = _WORDS.findall(written.lower() if self._lower else written)
        return self._separator.join(words)


def _plain(text: str) -> str:
    """Return a text whose Latin letters are without marks."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).translate(_PLAIN))
    return "".join(c for c in parts.translate(_PLAIN) if not unicodedata.combining(c))


def _with_marks(text: str) -> list[str]:
    """Return the words of any script, with marks that no letter is composed with."""
    words: list[str] = []
    end = -1
    for found in _RUNS.finditer(text):
        is_mark = unicodedata.category(found[0][0])[0] == "M"
        if found.start() == end and words and (is_mark or found[0].isalnum()):
            words[-1] += found[0]
        elif found[0].isalnum():
            words.append(found[0])
        else:
            continue
        end = found.end()
    return words


def _name_points(text: str) -> str:
    """Return the characters of a text by their numbers, those that are seen."""
    seen = [f"u{ord(c):x}" for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Mn")]
    return " ".join(seen[:MOST_NAMED]) or EMPTY


def _require(text: object, separator: str, max_length: int | None) -> None:
    if not isinstance(text, str):
        raise TypeError(f"expected a text to make a slug of, found {type(text).__name__}")
    if separator not in SEPARATORS:
        raise UnknownChoice("separator", separator, [repr(each) for each in SEPARATORS])
    if max_length is not None and max_length < 1:
        raise ValueError(f"max_length is {max_length}: a slug is never empty, so it has at least one character")


def _writer(scheme: Table | str | Path | None, language: str) -> Transliterator:
    if isinstance(scheme, Path):
        scheme = find_table(scheme)
    return _made(usual_table(language or "bg") if scheme is None else scheme)


@cache
def _made(scheme: Table | str) -> Transliterator:
    """Return what writes by a scheme, and by the fallbacks what it lacks."""
    table = find_table(scheme)
    require_scheme(table, "a slug")
    if table.target_script != "Latn":
        raise UnfitTable(table.id, f"a slug needs a scheme into Latn, found one into {table.target_script}")
    for fallback in map(find_table, FALLBACKS):
        if fallback.source_script == table.source_script and fallback.id != table.id:
            table = with_fallback(table, fallback)
    return compile_table(table)

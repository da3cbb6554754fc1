"""Cut a line into words to read and everything else, which stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..text.code import code
from ..text.segments import expressions

#: Addresses, handles, tags and markup, placeholders and code, as `segment` finds them. Numbers are words here (6te),
#: and so may be what looks like a file where a blank is missing (dobre.so).
APART = "|".join(
    part for kind, part in {**expressions(), "code": code()}.items() if kind not in ("path", "number", "word")
)
#: What else is never read: the commonest file names, calls, variables, paths, smileys.
CODE = (
    r"(?<![\w-])[\w-]+(?:\.[\w-]+){0,16}\.(?:html?|css|js|ts|json|xml|ya?ml|toml|ini|cfg|conf"
    r"|py|php|rb|java|cpp|cs|go|rs|sh|bat|exe|dll|so|txt|md|pdf|docx?|xlsx?|csv|tsv|sql|log|zip|rar|jpe?g|png|gif|svg|mp[34]|avi)\b"
    r"|(?<!\w)[xX]D+(?!\w)|[:;=][-']?[DP]+(?!\w)|(?<![^\s(])[:;=][-']?[dpoOsSxX*]+(?!\w)"
    r"|(?<!\w)\w+_\w+|(?<!\w)[A-Za-z]\w*\[(?:\d+|[a-z])?\]|(?<!\w)[A-Za-z](?:\+\+|\#|--)(?!\w)"
    r"|(?<![\w'])[A-Za-z](?=\s?(?:[<>]=?|[=!]?=)\s[\w(])|(?<=\s[<>=]\s)[A-Za-z](?![\w'])|(?<=[<>=!]=\s)[A-Za-z](?![\w'])"
    r"|(?:[A-Za-z]:)?(?:[\\/][\w.~-]++(?!@)){2,}[\\/]?"
)
#: Ends of host names that are words too where a blank is missing: 5 mln.lv., da.de.
NO_HOST = r"(?!(?<![\w.-])(?!www\.)(?:[\w-]{1,63}\.){1,8}(?:lv|gr|de|se|ch|mil)(?![\w/:-]))"
LEFT_ALONE = f"{NO_HOST}(?:{APART})|{CODE}"
#: A word: letters and digits with apostrophes, stress marks, @ or `\` (ю) or `"` (ъ) inside, and an apostrophe behind.
WORD = (
    r"[^\W_]+(?:(?:['\u2019\u02bc`\\@]|\"(?=[eijy][^\W_]*(?![\w\"]))|[\u0300\u0301]+)[^\W_]+)*"
    r"[\u0300\u0301]?['\u2019\u02bc`]{0,2}"
)
TOKEN = re.compile(f"({LEFT_ALONE})|({WORD})")
LETTER = re.compile(r"[^\W\d_]")
APOSTROPHE = re.compile(r"['\u2019\u02bc`]")
#: Letters that make a word Latin: ASCII, Latin-1 and Latin Extended, no Cyrillic or Greek.
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
FOREIGN = re.compile(r"[\u0370-\u1dff\u1f00-\uffff]")


#: Lines without these can be cut in one go: nothing in them can be an address, code or a foreign word.
SPECIAL = re.compile(
    r"[:;=xX][-']?[DPdpoOsSxX][\s.,!?)D]|[:;=xX][-']?[DPdpoOsSxX]{1,40}$|[@#/\\_`<>&$={}%\u0300\u0301\u0370-\u1dff\u1f00-\u200b\u2030-\uffff]"
    r"|[.:]\w|\[[a-z/]|\w\"[eijy]|::|\(\)|\w\[|\+\+|--|(?<!\w)-|['\u2018\u2019]\w"
)
PLAIN = re.compile(r"((?<![^\W_])[^\W_]*[A-Za-z\u00c0-\u024f][^\W_]*(?:['\u2019\u02bc][^\W_]+)*['\u2019\u02bc]{0,2})")


#: Languages whose Cyrillic text has the symbols of units in Latin letters, as their laws on measuring want it.
UNITS_IN_LATIN = frozenset({"sr"})


@cache
def units(language: str) -> re.Pattern[str] | None:
    """Return what finds numbers with units that stay in Latin letters; None for a language that writes its own.

    `s` and its like are words, too: 5 s njim.

    >>> units("sr").findall("udari > 24 m/s i 30 l/m² za 24 h, u 5 s njim")
    ['24 m/s', '30 l/m²', '24 h']
    """
    if language not in UNITS_IN_LATIN:
        return None
    return re.compile(rf"{expressions()['number']}(?<=[A-Za-z²³])(?<![\d \u00a0][sdb])")


class Cut(NamedTuple):
    """A line cut into words to read, and what stays: `gaps[i]` stands before `words[i]`, the last one at the end."""

    words: list[str]
    gaps: list[str]

    def join(self, texts: Sequence[str]) -> str:
        """Return the line with other texts for its words."""
        pieces = [""] * (2 * len(texts) + 1)
        pieces[::2], pieces[1::2] = self.gaps, texts
        return "".join(pieces)


def cut(line: str) -> Cut:
    """Cut a line into the words of it that are to be read and what stays as it is.

    >>> cut("vij https://example.com, 6te doida v 4")
    Cut(words=['vij', '6te', 'doida', 'v'], gaps=['', ' https://example.com, ', ' ', ' ', ' 4'])
    """
    if not SPECIAL.search(line):
        pieces = PLAIN.split(line)
        return Cut(pieces[1::2], pieces[::2])
    words: list[str] = []
    gaps = [""]
    last = 0
    for match in TOKEN.finditer(line):
        if match[1] is not None:
            continue
        word = match[2]
        start, end = match.span()
        if not LATIN.search(word) or FOREIGN.search(word):
            continue
        if word[-1] in "'\u2019`\u02bc" and start and line[start - 1] in "'\u2018\u2019`":
            word = word.rstrip("'\u2019`\u02bc")
            end = start + len(word)
        gaps[-1] += line[last:start]
        words.append(word)
        gaps.append("")
        last = end
    gaps[-1] += line[last:]
    return Cut(words, gaps)


def recase(word: str, text: str) -> str:
    """Give `text` the capitals of `word`: none, the first, or all.

    >>> recase("Shte", "ще"), recase("SHTE", "ще"), recase("Q", "я"), recase("SHte", "ще"), recase("O'Niil", "о'нийл")
    ('Ще', 'ЩЕ', 'Я', 'Ще', "О'Нийл")
    """
    if word.islower() or not text:
        return text
    parts, spelled = APOSTROPHE.split(word), APOSTROPHE.split(text)
    if len(parts) == len(spelled) > 1 and parts[1][:1].isupper():
        marks = [*APOSTROPHE.findall(text), ""]
        return "".join(recase(*pair) + mark for *pair, mark in zip(parts, spelled, marks, strict=True))
    letters = LETTER.findall(word)
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return text.upper()
    if letters and letters[0].isupper():
        return text[0].upper() + text[1:]
    return text


ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})").fullmatch


def is_roman(word: str) -> bool:
    """Tell whether a word is a Roman numeral of two letters or more, up to 39, in capitals.

    >>> is_roman("XXI"), is_roman("VI"), is_roman("I"), is_roman("xxi")
    (True, True, False, False)
    """
    return ROMAN(word) is not None


#: What programmers write in capitals in comments, in any language.
NOTES = frozenset(("TODO", "FIXME", "NOTE", "HACK", "XXX", "BUG"))


def is_camel(word: str) -> bool:
    """Tell whether capitals stand inside a word as they do in names of things: getValue, iPhone, McDonald.

    >>> is_camel("iPhone"), is_camel("SHte"), is_camel("Utre"), is_camel("NDK")
    (True, False, False, False)
    """
    return any(b.isupper() and a.islower() for a, b in pairwise(word))

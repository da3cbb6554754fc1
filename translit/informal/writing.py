"""Write Cyrillic as people do: the way back, for tests and for search keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from ..errors import UnknownStyle
from ..machine import file
from ..machine.by_rules import RuleConversion
from .decoder import decoder, informal_table
from .spelling import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from ..table.value import Table


def styles(table: Table | str | Path) -> list[str]:
    """Return the names of the styles of an informal table.

    >>> styles("bg-informal")
    ['chat', 'digits', 'keyboard', 'mail', 'official', 'sms']
    """
    return sorted(decoder(table).table.styles)


def require_style(table: Table | str | Path, style: str) -> None:
    """Raise UnknownStyle unless the table has this style."""
    found = decoder(table)
    if style not in found.table.styles:
        raise UnknownStyle(found.id, style, styles(table))


def scheme_of(table: Table | str | Path, style: str) -> RuleConversion | None:
    """Return the scheme that a style writes by; None for a style with letters of its own. Raises TableNotFound."""
    scheme = decoder(table).table.schemes.get(style)
    return _scheme(scheme) if scheme else None


@cache
def _scheme(name: str) -> RuleConversion:
    from ..table.library import find_table

    content = file.find_shipped(name, reverse=False)
    return RuleConversion(name if content else find_table(name), content=content)


def spelled_letters(table: Table | str | Path, style: str = "") -> Mapping[str, str]:
    """Return how each letter, or group of letters, is written in a style; raise UnknownStyle."""
    return _spelled_letters(informal_table(table), style)


@lru_cache(64)
def _spelled_letters(table: Table, style: str) -> Mapping[str, str]:
    spellings = decoder(table).table
    if style:
        require_style(table, style)
    letters: dict[str, str] = {}
    for spelling in spellings.spellings:
        if spelling.usual and len(spelling.letters) == 1:
            letters.setdefault(spelling.letters, spelling.latin)
    letters |= {"ё": letters.get("е", "e"), "’": letters.get("'", "'")}
    return letters | {key: value.replace(NOTHING, "") for key, value in spellings.styles.get(style, {}).items()}


def write(text: str, table: Table | str | Path, style: str = "") -> str:
    """Write `text` in Latin, letter group by letter group, capitals kept; what is no letter of the language stays.

    >>> write("Щастие ЩЕ Има", "bg-informal", "digits")
    '6tastie 6TE Ima'
    >>> write("Юлія Згурська", "uk-informal", "official")
    'Yuliia Zghurska'
    """
    if scheme := scheme_of(table, style):
        return scheme.transliterate(text)
    letters = spelled_letters(table, style)
    longest = max(map(len, letters))
    written: list[str] = []
    place = 0
    while place < len(text):
        for length in range(longest, 0, -1):
            group = text[place : place + length]
            latin = letters.get(group.lower())
            if latin is not None and len(group) == length:
                break
        else:
            written.append(text[place])
            place += 1
            continue
        if group[0].isupper():
            beside = text[place + length : place + length + 1] or text[max(place - 1, 0) : place]
            capital = group.isupper() and (beside.isupper() or len(group) > 1)
            latin = latin.upper() if capital else latin[:1].upper() + latin[1:]
        written.append(latin)
        place += length
    return "".join(written)

"""Write Cyrillic as people do: the way back, for tests and for search keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..errors import UnknownStyle as UnknownStyle
from .decoder import decoder
from .spelling import NOTHING


def styles(table_id: str) -> list[str]:
    """The styles of an informal table.

    >>> styles("bg-informal")
    ['chat', 'digits', 'keyboard', 'mail', 'official', 'sms']
    """
    return sorted(decoder(table_id).table.styles)


def require_style(table_id: str, style: str) -> None:
    """Raise UnknownStyle unless the table has this style."""
    if style not in decoder(table_id).table.styles:
        raise UnknownStyle(table_id, style, styles(table_id))


@cache
def _letters(table_id: str, style: str) -> Mapping[str, str]:
    table = decoder(table_id).table
    if style:
        require_style(table_id, style)
    letters: dict[str, str] = {}
    for spelling in table.spellings:
        if spelling.usual and len(spelling.letters) == 1:
            letters.setdefault(spelling.letters, spelling.latin)
    letters |= {"ё": letters.get("е", "e"), "’": letters.get("'", "'")}
    return letters | {key: value.replace(NOTHING, "") for key, value in table.styles.get(style, {}).items()}


def write(text: str, table_id: str, style: str = "") -> str:
    """`text` in Latin, letter group by letter group, capitals kept; what is no letter of the language stays.

    >>> write("Щастие ЩЕ Има", "bg-informal", "official")
    'Shtastie SHTE Ima'
    """
    letters = _letters(table_id, style)
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

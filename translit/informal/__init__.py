"""Read informal Latin (`6te doida utre`) as Cyrillic, and write Cyrillic as people do.

Nothing is read from disk before it is needed: a language's model takes a few milliseconds when first asked for.

>>> decode("6te doida utre", "bg-informal")
'ще дойда утре'
>>> [candidate.text for candidate in suggest("sreshtata", "bg-informal", 1)]
['срещата']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..text.edits import Candidate
    from .lines import Reader
    from .profile import Profile
    from .session import Session as Session

__all__ = [
    "Session",
    "decode",
    "decode_lines",
    "reader",
    "suggest",
    "write",
]


def reader(table_id: str, *, profile: Profile | None = None, keep_english: bool = True, adapt: bool = True) -> Reader:
    """A reader for one text or one stream; it learns how the writer spells as it goes.

    Raises TableNotFound, or TableError for a table that isn't informal.
    """
    from .decoder import decoder
    from .lines import Reader

    counts = profile.counts if profile is not None else None
    return Reader(decoder(table_id), keep_english=keep_english, counts=counts, adapt=adapt)


def decode(
    text: str, table_id: str, *, profile: Profile | None = None, keep_english: bool = True, adapt: bool = True
) -> str:
    """Read a whole text: words that are English, addresses, code and numbers stay as they are.

    A text of more than a few lines is read twice: once to learn how its writer spells, once with that.

    >>> decode("Shte hodim na kino v 8, proveri si Facebook!", "bg-informal")
    'Ще ходим на кино в 8, провери си Facebook!'
    """
    return reader(table_id, profile=profile, keep_english=keep_english, adapt=adapt).text(text)


def decode_lines(lines: Iterable[str], table_id: str, *, profile: Profile | None = None) -> Iterator[str]:
    """Read line by line, as a pipe has to; what passed teaches the spelling of what comes.

    >>> list(decode_lines(["dobyr den\\n", "kak ste\\n"], "bg-informal"))
    ['добър ден\\n', 'как сте\\n']
    """
    return reader(table_id, profile=profile).stream(lines)


def suggest(word: str, table_id: str, limit: int = 5, *, profile: Profile | None = None) -> list[Candidate]:
    """The likeliest readings of one word, best first, with probabilities.

    >>> [c.text for c in suggest("Koi", "bg-informal", 2)]
    ['Кой', 'Кои']
    """
    from .decoder import decoder

    found = decoder(table_id)
    return (found.adapted(profile.counts) if profile is not None else found).candidates(word, limit)


def write(text: str, table_id: str, style: str = "") -> str:
    """Write Cyrillic as a person would in this table's `style` (by default its most usual spellings).

    Raises UnknownStyle.

    >>> write("Ще дойда утре", "bg-informal", "digits")
    '6te doida utre'
    """
    from .writing import write as write_style

    return write_style(text, table_id, style)


def __getattr__(name: str) -> object:
    if name == "Session":
        from .session import Session

        return Session
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

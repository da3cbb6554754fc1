"""Read informal Latin (`6te doida utre`) as Cyrillic, and write Cyrillic as people do.

A table is named by its id, its alias, the path of a file of one's own, or given as a `Table`. Nothing is read from disk
before it is needed: a language's model takes a few milliseconds when first asked for.

>>> decode("6te doida utre", "bg-informal")
'ще дойда утре'
>>> [candidate.text for candidate in suggest("sreshtata", "bg-informal", 1)]
['срещата']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..table.value import Table
    from ..text.edits import Candidate
    from .lines import Reader
    from .profile import Profile

__all__ = ["decode", "decode_lines", "reader", "suggest", "write"]


def reader(
    table: Table | str, *, profile: Profile | None = None, keep_english: bool = True, adapt: bool = True
) -> Reader:
    """Return a reader for one text or one stream; it learns how the writer spells as it goes.

    Raises TableNotFound, or TableError for a table that isn't informal.
    """
    from .conversion import reader_of

    return reader_of(table, profile=profile, keep_english=keep_english, adapt=adapt)


def decode(
    text: str, table: Table | str, *, profile: Profile | None = None, keep_english: bool = True, adapt: bool = True
) -> str:
    """Read a whole text: words that are English, addresses, code and numbers stay as they are.

    A text of more than a few lines is read twice: once to learn how its writer spells, once with that.

    >>> decode("Shte hodim na kino v 8, proveri si Facebook!", "bg-informal")
    'Ще ходим на кино в 8, провери си Facebook!'
    """
    return reader(table, profile=profile, keep_english=keep_english, adapt=adapt).text(text)


def decode_lines(lines: Iterable[str], table: Table | str, *, profile: Profile | None = None) -> Iterator[str]:
    """Read line by line, as a pipe has to; what passed teaches the spelling of what comes.

    >>> list(decode_lines(["dobyr den\\n", "kak ste\\n"], "bg-informal"))
    ['добър ден\\n', 'как сте\\n']
    """
    return reader(table, profile=profile).stream(lines)


def suggest(word: str, table: Table | str, limit: int = 5, *, profile: Profile | None = None) -> list[Candidate]:
    """Return the likeliest readings of one word, best first, with probabilities.

    >>> [c.text for c in suggest("Koi", "bg-informal", 2)]
    ['Кой', 'Кои']
    """
    from .decoder import decoder

    found = decoder(table)
    return (found.adapted(profile.counts) if profile is not None else found).candidates(word, limit)


def write(text: str, table: Table | str, style: str = "") -> str:
    """Write Cyrillic as a person would in this table's `style` (by default its most usual spellings).

    Raises UnknownStyle.

    >>> write("Ще дойда утре", "bg-informal", "digits")
    '6te doida utre'
    """
    from .writing import write as write_style

    return write_style(text, table, style)

"""Whole texts, lines and single words in informal Latin, read by a table."""

from __future__ import annotations

from ..errors import wrong_type
from .decoder import decoder
from .lines import Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ..table.value import Table
    from ..text.edits import Candidate
    from .profile import Profile


def reader(
    table: Table | str | Path, *, profile: Profile | None = None, keep_english: bool = True, adapt: bool = True
) -> Reader:
    """Return a reader for one text or one stream; it learns how the writer spells as it goes.

    Raises TableNotFound, or TableError for a table that isn't informal.
    """
    counts = profile.counts if profile is not None else None
    return Reader(decoder(table), keep_english=keep_english, counts=counts, adapt=adapt)


def decode(
    text: str,
    table: Table | str | Path,
    *,
    profile: Profile | None = None,
    keep_english: bool = True,
    adapt: bool = True,
) -> str:
    """Read a whole text: words that are English, addresses, code and numbers stay as they are.

    A text of more than a few lines is read twice: once to learn how its writer spells, once with that.

    >>> decode("Shte hodim na kino v 8, proveri si Facebook!", "bg-informal")
    'Ще ходим на кино в 8, провери си Facebook!'
    """
    return reader(table, profile=profile, keep_english=keep_english, adapt=adapt).text(text)


def decode_lines(lines: Iterable[str], table: Table | str | Path, *, profile: Profile | None = None) -> Iterator[str]:
    """Read line by line, as a pipe has to; what passed teaches the spelling of what comes.

    >>> list(decode_lines(["dobyr den\\n", "kak ste\\n"], "bg-informal"))
    ['добър ден\\n', 'как сте\\n']
    """
    return reader(table, profile=profile).stream(lines)


def suggest(word: str, table: Table | str | Path, limit: int = 5, *, profile: Profile | None = None) -> list[Candidate]:
    """Return the likeliest readings of one word, best first, with probabilities.

    >>> [c.text for c in suggest("Koi", "bg-informal", 2)]
    ['Кой', 'Кои']
    """
    if not isinstance(word, str):
        raise wrong_type("a word (str)", word)
    found = decoder(table)
    return (found.adapt(profile.counts) if profile is not None else found).candidates(word, limit)

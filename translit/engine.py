"""The input helper: keys in, edits out."""

from __future__ import annotations

from .convert.transliterator import Transliterator, compile_table
from .errors import wrong_type
from .text.edits import Candidate, Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from .informal.profile import Profile
    from .table.value import Table


class InputEngine:
    """Live typing by a table: `feed` each key, apply the Edit it answers with.

    By rules the edits applied one after another give what `transliterate` makes of all keys typed since the last
    `reset` or `commit`. By an informal table the text shows the likeliest reading of the word being typed; a key that
    ends the word settles it, and `candidates` and `choose` are the list to pick from.

    >>> im = InputEngine("bg-translit")
    >>> [im.feed(key) for key in "sht"]
    [Edit(delete=0, insert='с'), Edit(delete=1, insert='ш'), Edit(delete=1, insert='щ')]
    >>> im.backspace()
    Edit(delete=1, insert='ш')
    """

    def __init__(self, table: Table | str | Path | Transliterator, *, profile: Profile | None = None) -> None:
        """`profile` holds a writer's habits, for an informal table.

        Raises TableNotFound, TableError, NotInformal or, for a path, OSError.
        """
        self._transliterator = table if isinstance(table, Transliterator) else compile_table(table)
        self._keys = self._transliterator._keys(profile)

    def __reduce__(self) -> tuple[Callable[..., InputEngine], tuple[object, ...]]:
        # A copy types on by itself, with all that this one remembers.
        return _typing_on, (type(self), self._transliterator, self._keys.remembered())

    @property
    def table(self) -> Table:
        """The table in use."""
        return self._transliterator.table

    @property
    def profile(self) -> Profile | None:
        """What was learned of how this writer spells, to be saved; None for a table that has rules."""
        return self._keys.profile

    @property
    def preedit(self) -> str:
        """The end of the text that the next keys may still change; `""` if all is settled."""
        return self._keys.preedit

    def candidates(self, limit: int = 5) -> list[Candidate]:
        """Return readings of the word being typed, best first; by rules there is one, so nothing to choose from.

        >>> im = InputEngine("bg-informal")
        >>> for key in "koi":
        ...     edit = im.feed(key)
        >>> [candidate.text for candidate in im.candidates(2)], im.choose(1)
        (['кой', 'кои'], Edit(delete=1, insert='и'))
        """
        return self._keys.candidates(limit)

    def choose(self, number: int) -> Edit:
        """Put the candidate with this number (from 0) in place of the one shown; raise IndexError if there is none."""
        return self._keys.choose(number)

    def feed(self, key: str, level: str = "") -> Edit:
        """Type one key: one character (a pasted text goes through `transliterate`).

        For a layout the key is the character that the base keyboard gives, and `level` may name the level it
        is pressed on (`caps`, `altgr`, …) where that differs from what the character tells. Raises UnknownKey.
        """
        if not isinstance(key, str):
            raise wrong_type("a key: a text (str) of one character", key)
        return self._keys.feed(key, level)

    def backspace(self) -> Edit | None:
        """Take back the last *key*: the text becomes what the keys before it gave.

        None if no key is remembered, or between the words of an informal table: the host deletes as it would without
        this engine.
        """
        return self._keys.backspace()

    def commit(self) -> str:
        """Settle what is pending as it stands, and start afresh; return what was pending."""
        return self._keys.commit()

    def reset(self) -> None:
        """Forget all keys: the caret was moved, or the text was changed by somebody else."""
        self._keys.reset()


def _typing_on(kind: type[InputEngine], transliterator: Transliterator, remembered: Any) -> InputEngine:
    engine = kind(transliterator)
    engine._keys.recall(remembered)
    return engine

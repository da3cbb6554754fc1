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
    `reset` or `commit`, addresses left alone. By an informal table the text shows the likeliest reading of the word
    being typed; a key that ends the word settles it, and `candidates` and `choose` are the list to pick from.

    >>> im = InputEngine("bg-translit")
    >>> [im.feed(key) for key in "sht"]
    [Edit(delete=0, insert='с'), Edit(delete=1, insert='ш'), Edit(delete=1, insert='щ')]
    >>> im.backspace()
    Edit(delete=1, insert='ш')
    """

    def __init__(
        self,
        table: Table | str | Path | Transliterator,
        *,
        profile: Profile | None = None,
        addresses: bool | None = None,
    ) -> None:
        """`profile` holds a writer's habits, for an informal table.

        `addresses` says whether URLs, e-mail addresses and @names stay as they are typed: by default where Latin
        letters are spelt (by schemes, and by informal tables always), not where a key is a letter (by layouts, and
        schemes with a `base`).

        >>> im, text = InputEngine("bg-translit"), ""
        >>> for key in "vizh https://dir.bg, ivan@abv.bg":
        ...     text = im.feed(key).apply(text)
        >>> text
        'виж https://dir.bg, ivan@abv.bg'

        Raises TableNotFound, TableError, NotInformal or, for a path, OSError.
        """
        self._transliterator = table if isinstance(table, Transliterator) else compile_table(table)
        self._addresses = addresses
        self._keys = self._transliterator._keys(profile, addresses)

    def __reduce__(self) -> tuple[Callable[..., InputEngine], tuple[object, ...]]:
        # A copy types on by itself, with all that this one remembers.
        return _typing_on, (type(self), self._transliterator, self._addresses, self._keys.remembered())

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
        is pressed on (`caps`, `altgr`, …) where that differs from what the character tells; there the key that only
        ISO keyboards have, left of z, is `IntlBackslash`. Raises UnknownKey.

        Whoever types letters of the table's own script needs no table: from such a letter on what is no letter stays
        as it is, until a Latin letter comes.

        >>> im, text = InputEngine("bg-bds-2006"), ""
        >>> for key in "Да, не. b.":
        ...     text = im.feed(key).apply(text)
        >>> text
        'Да, не. фл'
        """
        if not isinstance(key, str):
            raise wrong_type("a key: a text (str) of one character", key)
        return self._keys.feed(key, level)

    def keep(self, text: str) -> Edit:
        """Insert a text that stays as it is, like the keys of the keypad or a paste; each character counts as a key.

        >>> im = InputEngine("bg-bds-2006")
        >>> im.keep("3.1*2").insert, im.feed("3").insert, im.feed(".").insert
        ('3.1*2', '3', 'л')
        """
        return self._keys.keep(text)

    def backspace(self) -> Edit | None:
        """Take back the last *key*: the text becomes what the keys before it gave.

        A picture of several characters (a flag, a family, a keycap) goes as a whole, as in browsers. None if no key is
        remembered, or between the words of an informal table: the host deletes as it would without this engine.
        """
        return self._keys.backspace()

    def commit(self) -> str:
        """Settle what is pending as it stands, and start afresh; return what was pending."""
        return self._keys.commit()

    def reset(self) -> None:
        """Forget all keys: the caret was moved and did not come back, or somebody else changed the text before it."""
        self._keys.reset()


def _typing_on(
    kind: type[InputEngine], transliterator: Transliterator, addresses: bool | None, remembered: Any
) -> InputEngine:
    engine = kind(transliterator, addresses=addresses)
    engine._keys.recall(remembered)
    return engine

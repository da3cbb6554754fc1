"""Typing into a field of any toolkit: the engine, and whether what it typed still stands before the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..engine import InputEngine
from ..machine.keys import drawn_levels
from ..table.value import BASES
from . import keysyms

if TYPE_CHECKING:
    from pathlib import Path

    from ..convert.transliterator import Transliterator
    from ..table.value import Table
    from ..text.edits import Candidate, Edit


class FieldTyping:
    """One for each field. A host asks what a key does to the text before its caret, and does it.

    >>> typing, text = FieldTyping("bg-translit"), "баба "
    >>> for key in "sht":
    ...     text = typing.key(text, key).apply(text)
    >>> text
    'баба щ'
    """

    def __init__(
        self, table: Table | str | Path | Transliterator, *, enabled: bool = True, alt_is_altgr: bool = False
    ) -> None:
        """`enabled` says whether keys are typed by the table, and may be changed at any time; in a terminal, which
        has no AltGr of its own, Alt may be it.
        """
        self.engine: InputEngine = InputEngine(table)
        self.enabled: bool = enabled
        self.alt_is_altgr: bool = alt_is_altgr
        #: What stands before the caret since the last key.
        self._stood = ""

    def key(self, before: str, key: str, level: str = "") -> Edit:
        """Type one key behind the text `before` the caret; raise UnknownKey."""
        self._require(before)
        return self._noted(before, self.engine.feed(key, level))

    def pressed(self, char: str, keycode: int = 0, state: int = 0) -> tuple[str, str]:
        """Return the key and level of a press: by a layout where it is, as X11 counts keys, else what it gives.

        >>> FieldTyping("bg-phonetic").pressed("q", 53, 1 << 7), FieldTyping("bg-translit").pressed("q", 53)
        (('x', 'altgr'), ('q', ''))
        """
        table, place = self.engine.table, keycode - keysyms.X11
        if table.kind == "layout" and keysyms.place(place):
            return keysyms.named(drawn_levels(table), place, state)
        return char, ""

    @property
    def alt_keys(self) -> dict[str, str]:
        """Return the level of each key that a layout types with Alt, if that is taken for AltGr.

        >>> FieldTyping("bg-phonetic", alt_is_altgr=True).alt_keys["q"], FieldTyping("bg-phonetic").alt_keys
        ('altgr', {})
        """
        table = self.engine.table
        if not self.alt_is_altgr or table.kind != "layout":
            return {}
        levels = drawn_levels(table)
        sides = [("altgr", row.plain) for row in BASES[table.base]] + [
            ("altgr-shift", row.shift) for row in BASES[table.base]
        ]
        return {key: level for level, keys in sides for key in keys if key in levels.get(level, {})}

    def backspace(self, before: str) -> Edit | None:
        """Take back the last key; None: the host deletes as it would without this."""
        self._require(before)
        edit = self.engine.backspace()
        return None if edit is None else self._noted(before, edit)

    def candidates(self, before: str, limit: int = 5) -> list[Candidate]:
        """Return readings of the word before the caret, if it is being typed by an informal table."""
        self._require(before)
        return self.engine.candidates(limit)

    def choose(self, before: str, number: int) -> Edit:
        """Put a candidate in place of the word shown; raise IndexError."""
        self._require(before)
        return self._noted(before, self.engine.choose(number))

    def reset(self) -> None:
        """Forget all keys: the caret was moved, or the field was left."""
        self.engine.reset()
        self._stood = ""

    def _require(self, before: str) -> None:
        """Begin anew if the caret is not where the keys have left it, or somebody has changed what stands before it."""
        if before != self._stood:
            self.reset()

    def _noted(self, before: str, edit: Edit) -> Edit:
        self._stood = edit.apply(before)
        return edit

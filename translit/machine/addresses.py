"""Keys in, edits out, addresses left alone: they are known by what was typed since the last blank."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from ..errors import UnknownKey
from ..text.edits import Edit
from ..text.segments import find_addresses
from .keys import KEPT, MEMORY, KeyMachine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..table.value import Table
    from ..text.segments import Segment
    from .step import Machine

#: More keys than this without a blank are no address.
LONGEST = 2_000


class _Stretch(NamedTuple):
    """Keys without a blank, and the text they gave, behind what was pending before them."""

    keys: str
    shown: str
    #: The addresses among the keys that are left alone.
    kept: tuple[Segment, ...] = ()


class AddressKeys(KeyMachine):
    """Typing by a machine that writes again what turns out to be an address, or none after all."""

    def __init__(
        self, machine: Machine, table: Callable[[], Table], *, reverse: bool = False, wanted: bool | None = None
    ) -> None:
        """`wanted` says whether addresses are left alone; by default by schemes that have no `base`."""
        super().__init__(machine, table, reverse=reverse)
        self._wanted = wanted
        self._stretch = _Stretch("", "")
        self._earlier: deque[_Stretch] = deque(maxlen=MEMORY)

    def feed(self, key: str, level: str = "") -> Edit:
        """Type one key; raise UnknownKey."""
        if level:
            return self._apart(key, level)
        if len(key) != 1:
            raise UnknownKey(key)
        if self._stays(key):
            return super().feed(key)
        if key.isspace() or not (key.isalnum() or key.isascii()):
            return self._apart(key)
        keys, shown, before = self._stretch
        kept = self._find(keys + key)
        if kept or before:
            return self._write(keys + key, kept)
        edit = super().feed(key)
        self._stretch = _Stretch(keys + key, edit.apply(shown))
        return edit

    def keep(self, text: str, level: str = KEPT) -> Edit:
        """Insert a text as it is."""
        for _ in text:
            self._earlier.append(self._stretch)
        edit = super().keep(text, level)
        self._stretch = _Stretch("", "")
        return edit

    def backspace(self) -> Edit | None:
        """Take back the last key, or all the keys of a picture."""
        keys, shown, before = self._stretch
        kept = self._find(keys[:-1])
        if kept or before:
            return self._write(keys[:-1], kept)
        left = len(self._past)
        edit = super().backspace()
        if keys and edit is not None:
            self._stretch = _Stretch(keys[:-1], edit.apply(shown))
        else:
            for _ in range(left - len(self._past)):
                self._stretch = self._earlier.pop() if self._earlier else _Stretch("", "")
        return edit

    def reset(self) -> None:
        """Forget all keys."""
        super().reset()
        self._stretch = _Stretch("", "")
        self._earlier.clear()

    def _apart(self, key: str, level: str = "") -> Edit:
        edit = super().feed(key, level)
        self._earlier.append(self._stretch)
        self._stretch = _Stretch("", self.preedit)
        return edit

    def _find(self, keys: str) -> tuple[Segment, ...]:
        """Return the addresses among the keys since the last blank, if they are left alone."""
        if len(keys) > LONGEST or not ("." in keys or "@" in keys or ":" in keys):
            return ()
        found = tuple(find_addresses(keys))
        if found and self._wanted is None:
            table = self._table()
            source = table.target_script if self._reverse else table.source_script
            self._wanted = table.kind == "scheme" and not table.base and source == "Latn"
        return found if self._wanted else ()

    def _write(self, keys: str, kept: tuple[Segment, ...]) -> Edit:
        """Write all keys since the last blank again."""
        shown = text = self._stretch.shown
        for _ in self._stretch.keys:
            step = self._past.pop()
            text = text[: len(text) - len(step.insert)] + step.deleted
            self._return_to(step)
        # The key that makes too many of an address is the last that belongs to it.
        for piece, is_kept in _pieces(keys, find_addresses(keys) if len(keys) > LONGEST else kept):
            if is_kept:
                text = super().keep(piece, "").apply(text)
            for key in "" if is_kept else piece:
                text = super().feed(key).apply(text)
        self._stretch = _Stretch(keys, text, kept)
        return Edit.between(shown, text)


def _pieces(keys: str, addresses: Iterable[Segment]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of what was typed, and whether each is an address."""
    start = 0
    for found in addresses:
        yield keys[start : found.start], False
        yield keys[found.start : found.end], True
        start = found.end
    yield keys[start:], False

"""The input helper: keys in, edits out. State is a value, keys are the truth, text is derived."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .convert.transliterator import Transliterator, compile_table
from .errors import TranslitError
from .table.value import BASES, LEVELS, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .informal.decoder import Candidate

#: How many keys backspace can take back one by one.
MEMORY = 10_000
#: What `engine.js` shares (tools/update_browser.py writes it).
BROWSER = {"MEMORY": MEMORY}


class UnknownKey(TranslitError, ValueError):
    """Not one key of the table's base keyboard, or not one of its levels."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a host does to its text: delete `delete` code points before the caret, then insert `insert`."""

    delete: int = 0
    insert: str = ""

    def apply(self, text: str) -> str:
        """Return `text`, its end being the caret, after this edit.

        >>> Edit(1, "щ").apply("баш")
        'бащ'
        """
        return text[: len(text) - self.delete] + self.insert


class InputEngine:
    """Live typing by a table: `feed` each key, apply the Edit it answers with.

    The edits applied one after another give what `transliterate` makes of all keys typed since the last
    `reset` or `commit`. Feeding takes the same time however much was typed before.

    >>> im = InputEngine("bg-translit")
    >>> [im.feed(key) for key in "sht"]
    [Edit(delete=0, insert='с'), Edit(delete=1, insert='ш'), Edit(delete=1, insert='щ')]
    >>> im.backspace()
    Edit(delete=1, insert='ш')
    """

    def __new__(cls, table: Table | str | Transliterator, *arguments: object) -> InputEngine:
        """Return an engine fit for the table: one that is read by a model types with candidates."""
        compiled = table if isinstance(table, Transliterator) else compile_table(table)
        if cls is InputEngine and compiled.table.kind == "informal":
            from .informal.session import Session

            cls = Session
        return super().__new__(cls)

    def __init__(self, table: Table | str | Transliterator) -> None:
        compiled = table if isinstance(table, Transliterator) else compile_table(table)
        #: The table in use.
        self.table = compiled.table
        self._machine = compiled.machine
        self._levels = _levels(self.table) if self.table.kind == "layout" else {}
        self._state = 0
        self._past: deque[tuple[int, str, Edit]] = deque(maxlen=MEMORY)

    @property
    def preedit(self) -> str:
        """The end of the text that the next keys may still change; `""` if all is settled."""
        return self._machine.owed(self._state)

    def candidates(self, limit: int = 5) -> Sequence[Candidate]:
        """Return readings of the word being typed, best first; by rules there is one, so nothing to choose from."""
        return ()

    def feed(self, key: str, level: str = "") -> Edit:
        """Type one key: one character (a pasted text goes through `transliterate`).

        For a layout the key is the character that the base keyboard gives, and `level` may name the level it
        is pressed on (`caps`, `altgr`, …) where that differs from what the character tells. Raises UnknownKey.
        """
        if len(key) != 1:
            raise UnknownKey(f"expected one character a key, found {key!r}")
        if level:
            return self._settled(self._at(key, level))
        state = self._state
        output, copy, self._state = self._machine.step(state, key)
        before = self._machine.owed(state)
        after = output + (key if copy else "") + self._machine.owed(self._state)
        same = 0
        for old, new in zip(before, after, strict=False):
            if old != new:
                break
            same += 1
        edit = Edit(len(before) - same, after[same:])
        self._past.append((state, before[same:], edit))
        return edit

    def backspace(self) -> Edit | None:
        """Take back the last *key*: the text becomes what the keys before it gave.

        None if no key is remembered: the host deletes as it would without this engine.
        """
        if not self._past:
            return None
        self._state, deleted, edit = self._past.pop()
        return Edit(len(edit.insert), deleted)

    def commit(self) -> str:
        """Settle what is pending as it stands, and start afresh; return what was pending."""
        pending = self.preedit
        self.reset()
        return pending

    def reset(self) -> None:
        """Forget all keys: the caret was moved, or the text was changed by somebody else."""
        self._state = 0
        self._past.clear()

    def _at(self, key: str, level: str) -> str:
        try:
            return self._levels[level][key]
        except KeyError:
            has = ", ".join(self._levels) or "no levels: it is not a layout"
            raise UnknownKey(f"{self.table.id} has nothing on key {key!r}, level {level!r} (it has {has})") from None

    def _settled(self, text: str) -> Edit:
        edit = Edit(0, text)
        self._past.append((self._state, "", edit))
        self._state = 0
        return edit


@cache
def _levels(table: Table) -> dict[str, dict[str, str]]:
    """Return what each key gives on each level; a key is named by its plain or shifted base character."""
    found: dict[str, dict[str, str]] = {}
    for level in LEVELS:
        cells = found.setdefault(level, {})
        for (plain, shifted), row in zip(BASES[table.base], table.keys.get(level, ()), strict=False):
            for small, big, cell in zip(plain, shifted, row[-len(plain) :], strict=True):
                if cell:
                    cells[small] = cells[big] = cell
    return {level: cells for level, cells in found.items() if cells}

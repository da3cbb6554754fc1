"""Keys in, edits out, by a machine: state is a value, keys are the truth, text is derived."""

from __future__ import annotations

from collections import deque
from functools import lru_cache

from ..errors import UnknownKey
from ..table.value import BASES, LEVELS, Table
from ..text.edits import Candidate, Edit
from .step import Machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

#: How many keys backspace can take back one by one.
MEMORY = 10_000
#: What `engine.js` shares (tools/update_browser.py writes it).
BROWSER = {"MEMORY": MEMORY}


class KeyMachine:
    """Typing by a machine; what was typed before takes neither time nor, beyond `MEMORY` keys, memory."""

    #: No habits are learned from keys that only rules read.
    profile: None = None

    def __init__(self, machine: Machine, table: Callable[[], Table]) -> None:
        """`table` is asked for when a key is pressed on a level."""
        self._machine = machine
        self._table = table
        self._state = 0
        #: For each key the state before it, what it took away, its edit, and the key itself with its level.
        self._past: deque[tuple[int, str, Edit, str, str]] = deque(maxlen=MEMORY)

    @property
    def preedit(self) -> str:
        """The end of the text that the next keys may still change; `""` if all is settled."""
        return self._machine.owed(self._state)

    def candidates(self, limit: int = 5) -> list[Candidate]:
        """Return no candidates: by rules there is one reading, which is shown."""
        return []

    def choose(self, number: int) -> Edit:
        """Raise IndexError: there are no candidates."""
        raise IndexError(f"there is no candidate {number}: by rules there is one reading, which is shown")

    def feed(self, key: str, level: str = "") -> Edit:
        """Type one key; raise UnknownKey."""
        if len(key) != 1:
            raise UnknownKey(key)
        state, before = self._state, self._machine.owed(self._state)
        if level:
            # What a level gives is settled at once, behind whatever was pending.
            after, self._state = before + self._at(key, level), 0
        else:
            output, copy, self._state = self._machine.step(state, key)
            after = output + (key if copy else "") + self._machine.owed(self._state)
        edit = Edit.between(before, after) if before else Edit(0, after)
        self._past.append((state, before[len(before) - edit.delete :], edit, key, level))
        return edit

    def backspace(self) -> Edit | None:
        """Take back the last key; None if no key is remembered."""
        if not self._past:
            return None
        self._state, deleted, edit, _, _ = self._past.pop()
        return Edit(len(edit.insert), deleted)

    def commit(self) -> str:
        """Settle what is pending as it stands, and start afresh; return what was pending."""
        pending = self.preedit
        self.reset()
        return pending

    def reset(self) -> None:
        """Forget all keys."""
        self._state = 0
        self._past.clear()

    def remembered(self) -> list[tuple[str, str]]:
        """Return the keys that another machine of this table has to be fed to be where this one is."""
        past = list(self._past)
        # The first that are remembered may go on with letters whose keys are not.
        start = next((place for place, (state, *_) in enumerate(past) if not state), len(past))
        return [(key, level) for *_, key, level in past[start:]]

    def recall(self, remembered: list[tuple[str, str]]) -> None:
        """Be where another machine was."""
        for key, level in remembered:
            self.feed(key, level)

    def _at(self, key: str, level: str) -> str:
        table = self._table()
        levels = drawn_levels(table) if table.kind == "layout" else {}
        try:
            return levels[level][key]
        except KeyError:
            raise UnknownKey(key, level, table.id, levels) from None


@lru_cache(32)
def drawn_levels(table: Table) -> dict[str, dict[str, str]]:
    """Return what each key gives on each level; a key is named by its plain or shifted base character."""
    found: dict[str, dict[str, str]] = {}
    for level in LEVELS:
        cells = found.setdefault(level, {})
        for (plain, shifted), row in zip(BASES[table.base], table.keys.get(level, ()), strict=False):
            for small, big, cell in zip(plain, shifted, row[-len(plain) :], strict=True):
                if cell:
                    cells[small] = cells[big] = cell
    return {level: cells for level, cells in found.items() if cells}

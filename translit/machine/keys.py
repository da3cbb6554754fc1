"""Keys in, edits out, by a machine: state is a value, keys are the truth, text is derived."""

from __future__ import annotations

from collections import deque
from functools import lru_cache

from ..errors import UnknownKey
from ..table.dead_keys import accent, mark_of, put_on
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
        #: The mark of a dead key on a level: the machine knows those among the characters of the base keyboard.
        self._mark = ""
        #: For each key the state and mark before it, what it took away, its edit, and the key itself with its level.
        self._past: deque[tuple[int, str, str, Edit, str, str]] = deque(maxlen=MEMORY)

    @property
    def preedit(self) -> str:
        """The end of the text that the next keys may still change; `""` if all is settled."""
        return self._machine.owed(self._state) or accent(self._mark)

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
        state, mark, before = self._state, self._mark, self.preedit
        after = self._pressed(self._at(key, level)) if level else self._stepped(key)
        edit = Edit.between(before, after) if before else Edit(0, after)
        self._past.append((state, mark, before[len(before) - edit.delete :], edit, key, level))
        return edit

    def _pressed(self, cell: str) -> str:
        """Take what a key gives on a level, settled at once; return it behind whatever was pending."""
        mark, dead = self._mark, mark_of(cell)
        owed, self._state, self._mark = self._machine.owed(self._state), 0, "" if mark == dead else dead
        return owed + (accent(mark) + accent(self._mark) if dead else put_on(mark, cell))

    def _stepped(self, key: str) -> str:
        """Take a step of the machine; return what becomes of what was pending."""
        mark, self._mark = self._mark, ""
        output, copy, self._state = self._machine.step(self._state, key)
        return put_on(mark, output + (key if copy else "")) + self._machine.owed(self._state)

    def backspace(self) -> Edit | None:
        """Take back the last key; None if no key is remembered."""
        if not self._past:
            return None
        self._state, self._mark, deleted, edit, _, _ = self._past.pop()
        return Edit(len(edit.insert), deleted)

    def commit(self) -> str:
        """Settle what is pending as it stands, and start afresh; return what was pending."""
        pending = self.preedit
        self.reset()
        return pending

    def reset(self) -> None:
        """Forget all keys."""
        self._state = 0
        self._mark = ""
        self._past.clear()

    def remembered(self) -> list[tuple[str, str]]:
        """Return the keys that another machine of this table has to be fed to be where this one is."""
        past = list(self._past)
        # The first that are remembered may go on with letters whose keys are not.
        start = next((place for place, (state, mark, *_) in enumerate(past) if not (state or mark)), len(past))
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

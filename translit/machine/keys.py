"""Keys in, edits out, by a machine: state is a value, keys are the truth, text is derived."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..errors import UnknownKey
from ..table.dead_keys import accent, press, put_on
from ..table.value import BASES, ISO_KEY, LEVELS, Table
from ..text.edits import Candidate, Edit
from ..text.emoji import last_emoji
from ..text.scripts import script_of
from .step import Machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

#: How many keys backspace can take back one by one.
MEMORY = 10_000
#: How many keys one picture may take.
PICTURE = 32
#: In place of a level: the key is no key but a text that stays as it is.
KEPT = "kept"
#: What `engine.js` shares (tools/update_browser.py writes it).
BROWSER = {"MEMORY": MEMORY, "PICTURE": PICTURE}


class _Step(NamedTuple):
    """What a key found, and what it did to the text."""

    state: int
    mark: str
    made_already: bool
    deleted: str
    insert: str
    key: str
    level: str


class KeyMachine:
    """Typing by a machine; what was typed before takes neither time nor, beyond `MEMORY` keys, memory."""

    #: No habits are learned from keys that only rules read.
    profile: None = None

    def __init__(self, machine: Machine, table: Callable[[], Table], *, reverse: bool = False) -> None:
        """`table` is asked for when a key is pressed on a level, or brings a letter that it may make."""
        self._machine = machine
        self._table = table
        self._reverse = reverse
        self._state = 0
        #: The mark of a dead key on a level: the machine knows those among the characters of the base keyboard.
        self._mark = ""
        #: Whether the last letter needed no table: the keyboard types what the table makes.
        self._made_already = False
        self._past: deque[_Step] = deque(maxlen=MEMORY)

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
        if not level and len(key) != 1:
            raise UnknownKey(key)
        if not level and self._stays(key):
            return self.keep(key, "")
        state, mark, made, before = self._state, self._mark, self._made_already, self.preedit
        after = self._pressed(self._at(key, level)) if level else self._stepped(key)
        edit = Edit.between(before, after) if before else Edit(0, after)
        if level:
            self._made_already = made and not any(map(str.isalpha, edit.insert))
        elif key.isalpha():
            self._made_already = edit.insert == key and self._makes(key)
        self._past.append(_Step(state, mark, made, before[len(before) - edit.delete :], edit.insert, key, level))
        return edit

    def _pressed(self, cell: str) -> str:
        """Take what a key gives on a level, settled at once; return it behind whatever was pending."""
        owed, self._state = self._machine.owed(self._state), 0
        text, self._mark = press(self._mark, cell)
        return owed + text + accent(self._mark)

    def _stepped(self, key: str) -> str:
        """Take a step of the machine; return what becomes of what was pending."""
        mark, self._mark = self._mark, ""
        output, copy, self._state = self._machine.step(self._state, key)
        return put_on(mark, output + (key if copy else "")) + self._machine.owed(self._state)

    def keep(self, text: str, level: str = KEPT) -> Edit:
        """Insert a text as it is, behind what was pending, which is settled; `level` is "" for keys that do so."""
        for char in text:
            self._past.append(_Step(self._state, self._mark, self._made_already, "", char, char, level))
            self._state, self._mark = 0, ""
            if char.isalpha():
                self._made_already = False
        return Edit(0, text)

    def _stays(self, key: str) -> bool:
        """Tell whether a key is no letter of a keyboard that types what the table makes."""
        return self._made_already and not key.isalpha() and not key.isspace()

    def _makes(self, letter: str) -> bool:
        """Tell whether a letter is of the script that the table makes of Latin letters."""
        if letter.isascii() or (script := script_of(letter)) == "Latn":
            return False
        table = self._table()
        scripts = (table.source_script, table.target_script)
        return ("Latn", script) == (scripts[::-1] if self._reverse else scripts)

    def backspace(self) -> Edit | None:
        """Take back the last key, or all the keys of a picture; None if no key is remembered."""
        if not self._past:
            return None
        step = self._past.pop()
        typed = step.insert
        if typed and not typed.isascii() and not typed.isalpha():
            before = [earlier.insert for earlier in islice(reversed(self._past), PICTURE)]
            picture = last_emoji("".join(reversed(before)) + typed)
            while len(typed) < len(picture) and self._past:
                step = self._past.pop()
                typed = step.insert + typed
        self._return_to(step)
        return Edit(len(typed), step.deleted)

    def _return_to(self, step: _Step) -> None:
        self._state, self._mark, self._made_already = step.state, step.mark, step.made_already

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

    def remembered(self) -> tuple[bool, list[tuple[str, str]]]:
        """Return what another machine of this table needs to be where this one is: its start, and the keys."""
        past = list(self._past)
        # The first that are remembered may go on with letters whose keys are not.
        start = next((place for place, step in enumerate(past) if not (step.state or step.mark)), len(past))
        made = past[start].made_already if start < len(past) else self._made_already
        return made, [(step.key, step.level) for step in past[start:]]

    def recall(self, remembered: tuple[bool, list[tuple[str, str]]]) -> None:
        """Be where another machine was."""
        self._made_already, keys = remembered
        for key, level in keys:
            if level == KEPT:
                self.keep(key)
            else:
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
    """Return what each key gives on each level; a key is named by its plain or shifted base character, or `ISO_KEY`."""
    found: dict[str, dict[str, str]] = {}
    for level in LEVELS:
        cells = found.setdefault(level, {})
        for (plain, shifted), row in zip(BASES[table.base], table.keys.get(level, ()), strict=False):
            for small, big, cell in zip(plain, shifted, row[-len(plain) :], strict=True):
                if cell:
                    cells[small] = cells[big] = cell
            if len(row) > len(plain) and row[0]:
                cells[ISO_KEY] = row[0]
    return {level: cells for level, cells in found.items() if cells}

"""A finished machine as plain values, small enough to send to a browser: docs/machine-json.md says what they mean."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..rules.reading import composed
from ..table.dead_keys import accent, mark_of
from ..table.value import BASES, Table
from ..text.edits import Edit
from ..text.kinds import kind
from ..text.places import utf16_length
from .finished import FinishedMachine
from .step import KINDS

VERSION = 3
ALL_KINDS = (0, 1, 2, 3)
INVISIBLE = 4
LOW_MARK = 6
CASELESS = 2

#: A character, or the number of a kind: all characters of it that are not named.
Key = str | int
#: What reading a character writes, without the character itself if the key is a kind; and the state then.
Cell = tuple[str, int]
#: Whether to do as the state does, or to go there; the state; what is written before.
Move = tuple[bool, int, str]


def portable(table: Table, reverse: bool, machine: FinishedMachine) -> dict[str, Any]:
    """Return the machine of a table, and the drawn keyboard of a layout, or the one that a scheme is typed on.

    >>> from translit.machine.by_rules import RuleConversion
    >>> from translit.machine.finished import tabulate
    >>> rules = RuleConversion("bg-phonetic-traditional")
    >>> portable(rules.table, False, tabulate(rules.lazy))["states"][0][:3]
    ['', '', 0]
    """
    made: dict[str, Any] = {
        "format": "translit-machine",
        "version": VERSION,
        "id": table.id,
        "kind": table.kind,
        "name": dict(table.name),
        "language": table.language,
        "direction": "reverse" if reverse else "forward",
        "sourceScript": table.target_script if reverse else table.source_script,
        "targetScript": table.source_script if reverse else table.target_script,
    }
    if table.base and not reverse:
        made["base"] = BASES[table.base]
    if table.keys and not reverse:
        made["layout"] = {level: [list(row) for row in rows] for level, rows in table.keys.items()}
        cells = {cell for rows in table.keys.values() for row in rows for cell in row}
        if dead := {cell: accent(mark) for cell in sorted(cells) if (mark := mark_of(cell))}:
            made["dead"] = dead
    made["states"] = states(machine)
    return made


def states(machine: FinishedMachine) -> list[list[Any]]:
    """Return the states alone: what they do is the same for every table that has them."""
    return _Writer(machine).rows()


class _Writer:
    """Writes each state as its difference from states that were written before it."""

    def __init__(self, machine: FinishedMachine) -> None:
        names = machine.characters[len(KINDS) :]
        self.owed = machine.endings
        keys: list[Key] = [*range(len(KINDS)), *names]
        self.cells: list[dict[Key, Cell]] = []
        for row in machine.rows:
            cells: dict[Key, Cell] = {}
            for key, number in zip(keys, row, strict=True):
                output, copy, state = machine.decode(number)
                cells[key] = (output + key if copy and isinstance(key, str) else output, state)
            self.cells.append(cells)
        self.kinds = {key: key if isinstance(key, int) else KINDS.index(kind(key)) for key in keys}
        self.bases = machine.bases
        told = [char for char in names if self._is_told(char)]
        #: What is named only for a reader to know: the characters that composed ones are read by, though they are not
        #: told from others of their kind.
        self.silent = sorted(machine.bases.difference(told))
        # A reader finds out what is composed; what does everywhere as its parts do, one after the other, needs no name.
        self.keys: list[Key] = [*ALL_KINDS, *(char for char in told if not self._follows(char))]
        # And those that it would take for their parts, where these are told apart but read nothing composed.
        named = {*self.keys, *self.silent}
        unread = named - machine.bases
        self.silent += [c for c in composed() if c not in names and unicodedata.normalize("NFD", c)[0] in unread]
        self.tells_low_marks = any(cells[LOW_MARK] != cells[CASELESS] for cells in self.cells)
        #: States are numbered as they are met.
        self.numbers = {0: 0}
        #: Where a key leads to a state: from which states written so far, and what they write.
        self.written: dict[tuple[Key, int], list[Cell]] = defaultdict(list)

    def _is_told(self, char: str) -> bool:
        """Tell whether a character does anywhere what others of its kind do not."""
        alike = self.kinds[char]
        return any((cells[alike][0] + char, cells[alike][1]) != cells[char] for cells in self.cells)

    def _of_its_kind(self, char: str) -> Cell:
        output, following = self.cells[0][KINDS.index(kind(char))]
        return output + char, following

    def _follows(self, char: str) -> bool:
        parts = unicodedata.normalize("NFD", char)
        if len(parts) == 1 or parts[0] not in self.bases or any(part not in self.cells[0] for part in parts):
            return False
        for number, cells in enumerate(self.cells):
            output, state = "", number
            for part in parts:
                more, state = self.cells[state][part]
                output += more
            if (output, state) != cells[char]:
                return False
        return True

    def rows(self) -> list[list[Any]]:
        rows: list[list[Any]] = []
        while len(rows) < len(self.numbers):
            state = list(self.numbers)[len(rows)]
            rows.append(self._row(state))
            for key in self.keys:
                output, following = self.cells[state][key]
                self.written[key, following].append((output, state))
        return rows

    def _row(self, state: int) -> list[Any]:
        row: list[Any] = []
        left = list(self.keys)
        if self.cells[state][INVISIBLE] != ("", state):
            left.append(INVISIBLE)
        if self.tells_low_marks:
            left.append(LOW_MARK)
        while any(isinstance(key, int) for key in left):
            move, left_now = self._best_for_kinds(state, left)
            kinds = [key for key in left if isinstance(key, int) and key not in left_now]
            row += ["" if kinds == list(ALL_KINDS) else kinds, *self._move(state, *move)]
            left = left_now
        moves = []
        while left:
            keys, move = self._best_for_names(state, left)
            moves.append((move, "".join(sorted(map(str, keys)))))
            left = [key for key in left if key not in keys]
        # In the order of the letters: upper and lower case then give states that are alike, one after the other.
        for move, names in sorted(moves, key=lambda found: (found[0][0], found[1].lower(), found[1])):
            change, target = self._move(state, *move)
            row += [names, change] if target == [0] else [names, change, target]
        for char in self.silent if state == 0 else "":
            output, following = self.cells[0].get(char) or self._of_its_kind(char)
            row += [char, *self._move(0, False, following, output)]
        return row

    def _best_for_kinds(self, state: int, left: list[Key]) -> tuple[Move, list[Key]]:
        """Return what explains the most of the kinds, and the keys then still to be explained."""
        cells = self.cells[state]
        found = self._alike(state, left)
        for key in left:
            if isinstance(key, int):
                output, following = cells[key]
                copied = [k for k in left if cells[k] == (output + k if isinstance(k, str) else output, following)]
                found[False, following, output] = copied
        best, after = None, left
        score = (0, 0)
        for move, keys in found.items():
            kinds = {key for key in keys if isinstance(key, int)}
            rest = [key for key in left if self.kinds[key] not in kinds or key not in keys]
            new = (len(left) - len(rest) + 3 * len(kinds), -self.numbers[move[1]] if move[0] else 0)
            if kinds and new > score:
                best, after, score = move, rest, new
        assert best is not None
        return best, after

    def _best_for_names(self, state: int, left: list[Key]) -> tuple[list[Key], Move]:
        """Return the largest group of characters that one move explains."""
        groups: dict[Move, list[Key]] = defaultdict(list)
        for key in left:
            output, following = self.cells[state][key]
            groups[False, following, output].append(key)
        alike = {move: keys for move, keys in self._alike(state, left).items() if len(keys) > 1}
        return max(
            ((keys, move) for move, keys in [*groups.items(), *alike.items()]),
            # Going to a state is shorter than being like one.
            key=lambda found: (len(found[0]) - found[1][0] * 0.7, -found[1][0] * self.numbers.get(found[1][1], 0)),
        )

    def _alike(self, state: int, keys: Iterable[Key]) -> dict[Move, list[Key]]:
        """Return what may be written before doing as a state written earlier does, and the keys that it explains."""
        found: dict[Move, list[Key]] = defaultdict(list)
        for key in keys:
            output, following = self.cells[state][key]
            for written, other in self.written[key, following]:
                if output.endswith(written):
                    found[True, other, output.removesuffix(written)].append(key)
        return found

    def _move(self, state: int, like: bool, following: int, output: str) -> tuple[str, Any]:
        """Return what becomes of the text owed so far, and the state; or what is settled of it, if the state is new."""
        if like:
            return self._change(state, output), -1 - self.numbers[following]
        change = self._change(state, output + self.owed[following])
        if following in self.numbers:
            return change, self.numbers[following]
        self.numbers[following] = len(self.numbers)
        return change, [utf16_length(output)]

    def _change(self, state: int, text: str) -> str:
        """Return the text as a change of what the state owes: backspaces, then what is added."""
        owed = self.owed[state]
        edit = Edit.between(owed, text)
        return "\b" * utf16_length(owed[len(owed) - edit.delete :]) + edit.insert

"""A machine finished: every state walked, those that behave alike merged, plain tables at the end.

A row says what each character does in a state. It is filled from few questions: what the first match in the undecided
letters asks of a character is the same for most of them, and what is left of the letters then is a row that was
filled before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from ..rules.lookaround import Ahead, Questions
from ..rules.meaning import Left, Meaning
from ..text.kinds import kind
from . import lazy
from .file import COPY, OUTPUT, STATE
from .lazy import LazyMachine, too_many_states
from .step import KINDS, Machine, Step

#: How many cells a machine may have, by default: a state of each character.
MOST_CELLS = 1 << 22

# The past, and the letters still undecided.
_State = tuple[Left, str]
# At the end of what a cell writes: the character itself.
_ITSELF = "\ud800"


@dataclass(frozen=True, eq=False)
class FinishedMachine(Machine):
    """A machine with all its states, plain data.

    `characters[i]` is the character of class i; the first four stand for all other characters, by kind
    (upper, lower, caseless letter or mark, none of these). `rows[state][class]` is a cell, which `decode` explains;
    `endings[state]` is written when the text ends there. State 0 is the start.
    """

    characters: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    endings: tuple[str, ...]

    @cached_property
    def _classes(self) -> dict[str, int]:
        return {c: i for i, c in enumerate(self.characters)}

    def decode(self, cell: int) -> Step:
        """Return what a cell of a row means."""
        return Step(self.outputs[cell >> OUTPUT], bool(cell & COPY), cell & STATE)

    def step(self, state: int, char: str) -> Step:
        """Read one character in a state."""
        known = self._classes.get(char)
        return self.decode(self.rows[state][KINDS.index(kind(char)) if known is None else known])

    def owed(self, state: int) -> str:
        """Return what is still to be written if the text ends in this state."""
        return self.endings[state]


def tabulate(machine: LazyMachine, limit: int | None = None) -> FinishedMachine:
    """Walk every state of a machine and return it finished and minimal; raise TableError if there are too many.

    `limit` is how many states there may be, by default `lazy.MAX_STATES`; the more characters, the fewer.
    """
    meaning, characters = machine.meaning, machine.characters
    most = min(lazy.MAX_STATES if limit is None else limit, MOST_CELLS // len(characters))
    cells = _Cells(meaning, characters)
    walked = [cells.state(meaning.start, "")]
    numbers = {walked[0]: 0}
    rows = []
    for state in walked:
        row = cells.row(state)
        rows.append(row)
        for then in set(map(cells.then.__getitem__, row)).difference(numbers):
            numbers[then] = len(walked)
            walked.append(then)
        if len(walked) > most:
            raise too_many_states(machine.name, most, max((cells.states[n][1] for n in walked), key=len))
    owed = [
        "".join(hit.output for hit in meaning.hits(pending, left))
        for left, pending in map(cells.states.__getitem__, walked)
    ]
    # Cells that only served to make others lead anywhere.
    targets = [numbers.get(then, 0) for then in cells.then]
    return _minimal(characters, rows, cells.written, targets, owed)


class _Cells:
    """What characters do in states: cell `n` writes `written[n]` and goes to the state `then[n]`."""

    def __init__(self, meaning: Meaning, characters: list[str]) -> None:
        self.states: list[_State] = []
        self.written: list[str] = []
        self.then: list[int] = []
        self._meaning = meaning
        self._questions = Questions(meaning)
        self._characters = characters
        self._folded: dict[str, list[int]] = {}
        self._of_kind: dict[str, set[int]] = {kind: set() for kind in KINDS}
        self._opens = []
        for n, char in enumerate(characters):
            unit = meaning.unit(char, 0, more=True)
            self._folded.setdefault(unit.char, []).append(n)
            self._of_kind[unit.kind].add(n)
            if unit.open:
                self._opens.append((n, meaning.facts.openings[unit.char]))
        self._singly = [[n] for n in range(len(characters))]
        self._numbers: dict[_State, int] = {}
        self._rows: dict[int, list[int]] = {}
        self._groups: dict[Ahead, list[list[int]]] = {}
        self._behind: dict[str, dict[int, int]] = {}

    def state(self, left: Left, pending: str) -> int:
        """Return the number of a state, or of the one that stands for it."""
        number = self._numbers.get((left, pending))
        if number is None:
            asked = self._questions.state(left, pending) if pending else (left, pending)
            number = self._numbers.setdefault(asked, len(self.states))
            if number == len(self.states):
                self.states.append(asked)
            self._numbers[left, pending] = number
        return number

    def row(self, state: int) -> list[int]:
        """Return the cell of each character in a state."""
        row = self._rows.get(state)
        if row is None:
            row = self._rows[state] = self._fill(*self.states[state])
        return row

    def _fill(self, left: Left, pending: str) -> list[int]:
        row = [0] * len(self._characters)
        for numbers in self._alike(pending):
            char = self._characters[numbers[0]]
            hit = self._meaning.match(pending + char, 0, left, more=True)
            if hit is None:
                for n in numbers:
                    row[n] = self._cell("", self.state(left, pending + self._characters[n]))
                continue
            past = self._meaning.advance(left, hit)
            read = hit.length
            if read > len(pending):
                assert len(numbers) == 1
                stranger = numbers[0] < len(KINDS)
                assert not stranger or hit.output == char
                row[numbers[0]] = self._cell(_ITSELF if stranger else hit.output, self.state(past, ""))
                continue
            following = self.row(self.state(past, pending[read:]))
            behind = self._cells_behind(hit.output, [following[n] for n in numbers])
            for n in numbers:
                row[n] = behind[following[n]]
        return row

    def _cell(self, written: str, then: int) -> int:
        self.written.append(written)
        self.then.append(then)
        return len(self.then) - 1

    def _cells_behind(self, output: str, cells: list[int]) -> dict[int, int]:
        """Return, of each of some cells, the one that writes `output` before it."""
        behind = self._behind.setdefault(output, {})
        for cell in set(cells).difference(behind):
            behind[cell] = len(self.then)
            self.written.append(output + self.written[cell])
            self.then.append(self.then[cell])
        return behind

    def _alike(self, pending: str) -> list[list[int]]:
        """Group the characters that mean the same to letters before them, unless a rule goes on with them."""
        if not pending:
            return self._singly
        ahead = self._questions.ahead(pending)
        groups = self._groups.get(ahead)
        if groups is None:
            groups = self._groups[ahead] = self._group(ahead)
        return groups

    def _group(self, ahead: Ahead) -> list[list[int]]:
        apart = {n for char in ahead.going_on for n in self._folded.get(char, ())}
        apart.update(n for n, become in self._opens if any(len({c in s for c in become}) == 2 for s in ahead.letters))
        groups = [set(range(len(self._characters))) - apart]
        for letters in ahead.letters:
            asked = {n for char in letters for n in self._folded.get(char, ())}
            groups = [part for group in groups for part in (group & asked, group - asked)]
        for kind_asked in KINDS if ahead.case else "n" if ahead.edge else "":
            asked = self._of_kind[kind_asked]
            groups = [part for group in groups for part in (group & asked, group - asked)]
        return [[n] for n in sorted(apart)] + [sorted(group) for group in groups if group]


def _minimal(
    characters: list[str], rows: list[list[int]], written: list[str], targets: list[int], owed: list[str]
) -> FinishedMachine:
    """Merge the states that behave alike (Moore's refinement); `written` and `targets` belong to a cell."""
    writes: dict[str, int] = {}
    cells = [-1] * len(written)
    for cell in set().union(*rows):
        cells[cell] = writes.setdefault(written[cell], len(writes))
    groups: dict[object, int] = {}
    block = [
        groups.setdefault((o, *map(cells.__getitem__, row)), len(groups)) for o, row in zip(owed, rows, strict=True)
    ]
    count = 0
    while count < len(groups):
        count = len(groups)
        # A state alone in its block stays alone.
        sizes = Counter(block)
        goes_to = [block[state] for state in targets]
        groups = {}
        block = [
            groups.setdefault((b, *map(goes_to.__getitem__, row)) if sizes[b] > 1 else b, len(groups))
            for b, row in zip(block, rows, strict=True)
        ]
    firsts: dict[int, int] = {}
    for state, b in enumerate(block):
        firsts.setdefault(b, state)
    outputs = list(writes)
    codes = [number << OUTPUT for number in range(len(outputs))]
    for number in [n for n, write in enumerate(outputs) if write[-1:] == _ITSELF]:
        outputs[number] = outputs[number][:-1]
        codes[number] |= COPY
    final = [codes[write] | block[state] for write, state in zip(cells, targets, strict=True)]
    return FinishedMachine(
        tuple(characters),
        tuple(outputs),
        tuple([tuple(map(final.__getitem__, rows[state])) for state in firsts.values()]),
        tuple([owed[state] for state in firsts.values()]),
    )

"""A machine finished: every state walked, those that behave alike merged, plain tables at the end.

A row says what each character does in a state. It is filled from few questions: what the first match in the undecided
letters asks of a character is the same for most of them, and what is left of the letters then is a row that was
filled before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import count, repeat

from ..rules.lookaround import Ahead, Questions, memberships
from ..rules.meaning import Left, Meaning
from ..rules.reading import kind, opened, parts
from ..text.kinds import STRESS_MARKS
from . import lazy
from .file import COPY, OUTPUT, STATE
from .lazy import LazyMachine, too_many_states
from .step import KINDS, Machine, Step

#: How many cells a machine may have, by default: a state of each character.
MOST_CELLS = 1 << 22

# The past, and the letters still undecided.
_State = tuple[Left, str]
# The classes that no rule asks for.
_INVISIBLE, _DIRECTION = KINDS.index("i"), KINDS.index("d")
# At the end of what a cell writes: the character itself.
_ITSELF = "\ud800"


@dataclass(frozen=True, eq=False)
class FinishedMachine(Machine):
    """A machine with all its states, plain data.

    `characters[i]` is the character of class i; the first six stand for all other characters, by kind
    (upper, lower, caseless letter or mark, none of these, invisible, control of direction), but for those that are
    composed of one of `bases`. `rows[state][class]` is a cell, which `decode` explains;
    `endings[state]` is written when the text ends there. State 0 is the start.
    """

    characters: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    endings: tuple[str, ...]
    bases: frozenset[str]

    @cached_property
    def _classes(self) -> dict[str, int]:
        return {c: i for i, c in enumerate(self.characters)}

    def decode(self, cell: int) -> Step:
        """Return what a cell of a row means."""
        return Step(self.outputs[cell >> OUTPUT], bool(cell & COPY), cell & STATE)

    def step(self, state: int, char: str) -> Step:
        """Read one character in a state."""
        known = self._classes.get(char)
        spelled = parts(char, self._classes, self.bases)
        if spelled:
            return self.read_parts(state, spelled)
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
    owed = list(map(cells.owed, walked))
    # Cells that only served to make others lead anywhere.
    targets = list(map(numbers.get, cells.then, repeat(0)))
    return _minimal(characters, rows, cells.written, targets, owed, meaning.bases)


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
        self._of_kind: dict[str, set[int]] = {name: set() for name in KINDS}
        # Letters that a mark behind them may make another of: who may become a letter, and how many each may.
        self._opens: dict[str, list[int]] = {}
        self._become: dict[int, int] = {}
        for n, char in enumerate(characters):
            if n in (_INVISIBLE, _DIRECTION):
                continue
            unit = meaning.unit(char, 0, more=True)
            self._folded.setdefault(unit.char, []).append(n)
            self._of_kind[meaning.kind_beside(char)].add(n)
            if unit.open:
                self._become[n] = len(unit.open)
                for become in unit.open:
                    self._opens.setdefault(become, []).append(n)
        # The others are no question to the rules.
        self._asked = [n for n, _ in enumerate(characters) if n not in (_INVISIBLE, _DIRECTION)]
        # Where no letter is composed of marks, low ones are as any other.
        self._low = {n for n in self._asked if meaning.facts.compositions and kind(characters[n]) == "b"}
        self._others = frozenset(self._asked)
        self._singly = [[n] for n in self._asked]
        # Those that begin rules which ask which letters stand before them, or leave these as they are.
        self._looking_back = {n for n in self._asked if self._looks_back(characters[n])}
        # A row for all pasts that only these tell apart, and what else is to be asked again.
        self._nearly: dict[Left, tuple[list[int], list[list[int]]]] = {}
        self._numbers: dict[_State, int] = {}
        self._found: dict[tuple[str, int], int] = {}
        self._rows: dict[int, list[int]] = {}
        self._owed: dict[int, str] = {}
        self._groups_behind: dict[tuple[Left | None, str], list[list[int]]] = {}
        self._asking: dict[str, bool] = {}
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

    def owed(self, state: int) -> str:
        """Return what is still to be written if the text ends in a state."""
        owed = self._owed.get(state)
        if owed is None:
            left, pending = self.states[state]
            owed = self._owed[state] = "".join([hit.output for hit in self._meaning.hits(pending, left)])
        return owed

    def row(self, state: int) -> list[int]:
        """Return the cell of each character in a state."""
        row = self._rows.get(state)
        if row is None:
            row = self._rows[state] = self._fill(*self.states[state])
        return row

    def _fill(self, left: Left, pending: str) -> list[int]:
        shared = self._shared(left)
        nearly = None if pending else self._nearly.get(shared)
        row = [*nearly[0]] if nearly else [0] * len(self._characters)
        waiting: list[int] = []
        here = self.state(left, pending)
        for numbers in nearly[1] if nearly else self._alike(left, pending):
            char = self._characters[numbers[0]]
            before = opened(pending) if numbers[0] in self._low else pending
            hit = self._meaning.match(before + char, 0, left, more=True)
            if hit is None:
                waiting += numbers
                for n in numbers:
                    row[n] = self._cell("", self.state(left, before + self._characters[n]))
                continue
            past = self._meaning.advance(left, hit)
            read = hit.length
            if read > len(before):
                assert len(numbers) == 1
                assert numbers[0] >= len(KINDS) or hit.output == char
                # Many letters that no rule changes write many outputs, were it not themselves that they write.
                row[numbers[0]] = self._cell(_ITSELF if hit.output == char else hit.output, self.state(past, ""))
                continue
            following = self.row(self.state(past, before[read:]))
            if 2 * len(numbers) > len(row):
                # Nearly all of them: the few others are written over.
                row = list(map(self._cells_behind(hit.output, following).__getitem__, following))
                continue
            behind = self._cells_behind(hit.output, [following[n] for n in numbers])
            for n in numbers:
                row[n] = behind[following[n]]
        settled = self._meaning.settle(pending, left)
        if settled is None:
            row[_INVISIBLE] = self._cell("" if self.owed(here) else _ITSELF, here)
        else:
            hits, past = settled
            row[_INVISIBLE] = self._cell("".join([hit.output for hit in hits]) + _ITSELF, self.state(past, ""))
        row[_DIRECTION] = self._cell(_ITSELF, here)
        if not (pending or nearly):
            self._nearly[shared] = row, [[n] for n in sorted(self._looking_back.union(waiting))]
        return row

    def _shared(self, left: Left) -> Left:
        """Return what of a past matters to letters that do not look back, and is left of it behind any of them."""
        memory = self._meaning.facts.memory
        return left._replace(recent=left.recent[1 - memory :] if memory > 1 else "")

    def _looks_back(self, char: str) -> bool:
        node = self._meaning.facts.root.children.get(self._meaning.unit(char, 0, more=True).char)
        if char in STRESS_MARKS:
            return True
        return node is not None and any(
            after.letters for after in (*(rule.after for rule in node.rules), *(after for after, _ in node.needs))
        )

    def _cell(self, written: str, then: int) -> int:
        cell = self._found.setdefault((written, then), len(self.then))
        if cell == len(self.then):
            self.written.append(written)
            self.then.append(then)
        return cell

    def _cells_behind(self, output: str, cells: list[int]) -> dict[int, int]:
        """Return, of each of some cells, the one that writes `output` before it."""
        behind = self._behind.setdefault(output, {})
        fresh = [*set(cells).difference(behind)]
        behind.update(zip(fresh, count(len(self.then)), strict=False))
        self.written += [output + self.written[cell] for cell in fresh]
        self.then += [self.then[cell] for cell in fresh]
        return behind

    def _alike(self, left: Left, pending: str) -> list[list[int]]:
        """Group the characters that mean the same to letters before them, unless a rule goes on with them."""
        if not pending:
            return self._singly
        asks_past = self._asking.get(pending)
        if asks_past is None:
            asks_past = self._asking[pending] = self._questions.asks_past(pending)
        place = (left if asks_past else None, pending)
        groups = self._groups_behind.get(place)
        if groups is None:
            ahead = self._questions.ahead(left, pending)
            groups = self._groups.get(ahead)
            if groups is None:
                groups = self._groups[ahead] = self._group(ahead)
            self._groups_behind[place] = groups
        return groups

    def _group(self, ahead: Ahead) -> list[list[int]]:
        apart = self._low | {n for char in ahead.going_on for n in self._folded.get(char, ())}
        for letters in ahead.letters:
            begun = Counter(n for char in letters for n in self._opens.get(char, ()))
            apart.update(n for n, become in begun.items() if become < self._become[n])
        asked = [{n for char in letters for n in self._folded.get(char, ())} for letters in ahead.letters]
        inside = set().union(*asked).difference(apart)
        others = self._others.difference(apart, inside)
        kinds = [self._of_kind[kind_asked] for kind_asked in ("Ulcn" if ahead.case else "n" if ahead.edge else "")]
        alike = [others.intersection(each) for each in kinds] + [others.difference(*kinds)]
        groups: dict[tuple[int, ...], list[int]] = {}
        for n, member_of in memberships(sorted(inside), asked + [inside.intersection(each) for each in kinds]).items():
            groups.setdefault(tuple(member_of), []).append(n)
        found = [*map(sorted, filter(None, alike)), *groups.values(), *([n] for n in sorted(apart))]
        # Most letters are mostly in no set: the largest group comes first, to be taken as one.
        return sorted(found, key=len, reverse=True)


def _minimal(
    characters: list[str],
    rows: list[list[int]],
    written: list[str],
    targets: list[int],
    owed: list[str],
    bases: frozenset[str],
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
    found = 0
    while found < len(groups):
        found = len(groups)
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
        bases,
    )

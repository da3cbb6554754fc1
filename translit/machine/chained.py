"""Machines that run one after the other: fewer of them, made of pairs, and all in one call of the compiled loop."""

from __future__ import annotations

from array import array
from collections.abc import Container, Sequence
from functools import cache

from ..rules.reading import composed, parts
from . import file
from .finished import FinishedMachine
from .packing import build
from .step import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._loop import Folding

PLANE = 0x10000
#: A machine with more cells leaves the caches of a processor, and takes longer to make than it saves.
MOST_CELLS = 40_000


def chain(machines: Sequence[FinishedMachine], *, digits_first: bool) -> Folding | None:
    """Return what runs machines over texts in small letters, and sets words apart; None without the compiled loop.

    With `digits_first` the first of them does nothing to texts without digits.
    """
    if not file.available():
        return None
    first, others = machines[:digits_first], machines[digits_first:]
    fewer, joined = _join_pairs(others)
    loaded = tuple(filter(None, (file.load(build(machine)) for machine in [*first, *fewer])))
    from ._loop import Folding

    before = [] if others[0] in joined else [others[0]]
    lost = {char for machine in before for char in machine.characters if not _may_write(machine, char)}
    return Folding(loaded, digits_first, _small_letters(joined, lost), _word_letters())


def _join_pairs(machines: Sequence[FinishedMachine]) -> tuple[list[FinishedMachine], list[FinishedMachine]]:
    """Return machines that do the same, as few as may be, and those that were joined."""
    fewer: list[FinishedMachine] = []
    joined: list[FinishedMachine] = []
    single: FinishedMachine | None = None
    for machine in machines:
        pair = join(single, machine) if single else None
        if single and pair:
            fewer[-1:], single = [pair], None
            joined += [machines[machines.index(machine) - 1], machine]
        else:
            fewer.append(machine)
            single = machine
    return fewer, joined


def join(first: FinishedMachine, second: FinishedMachine, most: int = MOST_CELLS) -> FinishedMachine | None:
    """Return one machine that does what two do, one after the other; None if it would be too large.

    It reads no composed letter as its parts: what either reads so and does not name is not for it.
    """
    return _Join(first, second).machine(most)


class _Join:
    def __init__(self, first: FinishedMachine, second: FinishedMachine) -> None:
        self._first, self.second = first, second
        names = {*first.characters, *second.characters}.difference(first.characters[: len(KINDS)])
        self._names = sorted(names.difference(second.characters[: len(KINDS)]))
        self._states: list[tuple[int, ...]] = [(0, 0)]
        self._numbers: dict[tuple[int, ...], int] = {(0, 0): 0}
        self._outputs = {"": 0}

    def machine(self, most: int) -> FinishedMachine | None:
        rows: list[tuple[int, ...]] = []
        stepped: dict[int, list[tuple[str, int]]] = {}
        cells: dict[int, _Cells] = {}
        for before, after in self._states:
            if before not in stepped:
                stepped[before] = [self._first.run(name, before) for name in self._names]
            if after not in cells:
                cells[after] = _Cells(self, after)
            row = [self._of_kind(number, before, after) for number in range(len(KINDS))]
            row += map(cells[after].__getitem__, stepped[before])
            rows.append(tuple(row))
            if len(self._states) * len(row) > most:
                return None
        endings = tuple(self._ending(*state) for state in self._states)
        characters = (*self._first.characters[: len(KINDS)], *self._names)
        return FinishedMachine(characters, tuple(self._outputs), tuple(rows), endings, frozenset())

    def _of_kind(self, number: int, before: int, after: int) -> int:
        """Read a character of a kind that neither names."""
        output, copy, state = self._first.decode(self._first.rows[before][number])
        written, after = self.second.run(output, after)
        if copy:
            more, copy, after = self.second.decode(self.second.rows[after][number])
            written += more
        return self.cell(written, copy, state, after)

    def cell(self, output: str, copy: bool, *state: int) -> int:
        """Return what writes this and goes to a state, of the first and the second."""
        number = self._numbers.get(state)
        if number is None:
            number = self._numbers[state] = len(self._states)
            self._states.append(state)
        written = self._outputs.setdefault(output, len(self._outputs))
        return written << file.OUTPUT | (file.COPY if copy else 0) | number

    def _ending(self, before: int, after: int) -> str:
        output, after = self.second.run(self._first.owed(before), after)
        return output + self.second.owed(after)


class _Cells(dict[tuple[str, int], int]):
    """What the second does, from one of its states, with what the first writes, and where the first goes."""

    def __init__(self, join: _Join, after: int) -> None:
        self._join, self._after = join, after

    def __missing__(self, step: tuple[str, int]) -> int:
        output, before = step
        written, after = self._join.second.run(output, self._after)
        self[step] = cell = self._join.cell(written, False, before, after)
        return cell


def _may_write(machine: FinishedMachine, char: str) -> bool:
    column = machine.characters.index(char)
    return any(row[column] & file.COPY for row in machine.rows) or char in "".join(machine.outputs + machine.endings)


def _small_letters(joined: Sequence[FinishedMachine], lost: Container[str]) -> bytes:
    """Return the small letter of each code point as 16 bits; 0 for one that joined machines are not for.

    `lost` is what they never meet.
    """
    letters = array("H", _small())
    unfit = [
        ord(char)
        for char in composed()
        if ord(char) < PLANE and char not in lost and any(parts(char, m._classes, m.bases) for m in joined)
    ]
    for point in unfit:
        letters[point] = 0
    for point, small in enumerate(letters):
        if not letters[small]:
            letters[point] = 0
    return letters.tobytes()


@cache
def _small() -> array[int]:
    found = array("H", bytes(2 * PLANE))
    for point in range(PLANE):
        small = chr(point).lower()
        # Σ is one letter at a word's end and another inside; İ becomes two characters.
        if len(small) == 1 and small < "\U00010000" and point != 0x3A3 and not 0xD800 <= point < 0xE000:
            found[point] = ord(small)
    return found


@cache
def _word_letters() -> bytes:
    return bytes(chr(point).isalnum() for point in range(PLANE))

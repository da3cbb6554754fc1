"""Walk a packed model of letters: what each letter costs after those before it, with back-off to fewer of them."""

from __future__ import annotations

from .lexicon import distance_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap

#: Nats per unit of a stored cost; a back-off weight is stored this much higher, since it may be a gain.
LETTER_UNIT, BACK = 1 / 16, 48
#: Bits of a letter's byte besides its code: letters are known behind it; it is the row's last.
CHILD, LAST = 64, 128
CODES = bytes(byte & 63 for byte in range(256))
#: Contexts kept in memory, some 800 bytes each.
KEPT = 2_000


class Letters:
    """The contexts of one language: a tree of the letters from left to right, packed row after row.

    A row is what backing off from it costs, a byte for each letter, the cost of each, and the distances to the rows of
    those that have one, these letters being last; that of the row's last letter follows at once. `empty` is the context
    of no letters.
    """

    __slots__ = ("_start", "_states", "data", "empty")

    def __init__(self, data: bytes | mmap, place: int, edge: int) -> None:
        self.data: bytes | mmap = data
        self._states: list[State] = []
        self.empty: State = self.state(place, None)
        self._start = self.empty[edge][1]

    @property
    def start(self) -> State:
        """The context before a word; what is known of others is forgotten here when it is too much."""
        if len(self._states) > KEPT:
            for state in self._states:
                state.clear()
            self._states = [self.empty, self._start]
        return self._start

    def state(self, place: int, shorter: State | None) -> State:
        """Return a context by the place of its row."""
        found = State(self, place, shorter)
        self._states.append(found)
        return found


class State(dict[int, "tuple[int, State]"]):
    """A context: letter code -> its cost after this context, in `LETTER_UNIT`, and the context that it makes."""

    __slots__ = ("_codes", "_letters", "_place", "_shorter")

    def __init__(self, letters: Letters, place: int, shorter: State | None) -> None:
        super().__init__()
        self._letters, self._place, self._shorter = letters, place, shorter
        self._codes = b""

    def __missing__(self, code: int) -> tuple[int, State]:
        """Look up what wasn't asked before; raises KeyError for a code that is no letter's."""
        data, place, shorter = self._letters.data, self._place, self._shorter
        if not self._codes:
            end = place + 1
            while data[end] < LAST:
                end += 1
            self._codes = data[place + 1 : end + 1].translate(CODES)
        number = self._codes.find(code)
        if number < 0:
            if shorter is None:
                raise KeyError(code)
            cost, state = shorter[code]
            cost += data[place] - BACK
        else:
            cost = data[place + 1 + len(self._codes) + number]
            state = self if shorter is None else shorter[code][1]
            if data[place + 1 + number] & CHILD:
                state = self._letters.state(self._row_behind(number), state)
        found = self[code] = cost, state
        return found

    def _row_behind(self, number: int) -> int:
        """Return the place of the row of the context that the row's letter of this number makes."""
        data, letters = self._letters.data, len(self._codes)
        at = self._place + 1 + 2 * letters
        ahead = 0
        for other in range(number + 1):
            if data[self._place + 1 + other] & (CHILD | LAST) == CHILD:
                ahead, at = distance_at(data, at)
        return at if number == letters - 1 else at + ahead

"""Typing with candidates: Latin keys in, a word chosen from a list out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import copy
from typing import Any

from ..errors import UnknownKey
from ..table.value import Table
from ..text.edits import Candidate, Edit
from .decoder import BREAKING, LONGEST_WORD, breaks, decoder
from .lines import Reader
from .profile import Profile
from .tokens import cut

#: Keys that are letters only behind other letters.
INSIDE = "'\u2019`"
#: Where among the candidates the word as it was typed stands.
AS_TYPED = 4
#: A longer line is settled as it stands.
LONGEST_LINE = 500
#: Words of evidence between two looks at a writer's habits.
LEARNED_AT_ONCE = 20


#: What makes one session another: what was learned, by what of it is read, what was chosen, and the word.
_REMEMBERED = ("_counts", "_learned", "_chosen", "_unlearned", "word", "_shown", "_line", "_done")


class Session:
    """A word in the making, its readings, and what was chosen before.

    The text shows the best reading while the word is typed. A key that ends it writes the line as a batch reads it: its
    neighbours have a say, and what is English or an address stays. `InputEngine` holds one for an informal table.

    >>> session, text = Session("bg-informal"), ""
    >>> for key in "6te ":
    ...     text = session.feed(key).apply(text)
    >>> text
    'ще '
    """

    def __init__(self, table: Table | str, profile: Profile | None = None) -> None:
        self._base = decoder(table)
        self._counts: Counter[tuple[str, str]] = Counter(profile.counts if profile is not None else {})
        self._adapt()
        self._chosen: dict[str, str] = {}
        self._unlearned = 0
        #: The Latin keys of the word being typed.
        self.word: str = ""
        self._shown = ""
        self._reader = Reader(self._base, counts=profile.counts if profile is not None else None, adapt=False)
        #: The keys of this line before the word, and the text that stands for them.
        self._line = self._done = ""

    @property
    def preedit(self) -> str:
        """What is shown for the word so far."""
        return self._shown

    def candidates(self, limit: int = 5) -> list[Candidate]:
        """Return readings of the word so far, best first; one chosen before for the same keys comes first."""
        if cut(self.word).words[:1] != [self.word]:
            return []
        found = self._decoder.candidates(self.word, max(limit, AS_TYPED))
        found.insert(AS_TYPED, Candidate(self.word, 0.0))
        chosen = self._chosen.get(self.word.lower())
        if chosen is not None:
            first = [c for c in found if c.text.lower() == chosen]
            found = first + [c for c in found if c.text.lower() != chosen]
        return found[:limit]

    def feed(self, key: str, level: str = "") -> Edit:
        """Type one key: it lengthens the word, or ends it and is inserted itself; an informal table has no levels."""
        if len(key) != 1:
            raise UnknownKey(key)
        if key.isalnum() or (self.word and key in INSIDE):
            room = LONGEST_WORD - len(self.word)
            if not room or (room < BREAKING and breaks(self.word[-1].lower(), key.lower())):
                self._line, self._done = self._line + self.word, self._done + self._settle()
            self.word += key
            return self._show(self._best())
        return self._end(key)

    def _end(self, key: str) -> Edit:
        """End the word, and write the line as it reads now."""
        if self.word.lower() in self._chosen or len(self._line) > LONGEST_LINE:
            self.commit()
            return Edit(0, key)
        line, before = self._line + self.word + key, self._done + self._shown
        lean = self._reader.lean
        after = self._reader.line(line)
        if key != "\n":
            # This line will be read again, and counts once.
            self._reader.lean = lean
        if self._shown and after == before + key:
            self._settle()
        self.word = self._shown = ""
        self._line, self._done = ("", "") if key == "\n" else (line, after)
        return Edit.between(before, after)

    def keep(self, text: str) -> Edit:
        """Settle the word, and insert a text as it is."""
        self.commit()
        return Edit(0, text)

    def backspace(self) -> Edit | None:
        """Take back one key of the word; None between words: the host deletes by itself."""
        if not self.word:
            # A sign stands there as it was typed, and a word no longer as its keys.
            same = self._line[-1:] == self._done[-1:] and not self._line[-1:].isalnum()
            self._line, self._done = (self._line[:-1], self._done[:-1]) if same else ("", "")
            return None
        self.word = self.word[:-1]
        return self._show(self._best())

    def choose(self, number: int) -> Edit:
        """Put the candidate with this number (from 0) in place of the best one, and remember it; raises IndexError."""
        found = self.candidates(max(5, number + 1))
        if not 0 <= number < len(found):
            raise IndexError(f"there is no candidate {number}: there are {len(found)}, from 0")
        candidate = found[number]
        self._chosen[self.word.lower()] = candidate.text.lower()
        return self._show(candidate.text)

    def commit(self) -> str:
        """Settle the word as shown, learn from it how this writer spells, and return it."""
        self._line = self._done = ""
        return self._settle()

    def _settle(self) -> str:
        settled, word = self._shown, self.word.lower()
        self.word = self._shown = ""
        for letters, latin in self._base.align(word, settled.lower()) or () if len(word) > 2 else ():
            self._counts[letters, latin] += 1
        self._unlearned += 1
        if self._unlearned >= LEARNED_AT_ONCE:
            self._unlearned = 0
            self._adapt()
        return settled

    def reset(self) -> None:
        """Forget the word: the caret was moved, or the text was changed by somebody else."""
        self._line = self._done = ""
        self.word = self._shown = ""

    def remembered(self) -> dict[str, Any]:
        """Return what another session of this table needs to be where this one is."""
        return {"lean": self._reader.lean, **{name: getattr(self, name) for name in _REMEMBERED}}

    def recall(self, remembered: dict[str, Any]) -> None:
        """Be where another session was."""
        self._reader.lean = remembered["lean"]
        for name in _REMEMBERED:
            setattr(self, name, copy(remembered[name]))
        counts, self._counts = self._counts, Counter(self._learned)
        self._adapt()
        self._counts = counts

    def __reduce__(self) -> tuple[Callable[..., Session], tuple[object, ...]]:
        return _typing_on, (self._base.source, self.remembered())

    def _adapt(self) -> None:
        """Read by what was learned so far."""
        self._learned = dict(self._counts)
        self._decoder = self._base.adapt(self._counts) if self._counts else self._base

    @property
    def profile(self) -> Profile:
        """What was learned, to be saved."""
        return Profile(dict(self._counts))

    def _best(self) -> str:
        found = self.candidates(5)
        return found[0].text if found else self.word

    def _show(self, text: str) -> Edit:
        edit = Edit.between(self._shown, text)
        self._shown = text
        return edit


def _typing_on(table: Table, remembered: dict[str, Any]) -> Session:
    session = Session(table)
    session.recall(remembered)
    return session

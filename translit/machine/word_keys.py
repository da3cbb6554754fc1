"""Keys in, edits out, for what only whole words tell: words of one's own, and those that a lexicon reads."""

from __future__ import annotations

from collections import deque

from ..errors import UnknownKey
from ..text.edits import Candidate, Edit
from .keys import MEMORY, KeyMachine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

#: So many keys without a blank are converted again with each that comes.
LONGEST_TYPED = 256


class WordKeys:
    """Typing word by word: what is shown is at every key what the keys since the last blank convert to."""

    #: No habits are learned from keys that only rules read.
    profile: None = None

    def __init__(self, keys: KeyMachine, convert: Callable[[str], str]) -> None:
        #: What types on a level, and says that there are no candidates.
        self.levels: KeyMachine = keys
        self._convert = convert
        #: The keys since the last blank, and what they show.
        self._word = self._shown = ""
        #: What both were before each key, what the key took away, and its edit.
        self._past: deque[tuple[str, str, str, Edit]] = deque(maxlen=MEMORY)

    @property
    def preedit(self) -> str:
        """The end of the text that the next keys may still change; `""` if all is settled."""
        return self._shown

    def candidates(self, limit: int = 5) -> list[Candidate]:
        """Return no candidates: there is one reading, which is shown."""
        return self.levels.candidates(limit)

    def choose(self, number: int) -> Edit:
        """Raise IndexError: there are no candidates."""
        return self.levels.choose(number)

    def feed(self, key: str, level: str = "") -> Edit:
        """Type one key; raise UnknownKey."""
        if len(key) != 1:
            raise UnknownKey(key)
        word, shown = self._word, self._shown
        if level or len(word) == LONGEST_TYPED:
            # What was typed before is settled as it stands.
            self.levels.reset()
            after = shown + (self.levels.feed(key, level).insert if level else self._convert(key))
            self._word, self._shown = key, after[len(shown) :]
        else:
            self._word = word + key
            after = self._shown = self._convert(self._word)
        if key.isspace() or level:
            self._word = self._shown = ""
        edit = Edit.between(shown, after)
        self._past.append((word, shown, shown[len(shown) - edit.delete :], edit))
        return edit

    def keep(self, text: str) -> Edit:
        """Insert a text as it is, behind what was typed, which is settled."""
        for char in text:
            self._past.append((self._word, self._shown, "", Edit(0, char)))
            self._word = self._shown = ""
        return Edit(0, text)

    def backspace(self) -> Edit | None:
        """Take back the last key; None if no key is remembered."""
        if not self._past:
            return None
        self._word, self._shown, taken, edit = self._past.pop()
        return Edit(len(edit.insert), taken)

    def commit(self) -> str:
        """Settle what is pending as it stands, and start afresh; return what was pending."""
        pending = self._shown
        self.reset()
        return pending

    def remembered(self) -> tuple[str, str, list[tuple[str, str, str, Edit]]]:
        """Return what another one needs to be where this one is."""
        return self._word, self._shown, list(self._past)

    def recall(self, remembered: tuple[str, str, list[tuple[str, str, str, Edit]]]) -> None:
        """Be where another one was."""
        self._word, self._shown, past = remembered
        self._past.extend(past)

    def reset(self) -> None:
        """Forget all keys."""
        self._past.clear()
        self._word = self._shown = ""

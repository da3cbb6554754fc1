"""Typing into a text that the system holds: what is settled there, and what is still shown as pending."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..text.edits import word_start

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..engine import InputEngine
    from ..text.edits import Edit

#: How much of what was typed is kept, so that keys can be taken back; there may be twice as much before it is cut.
KEPT = 1024
#: A longer word is settled before it ends.
LONGEST_WORD = 64


class Step(NamedTuple):
    """What a key does: so many characters before the caret go, a text is settled there, and another is pending."""

    delete: int = 0
    commit: str = ""
    pending: str = ""


class Composing:
    """One for each place that is typed into. The host does what a step says, in the order of its fields.

    >>> from translit import InputEngine
    >>> composing = Composing(InputEngine("bg-translit"))
    >>> [tuple(composing.key(key)) for key in "sha"]
    [(0, '', 'с'), (0, '', 'ш'), (0, 'ша', '')]
    >>> [composing.backspace(), composing.backspace()]
    [Step(delete=1, commit='', pending=''), Step(delete=1, commit='', pending='с')]
    """

    def __init__(self, engine: InputEngine) -> None:
        self.engine: InputEngine = engine
        #: Whether what is settled can still be deleted: else a word is pending until it ends.
        self.reaches_back: bool = True
        self._spells = engine.table.kind != "layout"
        self._text = ""
        self._settled = 0
        self._keys: list[str] = []

    @property
    def pending(self) -> str:
        """What the host shows behind what is settled."""
        return self._text[self._settled :]

    @property
    def settled(self) -> str:
        """What was typed and stands before the caret, as far as it is kept."""
        return self._text[: self._settled]

    def key(self, key: str, level: str = "") -> Step:
        """Type one key; raise UnknownKey."""
        return self._typed(key, lambda: self.engine.feed(key, level))

    def keep(self, text: str) -> Step:
        """Type a character that stays as it is."""
        return self._typed(text, lambda: self.engine.keep(text))

    def backspace(self) -> Step | None:
        """Take back the last key; None: the host deletes as it would without this, and all keys are forgotten."""
        edit = self.engine.backspace()
        step = None if edit is None else self._step(edit)
        if step is None:
            self.reset()
        elif self._keys:
            self._keys.pop()
        return step

    def choose(self, number: int) -> Step:
        """Put a candidate in place of the word shown; raise IndexError."""
        return self._step(self.engine.choose(number)) or Step(pending=self.pending)

    def settle(self) -> Step:
        """Settle what is pending as it stands, and begin anew."""
        step = Step(commit=self.pending)
        self.reset()
        return step

    def reset(self) -> None:
        """Forget all keys: the caret was moved, or somebody has settled or removed what was pending."""
        self.engine.reset()
        self._text, self._settled = "", 0
        self._keys.clear()

    def word(self) -> tuple[str, str]:
        """Return the last word, with the blanks behind it, as it was typed here, and the keys it was typed with."""
        keys = "".join(self._keys)
        return self._text[word_start(self._text.rstrip()) :], keys[word_start(keys.rstrip()) :]

    def _typed(self, key: str, feed: Callable[[], Edit]) -> Step:
        step = self._step(feed())
        if step is None:
            # What stands there cannot be changed any more, so the key begins anew.
            self.reset()
            step = self._step(feed())
            assert step is not None
        self._keys.append(key)
        return step

    def _step(self, edit: Edit) -> Step | None:
        """Return what an edit does; None if it needs what is out of reach."""
        if edit.delete > len(self._text):
            return None
        text = edit.apply(self._text)
        same = _alike(self._text[: self._settled], text)
        delete = self._settled - same
        if delete and not self.reaches_back and (delete > 1 or len(text) > same):
            return None
        settled = max(same, len(text) - self._held(text))
        step = Step(delete, text[same:settled], text[settled:])
        cut = min(settled, len(text) - KEPT) if len(text) > 2 * KEPT else 0
        self._text, self._settled = text[cut:], settled - cut
        if cut:
            del self._keys[:-KEPT]
        return step

    def _held(self, text: str) -> int:
        """Return how many characters at the end of a text stay pending."""
        held = len(self.engine.preedit)
        if self._spells and not self.reaches_back:
            word = len(text) - word_start(text)
            held = max(held, word) if word <= LONGEST_WORD else held
        return held


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    if other.startswith(one):
        return len(one)
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )

"""How one text differs from another: an edit at its end, a change inside it, a candidate for one of its words."""

from __future__ import annotations

from dataclasses import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edit:
    """What a host does to its text: delete `delete` code points before the caret, then insert `insert`."""

    delete: int = 0
    insert: str = ""

    @classmethod
    def between(cls, old: str, new: str) -> Edit:
        """Return the smallest edit that makes `new` of `old`.

        >>> Edit.between("баш", "бащ")
        Edit(delete=1, insert='щ')
        """
        same = 0
        for was, now in zip(old, new, strict=False):
            if was != now:
                break
            same += 1
        return cls(len(old) - same, new[same:])

    def apply(self, text: str) -> str:
        """Return `text`, its end being the caret, after this edit.

        >>> Edit(1, "щ").apply("баш")
        'бащ'
        """
        return text[: len(text) - self.delete] + self.insert


@dataclass(frozen=True, slots=True)
class Change:
    """One change inside a text: `before`, which stands at `start` to `end`, becomes `after`.

    Positions count code points of the text as it came (`start16`, `end16`: UTF-16 code units).
    """

    start: int
    end: int
    start16: int
    end16: int
    before: str
    after: str
    #: Why: the code of the finding that is mended, or in words what was typed wrong.
    why: str

    @property
    def code(self) -> str:
        """The same as `why`."""
        return self.why


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """Return `text` with each of some changes made; they are apart and in order.

    >>> apply_changes("да cме тук", [Change(3, 6, 3, 6, "cме", "сме", "mixed_script_confusable")])
    'да сме тук'
    """
    pieces: list[str] = []
    done = 0
    for change in changes:
        pieces += [text[done : change.start], change.after]
        done = change.end
    return "".join([*pieces, text[done:]])


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a word: its text, and how likely it is among the readings found."""

    text: str
    probability: float


def word_start(text: str) -> int:
    """Return where the last word begins: behind a blank there is none yet.

    >>> word_start("една дума"), word_start("дума ")
    (5, 5)
    """
    return len(text) if not text or text[-1].isspace() else len(text) - len(text.rsplit(None, 1)[-1])

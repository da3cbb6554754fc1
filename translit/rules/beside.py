"""What asks for contexts, found by what stands beside: thousands of rules cost as much as the few that may fit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from .facts import Context

#: So few are asked one after the other sooner.
FEW = 8

_Asking = TypeVar("_Asking")
_Letters = frozenset[str]
_Entry = tuple[int, _Asking]
#: From a place in a text: the letter there, the letters that it may still be, and the place behind it; None at the end.
Reader = Callable[[int], "tuple[str, frozenset[str], int] | None"]


class _Branch(Generic[_Asking]):
    """What goes on alike so far; `first` is the first of it in order."""

    __slots__ = ("after", "before", "edge", "ends", "first")

    def __init__(self) -> None:
        self.after: dict[_Letters, _Branch[_Asking]] = {}
        self.before: dict[_Letters, _Branch[_Asking]] = {}
        self.edge: _Branch[_Asking] | None = None
        self.ends: list[_Entry[_Asking]] = []
        self.first: _Entry[_Asking] | None = None


class Beside(Generic[_Asking]):
    """A trie over contexts: away from the match to the left, then to the right."""

    def __init__(self, asking: Iterable[tuple[Context, Context, _Asking]]) -> None:
        self._root: _Branch[_Asking] = _Branch()
        sets: dict[_Letters, None] = {}
        for number, (after, before, item) in enumerate(asking):
            sets.update(dict.fromkeys((*after.letters, *before.letters)))
            branch = self._root
            for letters in reversed(after.letters):
                branch = branch.after.setdefault(letters, _Branch())
            if after.edge and not after.letters:
                branch.edge = branch = branch.edge or _Branch()
            for letters in before.letters:
                branch = branch.before.setdefault(letters, _Branch())
                branch.first = branch.first or (number, item)
            branch.ends.append((number, item))
        self._sets_of: dict[str, list[_Letters]] = {}
        for letters in sets:
            for char in letters:
                self._sets_of.setdefault(char, []).append(letters)

    def find(self, recent: str, word: int, end: int, read: Reader, more: bool) -> list[_Asking]:
        """Return in order what may fit behind `recent` and before what is read from `end` on.

        Of those that depend on what follows the text (`more`) the first of each kind is enough.
        """
        found = [entry for branch in self._behind(recent, word) for entry in self._ahead(branch, end, read, more)]
        return [item for _, item in sorted(found, key=lambda entry: entry[0])]

    def open(self, recent: str, word: int, following: Sequence[str]) -> Iterator[_Asking]:
        """Yield all that may still fit behind `recent` and before the letters `following`, whatever comes then."""
        for branch in self._behind(recent, word):
            begun = [branch]
            for char in following:
                for reached in begun:
                    yield from (item for _, item in reached.ends)
                begun = [child for reached in begun for _, child in self._with(reached.before, char)]
            for reached in begun:
                yield from (item for _, item in reached.ends)
                begun += reached.before.values()

    def _behind(self, recent: str, word: int) -> Iterator[_Branch[_Asking]]:
        if word == 0 and self._root.edge:
            yield self._root.edge
        begun = [(self._root, len(recent))]
        for branch, place in begun:
            yield branch
            if place:
                begun += [(child, place - 1) for _, child in self._with(branch.after, recent[place - 1])]

    def _ahead(self, branch: _Branch[_Asking], end: int, read: Reader, more: bool) -> Iterator[_Entry[_Asking]]:
        begun = [(branch, end)]
        for reached, place in begun:
            yield from reached.ends
            if not reached.before:
                continue
            following = read(place)
            if following is None:
                if more:
                    yield from [child.first for child in reached.before.values() if child.first][:1]
                continue
            char, may_become, behind = following
            for letters, child in self._with(reached.before, *(may_become or char)):
                if len({other in letters for other in may_become}) < 2:
                    begun.append((child, behind))
                elif child.first:
                    yield child.first

    def _with(
        self, children: dict[_Letters, _Branch[_Asking]], *chars: str
    ) -> Collection[tuple[_Letters, _Branch[_Asking]]]:
        """Return the children whose letters one of some characters is in."""
        sets: dict[_Letters, None] = {}
        for char in chars:
            sets.update(dict.fromkeys(self._sets_of.get(char, ())))
            if len(sets) > len(children):
                return [(letters, child) for letters, child in children.items() if not letters.isdisjoint(chars)]
        return [(letters, children[letters]) for letters in sets if letters in children]

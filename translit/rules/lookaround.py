"""What a match may still ask: of the past, while some letters are undecided, and of the character that comes next.

Texts that answer alike need no states of their own: this keeps machines small, and quick to make.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from ..text.kinds import STRESS_MARKS
from .beside import FEW
from .facts import EDGE, OTHER, CompiledRule, Node
from .meaning import Left, Meaning

_Item = TypeVar("_Item")


class Ahead(NamedTuple):
    """What a match may ask of the next character: to go on with it, or that it be in these sets, a letter, capital."""

    going_on: frozenset[str]
    letters: tuple[frozenset[str], ...]
    edge: bool
    case: bool


class Past(NamedTuple):
    """What rules ask of the past: which letters are alike to them, and whether a word begins."""

    alike: Mapping[str, str]
    edge: bool


class Questions:
    """The questions that the rules of one meaning ask."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._always = {char for char, node in meaning.facts.root.children.items() if any(r.always for r in node.rules)}
        self._behind: dict[str, set[str]] = {}
        for parts in (*meaning.facts.compositions, *meaning.facts.extended):
            for end in range(1, len(parts)):
                self._behind.setdefault(parts[:end], set()).add(parts[end])
        #: What begins sources whose capitals the letters beside them decide.
        self._leading = {source[0] for source in meaning.facts.leaning}
        self._alikes: dict[tuple[frozenset[str], ...], dict[str, str]] = {}
        self._pasts: dict[tuple[Node, ...], Past] = {}

    def state(self, left: Left, pending: str) -> tuple[Left, str]:
        """Return the past and the undecided letters that stand for all between which nothing makes a difference."""
        return self._past(left, pending), self._spell(pending)

    def _past(self, left: Left, pending: str) -> Left:
        first = self._meaning.unit(pending, 0, more=True)
        if first.kind == "c" or first.char in self._meaning.facts.apostrophes:
            return left
        asked = self._asked_of_past(*self._path(pending, more=True))
        recent, word, upper, _ = left
        if self._meaning.facts.memory == 1:
            recent = asked.alike[recent]
        leans = first.char in self._leading and first.kind != "l"
        if not (leans or asked.edge):
            word = 0
        return Left(recent, min(word, 1), upper and (leans or (first.kind == "U" and bool(first.open))), False)

    def _asked_of_past(self, path: list[Node], beyond: Node) -> Past:
        """Return what the rules that may still fit ask of the past; where thousands do, they are read once."""
        key = (*path, beyond) if beyond.needs else (*path,)
        asked = self._pasts.get(key)
        if asked is None:
            contexts = {rule.after: None for _, rule in self._open(path)} | {after: None for after, _ in beyond.needs}
            sets = tuple(after.letters[0] for after in contexts if after.letters)
            asked = self._pasts[key] = Past(
                self._alike(sets) if self._meaning.facts.memory == 1 else {},
                any(after.edge and not after.letters for after in contexts),
            )
        return asked

    def _spell(self, pending: str) -> str:
        """Compose letters and marks, unless they might come out as they stand."""
        if pending.isascii() or unicodedata.is_normalized("NFC", pending):
            return pending
        spelled, position = "", 0
        while position < len(pending):
            unit = self._meaning.unit(pending, position, more=True)
            composed = unicodedata.normalize("NFC", unit.raw)
            position += len(unit.raw)
            spelled += composed if len(composed) == 1 and unit.char in self._always else unit.raw
        return spelled

    def asks_past(self, pending: str) -> bool:
        """Tell whether what the first match in `pending` asks of what follows is found by the past: of many rules."""
        path, _ = self._path(pending, more=False)
        return any(len(node.rules) > FEW for node in path)

    def ahead(self, left: Left, pending: str) -> Ahead:
        """Return what the first match in `pending` may ask of the character that follows it."""
        path, beyond = self._path(pending, more=False)
        units = []
        position = 0
        while position < len(pending):
            units.append(self._meaning.unit(pending, position, more=False))
            position += len(units[-1].raw)
        last = units[-1]
        going_on = set(beyond.children)
        for parts, become in self._meaning.facts.openings.items():
            if not become.isdisjoint(going_on):
                going_on.add(unicodedata.normalize("NFC", parts))
        # A low mark may still make the letter without marks of a composed one.
        going_on.update([char for char, base in self._meaning.bases_of.items() if base in going_on])
        going_on.update(self._marks_behind(pending))
        if last.char in self._meaning.facts.vowels and not last.mark:
            going_on.update(STRESS_MARKS)
        sets: dict[frozenset[str], None] = {}
        edge = False
        leaning = self._meaning.facts.leaning if any(u.kind != "l" for u in units) else frozenset()
        may_fit = [*self._may_fit(path, left, [unit.char for unit in units])]
        for length, rule in may_fit:
            letters = rule.before.letters[len(units) - length :]
            if letters:
                sets[letters[0]] = None
            else:
                edge = edge or (rule.before.edge and len(rule.before.letters) == len(units) - length)
        case = any(rule.rule.source in leaning for length, rule in may_fit if length == len(units))
        return Ahead(frozenset(going_on), tuple(sets), edge, case)

    def _marks_behind(self, pending: str) -> set[str]:
        """Return the marks that may make another letter of the last one."""
        position, unit = 0, None
        while position < len(pending):
            unit = self._meaning.unit(pending, position, more=True)
            if unit.open:
                break
            position += len(unit.raw)
        if unit is None or not unit.open:
            return set()
        begun = unicodedata.normalize("NFD", self._meaning.folded(pending[position:]))
        return self._behind.get(begun, set())

    def _path(self, pending: str, more: bool) -> tuple[list[Node], Node]:
        """Return the nodes that `pending` leads through, and the one whose rules it may still reach."""
        path: list[Node] = []
        node, position, marks = self._meaning.facts.root, 0, 0
        while position < len(pending):
            unit = self._meaning.unit(pending, position, more)
            child = node.children.get(unit.char) if marks <= self._meaning.facts.inner_marks else None
            if unit.open:
                break
            node = child or Node()
            if child is None:
                break
            path.append(child)
            marks += unit.mark != ""
            position += len(unit.raw)
        return path, node

    def _open(self, path: list[Node]) -> Iterator[tuple[int, CompiledRule]]:
        """Yield the rules that may be the one that fits, and the length of each: down to one that always does."""
        for length in range(len(path), 0, -1):
            for rule in path[length - 1].rules:
                yield length, rule
                if rule.always:
                    return

    def _may_fit(self, path: list[Node], left: Left, chars: list[str]) -> Iterator[tuple[int, CompiledRule]]:
        """Yield the same, but of many rules only those that the past and the letters already there allow."""
        for length in range(len(path), 0, -1):
            rules = path[length - 1].rules
            if len(rules) <= FEW:
                yield from ((length, rule) for rule in rules)
            else:
                beside = self._meaning.rules_beside(path[length - 1])
                yield from ((length, rule) for rule in beside.open(left.recent, left.word, chars[length:]))
            if any(rule.always for rule in reversed(rules)):
                return

    def _alike(self, sets: tuple[frozenset[str], ...]) -> dict[str, str]:
        """Return for each letter of the past the one that stands for all that are in the same of these sets."""
        found = self._alikes.get(sets)
        if found is None:
            letters = (EDGE, OTHER, *self._meaning.facts.remembered.values())
            first: dict[tuple[int, ...], str] = {}
            among = memberships(letters, sets).items()
            found = self._alikes[sets] = {char: first.setdefault(tuple(mine), char) for char, mine in among}
        return found


def memberships(items: Iterable[_Item], sets: Iterable[Iterable[_Item]]) -> dict[_Item, list[int]]:
    """Return which of some sets each item is in, by their numbers."""
    member_of: dict[_Item, list[int]] = {item: [] for item in items}
    for number, members in enumerate(sets):
        for item in members:
            if item in member_of:
                member_of[item].append(number)
    return member_of

"""The meaning of a table: which rule applies where, and what it writes.

Text is read as *units*: a letter, composed if it came decomposed, and the stress mark on it. At each unit the
longest rule that fits wins; at equal length a rule with context, then file order. Contexts look at the source.
The past a rule may ask about is one small value, `Left`; the future is the text that follows. With `more=True`
the end of the text is not the end of the input, and an answer that depends on what follows is `None`: this is
all that streams, keystrokes and the tabulated machine need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..table.value import Rule
from ..text.kinds import STRESS_MARKS, kind
from .facts import APOSTROPHES, EDGE, MIXED_CASE_LENGTH, OTHER, CompiledRule, Context, Facts, derive

UNITS_REMEMBERED = 20_000


class Left(NamedTuple):
    """What a later rule may ask of the text before it; only what this table's rules do ask is filled in."""

    recent: str = ""  # the last letters, as far back as contexts reach: EDGE, OTHER or one that contexts know
    word: int = 0  # 0 at a word's edge, 1 after a letter, 2 after a letter and an apostrophe
    upper: bool = False  # the last letter of this word was a capital
    mapped: bool = False  # a rule mapped the last letter


class Unit(NamedTuple):
    """One letter of the source with the stress mark on it."""

    char: str  # as rules name it: composed, and small if case follows
    raw: str  # as it stands in the text
    kind: str
    mark: str = ""
    open: bool = False  # a mark that follows may still make it another letter


@dataclass(frozen=True, slots=True)
class Match:
    """`text[start:end]` (code points) became `target` by `rule`; no rule: passed through unchanged."""

    start: int
    end: int
    source: str
    target: str
    rule: Rule | None


class Hit(NamedTuple):
    """The outcome at one place: how many units were read, what is written, and by which rule."""

    units: list[Unit]
    output: str
    rule: Rule | None

    @property
    def length(self) -> int:
        """How many code points of the text were read."""
        return sum([len(unit.raw) for unit in self.units])


class Meaning:
    """The rules of one table in one direction, ready to be asked."""

    def __init__(self, rules: Iterable[Rule], classes: Mapping[str, str], *, follow: bool, stress: bool = True) -> None:
        self.facts: Facts = derive(rules, classes, follow=follow, stress=stress)
        self.start: Left = Left(EDGE if self.facts.memory else "")
        self._units: dict[tuple[str, bool], Unit] = {}

    def match(self, text: str, start: int, left: Left, more: bool) -> Hit | None:
        """Return what happens at `start`; None if that depends on what follows the text (`more`)."""
        if text[start] in STRESS_MARKS and self.facts.vowels:
            mark = text[start]
            return Hit([Unit(mark, mark, "c")], self.facts.mark_output.get(mark, mark) if left.mapped else mark, None)
        units: list[Unit] = []
        found: list[tuple[int, int, list[CompiledRule]]] = []
        node, position, marks, plain = self.facts.root, start, 0, True
        while position < len(text):
            unit = self.unit(text, position, more)
            if unit.open and (not units or not self.facts.openings[unit.char].isdisjoint(node.children)):
                return None
            child = node.children.get(unit.char)
            if child is None or marks > self.facts.inner_marks:
                break
            units.append(unit)
            marks += unit.mark != ""
            plain = plain and not unit.mark and unit.kind != "U"
            position += len(unit.raw)
            node = child
            if node.rules:
                found.append((len(units), position, node.rules))
        else:
            if more and marks <= self.facts.inner_marks and any(self._allows(need, units, left) for need in node.needs):
                return None
        for length, end, rules in reversed(found):
            for compiled in rules:
                fits = compiled.always or self._fits(compiled, units[:length], text, end, left, more)
                if fits is None:
                    return None
                if fits and plain:
                    return Hit(units[:length], compiled.rule.target, compiled.rule)
                if fits:
                    output = self._output(compiled.rule, units[:length], text, end, left, more)
                    return None if output is None else Hit(units[:length], output, compiled.rule)
        unit = units[0] if units else self.unit(text, start, more)
        return Hit([unit], unit.raw, None)

    def unit(self, text: str, start: int, more: bool) -> Unit:
        """Read the unit at `start`."""
        # A letter and two marks at most: the same few are asked for again and again.
        key = text[start : start + 3], more
        unit = self._units.get(key)
        if unit is None:
            if len(self._units) >= UNITS_REMEMBERED:
                self._units.clear()
            unit = self._units[key] = self._read(*key)
        return unit

    def _read(self, text: str, more: bool) -> Unit:
        raw = text[0]
        char = self._fold(raw)
        end = 1
        if char in self.facts.openings:
            if end == len(text):
                if more:
                    return Unit(char, raw, kind(raw), open=True)
            elif (char, text[end]) in self.facts.compositions:
                char = self.facts.compositions[char, text[end]]
                end += 1
        if char in self.facts.accented:
            char, mark = self.facts.accented[char]
            return Unit(char, raw, kind(raw), mark)
        mark = text[end] if end < len(text) and text[end] in STRESS_MARKS and char in self.facts.vowels else ""
        return Unit(char, text[:end] + mark, kind(raw), mark)

    def advance(self, left: Left, hit: Hit) -> Left:
        """Return the past as it is after `hit`."""
        recent, word, upper, mapped = left
        for unit in hit.units:
            if unit.char in STRESS_MARKS:
                continue
            if self.facts.asks_word:
                if unit.char in APOSTROPHES:
                    word = 2 if word == 1 else 0
                    upper = upper and word == 2
                else:
                    word = int(unit.kind != "n")
                    upper = self.facts.asks_case and unit.kind == "U"
            if self.facts.memory:
                known = self.facts.remembered.get(unit.char, OTHER if word else EDGE)
                recent = EDGE if known == EDGE else (recent + known)[-self.facts.memory :]
            mapped = bool(self.facts.mark_output) and hit.rule is not None
        return Left(recent, word, upper, mapped)

    def hits(self, text: str, left: Left | None = None) -> Iterator[Hit]:
        """Yield what happens to each piece of a text that ends here, in order; `left` is the past before it."""
        start, left = 0, left or self.start
        while start < len(text):
            hit = self.match(text, start, left, more=False)
            assert hit is not None
            left = self.advance(left, hit)
            start += hit.length
            yield hit

    def matches(self, text: str) -> Iterator[Match]:
        """Yield a Match for each piece of `text`, in order; their sources joined are the text."""
        start = 0
        for hit in self.hits(text):
            source = "".join(unit.raw for unit in hit.units)
            yield Match(start, start + len(source), source, hit.output, hit.rule)
            start += len(source)

    def _fold(self, char: str) -> str:
        if not self.facts.follow:
            return char
        small = char.lower()
        return small if len(small) == 1 else char

    def _allows(self, need: tuple[Context, bool], units: list[Unit], left: Left) -> bool:
        after, long = need
        return self._past(after, left) and (not long or not self.facts.follow or plain_case([u.kind for u in units]))

    def _past(self, after: Context, left: Left) -> bool:
        if not after.letters:
            return not after.edge or left.word == 0
        recent = left.recent[-len(after.letters) :]
        return len(recent) == len(after.letters) and all(map(frozenset.__contains__, after.letters, recent))

    def _fits(
        self, compiled: CompiledRule, units: list[Unit], text: str, end: int, left: Left, more: bool
    ) -> bool | None:
        if not self._past(compiled.after, left):
            return False
        if self.facts.follow and len(units) > MIXED_CASE_LENGTH and not plain_case([u.kind for u in units]):
            return False
        for letters in compiled.before.letters:
            if end == len(text):
                return None if more else False
            unit = self.unit(text, end, more)
            if unit.open and len({char in letters for char in self.facts.openings[unit.char]}) == 2:
                return None
            if unit.char not in letters:
                return False
            end += len(unit.raw)
        if compiled.before.edge:
            if end == len(text):
                return None if more else True
            return kind(text[end]) == "n"
        return True

    def _output(self, rule: Rule, units: list[Unit], text: str, end: int, left: Left, more: bool) -> str | None:
        target = rule.target
        if self.facts.follow and any(u.kind == "U" for u in units):
            capitals = [u.kind == "U" for u in units if u.kind in "Ul"]
            if len(units) == 1 and len(target) > 1 and target.upper() != target[0].upper() + target[1:]:
                if end == len(text) and more:
                    return None
                beside = kind(text[end]) if end < len(text) else "n"
                capitals.append(beside == "U" or (beside in "cn" and left.upper))
            target = _in_case(target, tuple(capitals))
        marks = [(i, u.mark) for i, u in enumerate(units, 1) if u.mark]
        for i, mark in reversed(marks):
            place = -(-i * len(rule.target) // len(units))
            target = target[:place] + self.facts.mark_output.get(mark, mark) + target[place:]
        return target


def plain_case(kinds: list[str]) -> bool:
    """Tell whether letters of these kinds may begin a word in lower, Title or UPPER case."""
    cased = [k for k in kinds if k in "Ul"]
    return not cased or (len(set(cased[1:])) < 2 and (cased[0] == "U" or "U" not in cased))


@lru_cache(4096)
def _in_case(target: str, capitals: tuple[bool, ...]) -> str:
    """Give the letters of `target` the case of those it was made from."""
    # Letters answer to letters: an apostrophe has no case to pass on and none to take.
    places = [sum(kind(c) in "Ul" for c in target[:i]) for i in range(len(target))]
    return "".join(
        c.upper() if capitals[min(place, len(capitals) - 1)] else c for c, place in zip(target, places, strict=True)
    )

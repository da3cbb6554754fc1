"""The meaning of a table: which rule applies where, and what it writes.

Text is read as *units*: a letter, composed if it came decomposed, and the stress mark on it. At each unit the
longest rule that fits wins; at equal length a rule with context, then file order. Contexts look at the source.
The past a rule may ask about is one small value, `Left`; the future is the text that follows. With `more=True`
the end of the text is not the end of the input, and an answer that depends on what follows is `None`: this is
all that streams, keystrokes and the tabulated machine need.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..table.value import Rule
from ..text.kinds import STRESS_MARKS, kind
from . import reading
from .beside import FEW, Beside
from .facts import (
    EDGE,
    MIXED_CASE_LENGTH,
    OTHER,
    PALOCHKA,
    SMALL_PALOCHKA,
    CompiledRule,
    Context,
    Facts,
    Node,
    bases,
    characters,
    derive,
)

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
    open: frozenset[str] = frozenset()  # what it may still become by the marks that follow, as it stands included


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

    def __init__(
        self,
        rules: Iterable[Rule],
        classes: Mapping[str, str],
        *,
        follow: bool,
        stress: bool = True,
        capitals: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.facts: Facts = derive(rules, classes, follow=follow, stress=stress, capitals=capitals)
        self.start: Left = Left(EDGE if self.facts.memory else "")
        self._own_capitals = tuple(capitals.items())
        self._units: dict[tuple[str, bool], Unit] = {}
        self._needs: dict[Node, Beside[tuple[Context, bool]]] = {}
        self._rules_beside: dict[Node, tuple[list[CompiledRule], Beside[CompiledRule]]] = {}
        # A letter and its marks, and the mark behind them: the same few are asked for again and again.
        self._longest = 2 + max(map(len, (*self.facts.compositions, *self.facts.extended)), default=1)

    @cached_property
    def bases_of(self) -> dict[str, str]:
        """A letter composed with marks, and the one without: jamo of Hangul are no marks."""
        return {char: p[0] for p, char in self.facts.compositions.items() if unicodedata.combining(p[1])}

    @cached_property
    def characters(self) -> list[str]:
        """The characters that the rules tell apart."""
        return characters(self.facts)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.characters)

    @cached_property
    def bases(self) -> frozenset[str]:
        """The characters whose composed forms are read as their parts."""
        return bases(self.facts)

    def parts(self, char: str) -> str:
        """Return what a composed character is read as; `""` for one that is read as it stands."""
        return reading.parts(char, self._known, self.bases)

    def match(self, text: str, start: int, left: Left, more: bool, closed: bool = False) -> Hit | None:
        """Return what happens at `start`; None if that depends on what follows the text (`more`).

        If it is `closed`, no mark that follows belongs to its last letter.
        """
        marks_follow = more and not closed
        if text[start] in STRESS_MARKS and self.facts.vowels:
            mark = text[start]
            return Hit([Unit(mark, mark, "c")], self.facts.mark_output.get(mark, mark) if left.mapped else mark, None)
        units: list[Unit] = []
        found: list[tuple[int, int, Node]] = []
        node, position, marks, plain = self.facts.root, start, 0, True
        while position < len(text):
            unit = self.unit(text, position, marks_follow)
            if unit.open and (not units or self._may_go_on(unit, node, units, left)):
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
                found.append((len(units), position, node))
        else:
            if more and marks <= self.facts.inner_marks and self._leads_on(node, units, left):
                return None
        for length, end, node in reversed(found):
            for compiled in self._beside(node, text, end, left, more, closed):
                fits = compiled.always or self._fits(compiled, units[:length], text, end, left, more, closed)
                if fits is None:
                    return None
                if fits and plain and compiled.rule.source not in self.facts.signs:
                    return Hit(units[:length], compiled.rule.target, compiled.rule)
                if fits:
                    output = self._output(compiled.rule, units[:length], text, end, left, more)
                    return None if output is None else Hit(units[:length], output, compiled.rule)
        unit = units[0] if units else self.unit(text, start, marks_follow)
        return Hit([unit], unit.raw, None)

    def unit(self, text: str, start: int, more: bool) -> Unit:
        """Read the unit at `start`."""
        key = text[start : start + self._longest], more
        unit = self._units.get(key)
        if unit is None:
            if len(self._units) >= UNITS_REMEMBERED:
                self._units.clear()
            unit = self._units[key] = self._read(*key)
        return unit

    def _read(self, text: str, more: bool) -> Unit:
        raw = text[0]
        char = self._fold(raw)
        end = read = whole = 1
        begun = self._spelled(raw, char) if self.facts.openings else ""
        while begun in self.facts.openings:
            if read == len(text):
                if more:
                    return Unit(char, text[:end], kind(raw), open=self.facts.openings[begun])
                break
            begun += text[read]
            read += 1
            if begun in self.facts.compositions:
                char, end, whole = self.facts.compositions[begun], read, read
            elif begun in self.facts.extended:
                whole = read
        if char in self.bases_of and (whole > 1 or unicodedata.decomposition(raw)):
            if whole == len(text) and more:
                return Unit(char, text[:end], kind(raw), open=frozenset({char, self.bases_of[char]}))
            if 1 < whole < len(text) and reading.kind(text[whole]) == "b":
                # In canonical order the low mark stands before those that would make another letter.
                char, end = self._fold(raw), 1
        if char in self.facts.accented:
            char, mark = self.facts.accented[char]
            return Unit(char, raw, kind(raw), mark)
        mark = text[end] if end < len(text) and text[end] in STRESS_MARKS and char in self.facts.vowels else ""
        return Unit(char, text[:end] + mark, kind(raw), mark)

    def _spelled(self, raw: str, char: str) -> str:
        parts = raw if raw < "\xc0" else unicodedata.normalize("NFD", raw)
        return self.folded(parts) if len(parts) > 1 else char

    def advance(self, left: Left, hit: Hit) -> Left:
        """Return the past as it is after `hit`."""
        recent, word, upper, mapped = left
        for unit in hit.units:
            if unit.char in STRESS_MARKS:
                continue
            if self.facts.asks_word:
                if unit.char in self.facts.apostrophes:
                    word = 2 if word == 1 else 0
                    upper = upper and word == 2
                else:
                    # A mark, or a letter without case, goes on a word and does not begin one.
                    word = min(word, 1) if unit.kind == "c" else int(unit.kind != "n")
                    if unit.kind != "c" and not self._is_palochka(unit.raw):
                        upper = self.facts.asks_case and unit.kind == "U"
            if self.facts.memory:
                known = self.facts.remembered.get(unit.char, OTHER if word else EDGE)
                recent = EDGE if known == EDGE else (recent + known)[-self.facts.memory :]
            if hit.rule or unit.kind != "c":
                mapped = bool(self.facts.mark_output) and hit.rule is not None
        return Left(recent, word, upper, mapped)

    def settle(self, text: str, left: Left) -> tuple[list[Hit], Left] | None:
        """Decide what is undecided, if it waits for marks only: what happens, and the past then."""
        if text and not self.facts.compositions:
            return None
        hits = []
        while text:
            hit = self.match(text, 0, left, more=True, closed=True)
            if hit is None:
                return None
            hits.append(hit)
            left = self.advance(left, hit)
            text = text[hit.length :]
        return hits, left

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
        for source, target, rule in self._read_matches(text):
            yield Match(start, start + len(source), source, target, rule)
            start += len(source)

    def _read_matches(self, text: str) -> Iterator[tuple[str, str, Rule | None]]:
        strange = {
            c
            for c in set(text)
            if reading.kind(c) == "b" or (c not in self._known and (reading.kind(c) in "id" or self.parts(c)))
        }
        if strange:
            yield from _StrangeText(self, strange).matches(text)
        else:
            for hit in self.hits(text):
                yield "".join([unit.raw for unit in hit.units]), hit.output, hit.rule

    def folded(self, text: str) -> str:
        """Return a text small, letter by letter, if case follows."""
        return "".join(map(self._fold, text))

    def _fold(self, char: str) -> str:
        return self.facts.fold(char)

    def kind_beside(self, char: str) -> str:
        """Return the kind of a character as it decides the case of letters beside it."""
        return "c" if self._is_palochka(char) else kind(char)

    def _is_palochka(self, char: str) -> bool:
        return char == PALOCHKA and self.facts.follow and SMALL_PALOCHKA in self.facts.alphabet

    def _allows(self, need: tuple[Context, bool], units: list[Unit], left: Left) -> bool:
        after, long = need
        return self._past(after, left) and (not long or not self.facts.follow or plain_case([u.kind for u in units]))

    def _may_go_on(self, unit: Unit, node: Node, units: list[Unit], left: Left) -> bool:
        """Tell whether what a unit may still become leads on to a rule."""
        return not unit.open.isdisjoint(node.children) and self._leads_on(node, units, left)

    def _leads_on(self, node: Node, units: list[Unit], left: Left) -> bool:
        """Tell whether the past allows a rule that goes on from here."""
        if len(node.needs) <= FEW:
            return any(self._allows(need, units, left) for need in node.needs)
        beside = self._needs.get(node)
        if beside is None:
            nothing = Context((), False)
            beside = self._needs[node] = Beside((after, nothing, (after, long)) for after, long in node.needs)
        found = beside.find(left.recent, left.word, 0, lambda place: None, False)
        return any(self._allows(need, units, left) for need in found)

    def _beside(self, node: Node, text: str, end: int, left: Left, more: bool, closed: bool) -> list[CompiledRule]:
        """Return the rules that may fit: of many, those that do by what stands beside their letters."""
        if len(node.rules) <= FEW:
            return node.rules

        def read(place: int) -> tuple[str, frozenset[str], int] | None:
            if place == len(text):
                return None
            unit = self.unit(text, place, more and not closed)
            return unit.char, unit.open, place + len(unit.raw)

        return self.rules_beside(node).find(left.recent, left.word, end, read, more)

    def rules_beside(self, node: Node) -> Beside[CompiledRule]:
        """Return the rules of a node, found by what stands beside their letters."""
        made = self._rules_beside.get(node)
        if made is None or made[0] is not node.rules:
            made = node.rules, Beside((compiled.after, compiled.before, compiled) for compiled in node.rules)
            self._rules_beside[node] = made
        return made[1]

    def _past(self, after: Context, left: Left) -> bool:
        if not after.letters:
            return not after.edge or left.word == 0
        recent = left.recent[-len(after.letters) :]
        return len(recent) == len(after.letters) and all(map(frozenset.__contains__, after.letters, recent))

    def _fits(
        self, compiled: CompiledRule, units: list[Unit], text: str, end: int, left: Left, more: bool, closed: bool
    ) -> bool | None:
        if not self._past(compiled.after, left):
            return False
        if self.facts.follow and len(units) > MIXED_CASE_LENGTH and not plain_case([u.kind for u in units]):
            return False
        for letters in compiled.before.letters:
            if end == len(text):
                return None if more else False
            unit = self.unit(text, end, more and not closed)
            if len({char in letters for char in unit.open}) == 2:
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
        if self.facts.follow and (rule.source in self.facts.signs or any(u.kind == "U" for u in units)):
            capitals = self._capitals(rule, units, text, end, left, more)
            if capitals is None:
                return None
            target = in_case(target, capitals, self._own_capitals)
        marks = [(i, u.mark) for i, u in enumerate(units, 1) if u.mark]
        for i, mark in reversed(marks):
            place = -(-i * len(rule.target) // len(units))
            target = target[:place] + self.facts.mark_output.get(mark, mark) + target[place:]
        return target

    def _capitals(
        self, rule: Rule, units: list[Unit], text: str, end: int, left: Left, more: bool
    ) -> tuple[bool, ...] | None:
        """Return which letters of a match are capitals, or None if that depends on what follows the text."""
        capitals = [u.kind == "U" for u in units if u.kind in "Ul" and not self._is_palochka(u.raw)]
        if len(capitals) > 1 or rule.source not in self.facts.leaning or capitals == [False]:
            return tuple(capitals) or (True,)
        if end == len(text) and more:
            return None
        beside = self.kind_beside(text[end]) if end < len(text) else "n"
        among = beside == "U" or (beside in "cn" and left.upper)
        if capitals:
            return True, among
        begins = left.word == 0
        return ((among and (left.upper or begins)) or (begins and self._is_palochka(units[0].raw)),)


class _StrangeText:
    """The matches of a text with composed letters that the table does not know, or with what cannot be seen."""

    def __init__(self, meaning: Meaning, strange: set[str]) -> None:
        self._meaning = meaning
        self._strange = strange
        self._left = meaning.start
        self._pending = ""
        # What each undecided character stands for: a composed one for all, its other parts for nothing.
        self._sources: list[str] = []
        self._early = ""

    def matches(self, text: str) -> Iterator[tuple[str, str, Rule | None]]:
        """Yield source, target and rule of each piece."""
        last = None
        for piece in self._pieces(text):
            if last is not None and not piece[0]:
                last = last[0], last[1] + piece[1], last[2]
                continue
            if last is not None:
                yield last
            last = piece
        if last is not None:
            yield last

    def _pieces(self, text: str) -> Iterator[tuple[str, str, Rule | None]]:
        for char in text:
            kind = reading.kind(char) if char in self._strange else ""
            if kind and kind in "id":
                if kind == "i" and self._meaning.settle(self._pending, self._left):
                    yield from self._decided(more=True, closed=True)
                if not self._pending:
                    yield char, char, None
                    continue
                self._sources[-1] += char
                if kind == "d" or not any(hit.output for hit in self._meaning.hits(self._pending, self._left)):
                    self._early += char
            else:
                if kind == "b":
                    self._open()
                read = (self._meaning.parts(char) if kind else "") or char
                self._pending += read
                self._sources += [char, *[""] * (len(read) - 1)]
                yield from self._decided(more=True)
        yield from self._decided(more=False)

    def _open(self) -> None:
        """Spell out the last letter, since a low mark follows."""
        start = reading.last_letter(self._pending)
        self._pending = reading.opened(self._pending)
        if start < len(self._pending):
            joined = "".join(self._sources[start:])
            self._sources[start:] = [joined, *[""] * (len(self._pending) - start - 1)]

    def _decided(self, *, more: bool, closed: bool = False) -> Iterator[tuple[str, str, Rule | None]]:
        start = 0
        while start < len(self._pending):
            hit = self._meaning.match(self._pending, start, self._left, more, closed)
            if hit is None:
                break
            self._left = self._meaning.advance(self._left, hit)
            yield "".join(self._sources[start : start + hit.length]), self._early + hit.output, hit.rule
            self._early = ""
            start += hit.length
        self._pending, self._sources = self._pending[start:], self._sources[start:]


def plain_case(kinds: list[str]) -> bool:
    """Tell whether letters of these kinds may begin a word in lower, Title or UPPER case."""
    cased = [k for k in kinds if k in "Ul"]
    return not cased or (len(set(cased[1:])) < 2 and (cased[0] == "U" or "U" not in cased))


@lru_cache(4096)
def in_case(target: str, capitals: tuple[bool, ...], own: tuple[tuple[str, str], ...] = ()) -> str:
    """Give the letters of `target` the case of those it was made from; `own` are no capitals of Unicode."""
    # Letters answer to letters: an apostrophe has no case to pass on and none to take.
    places = [sum(kind(c) in "Ul" for c in target[:i]) for i in range(len(target))]
    raised = dict(own)
    return "".join(
        raised.get(c) or c.upper() if capitals[min(place, len(capitals) - 1)] else c
        for c, place in zip(target, places, strict=True)
    )

"""What follows from the rules of a table before any text is seen: their letters, their contexts, what they ask."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from ..table.value import Rule
from ..text.kinds import CYRILLIC_VOWELS, STRESS_MARKS, VOWELS, kind
from .reading import UNNAMED

#: The last is the letter.
APOSTROPHES = "'’\u02bc"
EDGE, OTHER = "\x01", "\0"
#: The marks that Unicode composes with a letter that is composed with another one before.
MARKS_BEHIND_MARKS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030c\u0342\u0345"
#: Patterns up to this length match in every mixture of capitals; longer ones in lower, Title and UPPER case.
MIXED_CASE_LENGTH = 4
#: The palochka of the Caucasus, which has a small letter in Unicode and one form for both in most texts.
PALOCHKA, SMALL_PALOCHKA = "\u04c0", "\u04cf"


class Context(NamedTuple):
    """Letters that must stand beside a match, nearest last (`after`) or first (`before`), and a word's edge."""

    letters: tuple[frozenset[str], ...]
    edge: bool


class CompiledRule(NamedTuple):
    """A rule with its contexts read."""

    rule: Rule
    after: Context
    before: Context
    always: bool  # fits wherever its letters stand


class Node:
    """A trie node; `needs` holds what the rules below ask of the past, to know if going on can help."""

    __slots__ = ("children", "needs", "rules")

    def __init__(self) -> None:
        self.children: dict[str, Node] = {}
        self.rules: list[CompiledRule] = []
        self.needs: dict[tuple[Context, bool], None] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What the rules of one direction are made of, and what they may ask of a text."""

    #: The rules, but for those of stress marks.
    rules: tuple[Rule, ...]
    classes: Mapping[str, str]
    #: Whether capitals follow from small letters, and whether a mark on a vowel keeps no rule from fitting.
    follow: bool
    stress: bool
    #: What becomes of each stress mark that the table maps.
    mark_output: Mapping[str, str]
    #: The letters that rules read.
    alphabet: frozenset[str]
    #: A letter and its marks, and the letter that they make, which rules read or ask for.
    compositions: Mapping[str, str]
    #: Such a letter with more marks that make one character, and the letter: `ǖ` where rules read `ü`.
    extended: Mapping[str, str]
    #: What a letter, with marks or not, may still become at the end of a text, as it stands included.
    openings: Mapping[str, frozenset[str]]
    #: The signs that do not end a word behind a letter: apostrophes, and what rules read between letters.
    apostrophes: frozenset[str]
    #: The letters that may carry a stress mark.
    vowels: frozenset[str]
    #: A vowel composed with a stress mark, and both.
    accented: Mapping[str, tuple[str, str]]
    #: How many letters of one match may carry a mark, the last not counted.
    inner_marks: int
    #: How many letters back a context looks.
    memory: int
    #: A letter that a context knows, and the one that stands for all that no context tells apart.
    remembered: Mapping[str, str]
    #: The letters that a context asks for behind a match.
    foreseen: frozenset[str]
    #: Whether a letter's capitals may depend on those beside it.
    asks_case: bool
    #: The sources for which they do: one letter that becomes several, or signs without case that become letters.
    leaning: frozenset[str]
    #: Those of them that have no letter with case: a prime that is read as ь.
    signs: frozenset[str]
    #: The capitals that are not what Unicode takes for them, by their small letters.
    capitals: Mapping[str, str]
    #: Whether it matters where a word begins and ends.
    asks_word: bool
    #: The rules by their letters.
    root: Node

    def fold(self, char: str) -> str:
        """Return a letter as rules name it: small, if case follows."""
        if not self.follow:
            return char
        for small, capital in self.capitals.items():
            if capital == char:
                return small
        small = char.lower()
        # Í is no í where I is an ı.
        foreign = self.capitals and unicodedata.normalize("NFD", char)[0] in self.capitals.values()
        return small if len(small) == 1 and not foreign else char

    def raised(self, text: str) -> str:
        """Return a text in capitals."""
        return "".join([self.capitals.get(c) or c.upper() for c in text]) if self.capitals else text.upper()

    def capitals_of(self, char: str) -> list[str]:
        """Return the other characters that are read as a letter, if case follows."""
        if not self.follow:
            return []
        if char in self.capitals:
            return [self.capitals[char]]
        return [c for c in dict.fromkeys((char.upper(), char.title())) if c != char and self.fold(c) == char]


def derive(
    rules: Iterable[Rule],
    classes: Mapping[str, str],
    *,
    follow: bool,
    stress: bool,
    capitals: Mapping[str, str] = MappingProxyType({}),
) -> Facts:
    """Return the facts of some rules; with `stress` a mark on a vowel does not keep a rule from fitting.

    >>> facts = derive([Rule("щ", "sht"), Rule("и", "y", before="$")], {}, follow=True, stress=True)
    >>> sorted(facts.alphabet), facts.memory, facts.asks_case
    (['и', 'щ'], 0, True)
    """
    every = tuple(rules)
    mark_output = {r.source: r.target for r in every if stress and r.source in STRESS_MARKS}
    letters = tuple(r for r in every if r.source not in mark_output)
    alphabet = frozenset(c for r in letters for c in r.source)
    vowels = alphabet & VOWELS if stress else frozenset()
    sets = class_sets(classes)
    compiled = [_compile(r, sets, follow) for r in letters]
    foreseen = frozenset(c for r in compiled for letters in r.before.letters for c in letters)
    known = alphabet | foreseen | {c for r in compiled for letters in r.after.letters for c in letters}
    compositions = {parts: c for c in known if len(parts := unicodedata.normalize("NFD", c)) > 1}
    compositions |= {parts: c for c in known & capitals.keys() if (parts := _parts_of_capital(c, capitals))}
    extended = _extended(compositions)
    memory = max((len(c.after.letters) for c in compiled), default=0)
    leaning = frozenset(r.source for r in letters if follow and _leans(r))
    return Facts(
        rules=letters,
        classes=classes,
        follow=follow,
        stress=stress,
        mark_output=mark_output,
        alphabet=alphabet,
        compositions=compositions,
        extended=extended,
        openings=_openings(compositions, extended),
        apostrophes=frozenset(APOSTROPHES) | {r.source for r in letters if _is_apostrophe(r)},
        vowels=vowels,
        accented=_find_accented(vowels, alphabet),
        # Nobody stresses Latin spellings.
        inner_marks=int(not vowels.isdisjoint(CYRILLIC_VOWELS)),
        memory=memory,
        remembered=_alike({letters: None for r in compiled for letters in r.after.letters}),
        foreseen=foreseen,
        asks_case=bool(leaning),
        leaning=leaning,
        signs=frozenset(source for source in leaning if not any(kind(c) in "Ul" for c in source)),
        capitals=capitals,
        asks_word=memory > 0 or bool(leaning) or any(c.after.edge for c in compiled),
        root=_trie(compiled),
    )


def class_sets(classes: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return the letters of each class as one set, for all contexts that name it."""
    return {name: frozenset(letters) for name, letters in classes.items()}


def characters(facts: Facts) -> list[str]:
    """Return the characters that rules tell apart, small and capital."""
    named = set(facts.alphabet | facts.remembered.keys() | facts.foreseen)
    named.update(part for parts in (*facts.compositions, *facts.extended) for part in parts)
    named.update(facts.accented)
    if facts.vowels or facts.asks_word:
        named.update(STRESS_MARKS)
    if facts.mark_output:
        # Unicode has one character for a diaeresis and the acute behind it.
        named.add("\u0308")
    if facts.asks_word:
        named.update(facts.apostrophes)
    if facts.follow:
        for char in sorted(named):
            named.update(facts.capitals_of(char))
    return sorted(named - UNNAMED)


def bases(facts: Facts) -> frozenset[str]:
    """Return the characters that a composed one is read by: all that rules tell apart and do not only copy."""
    copies = {r.source for r in facts.rules if r.source == r.target and len(r.source) == 1}
    copies -= {c for r in facts.rules if r.source not in copies for c in r.source}
    copies -= facts.remembered.keys() | facts.foreseen | facts.apostrophes
    copies -= {part for parts in facts.compositions for part in parts}
    if all(len(r.source) == 1 and not (r.after or r.before) for r in facts.rules) and not facts.mark_output:
        copies |= set(STRESS_MARKS)
    return frozenset(c for c in characters(facts) if facts.fold(c) not in copies)


def contexts(rule: Rule, classes: Mapping[str, Iterable[str]]) -> tuple[Context, Context]:
    """Return what must stand before and behind a rule's letters."""
    return _context(rule.after, classes, "^"), _context(rule.before, classes, "$")


def _extended(compositions: Mapping[str, str]) -> dict[str, str]:
    extended: dict[str, str] = {}
    begun = [(parts, char, char) for parts, char in compositions.items() if unicodedata.combining(parts[1])]
    for parts, whole, char in begun:
        for mark in MARKS_BEHIND_MARKS:
            longer = unicodedata.normalize("NFC", whole + mark)
            if len(longer) == 1 and unicodedata.normalize("NFD", longer) == parts + mark not in compositions:
                extended[parts + mark] = char
                begun.append((parts + mark, longer, char))
    return extended


def _openings(compositions: Mapping[str, str], extended: Mapping[str, str]) -> dict[str, frozenset[str]]:
    begun: dict[str, set[str]] = {}
    for parts, letter in (*compositions.items(), *extended.items()):
        for end in range(1, len(parts)):
            begun.setdefault(parts[:end], set()).add(letter)
    return {parts: frozenset(become | {compositions.get(parts, parts[0]), parts[0]}) for parts, become in begun.items()}


def has_case(char: str) -> bool:
    """Tell whether a letter, or a capital one, says whether what it becomes is one.

    >>> [has_case(c) for c in "щЩʹ" + PALOCHKA]
    [True, True, False, False]
    """
    return kind(char) in "Ul" and char not in (PALOCHKA, SMALL_PALOCHKA)


def _leans(rule: Rule) -> bool:
    """Tell whether the letters beside a rule's decide which of those it writes are capitals."""
    cased = sum(map(has_case, rule.source))
    return cased < 2 and any(kind(c) in "Ul" for c in rule.target[cased:])


def _parts_of_capital(char: str, capitals: Mapping[str, str]) -> str:
    """Return how a capital is spelled with marks, its letter small, if it can be: İ is an ı with a dot."""
    parts = unicodedata.normalize("NFD", capitals[char])
    smalls = {capital: small for small, capital in capitals.items()}
    return smalls.get(parts[0], parts[0].lower()) + parts[1:] if len(parts) > 1 else ""


def _is_apostrophe(rule: Rule) -> bool:
    between = rule.after.strip("^") and rule.before.strip("$")
    return bool(between) and len(rule.source) == 1 and kind(rule.source) in "cn"


def _find_accented(vowels: frozenset[str], alphabet: frozenset[str]) -> dict[str, tuple[str, str]]:
    return {
        c: (vowel, mark)
        for vowel in vowels
        for mark in STRESS_MARKS
        if len(c := unicodedata.normalize("NFC", vowel + mark)) == 1 and c not in alphabet
    }


def _compile(rule: Rule, classes: Mapping[str, Iterable[str]], follow: bool) -> CompiledRule:
    long = follow and len(rule.source) > MIXED_CASE_LENGTH
    return CompiledRule(rule, *contexts(rule, classes), not (rule.after or rule.before or long))


def _context(text: str, classes: Mapping[str, Iterable[str]], edge: str) -> Context:
    letters: list[frozenset[str]] = []
    rest = text.strip(edge)
    while rest:
        if rest[0] == "{":
            name, _, rest = rest[1:].partition("}")
            letters.append(frozenset(classes[name]))
        else:
            letters.append(frozenset(rest[0]))
            rest = rest[1:]
    if edge == "^" and edge in text and letters:
        letters.insert(0, frozenset(EDGE))
    return Context(tuple(letters), edge in text)


def _alike(sets: Iterable[frozenset[str]]) -> dict[str, str]:
    """Map each letter of the sets to one that stands for all letters in the same sets."""
    member_of: dict[str, list[int]] = {}
    for number, letters in enumerate(sets):
        for char in letters:
            member_of.setdefault(char, []).append(number)
    member_of.pop(EDGE, None)
    first: dict[tuple[int, ...], str] = {}
    return {char: first.setdefault(tuple(numbers), char) for char, numbers in sorted(member_of.items())}


def _trie(compiled: Iterable[CompiledRule]) -> Node:
    root = Node()
    # Rules with a context first, those of one kind in the order of the file.
    for item in sorted(compiled, key=lambda item: not (item.rule.after or item.rule.before)):
        node = root
        long = len(item.rule.source) > MIXED_CASE_LENGTH
        for char in item.rule.source:
            node.needs[item.after, long] = None
            node = node.children.setdefault(char, Node())
        node.rules.append(item)
    return root

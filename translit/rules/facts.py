"""What follows from the rules of a table before any text is seen: their letters, their contexts, what they ask."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..table.value import Rule
from ..text.kinds import CYRILLIC_VOWELS, STRESS_MARKS, VOWELS

APOSTROPHES = "'’\N{MODIFIER LETTER APOSTROPHE}"
EDGE, OTHER = "\x01", "\0"
#: Patterns up to this length match in every mixture of capitals; longer ones in lower, Title and UPPER case.
MIXED_CASE_LENGTH = 4


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
    #: A letter and a mark, and the letter of the alphabet that both make.
    compositions: Mapping[tuple[str, str], str]
    #: What a letter at the end of a text may still become, itself included.
    openings: Mapping[str, frozenset[str]]
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
    #: Whether it matters where a word begins and ends.
    asks_word: bool
    #: The rules by their letters.
    root: Node


def derive(rules: Iterable[Rule], classes: Mapping[str, str], *, follow: bool, stress: bool) -> Facts:
    """Return the facts of some rules; with `stress` a mark on a vowel does not keep a rule from fitting.

    >>> facts = derive([Rule("щ", "sht"), Rule("и", "y", before="$")], {}, follow=True, stress=True)
    >>> sorted(facts.alphabet), facts.memory, facts.asks_case
    (['и', 'щ'], 0, True)
    """
    every = tuple(rules)
    mark_output = {r.source: r.target for r in every if stress and r.source in STRESS_MARKS}
    letters = tuple(r for r in every if r.source not in mark_output)
    alphabet = frozenset(c for r in letters for c in r.source)
    compositions = {(parts[0], parts[1]): c for c in alphabet if len(parts := unicodedata.normalize("NFD", c)) == 2}
    openings: dict[str, set[str]] = {}
    for (base, _), char in compositions.items():
        openings.setdefault(base, {base}).add(char)
    vowels = alphabet & VOWELS if stress else frozenset()
    sets = class_sets(classes)
    compiled = [_compile(r, sets, follow) for r in letters]
    memory = max((len(c.after.letters) for c in compiled), default=0)
    asks_case = follow and any(len(r.source) == 1 and len(r.target) > 1 for r in letters)
    return Facts(
        rules=letters,
        classes=classes,
        follow=follow,
        stress=stress,
        mark_output=mark_output,
        alphabet=alphabet,
        compositions=compositions,
        openings={base: frozenset(become) for base, become in openings.items()},
        vowels=vowels,
        accented=_find_accented(vowels, alphabet),
        # Nobody stresses Latin spellings.
        inner_marks=int(not vowels.isdisjoint(CYRILLIC_VOWELS)),
        memory=memory,
        remembered=_alike({letters: None for r in compiled for letters in r.after.letters}),
        foreseen=frozenset(c for r in compiled for letters in r.before.letters for c in letters),
        asks_case=asks_case,
        asks_word=memory > 0 or asks_case or any(c.after.edge for c in compiled),
        root=_trie(compiled),
    )


def class_sets(classes: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return the letters of each class as one set, for all contexts that name it."""
    return {name: frozenset(letters) for name, letters in classes.items()}


def contexts(rule: Rule, classes: Mapping[str, Iterable[str]]) -> tuple[Context, Context]:
    """Return what must stand before and behind a rule's letters."""
    return _context(rule.after, classes, "^"), _context(rule.before, classes, "$")


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

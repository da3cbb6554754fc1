"""ICU transform rules: ICU4C, ICU4J, and what is built on them, such as analysis plugins of Elasticsearch and Lucene.

There are two passes, since ICU shows a rule what was written before it, and ours ask what was read. The first one sets
a private-use character before each piece that a rule reads, and leaves the letters; the second writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ..rules.facts import EDGE, MIXED_CASE_LENGTH, CompiledRule, Context, Facts
from ..rules.meaning import in_case
from ..text.kinds import kind

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

FILE = "{id}.txt"
INSTALL = """\
Each file holds the rules of one transform: `Transliterator.createFromRules(id, rules, FORWARD)` in ICU4J and ICU4C,
`uconv -x "$(cat bg-streamlined-2009.txt)"` on a command line, `icu_transform` with these rules in Elasticsearch."""

#: The private-use characters that mark what rule a piece is read by.
MARKS = range(0xE000, 0xF8FF)
LETTER, UPPER, CASELESS = "[[:L:][:M:]]", "[[:Lu:][:Lt:]]", "[[:Lo:][:Lm:][:M:]]"
PALOCHKA = frozenset("\u04c0\u04cf")
MARK = f"[\\u{MARKS[0]:04X}-\\u{MARKS[-1]:04X}]?"


class Piece(NamedTuple):
    """A way in which a rule fits: what is read, beside what, and what is written."""

    source: tuple[str, ...]
    target: str
    after: str
    before: str
    #: Whether all that is written is a capital.
    among_capitals: bool = False


def export(compiled: Transliterator) -> str:
    """Return the rules: of more than 6,399 the last are left out, as `lost` says."""
    table, meaning = compiled.table, compiled._rules.meaning
    facts, own = meaning.facts, meaning._own_capitals
    lines = [f"# {table.id}{', the way back' * compiled.reverse}: {table.name['en']}"]
    written = []
    for mark, piece in zip(map(chr, MARKS), _pieces(facts), strict=False):
        read = " ".join(f"[{''.join(map(_char, each))}]" if len(each) > 1 else _char(each) for each in piece.source)
        lines.append(f"{piece.after} {{ ({read}) }} {piece.before} > {_char(mark)} $1 ;")
        # Which of the letters were capitals is seen in the second pass.
        for letters in product(*piece.source):
            capitals = tuple(kind(each) == "U" for each in letters if kind(each) in "Ul")
            if len(letters) == 1 and not piece.among_capitals:
                capitals += (False,)
            target = in_case(piece.target, capitals, own) if facts.follow and any(capitals) else piece.target
            written.append(f"{_char(mark)} {_text(letters)} > {_text(target)} ;")
    return "\n".join([*lines, "::Null ;", *written, ""])


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield letters that have no case to see, and what there is no mark left for."""
    facts = compiled._rules.meaning.facts
    for rule in facts.rules:
        if facts.follow and (rule.source in facts.signs or not PALOCHKA.isdisjoint(rule.source)):
            yield f"{rule}: it is a capital among capitals, and what such a sign stands among is not asked here"
    for piece in list(_pieces(facts))[len(MARKS) :]:
        yield f"{''.join(piece.source)} → {piece.target}: there are private-use characters for {len(MARKS)} rules only"


def _pieces(facts: Facts) -> Iterator[Piece]:
    """Yield the ways in which rules fit, in the order in which they are tried: the longest first."""
    nodes = [facts.root]
    for node in nodes:
        nodes += node.children.values()
    for node in reversed(nodes):
        for rule in node.rules:
            yield from _fitting(facts, rule)


def _fitting(facts: Facts, compiled: CompiledRule) -> Iterator[Piece]:
    rule, after, before = compiled.rule, compiled.after, compiled.before
    if not facts.follow:
        for behind in _after(facts, after):
            yield Piece(tuple(rule.source), rule.target, behind, _before(facts, before))
        return
    if len(rule.source) > MIXED_CASE_LENGTH:
        for spelled in dict.fromkeys((rule.source, _title(rule.source), rule.source.upper())):
            for behind in _after(facts, after):
                yield Piece(tuple(spelled), rule.target, behind, _before(facts, before))
        return
    capital = _cases(rule.source)[1:] if len(rule.source) == 1 else ""
    if capital and len(rule.target) > 1:
        # A capital beside capitals is one of a word in capitals; that before it counts where none is behind it.
        for behind in _after(facts, after):
            yield Piece((capital,), rule.target, behind, _before(facts, before, UPPER), True)
        for behind in _after_capital(facts, after):
            yield Piece((capital,), rule.target, behind, _before(facts, before, "[^[:Ll:]]"), True)
    for behind in _after(facts, after):
        yield Piece(tuple(map(_cases, rule.source)), rule.target, behind, _before(facts, before))


def _cases(letter: str) -> str:
    return "".join(dict.fromkeys(each for each in (letter, letter.upper(), letter.title()) if len(each) == 1))


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _after(facts: Facts, context: Context) -> list[str]:
    """Return what has to stand before a piece, in one way or more."""
    letters = [_set(facts, letters) for letters in context.letters if letters != {EDGE}]
    behind = f" {MARK} ".join(letters)
    if not (context.edge or {EDGE} in context.letters):
        return [behind]
    signs = _set(facts, facts.apostrophes)
    # An apostrophe right behind a letter does not end its word.
    return [
        f"[^{LETTER}{signs}] {MARK} {behind}".strip(),
        f"[[^{LETTER}]{signs}] {MARK} {signs} {MARK} {behind}".strip(),
    ]


def _after_capital(facts: Facts, context: Context) -> list[str]:
    """Return the same for a piece in whose word the last letter that has a case is a capital."""
    if not context.letters:
        # The word's own first letter has none before it.
        return [] if context.edge else [f"{UPPER} {CASELESS}* {MARK} {_set(facts, facts.apostrophes)}? {MARK}"]
    *before, last = [_set(facts, letters) for letters in context.letters]
    found = [f" {MARK} ".join([*before, f"[{last}&{UPPER}]"])]
    if not before:
        found.append(f"{UPPER} {MARK} [{last}-[:Ll:]-{UPPER}]")
    return found if {EDGE} not in context.letters else []


def _before(facts: Facts, context: Context, besides: str = "") -> str:
    letters = [_set(facts, letters) for letters in context.letters]
    if context.edge:
        letters.append(f"[^{LETTER}]")
    if besides:
        letters[:1] = [f"[{letters[0]}&{besides}]" if letters else besides]
    return " ".join(letters)


def _set(facts: Facts, letters: Iterable[str]) -> str:
    cased = {each for letter in letters for each in ((_cases(letter)) if facts.follow else letter)}
    return f"[{''.join(map(_char, sorted(cased)))}]"


def _text(letters: Iterable[str]) -> str:
    return "".join(map(_char, letters))


def _char(char: str) -> str:
    """Return a character as ICU writes it: one that might mean something, or that is not seen, by number."""
    return char if char.isalpha() and ord(char) < MARKS[0] else f"\\u{ord(char):04X}"

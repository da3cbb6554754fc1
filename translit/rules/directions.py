"""The rules of each direction: those that the way there needs, and those of the way back, which are derived."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from unicodedata import combining

from ..table.value import Rule, Table
from .facts import MIXED_CASE_LENGTH

#: Letters that Unicode has as one character, for the two that everybody types.
DIGRAPHS = {"dž": "ǆ", "lj": "ǉ", "nj": "ǌ"}


def inverse(table: Table) -> tuple[list[Rule], dict[str, str]]:
    """Return the rules and classes of the reverse direction.

    Where two sources have one target the first in the file wins; a rule that writes nothing has no inverse, nor has a
    key that types a mark: a letter is the same letter, composed with its mark or not.
    What is written as one of `DIGRAPHS` is read as its one character, too, and where its second letter is one of the
    source's alphabet already: a Serbian ј in Latin lj looks like any other j.
    A class in a context becomes the class of what its letters are written as, by their nearest letter.
    """
    letters = {r.source: r.target for r in reversed(table.rules) if not (r.after or r.before) and r.target}
    sources = {target: source for source, target in reversed(letters.items())}
    classes = {}
    for name, members in table.classes.items():
        written = [letters.get(c, c) for c in members]
        classes[f"{name} before"] = "".join(dict.fromkeys(w[0] for w in written))
        classes[f"{name} after"] = "".join(dict.fromkeys(w[-1] for w in written))
    rules: dict[tuple[str, str, str], Rule] = {}
    for rule in table.rules:
        if rule.target and not (table.kind == "layout" and combining(rule.target[0])):
            after = _context(rule.after, "after", letters)
            before = _context(rule.before, "before", letters)
            back = Rule(rule.target, rule.source, after, before, rule.key)
            rules.setdefault((back.source, after, before), back)
            if not (after or before) and back.source in DIGRAPHS:
                rules.setdefault((DIGRAPHS[back.source], "", ""), replace(back, source=DIGRAPHS[back.source]))
            mixed = _mix(back.source, sources)
            if mixed != back.source:
                rules.setdefault((mixed, after, before), replace(back, source=mixed))
    return list(rules.values()), classes


def _mix(text: str, letters: Mapping[str, str]) -> str:
    """Return a text with the second letters of its digraphs replaced."""
    for digraph in DIGRAPHS:
        text = text.replace(digraph, digraph[0] + letters.get(digraph[1], digraph[1]))
    return text


def _context(context: str, side: str, letters: Mapping[str, str]) -> str:
    parts = re.findall(r"\{[^}]*\}|.", context)
    return "".join(f"{part[:-1]} {side}}}" if part[0] == "{" else letters.get(part, part) for part in parts)


def without_seams(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules that the way there needs: a machine need not wait for the others to fit.

    The others change nothing: they mark where the way back has two letters that look like one. Serbian инјекција is
    injekcija as each of its letters is written; only back must somebody know that nj is not њ.

    >>> nj, seam = [Rule("н", "n"), Rule("ј", "j"), Rule("њ", "nj")], Rule("инј", "inj")
    >>> without_seams([*nj, Rule("и", "i"), seam]) == [*nj, Rule("и", "i")]
    True
    """
    letters = {r.source: r.target for r in rules if len(r.source) == 1 and not (r.after or r.before)}
    likely = {id(r) for r in rules if len(r.source) > 1 and _letter_by_letter(r, letters)}
    others = {r.source[0] for r in rules if id(r) not in likely and (len(r.source) > 1 or r.after or r.before)}
    return [r for r in rules if id(r) not in likely or not others.isdisjoint(r.source)]


def _letter_by_letter(rule: Rule, letters: dict[str, str]) -> bool:
    written = [letters.get(c, "") for c in rule.source]
    # A capital among few letters may spread over more letters than its own; longer rules know plain cases only.
    return "".join(written) == rule.target and (
        len(rule.source) > MIXED_CASE_LENGTH or all(len(w) == 1 for w in written)
    )

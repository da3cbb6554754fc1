"""The way back: the rules that undo a table's rules, derived and never written by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from .table import Rule, Table

#: Letters that Unicode has as one character, for the two that everybody types.
DIGRAPHS = {"dž": "ǆ", "lj": "ǉ", "nj": "ǌ"}


def inverse(table: Table) -> tuple[list[Rule], dict[str, str]]:
    """Return the rules and classes of the reverse direction.

    Where two sources have one target the first in the file wins; a rule that writes nothing has no inverse.
    What is written as one of `DIGRAPHS` is read as its one character, too.
    A class in a context becomes the class of what its letters are written as, by their nearest letter.
    """
    letters = {r.source: r.target for r in reversed(table.rules) if not (r.after or r.before) and r.target}
    classes = {}
    for name, members in table.classes.items():
        written = [letters.get(c, c) for c in members]
        classes[f"{name} before"] = "".join(dict.fromkeys(w[0] for w in written))
        classes[f"{name} after"] = "".join(dict.fromkeys(w[-1] for w in written))
    rules: dict[tuple[str, str, str], Rule] = {}
    for rule in table.rules:
        if rule.target:
            after = _context(rule.after, "after", letters)
            before = _context(rule.before, "before", letters)
            back = Rule(rule.target, rule.source, after, before, rule.key)
            rules.setdefault((back.source, after, before), back)
            if not (after or before) and back.source in DIGRAPHS:
                rules.setdefault((DIGRAPHS[back.source], "", ""), replace(back, source=DIGRAPHS[back.source]))
    return list(rules.values()), classes


def _context(context: str, side: str, letters: Mapping[str, str]) -> str:
    parts = re.findall(r"\{[^}]*\}|.", context)
    return "".join(f"{part[:-1]} {side}}}" if part[0] == "{" else letters.get(part, part) for part in parts)

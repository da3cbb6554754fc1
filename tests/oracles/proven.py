"""How many tables there are, and how much of them other programs prove: `python -m tests.oracles.proven`.

A rule of a scheme is exercised if a sample uses it, and proven if a word uses it that a counterpart is asked about and
writes the same: `tests/oracles/test_counterparts.py` fails when one does not. A cell of a layout is proven if the
layout names a keyboard that is asked key by key; so is a rule of an input method (`tests/oracles/test_methods.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tests.oracles.methods import PROGRAMS
from tests.oracles.spelling import COUNTERPARTS
from translit import Table, tables
from translit.convert.transliterator import compile_table
from translit.text.kinds import STRESS_MARKS

#: What ids have behind the language, and the family that it tells; what has none of these is a law or a custom.
FAMILIES = {
    "ala-lc": "ALA-LC",
    "bgn-pcgn": "BGN/PCGN",
    "odni": "ODNI",
    "icao": "ICAO 9303",
    "iso": "ISO 9",
    "gost": "GOST",
    "un": "United Nations",
    "latin|lacinka|turkic": "Latin alphabets",
    "passport|mvd|register": "passports and names",
}


class Count(NamedTuple):
    """How much there is of a table or of a family, how much samples exercise, and how much another program proves."""

    whole: int
    exercised: int
    proven: int


def family(table: Table) -> str:
    """Return the family of a table, for the list.

    >>> family(tables["tt-ala-lc"]), family(tables["bg-streamlined-2009"]), family(tables["bg-bekl"])
    ('ALA-LC', 'laws and customs', 'layouts')
    """
    if table.kind != "scheme":
        return "layouts" if table.kind == "layout" else "informal"
    named = (name for ids, name in FAMILIES.items() if re.search(rf"-(?:{ids})(?:-|$)", table.id))
    return next(named, "laws and customs")


def used(table: Table, texts: Iterator[str], *, reverse: bool = False) -> set[str]:
    """Return the rules that a table reads texts by, by their keys."""
    convert = compile_table(table.id, reverse=reverse)
    return {match.rule.key for text in texts for match in convert.matches(text) if match.rule}


def exercised(table: Table) -> set[str]:
    """Return the rules that samples use, there or back; stress marks are read with their letters."""
    shown = used(table, (s.source for s in table.samples if not s.reverse))
    shown |= used(table, (s.source for s in table.samples if s.reverse), reverse=True)
    return (shown & {rule.key for rule in table.rules}) | {r.key for r in table.rules if r.source in STRESS_MARKS}


def count(table: Table) -> Count:
    """Count the rules of a scheme, or the cells of a layout."""
    if table.kind == "layout":
        cells = sum(bool(cell) for rows in table.keys.values() for row in rows for cell in row)
        return Count(cells, cells, cells if table.counterparts else 0)
    if table.kind != "scheme":
        return Count(0, 0, 0)
    from tests.oracles.test_counterparts import differs, is_fair, questions

    unproven = {rule.key: rule.source.lower() for rule in table.rules}
    if table.counterparts.keys() & PROGRAMS.keys():
        # tests/oracles/test_methods.py types the keys of every rule on these.
        apart = [d.source.lower() for d in table.deviations if d.oracle in PROGRAMS]
        unproven = {key: source for key, source in unproven.items() if source in apart}
    for oracle in table.counterparts.keys() & COUNTERPARTS.keys():
        apart = [d.source for d in table.deviations if d.oracle == oracle]
        for word in questions(table, oracle):
            if not unproven:
                break
            # Only a word that has the letters of a rule can use it, and explaining a word takes longest.
            may_prove = any(source in word.lower() for source in unproven.values())
            if may_prove and is_fair(word, table) and not differs(word, apart):
                for key in used(table, iter([word])):
                    unproven.pop(key, None)
    whole = len({rule.key for rule in table.rules})
    return Count(whole, len(exercised(table)), whole - len(unproven))


def report() -> Iterator[str]:
    """Yield the list, a line for each family and one for all."""
    families: dict[str, list[Count]] = {}
    for name in tables:
        families.setdefault(family(tables[name]), []).append(count(tables[name]))
    wide = max(map(len, families))
    yield f"{'':{wide}}  tables  rules, cells  exercised   proven"
    every = [each for counts in families.values() for each in counts]
    for name, counts in [*sorted(families.items(), key=lambda item: -len(item[1])), ("all", every)]:
        whole, exercised, proven = (sum(column) for column in zip(*counts, strict=True))
        share = [f"{100 * part / whole:.1f} %" if whole else "" for part in (exercised, proven)]
        yield f"{name:{wide}}  {len(counts):6}  {whole:12}  {share[0]:>9}  {share[1]:>7}"
    asked = Counter(oracle for name in tables for oracle in tables[name].counterparts)
    yield "asked: " + ", ".join(f"{oracle} {number}" for oracle, number in asked.most_common())


if __name__ == "__main__":
    print("\n".join(report()))

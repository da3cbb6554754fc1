"""A table made of two: one that extends another, or one that a fallback helps with letters that it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from unicodedata import combining

from ..errors import UnfitTable
from ..text.kinds import kind
from .value import Rule, Sample, Table

#: What a table that extends another need not say again: what it is, and what it is made of.
INHERITED = ("kind", "name", "language", "source-script", "target-script", "case")


def require_scheme(table: Table, use: str) -> None:
    """Raise UnfitTable for a table that is no scheme; `use` says what one is wanted for."""
    if table.kind != "scheme":
        raise UnfitTable(table.id, f"{use} needs a scheme, and this table is of kind {table.kind!r}")


def inherit(said: Mapping[str, Any], base: Table) -> dict[str, Any]:
    """Return what a table's file says, with what it is silent of taken from the table that it extends."""
    taken = {key: getattr(base, key.replace("-", "_")) for key in INHERITED}
    letters = f"{base.foreign_letters}{said.get('foreign-letters', '')}"
    taken |= {"name": dict(base.name), "capitals": dict(base.capitals) if said.get("case") != "exact" else {}}
    return {**taken, **said, **({"foreign-letters": letters} if letters else {})}


def merge_rules(base: Table, own: Iterable[Rule]) -> list[Rule]:
    """Return the rules of two tables: one's own stand in the place of those for the same letters and context.

    >>> from .library import find_table
    >>> [str(rule) for rule in merge_rules(find_table("bg-streamlined-2009"), [Rule("ц", "c")])][22:24]
    ['ц → c', 'ч → ch']
    """
    taken = (replace(rule, key=f"{base.id}:{rule.key}") for rule in base.rules)
    merged = {(rule.source, rule.after, rule.before): rule for rule in taken}
    merged.update({(rule.source, rule.after, rule.before): rule for rule in own})
    return list(merged.values())


def merge_samples(base: Table, own: Iterable[Sample]) -> list[Sample]:
    """Return one's own samples, and those of the table that is extended, but for the ones that are said again."""
    own = list(own)
    restated = {(sample.source, sample.reverse) for sample in own}
    taken = (sample for sample in base.samples if (sample.source, sample.reverse) not in restated)
    return own + [replace(sample, origin=sample.origin or base.id) for sample in taken]


def with_fallback(table: Table, fallback: Table) -> Table:
    """Return a scheme that writes the letters that it does not know by another one; raise UnfitTable.

    A rule of the fallback is taken if it reads such a letter, so none says anything of a text without one.

    >>> from .library import find_table
    >>> table = with_fallback(find_table("bg-streamlined-2009"), find_table("ru-icao-9303"))
    >>> [str(rule) for rule in table.rules if rule.source in "цыэ"]
    ['ц → ts', 'ы → y', 'э → e']
    """
    for each in (table, fallback):
        require_scheme(each, "a fallback")
    scripts = (table.source_script, table.target_script)
    if (fallback.source_script, fallback.target_script) != scripts:
        raise UnfitTable(
            fallback.id,
            f"expected a fallback from {' to '.join(scripts)} as {table.id} is, "
            f"found one from {fallback.source_script} to {fallback.target_script}",
        )
    known = {char for rule in table.rules for char in rule.source}
    rules = [rule for rule in _in_case(fallback, table.case) if any(_is_new(c, known, table) for c in rule.source)]
    named = {f"{fallback.id} {name}": letters for name, letters in fallback.classes.items()}
    return replace(
        table,
        classes={**table.classes, **named},
        rules=(*table.rules, *(_renamed(rule, fallback.id) for rule in rules)),
        foreign_letters=table.foreign_letters + fallback.foreign_letters,
        reversible=False,
    )


def _is_new(char: str, known: set[str], table: Table) -> bool:
    # Only a fallback needs it, and every table comes by here.
    from ..text.scripts import script_of

    letter = kind(char) in "Ulc" and not combining(char)
    return letter and char not in known and script_of(char) == table.source_script


def _renamed(rule: Rule, name: str) -> Rule:
    """Return a rule whose classes are those of another table."""
    after, before = (context.replace("{", f"{{{name} ") for context in (rule.after, rule.before))
    return replace(rule, after=after, before=before, key=f"{name}:{rule.key}")


def _in_case(table: Table, case: str) -> Iterator[Rule]:
    """Yield the rules of a table as one would have them that derives its capitals, or as one that does not."""
    for rule in table.rules:
        if table.case == case or rule.source == rule.source.lower():
            yield rule
        if table.case == "follow" and case == "exact":
            for spelled in dict.fromkeys((str.title, str.upper)) if len(rule.source) > 1 else (str.title,):
                yield replace(rule, source=spelled(rule.source), target=spelled(rule.target))

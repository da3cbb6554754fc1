"""What is wrong with a table that can be read: rules that never win, letters of the wrong script, untested rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from .convert.transliterator import Transliterator, compile_table
from .engine import InputEngine
from .errors import Problem, TableError, TableNotFound
from .informal.model.file import find_modelled
from .informal.spelling import SCHEME
from .machine.by_rules import RuleConversion
from .machine.finished import tabulate
from .rules.facts import Context, contexts
from .rules.meaning import Meaning
from .table.library import find_table
from .table.lines import line_of
from .table.value import Rule, Sample, Table
from .text.kinds import kind
from .text.scripts import script_of

_ANY_SCRIPT = frozenset({"Zyyy", "Zinh"})


def lint_table(table: Table) -> list[Problem]:
    """Return what is wrong with a table, in file order; an empty list if nothing is.

    Finds letters of the wrong script, rules that can never win or that change nothing, rules that only file order
    decides between, context rules that no sample tries, a wrong `reversible`, failing samples and a machine that
    would be too large.
    """
    problems = [*_impure(table)]
    if table.kind == "scheme":
        forward, back = RuleConversion(table), RuleConversion(table, reverse=True)
        try:
            tabulate(forward.lazy)
            tabulate(back.lazy)
        except TableError as error:
            return [*problems, *error.problems]
        problems += _hidden(table, forward.meaning)
        problems += _idle(table)
        problems += _untested(table, {False: forward, True: back})
        problems += _irreversible(table, forward, back)
    problems += _strange_styles(table)
    problems += _broken_samples(table)
    return sorted(problems, key=lambda problem: problem.line)


def _problem(table: Table, key: str, message: str) -> Problem:
    return Problem(line_of(table.text, key), key, message)


def _impure(table: Table) -> Iterator[Problem]:
    """Yield letters that look right and belong to another script."""
    source, target = {table.source_script}, {table.target_script}
    for name, letters in table.classes.items():
        yield from _foreign(table, f"classes.{name}", letters, source)
    for rule in table.rules if table.kind == "scheme" else ():
        yield from _foreign(table, rule.key, rule.source, source)
        yield from _foreign(table, rule.key, rule.target, target)
    for level, rows in table.keys.items():
        yield from _foreign(table, f"keys.{level}", "".join("".join(row) for row in rows), target)


def _foreign(table: Table, key: str, letters: str, scripts: set[str]) -> Iterator[Problem]:
    for char in dict.fromkeys(letters):
        script = script_of(char)
        if kind(char) != "n" and script not in scripts | _ANY_SCRIPT and char not in table.foreign_letters:
            wanted = " or ".join(sorted(scripts))
            yield _problem(
                table,
                key,
                f"{char!r} (U+{ord(char):04X}) is of script {script}, expected {wanted}; "
                f"if it is meant, name it in foreign-letters",
            )


def _hidden(table: Table, meaning: Meaning) -> Iterator[Problem]:
    """Yield rules that another always beats, and pairs that only file order decides between."""
    by_source: dict[str, list[Rule]] = {}
    for rule in sorted(meaning.facts.rules, key=lambda r: not (r.after or r.before)):
        for other in by_source.get(rule.source, []):
            mine, theirs = contexts(rule, meaning.facts.classes), contexts(other, meaning.facts.classes)
            if _covers(theirs[0], mine[0], -1) and _covers(theirs[1], mine[1], 1):
                yield _problem(table, rule.key, f"shadowed: {other} ({other.key}) always wins over it")
            elif (
                (rule.after or rule.before)
                and rule.target != other.target
                and not (_covers(mine[0], theirs[0], -1) and _covers(mine[1], theirs[1], 1))
                and _meet(mine[0], theirs[0], -1)
                and _meet(mine[1], theirs[1], 1)
            ):
                yield _problem(
                    table, rule.key, f"ambiguous: where {other} ({other.key}) fits too, it wins by order only"
                )
        by_source.setdefault(rule.source, []).append(rule)
    always = {r.source for r in meaning.facts.rules if not (r.after or r.before)}
    for rule in meaning.facts.rules:
        before = contexts(rule, meaning.facts.classes)[1].letters
        if before and all(rule.source + char in always for char in before[0]):
            yield _problem(table, rule.key, "unreachable: wherever it fits, a longer rule begins at the same letter")


def _covers(wide: Context, narrow: Context, direction: int) -> bool:
    """Tell whether `wide` holds wherever `narrow` does; `direction` is -1 for what stands before a match."""
    if len(wide.letters) > len(narrow.letters) or (
        wide.edge and (not narrow.edge or len(wide.letters) != len(narrow.letters))
    ):
        return False
    pairs = zip(wide.letters[::direction], narrow.letters[::direction], strict=False)
    return all(theirs <= mine for mine, theirs in pairs)


def _meet(one: Context, other: Context, direction: int) -> bool:
    short, long = sorted((one, other), key=lambda context: len(context.letters))
    if short.edge and len(long.letters) > len(short.letters):
        return False
    return all(a & b for a, b in zip(short.letters[::direction], long.letters[::direction], strict=False))


def _idle(table: Table) -> Iterator[Problem]:
    """Yield longer rules without which the table does the same, there and back."""
    for rule in table.rules:
        if len(rule.source) < 2 or not rule.target or rule.after or rule.before:
            continue
        fewer = replace(table, rules=tuple(r for r in table.rules if r is not rule))
        there, back = RuleConversion(fewer).meaning, RuleConversion(fewer, reverse=True).meaning
        if _written(there, rule.source) == rule.target and _written(back, rule.target) == rule.source:
            yield _problem(table, rule.key, f"redundant: {rule.source!r} becomes {rule.target!r} without it, and back")


def _written(meaning: Meaning, text: str) -> str:
    return "".join(hit.output for hit in meaning.hits(text))


def _untested(table: Table, directions: Mapping[bool, RuleConversion]) -> Iterator[Problem]:
    used = {
        (sample.reverse, match.rule.key)
        for sample in table.samples
        for match in directions[sample.reverse].matches(sample.source)
        if match.rule
    }
    there = {rule.key for rule in directions[False].meaning.facts.rules}
    for rule in table.rules:
        if (rule.after or rule.before) and (rule.key not in there, rule.key) not in used:
            yield _problem(table, rule.key, f"untested: no sample uses {rule}")


def _irreversible(table: Table, forward: RuleConversion, back: RuleConversion) -> Iterator[Problem]:
    if not table.reversible:
        return
    for text in reversible_texts(table):
        there = forward.transliterate(text)
        if back.transliterate(there) != text:
            again = back.transliterate(there)
            yield _problem(table, "reversible", f"not reversible: {text!r} → {there!r} → {again!r}")
            return


def reversible_texts(table: Table) -> Iterator[str]:
    """Yield every pair of source letters, small and capital, and every triple of small ones."""
    letters = sorted({c for rule in table.rules for c in rule.source if kind(c) != "c"})
    capitals = [c.upper() for c in letters if c.upper() != c and len(c.upper()) == 1] if table.case == "follow" else []
    yield from map("".join, product(letters + capitals, repeat=2))
    yield from map("".join, product(letters[:40], repeat=3))


def _strange_styles(table: Table) -> Iterator[Problem]:
    """Yield styles that write by a table that is not there, or is no scheme from the letters that are read here."""
    for name, letters in table.extra.get("styles", {}).items() if table.kind == "informal" else ():
        if SCHEME not in letters:
            continue
        key, wanted = f"styles.{name}.{SCHEME}", f"a scheme from {table.target_script} to {table.source_script}"
        try:
            scheme = find_table(letters[SCHEME])
        except TableNotFound as error:
            yield _problem(table, key, f"expected {wanted}: {error}")
            continue
        if (scheme.kind, scheme.source_script, scheme.target_script) != (
            "scheme",
            table.target_script,
            table.source_script,
        ):
            yield _problem(table, key, f"expected {wanted}, found {scheme.id}, a {scheme.kind}")


def _broken_samples(table: Table) -> Iterator[Problem]:
    """Yield samples that the table does not keep, or why they can't be tried."""
    if table.kind == "informal" and table.language not in find_modelled():
        yield _problem(table, "language", f"there is no model of {table.language!r}, so that no sample can be read")
        return
    directions = {reverse: compile_table(table, reverse=reverse) for reverse in (False, True)}
    for number, sample in enumerate(table.samples):
        found = _outcome(directions[sample.reverse], sample)
        if (found == sample.target) == sample.fails:
            what = "passes now: remove expect" if sample.fails else f"expected {sample.target!r}, found {found!r}"
            yield _problem(table, f"samples[{number}]", f"{sample.source!r}: {what}")


def _outcome(compiled: Transliterator, sample: Sample) -> str:
    if not sample.level:
        return compiled.transliterate(sample.source)
    engine, text = InputEngine(compiled), ""
    for key in sample.source:
        text = engine.feed(key, sample.level).apply(text)
    return text

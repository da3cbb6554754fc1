"""What is wrong with a table that can be read: rules that never win, letters of the wrong script, untested rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice, product
from typing import NamedTuple
from unicodedata import normalize

from .checking.language import languages, load_language
from .convert.transliterator import Transliterator, compile_table
from .engine import InputEngine
from .errors import Problem, TableError, TableNotFound
from .informal.model.file import find_modelled
from .informal.spelling import SCHEME
from .machine.by_rules import RuleConversion
from .machine.finished import tabulate
from .rules.facts import Context, Node, class_sets, contexts, has_case
from .rules.meaning import Meaning
from .table.library import find_table
from .table.lines import line_of
from .table.value import Rule, Sample, Table
from .text.kinds import kind
from .text.scripts import script_of

#: So many letters of a table are tried beside each other.
MOST_PAIRED = 400
_ANY_SCRIPT = frozenset({"Zyyy", "Zinh"})


def lint_table(table: Table) -> list[Problem]:
    """Return what is wrong with a table, in file order; an empty list if nothing is.

    Finds letters of the wrong script, rules that can never win or that change nothing, rules that only file order
    decides between, context rules that no sample tries, a wrong `reversible`, failing samples and a machine that
    would be too large.
    """
    problems = [*_impure(table)]
    forward, back = RuleConversion(table), RuleConversion(table, reverse=True)
    if table.kind == "scheme":
        problems += [problem for direction in (forward, back) for problem in _too_large(direction)][:1]
        problems += _hidden(table, forward.meaning)
        problems += _idle(table, forward.meaning, back.meaning)
        problems += _untested(table, {False: forward, True: back})
    problems += _irreversible(table, forward, back)
    problems += _strange_styles(table)
    problems += _broken_samples(table)
    return sorted(problems, key=lambda problem: problem.line)


def find_untouched(table: Table) -> list[Problem]:
    """Return which letters of its language a scheme has no rule for, and which no sample shows; for known languages.

    That may be meant, so it is nothing wrong, and of a table of a few letters nothing is said. ѝ and ѐ are и and е with
    a stress mark.
    """
    if table.kind != "scheme" or table.language not in languages():
        return []
    alphabet = {c for c in load_language(table.language).alphabet if c == c.lower()} - {"ѝ", "ѐ"}
    reads = table.source_script == "Cyrl"
    ruled = _letters(rule.source if reads else rule.target for rule in table.rules)
    shown = _letters(s.source if reads != s.reverse else s.target for s in table.samples)
    if len(alphabet & ruled) < len(alphabet) / 2:
        return []
    lacking = (
        ("samples", "no sample has", alphabet - shown),
        ("map", f"no rule {'reads' if reads else 'writes'}", alphabet - ruled),
    )
    return [
        _problem(table, key, f"{what} these letters of {table.language}: {' '.join(sorted(left))}")
        for key, what, left in lacking
        if left
    ]


def _letters(texts: Iterable[str]) -> set[str]:
    return {char for text in texts for char in normalize("NFC", text.lower())}


def _too_large(conversion: RuleConversion) -> Iterator[Problem]:
    try:
        tabulate(conversion.lazy)
    except TableError as error:
        yield from error.problems


def _problem(table: Table, key: str, message: str) -> Problem:
    return Problem(line_of(table.text, "extends" if _is_inherited(table, key) else key), key, message)


def _is_inherited(table: Table, key: str) -> bool:
    return bool(table.extends) and key.startswith(f"{table.extends}:")


def _impure(table: Table) -> Iterator[Problem]:
    """Yield letters that look right and belong to another script."""
    source, target = {table.source_script}, {table.target_script}
    meant = frozenset(table.foreign_letters)
    for name, letters in table.classes.items():
        yield from _foreign(table, f"classes.{name}", letters, source, meant)
    for rule in table.rules if table.kind == "scheme" else ():
        yield from _foreign(table, rule.key, rule.source, source, meant)
        yield from _foreign(table, rule.key, rule.target, target, meant)
    for level, rows in table.keys.items():
        yield from _foreign(table, f"keys.{level}", "".join("".join(row) for row in rows), target, meant)


def _foreign(table: Table, key: str, letters: str, scripts: set[str], meant: frozenset[str]) -> Iterator[Problem]:
    for char in dict.fromkeys(letters):
        script = script_of(char)
        if kind(char) != "n" and script not in scripts | _ANY_SCRIPT and char not in meant:
            wanted = " or ".join(sorted(scripts))
            yield _problem(
                table,
                key,
                f"{char!r} (U+{ord(char):04X}) is of script {script}, expected {wanted}; "
                f"if it is meant, name it in foreign-letters",
            )


class _Ruled(NamedTuple):
    """A rule, and what must stand before and behind its letters."""

    rule: Rule
    after: Context
    before: Context


class _Rivals:
    """Rules with the same letters, found by what may stand next to these: two that never meet are not compared."""

    def __init__(self) -> None:
        self._sides: tuple[dict[str, list[_Ruled]], dict[str, list[_Ruled]]] = {}, {}

    def add(self, ruled: _Ruled) -> None:
        """Take in one more."""
        for side, nearest in zip(self._sides, _nearest(ruled), strict=True):
            for letter in nearest or [""]:
                side.setdefault(letter, []).append(ruled)

    def of(self, ruled: _Ruled) -> Iterator[_Ruled]:
        """Yield those that may stand at one place with this one."""
        sides = [
            [rivals for letter in (*nearest, "") if (rivals := side.get(letter))] if nearest else [*side.values()]
            for side, nearest in zip(self._sides, _nearest(ruled), strict=True)
        ]
        fewest = min(sides, key=lambda found: sum(map(len, found)))
        yield from {id(rival): rival for rivals in fewest for rival in rivals}.values()


def _nearest(ruled: _Ruled) -> tuple[frozenset[str], frozenset[str]]:
    """Return what may stand straight before and straight behind a rule's letters; empty where anything may."""
    return ruled.after.letters[-1] if ruled.after.letters else frozenset(), (
        ruled.before.letters[0] if ruled.before.letters else frozenset()
    )


def _hidden(table: Table, meaning: Meaning) -> Iterator[Problem]:
    """Yield rules that another always beats, and pairs that only file order decides between."""
    sets = class_sets(meaning.facts.classes)
    every = [_Ruled(rule, *contexts(rule, sets)) for rule in meaning.facts.rules]
    by_source: dict[str, _Rivals] = {}
    for mine in sorted(every, key=lambda ruled: not (ruled.rule.after or ruled.rule.before)):
        rivals = by_source.setdefault(mine.rule.source, _Rivals())
        for theirs in rivals.of(mine):
            if message := _conflict(mine, theirs):
                yield _problem(table, mine.rule.key, message)
        rivals.add(mine)
    always = {ruled.rule.source for ruled in every if not (ruled.rule.after or ruled.rule.before)}
    for rule, _, before in every:
        if before.letters and all(rule.source + char in always for char in before.letters[0]):
            yield _problem(table, rule.key, "unreachable: wherever it fits, a longer rule begins at the same letter")


def _conflict(mine: _Ruled, theirs: _Ruled) -> str:
    """Return what is wrong with a rule beside one that comes before it, or `""`."""
    other = theirs.rule
    if _covers(theirs.after, mine.after, -1) and _covers(theirs.before, mine.before, 1):
        return f"shadowed: {other} ({other.key}) always wins over it"
    if (
        (mine.rule.after or mine.rule.before)
        and mine.rule.target != other.target
        and not (_covers(mine.after, theirs.after, -1) and _covers(mine.before, theirs.before, 1))
        and _meet(mine.after, theirs.after, -1)
        and _meet(mine.before, theirs.before, 1)
    ):
        return f"ambiguous: where {other} ({other.key}) fits too, it wins by order only"
    return ""


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


def _idle(table: Table, there: Meaning, back: Meaning) -> Iterator[Problem]:
    """Yield longer rules without which the table does the same, there and back."""
    sources = Counter(rule.target for rule in table.rules if not (rule.after or rule.before))
    for rule in table.rules:
        # Of several rules that write the same, none gives its letters back when the first is left out.
        if len(rule.source) < 2 or not rule.target or rule.after or rule.before or sources[rule.target] > 1:
            continue
        with _without(there, rule.source, rule.key), _without(back, rule.target, rule.key):
            idle = _written(there, rule.source) == rule.target and _written(back, rule.target) == rule.source
        if idle:
            yield _problem(table, rule.key, f"redundant: {rule.source!r} becomes {rule.target!r} without it, and back")


@contextmanager
def _without(meaning: Meaning, source: str, key: str) -> Iterator[None]:
    """Leave one rule out for a while."""
    node: Node | None = meaning.facts.root
    for char in source:
        node = node and node.children.get(char)
    if node is None:
        yield
        return
    rules = node.rules
    node.rules = [compiled for compiled in rules if compiled.rule.key != key]
    yield
    node.rules = rules


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
        # What a table changes of another is to be shown, too.
        is_change = table.extends and not _is_inherited(table, rule.key)
        if (rule.after or rule.before or is_change) and (rule.key not in there, rule.key) not in used:
            yield _problem(table, rule.key, f"untested: no sample uses {rule}")


def _irreversible(table: Table, forward: RuleConversion, back: RuleConversion) -> Iterator[Problem]:
    texts = reversible_texts(table) if table.reversible else iter(())
    # Many at once, a line each: no rule reaches across a line end.
    while lines := [*islice(texts, 5_000)]:
        there = forward.transliterate("\n".join(lines))
        again = back.transliterate(there)
        if again == "\n".join(lines):
            continue
        for line, written, read in zip(lines, there.split("\n"), again.split("\n"), strict=True):
            if line != read:
                yield _problem(table, "reversible", f"not reversible: {line!r} → {written!r} → {read!r}")
                return


def reversible_texts(table: Table) -> Iterator[str]:
    """Yield pairs of source letters, small and capital, and triples of small ones; of many letters, of the first.

    Letters that are written as signs without case are small beside small ones and capitals between capitals: nobody
    can tell more of them.
    """
    letters = sorted({c for rule in table.rules for c in rule.source if kind(c) != "c"})
    follows = table.case == "follow"
    signs = {r.source for r in table.rules if follows and len(r.source) == 1 and not any(map(has_case, r.target))}
    sure = [c for c in letters if c not in signs]
    capitals = [c.upper() for c in sure if c.upper() != c and len(c.upper()) == 1] if follows else []
    yield from map("".join, product((sure + capitals)[:MOST_PAIRED], repeat=2))
    yield from map("".join, product(letters[:40], repeat=3))
    for sign, before, behind in product(sorted(signs), capitals[:40], capitals[:40]):
        yield f"{before}{sign.upper()}{behind}{before}{sign.upper()} {before}{sign}{behind.lower()}"


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
            if sample.origin:
                what = f"{what}, by a sample of {sample.origin}: if it is meant, say the sample again here"
            key = "extends" if sample.origin else f"samples[{number}]"
            yield _problem(table, key, f"{sample.source!r}: {what}")


def _outcome(compiled: Transliterator, sample: Sample) -> str:
    if not sample.level:
        return compiled.transliterate(sample.source)
    engine, text = InputEngine(compiled), ""
    for key in sample.source:
        text = engine.feed(key, sample.level).apply(text)
    return text

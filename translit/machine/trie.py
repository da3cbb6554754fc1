"""A machine as sequences of keys, for programs that know nothing else: the longest that fits wins, and then the next.

Sequences have no memory. Where rules ask what stands before a letter they can't say that, and what they can is found
by typing: `difference` compares both ways of reading, key by key, in every state there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ..rules.meaning import Meaning
from .by_rules import RuleConversion
from .finished import tabulate
from .lazy import LazyMachine
from .step import Machine

#: What is typed on any keyboard, beside the letters that a table reads.
PRINTABLE = frozenset(map(chr, range(0x20, 0x7F)))
#: A table of more sequences than this is none that could be said so.
MOST = 4000
#: How many pairs of states are compared before two ways of reading are called different.
MOST_COMPARED = 200_000


class Sequences(NamedTuple):
    """Each sequence of keys that writes something else than itself, and what the table says that these can't."""

    written: dict[str, str]
    losses: tuple[str, ...]


@cache
def written_as_sequences(rules: RuleConversion) -> Sequences:
    """Return a table's rules as sequences of keys: all that it says, or what of it has no context.

    >>> written_as_sequences(RuleConversion("az-latin-1991")).losses
    ()
    >>> written_as_sequences(RuleConversion("bg-translit")).losses[0]
    "j' → й before {a-or-u}: a sequence of keys does not look at what stands beside it"
    """
    machine, facts = tabulate(rules.lazy), rules.meaning.facts
    keys = typable(rules.meaning)
    found = sequences(machine, keys)
    if difference(machine, found, keys) is None:
        return Sequences(_changed(found), ())
    beside = [rule for rule in facts.rules if rule.after or rule.before]
    losses = [f"{rule}: a sequence of keys does not look at what stands beside it" for rule in beside]
    alone = [rule for rule in facts.rules if not (rule.after or rule.before)]
    plain = LazyMachine(Meaning(alone, facts.classes, follow=facts.follow, stress=facts.stress), rules.table.id)
    found = sequences(plain, keys)
    example = difference(plain, found, keys)
    if example is not None:
        here, there = plain.convert(example), apart(example, found)
        losses.append(f"capitals look at the letter beside them: {example} is {here} here, and {there} in sequences")
    return Sequences(_changed(found), tuple(losses))


def typable(meaning: Meaning) -> frozenset[str]:
    """Return the keys that mean something to a table, capitals included, and what else a keyboard has."""
    facts = meaning.facts
    letters = facts.alphabet
    upper = {letter: facts.capitals.get(letter) or letter.upper() for letter in letters}
    cased = {char for pair in upper.items() for char in pair if len(char) == 1}
    return PRINTABLE.union(char for char in (cased if facts.follow else letters) if char.isprintable())


def _changed(found: dict[str, str]) -> dict[str, str]:
    return {typed: text for typed, text in found.items() if typed != text}


def sequences(machine: Machine, keys: Iterable[str]) -> dict[str, str]:
    """Return what each sequence of keys writes that is read as one, and those letters that come out as they are.

    >>> from translit.machine.by_rules import RuleConversion
    >>> found = sequences(RuleConversion("ru-translit-net").lazy, "shcha")
    >>> found["sh"], found["shh"]
    ('ш', 'щ')
    """
    keys = sorted(keys)
    alone = {key: machine.convert(key) for key in keys}
    found = dict(alone)
    todo = [(key, state) for key in keys if (state := _undecided(machine, 0, key)) is not None]
    for typed, state in todo:
        if len(found) > MOST:
            break
        for key in keys:
            text = machine.convert(typed + key)
            if text != apart(typed + key, found):
                found[typed + key] = text
            following = _undecided(machine, state, key)
            if following is not None:
                todo.append((typed + key, following))
    return found


def difference(machine: Machine, found: Mapping[str, str], keys: Iterable[str]) -> str | None:
    """Return the shortest keys that the sequences do not write as the machine does, or None if there are none."""
    keys = sorted(keys)
    begun = {typed[:length] for typed in found for length in range(1, len(typed))}
    # What each side has still to write, and the state that it is in: the keys that wait for more, the machine's own.
    todo = [(0, "", "", "", "")]
    seen = {todo[0][:-1]}
    for state, waiting, ahead, behind, typed in todo:
        for key in keys:
            step = machine.step(state, key)
            written = ahead + step.output + key * step.copy
            text, left = _type(waiting + key, found, begun)
            text = behind + text
            if written + machine.owed(step.state) != text + apart(left, found):
                return typed + key
            same = 0
            while same < min(len(written), len(text)) and written[same] == text[same]:
                same += 1
            pair = (step.state, left, written[same:], text[same:])
            if pair not in seen:
                if len(seen) >= MOST_COMPARED:
                    return typed + key
                seen.add(pair)
                todo.append((*pair, typed + key))
    return None


def _undecided(machine: Machine, state: int, key: str) -> int | None:
    """Return the state behind a key, if nothing is settled there: more keys may make another letter of it."""
    step = machine.step(state, key)
    return None if step.output or step.copy or not machine.owed(step.state) else step.state


def _type(waiting: str, found: Mapping[str, str], begun: Collection[str]) -> tuple[str, str]:
    """Return what keys write for good, and those that wait for more."""
    text = ""
    while waiting and waiting not in begun:
        longest = max((n for n in range(1, len(waiting) + 1) if waiting[:n] in found), default=1)
        text += found.get(waiting[:longest], waiting[:longest])
        waiting = waiting[longest:]
    return text, waiting


def with_beginnings(written: Mapping[str, str]) -> dict[str, str]:
    """Return sequences, and what begins them as it is read alone, for programs that would guess at the rest.

    >>> with_beginnings({"c": "ц", "shch": "щ", "sh": "ш"})
    {'s': 's', 'sh': 'ш', 'shc': 'шц', 'c': 'ц', 'shch': 'щ'}
    """
    begun = (typed[:length] for typed in written for length in range(1, len(typed)))
    return {**{typed: apart(typed, written) for typed in begun}, **written}


def written_for_tables(rules: RuleConversion) -> Sequences:
    """Return a table's rules as IBus and Fcitx keep sequences: keys that are seen, in ASCII, and a text for each.

    >>> written_for_tables(RuleConversion("ru-translit-net")).written["sh"]
    'ш'
    """
    written, losses = written_as_sequences(rules)
    misfits = {typed: text for typed, text in written.items() if not _fits(typed, text)}
    told = (
        f"{typed!r} → {text!r}: keys are what is seen in ASCII, and a text is neither empty nor a blank"
        for typed, text in sorted(misfits.items())
    )
    fitting = {typed: text for typed, text in with_beginnings(written).items() if _fits(typed, text)}
    return Sequences(fitting, (*losses, *told))


def _fits(typed: str, text: str) -> bool:
    return (PRINTABLE - {" "}).issuperset(typed) and not any(char.isspace() for char in text) and bool(text)


def apart(typed: str, found: Mapping[str, str]) -> str:
    """Return what keys write that nothing follows."""
    return _type(typed, found, ())[0]

"""An m17n input method, for schemes and layouts alike: IBus, Fcitx and every program that asks the m17n library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..errors import Unreadable
from ..machine.finished import FinishedMachine, tabulate
from ..machine.step import Machine, Step
from ..machine.trie import PRINTABLE, difference, sequences
from ..table.draft import Draft, Foreign
from ..table.lisp import Form, parse_lisp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..convert.transliterator import Transliterator

SUFFIXES, SIGN = (".mim",), re.compile(r"^\(input-method\b", re.MULTILINE)
FILE = "{id}.mim"
INSTALL = """\
Copy the .mim files to ~/.m17n.d and restart IBus or Fcitx (`ibus restart`): they are listed as m17n input methods of
their language."""

HIGHEST = 128
#: How many keys a Backspace takes back one by one; those before have been written already, mostly.
MOST_BACK = 2


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield the letters that an input method can't name a key by; signs such as ’ no key has."""
    strange = sorted(c for c in compiled._rules.meaning.facts.alphabet if ord(c) >= HIGHEST and c.isalpha())
    if strange:
        yield f"{' '.join(strange)}: an input method names keys by a letter only before U+{HIGHEST:04X}"


class Node(NamedTuple):
    """A state of the machine, and those that the keys before went through, as far as nothing was settled on the way."""

    state: int
    before: tuple[int, ...] = ()


def export(compiled: Transliterator) -> str:
    """Return the input method: each state of the machine is one of its states, so that it types the same."""
    table = compiled.table
    machine = tabulate(compiled._rules.lazy)
    states = _States(machine)
    maps, branches = [], []
    for number, node in enumerate(states.walk()):
        name = states.name(node)
        owed = machine.owed(node.state)
        rules = [_rule(f'"{_quoted(key)}"', owed, text, states.name(to)) for key, text, to in states.moves(node)]
        if node.before:
            back = states.back(node)
            rules.append(_rule("(BackSpace)", owed, ("", machine.owed(back.state)), states.name(back)))
        if rules:
            maps.append("\n".join([f"  (keys-{number}", *(f"    {rule}" for rule in rules), "  )"]))
        branches.append(f"  ({name} (keys-{number}))" if rules else f"  ({name})")
    head = [
        ";; -*- coding: utf-8 -*-",
        f"(input-method {table.language} {table.id}{'-reverse' * compiled.reverse})",
        f'(description "{_quoted(table.name["en"])}")',
        f'(title "{_quoted(table.language)}")',
    ]
    return "\n".join([*head, "(map", *maps, ")", "(state", *branches, ")", ""])


class _States:
    """The machine as states that know the way back, found from the first one on."""

    def __init__(self, machine: FinishedMachine) -> None:
        self._machine = machine
        self._keys = sorted(PRINTABLE.union(c for c in machine.characters if c.isprintable() and ord(c) < HIGHEST))
        self._names: dict[Node, str] = {}

    def walk(self) -> Iterator[Node]:
        """Yield each state that keys lead to, the first one first."""
        todo = [Node(0)]
        seen = {*todo}
        for node in todo:
            yield node
            for _, _, to in self.moves(node):
                if to not in seen:
                    seen.add(to)
                    todo.append(to)

    def name(self, node: Node) -> str:
        """Return what a state is called: the first one as the library wants it."""
        return self._names.setdefault(node, f"s{len(self._names)}" if self._names else "init")

    def moves(self, node: Node) -> Iterator[tuple[str, tuple[str, str], Node]]:
        """Yield each key that has a meaning here: what is written for good, what is pending then, and the next state.

        Any other key ends what is pending, and is read as at the start: the library does that by itself. At the start
        all have one, or the library's own sequences of signs (some are emoji) would come first.
        """
        owed = self._machine.owed(node.state)
        for key in self._keys:
            output, to = self._step(node.state, key)
            from_start, after_start = self._step(0, key)
            if node.state and (output, to) == (owed + from_start, after_start):
                continue
            yield key, (output, self._machine.owed(to)), self._next(node, output, to)

    def back(self, node: Node) -> Node:
        """Return the state before the last key."""
        return Node(node.before[-1], node.before[:-1])

    def _next(self, node: Node, output: str, to: int) -> Node:
        if output or not self._machine.owed(to):
            return Node(to)
        return Node(to, (*node.before, node.state)[-MOST_BACK:])

    def _step(self, state: int, key: str) -> tuple[str, int]:
        step = self._machine.step(state, key)
        return step.output + key * step.copy, step.state


def _rule(key: str, pending: str, text: tuple[str, str], state: str) -> str:
    settled, after = (f'"{_quoted(each)}"' * bool(each) for each in text)
    return f"({key}{'(delete @<)' * bool(pending)}{settled}{'(commit)' * bool(settled)}{after}(shift {state}))"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def read(foreign: Foreign) -> Draft:
    """Return the rules of an input method: a map of keys, or states that write, go on and take nothing from outside."""
    forms = parse_lisp(foreign.text)
    draft = Draft()
    maps: dict[str, list[Form]] = {}
    states: dict[str, list[Form]] = {}
    for form in forms:
        if form.calls("map"):
            maps |= {each.inside[0].text: each.inside[1:] for each in form.inside[1:] if each.inside}
        elif form.calls("state"):
            states |= {each.inside[0].text: each.inside[1:] for each in form.inside[1:] if each.inside}
        elif form.calls("input-method") and len(form.inside) > 2:
            draft.language, draft.name = form.inside[1].text, form.inside[2].text
        elif form.calls("description") and form.inside[1:]:
            draft.name = " ".join(form.inside[-1].text.split("\n")[0].split()) or draft.name
        elif not (form.calls("title") or form.calls("version")):
            draft.lose(form.line, f"{form}: nothing that keys type")
    rules = {
        state: [rule for branch in branches for rule in maps.get(branch.inside[0].text if branch.inside else "", [])]
        for state, branches in states.items()
    }
    acting = any(action.kind == "list" for found in rules.values() for rule in found for action in rule.inside[1:])
    if len(states) < 2 and not acting:
        draft.sequences(_plain(draft, next(iter(rules.values()), [])))
    elif "init" in states:
        _from_states(draft, rules)
    else:
        raise Unreadable("no state init: expected one that keys begin in", 1)
    return draft


def _plain(draft: Draft, rules: list[Form]) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in rules:
        keys, *actions = rule.inside or [Form("symbol", rule.line)]
        typed = keys.text if keys.kind == "text" else "".join(each.text for each in keys.inside)
        single = keys.kind == "text" or all(len(each.text) == 1 for each in keys.inside)
        if not (typed and single) or any(each.kind not in ("char", "text") for each in actions):
            draft.lose(rule.line, f"{rule}: expected keys that are letters, and the text that they type")
        else:
            found[typed] = "".join(each.text for each in actions)
    return found


def _from_states(draft: Draft, rules: dict[str, list[Form]]) -> None:
    machine = _Read(draft, rules)
    keys = PRINTABLE.union(machine.keys)
    found = sequences(machine, keys)
    if (example := difference(machine, found, keys)) is not None:
        draft.lose(
            1, f"its states remember more than sequences of keys can say: {example} is {machine.convert(example)}"
        )
    draft.sequences({typed: text for typed, text in found.items() if typed != text})


class _Read(Machine):
    """The states of an input method as a machine."""

    def __init__(self, draft: Draft, rules: dict[str, list[Form]]) -> None:
        names = ["init", *(name for name in rules if name != "init")]
        self._owed = {0: ""}
        self._moves: dict[tuple[int, str], tuple[str, int]] = {}
        self.keys: set[str] = set()
        for state, name in enumerate(names):
            for rule in rules[name]:
                self._take(draft, state, rule, names)

    def _take(self, draft: Draft, state: int, rule: Form, names: list[str]) -> None:
        keys, *actions = rule.inside or [Form("symbol", rule.line)]
        settled = pending = to = ""
        for action in actions:
            if action.kind in ("text", "char"):
                pending += action.text
            elif action.calls("commit"):
                settled, pending = pending, ""
            elif action.calls("shift"):
                to = action.inside[-1].text
            elif str(action) != "(delete @<)":
                draft.lose(rule.line, f"{action}: an action that a table has not")
                return
        if str(keys) == "(BackSpace)":
            return  # Taking keys back is the same everywhere here.
        if keys.kind != "text" or len(keys.text) != 1 or to not in names:
            draft.lose(rule.line, f"{rule}: expected one key, and the state that it leads to")
            return
        self.keys.add(keys.text)
        number = names.index(to)
        self._moves[state, keys.text] = settled, number
        if self._owed.setdefault(number, pending) != pending:
            draft.lose(rule.line, f"{rule}: the state {to} has {self._owed[number]!r} pending elsewhere")

    def step(self, state: int, char: str) -> Step:
        """Read one key."""
        if (state, char) in self._moves:
            settled, to = self._moves[state, char]
            return Step(settled, False, to)
        settled, to = self._moves.get((0, char), (char, 0))
        return Step(self.owed(state) + settled, False, to)

    def owed(self, state: int) -> str:
        """Return what is pending in a state."""
        return self._owed.get(state, "")

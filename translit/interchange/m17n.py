"""An m17n input method, for schemes and layouts alike: IBus, Fcitx and every program that asks the m17n library."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..machine.finished import FinishedMachine, tabulate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..convert.transliterator import Transliterator

FILE = "{id}.mim"
INSTALL = """\
Copy the .mim files to ~/.m17n.d and restart IBus or Fcitx (`ibus restart`): they are listed as m17n input methods of
their language."""

TYPABLE = frozenset(map(chr, range(0x20, 0x7F)))
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
        self._keys = sorted(TYPABLE.union(c for c in machine.characters if c.isprintable() and ord(c) < HIGHEST))
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

"""The machine of a table as JSON, small enough to send to a browser."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from ..letters import kind
from ..machine import KINDS
from ..tabulation import Tabulated

if TYPE_CHECKING:
    from ..converter import Transliterator

VERSION = 1
Moves = dict[str, tuple[str, int]]


@cache
def export(compiled: Transliterator) -> str:
    """Return the machine, and the drawn keyboard of a layout, as one line of JSON (docs/machine-json.md)."""
    return json.dumps(machine(compiled), ensure_ascii=False, separators=(",", ":")) + "\n"


def machine(compiled: Transliterator) -> dict[str, Any]:
    """Return the same as JSON values.

    >>> from translit.converter import compile_table
    >>> made = machine(compile_table("bg-phonetic-traditional"))
    >>> made["language"], made["layout"]["plain"][1][:6], made["states"][0]["on"]["q"]
    ('bg', ['я', 'в', 'е', 'р', 'т', 'ъ'], ['я'])
    """
    table = compiled.table
    made: dict[str, Any] = {
        "format": "translit-machine",
        "version": VERSION,
        "id": table.id,
        "kind": table.kind,
        "name": dict(table.name),
        "language": table.language,
        "direction": "reverse" if compiled.reverse else "forward",
        "sourceScript": table.target_script if compiled.reverse else table.source_script,
        "targetScript": table.source_script if compiled.reverse else table.target_script,
    }
    if table.keys and not compiled.reverse:
        made["base"] = table.base
        made["layout"] = {level: [list(row) for row in rows] for level, rows in table.keys.items()}
    made["states"] = states(compiled.machine.tabulate())
    return made


def states(machine: Tabulated) -> list[dict[str, Any]]:
    """Return a finished machine as sparse states: what is not listed follows from a state that owes nothing.

    `owed` is written when the text ends there. `on` has the characters that do something of their own:
    [output], or [output, next state] where that is not this one. `else` has, for characters of each kind
    (upper, lower, caseless, none; one entry for all if alike), [output, state]: write `output`, then do what
    that state does with the character; a state that names itself copies the character and goes to
    `next[kind]`, or stays where `next` is left out.
    """
    reader = _Sparse(machine)
    return [reader.state(number) for number in range(len(machine.rows))]


class _Sparse:
    """Finds, for each state and kind of character, the state it is most like."""

    def __init__(self, machine: Tabulated) -> None:
        self.machine = machine
        # What each state does with a character, the character it copies included.
        self.rows: list[Moves] = []
        for row in machine.rows:
            moves: Moves = {}
            for char, step in zip(machine.characters[len(KINDS) :], row[len(KINDS) :], strict=True):
                output, copy, state = machine.steps[step]
                moves[char] = (output + char if copy else output, state)
            self.rows.append(moves)
        self.chars = {k: [c for c in machine.characters[len(KINDS) :] if kind(c) == k] for k in KINDS}
        #: (output, next state) for characters of each kind that no state names.
        self.others = [[machine.steps[row[k]][::2] for k in range(len(KINDS))] for row in machine.rows]
        self.grounds = self._grounds()

    def _grounds(self) -> list[int]:
        """Return the states that hold nothing back: what they do with unnamed characters is to copy them."""
        return [number for number, others in enumerate(self.others) if not any(output for output, _ in others)]

    def state(self, number: int) -> dict[str, Any]:
        rows, others = self.rows, self.others[number]
        like: list[tuple[str, int]] = []
        moves: Moves = {}
        for index, k in enumerate(KINDS):
            output, following = others[index]
            # A ground may only follow one that is written before it, or itself: no circles.
            possible = [
                ground
                for ground in self.grounds
                if self.others[ground][index] == ("", following) and (ground < number or number not in self.grounds)
            ]
            own: Moves = {c: rows[number][c] for c in self.chars[k] if rows[number][c] != (output + c, following)}
            best = (len(own), number, own)
            for ground in possible:
                differ: Moves = {
                    c: rows[number][c]
                    for c in self.chars[k]
                    if rows[number][c] != (output + rows[ground][c][0], rows[ground][c][1])
                }
                if (len(differ), ground) < best[:2]:
                    best = (len(differ), ground, differ)
            like.append((output, best[1]))
            moves.update(best[2])
        made: dict[str, Any] = {}
        if self.machine.owed[number]:
            made["owed"] = self.machine.owed[number]
        if moves:
            made["on"] = {
                c: [output] if following == number else [output, following] for c, (output, following) in moves.items()
            }
        if any(entry != ("", number) for entry in like):
            made["else"] = [list(entry) for entry in (like[:1] if len(set(like)) == 1 else like)]
        goes = [following for (_, following), (_, ground) in zip(others, like, strict=True) if ground == number]
        if any(following != number for following in goes):
            made["next"] = [following for _, following in others]
        return made

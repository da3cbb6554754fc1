"""Types at random into the Python engine and prints what a field must hold then, as JSON, for the browsers to type.

python typed.py COUNT SEED [TABLE...]: a list of [table id, [[keys, text, caret], ...]]; COUNT sequences in all, of all
tables if none is named; `keys` are names as in KeyboardEvent.key, `caret` counts UTF-16 units.
"""

from __future__ import annotations

import json
import random
import sys
from unicodedata import combining

from translit.convert.transliterator import compile_table
from translit.engine import InputEngine
from translit.table.library import tables

# Where Home goes from an empty last line is a matter of taste of each browser.
ON_ONE_LINE = ["ArrowLeft", "ArrowRight", "Home", "End"]
CONVERTING = [table_id for table_id in tables if tables[table_id].kind != "informal"]


class Field:
    """A text area with a caret, and an engine that is asked before the field."""

    def __init__(self, engine: InputEngine) -> None:
        self.engine = engine
        self.before = self.after = ""
        engine.reset()

    def press(self, key: str) -> None:
        if key == "Backspace":
            edit = self.engine.backspace()
            self.before = edit.apply(self.before) if edit else self.before[:-1]
        elif len(key) == 1:
            self.before = self.engine.feed(key).apply(self.before)
        else:
            self.engine.reset()
            self._move(key)

    def _move(self, key: str) -> None:
        text, at = self.before + self.after, len(self.before)
        if key == "Enter":
            self.before += "\n"
            return
        if key == "Delete":
            self.after = self.after[1:]
            return
        to = {"ArrowLeft": max(at - 1, 0), "ArrowRight": min(at + 1, len(text)), "Home": 0, "End": len(text)}[key]
        self.before, self.after = text[:to], text[to:]


def letters(engine: InputEngine) -> list[str]:
    """Return the characters to type: those of the table that are one letter for a caret, and a few strangers to it."""
    compiled = compile_table(engine.table)
    named = [c for c in compiled._rules.lazy.characters[4:] if c.isprintable()]
    return [c for c in named if not any(map(combining, compiled.transliterate(c)))] * 2 + list(" .,7")


def sequence(engine: InputEngine, rng: random.Random, alphabet: list[str]) -> list[object]:
    field = Field(engine)
    keys: list[str] = []
    for _ in range(rng.randint(3, 12)):
        dice = rng.random()
        if dice < 0.15:
            key = "Backspace"
        elif dice < 0.25:
            key = rng.choice(ON_ONE_LINE[:2] if "Enter" in keys else ON_ONE_LINE)
        elif dice < 0.28:
            key = rng.choice(["Enter", "Delete"])
        else:
            key = rng.choice(alphabet)
        field.press(key)
        keys.append(key)
    return [keys, field.before + field.after, len(field.before.encode("utf-16-le")) // 2]


def main() -> None:
    count, rng = int(sys.argv[1]), random.Random(int(sys.argv[2]))
    made = []
    typed = sys.argv[3:] or CONVERTING
    for number, table_id in enumerate(typed):
        engine = InputEngine(table_id)
        alphabet = letters(engine)
        share = count * (number + 1) // len(typed) - count * number // len(typed)
        made.append([table_id, [sequence(engine, rng, alphabet) for _ in range(share)]])
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()

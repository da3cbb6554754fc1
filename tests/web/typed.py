"""Types at random into the Python engine and prints what a field must hold then, as JSON, for the browsers to type.

python typed.py COUNT SEED [--pad] [--mixed] [TABLE...]: a list of [table id, [[keys, text, caret], ...], options];
COUNT sequences in all, of all tables if none is named; `keys` are names as in KeyboardEvent.key, `caret` counts UTF-16
units. With `--pad` there are keys of the keypad among them, and with `--mixed` all that a keyboard or a phone sends:

    {"pad": "3"}                        a key of the keypad
    {"altgr": "Ш", "code": "KeyW"}      with AltGr; `code` is a place where places count
    {"dead": "`", "key": "à"}           a dead key, and what it and its letter are together
    {"code": "KeyA", "key": "q", "shift": false}     a place, and what the system has there ("Dead", too)
    {"composed": ["s", "sk", ""], "key": "sh"}       what a composition shows by and by, and its end: "" is none
    {"selected": 2}                     the caret goes so many letters to the left, selecting them
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from typing import Any
from unicodedata import combining, normalize

from translit.engine import InputEngine
from translit.machine.keys import drawn_levels
from translit.table.library import tables
from translit.table.value import BASES, ISO_KEY
from translit.text.edits import Edit

# Where Home goes from an empty last line is a matter of taste of each browser.
ON_ONE_LINE = ["ArrowLeft", "ArrowRight", "Home", "End"]
CONVERTING = [table_id for table_id in tables if tables[table_id].kind != "informal"]
KEYPAD = "0123456789.+-*/"
#: The dead keys of the US-International keyboard, and their marks.
DEAD = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308"}
SIGNS = {
    **{"`": "Backquote", "-": "Minus", "=": "Equal", "[": "BracketLeft", "]": "BracketRight", "\\": "Backslash"},
    **{";": "Semicolon", "'": "Quote", ",": "Comma", ".": "Period", "/": "Slash"},
}
PLACES = [key for row in BASES["us"] for key in row.plain]
Key = str | dict[str, Any]


def code_of(place: str) -> str:
    """Return what browsers call a place, given the key that an American keyboard has there."""
    if place == ISO_KEY:
        return ISO_KEY
    return SIGNS.get(place) or (f"Digit{place}" if place.isdigit() else f"Key{place.upper()}")


def apart(engine: InputEngine, dead: str) -> bool:
    """Tell whether a dead key is one key and its letter another: the table has something for it."""
    return bool(engine.table.base or dead in engine._transliterator._rules.lazy.characters)


def levels_of(engine: InputEngine) -> dict[str, dict[str, str]]:
    """Return what each place of a layout gives; nothing of a scheme, which has none."""
    return drawn_levels(engine.table) if engine.table.keys else {}


class Field:
    """A text area with a caret, and an engine that is asked before the field."""

    def __init__(self, engine: InputEngine) -> None:
        self.engine = engine
        self.before = self.after = self.selected = ""
        #: What was typed since the engine began afresh, and what stood before the caret then.
        self.typed = self.stood = ""
        self.levels = levels_of(engine)
        engine.reset()

    def press(self, key: Key) -> None:
        if isinstance(key, dict):
            (kind, given), *_ = key.items()
            getattr(self, f"press_{kind}")(given, **{name: value for name, value in key.items() if name != kind})
        elif key == "Backspace":
            had = self._delete()
            self._come_back()
            edit = None if had else self.engine.backspace()
            if edit:
                self._write(edit)
            else:
                self.before = self.before if had else self.before[:-1]
                self._forget()
        elif len(key) == 1:
            self._type(lambda: self.engine.feed(key))
        else:
            if key == "Enter" or not self.typed:
                self._forget()
            self._move(key)

    def press_pad(self, key: str) -> None:
        self._type(lambda: self.engine.keep(key))

    def press_altgr(self, key: str, code: str = "") -> None:
        self._at(code, "altgr", key)

    def press_dead(self, dead: str, key: str) -> None:
        letter = normalize("NFD", key)[0]
        for each in dead + letter if apart(self.engine, dead) else key:
            self._type(lambda each=each: self.engine.feed(each))  # type: ignore[misc]

    def press_code(self, code: str, key: str, shift: bool) -> None:
        self._at(code, "shift" if shift else "plain", key)

    def press_composed(self, shown: list[str], key: str) -> None:
        for each in key:
            self._type(lambda each=each: self.engine.feed(each))  # type: ignore[misc]

    def press_selected(self, letters: int) -> None:
        if not self.typed:
            self._forget()
        at = len(self.before)
        for _ in range(letters):
            at = left_of(self.before, at)
        self.before, self.selected = self.before[:at], self.before[at:] + self.selected

    def _at(self, code: str, level: str, key: str) -> None:
        """Type what stands at a place, or else what the system has there; by character where places don't count."""
        place = next((each for each in [*PLACES, ISO_KEY] if code_of(each) == code), "")
        if not place or not self.levels:
            self._type(lambda: self.engine.feed(key))
        elif place in self.levels.get(level, {}):
            self._type(lambda: self.engine.feed(place, level))
        else:
            self._type(lambda: self.engine.keep(key))

    def _type(self, typed: Callable[[], Any]) -> None:
        self._delete()
        self._come_back()
        self._write(typed())

    def _come_back(self) -> None:
        """Go on where the keys have left the caret, or else begin afresh."""
        if self.before != self.stood:
            self._forget()

    def _write(self, edit: Edit) -> None:
        self.before = self.stood = edit.apply(self.before)
        self.typed = edit.apply(self.typed)

    def _forget(self) -> None:
        self.engine.reset()
        self.typed = ""

    def _delete(self) -> str:
        had, self.selected = self.selected, ""
        if had:
            self._forget()
        return had

    def _move(self, key: str) -> None:
        had, self.selected = self.selected, ""
        if key == "Enter":
            self.before += "\n"
            return
        if key == "Delete":
            self.after = self.after if had else self.after[right_of(self.after, 0) :]
            return
        # A selection collapses to one of its ends.
        at = len(self.before) + (len(had) if key in ("ArrowRight", "End") else 0)
        text = self.before + had + self.after
        to = {
            "ArrowLeft": at if had else left_of(text, at),
            "ArrowRight": at if had else right_of(text, at),
            "Home": 0,
            "End": len(text),
        }[key]
        self.before, self.after = text[:to], text[to:]


def left_of(text: str, at: int) -> int:
    """Return where a caret goes that goes to the left: over a letter and its marks as one."""
    at = max(at - 1, 0)
    while at and combining(text[at]) and text[at - 1] != "\n":
        at -= 1
    return at


def right_of(text: str, at: int) -> int:
    """Return where a caret goes that goes to the right."""
    at = min(at + 1, len(text))
    while at < len(text) and combining(text[at]) and text[at - 1] != "\n":
        at += 1
    return at


def letters(engine: InputEngine) -> list[str]:
    """Return the characters to type: those of the table that are one letter for a caret, and a few strangers to it."""
    machine = engine._transliterator._rules.lazy
    named = [c for c in machine.characters[4:] if c.isprintable()]
    return [c for c in named if not any(map(combining, machine.convert(c)))] * 2 + list(" .,7")


class Hand:
    """What presses the keys of one table."""

    def __init__(
        self, engine: InputEngine, alphabet: list[str], rng: random.Random, *, pad: bool, mixed: bool, physical: bool
    ) -> None:
        self.engine = engine
        self.rng = rng
        self.alphabet = alphabet
        self.levels = levels_of(engine)
        self.composed = sorted({c for c in self.alphabet if c.isalpha()}) or ["a"]
        self.physical = physical
        self.others: list[Callable[[], Key]] = [lambda: {"pad": rng.choice(KEYPAD)}] if pad or mixed else []
        if mixed:
            self.others += [self.altgr, self.compose, lambda: {"selected": rng.randint(1, 3)}]
            self.others += [] if physical else [self.dead]

    def sequence(self) -> list[object]:
        field = Field(self.engine)
        keys: list[Key] = []
        for _ in range(self.rng.randint(3, 12)):
            keys.append(self.key(several="Enter" in keys, selected=bool(field.selected)))
            field.press(keys[-1])
        before, text = field.before + field.selected, field.before + field.selected + field.after
        return [keys, text, len((field.before if field.selected else before).encode("utf-16-le")) // 2]

    def key(self, *, several: bool, selected: bool) -> Key:
        dice = self.rng.random()
        if dice < 0.15:
            return "Backspace"
        if dice < 0.25:
            return self.rng.choice(ON_ONE_LINE[:2] if several else ON_ONE_LINE)
        if dice < 0.28:
            return self.rng.choice(["Enter", "Delete"])
        if dice < 0.5 and self.others and not selected:
            return self.rng.choice(self.others)()
        return self.place() if self.physical else self.rng.choice(self.alphabet)

    def place(self) -> Key:
        place = self.any_place()
        system = self.rng.choice([*"qzй;ß7", "Dead"] if self.levels_have(place) else [*"qz7"])
        return {"code": code_of(place), "key": system, "shift": self.rng.random() < 0.3}

    def any_place(self) -> str:
        """Return a place where no mark is typed by itself: a caret can't stand before one that is on a letter."""
        while True:
            place = self.rng.choice([*PLACES, ISO_KEY])
            if not any(combining(cells.get(place, " ")[0]) for cells in self.levels.values()):
                return place

    def levels_have(self, place: str) -> bool:
        return all(place in self.levels.get(level, {}) for level in ("plain", "shift"))

    def altgr(self) -> Key:
        code = {"code": code_of(self.any_place())} if self.physical else {}
        return {"altgr": self.rng.choice([*"{[]}@€|", *self.alphabet[:5]]), **code}

    def dead(self) -> Key:
        dead, letter = self.rng.choice([*DEAD]), self.rng.choice("aeiouAEIOU")
        both = normalize("NFC", letter + DEAD[dead])
        return {"dead": dead, "key": both} if len(both) == 1 else letter

    def compose(self) -> Key:
        word = "".join(self.rng.choices(self.composed, k=self.rng.randint(1, 4)))
        shown = [word[:end] for end in range(1, self.rng.randint(1, len(word)) + 1)]
        if self.rng.random() < 0.2:
            shown.append(self.rng.choice(self.composed))
        return {"composed": shown, "key": word if self.rng.random() < 0.85 else ""}


def main() -> None:
    flags = {argument for argument in sys.argv[1:] if argument.startswith("--")}
    count, seed, *named = [argument for argument in sys.argv[1:] if argument not in flags]
    rng = random.Random(int(seed))
    made = []
    typed = named or CONVERTING
    for number, table_id in enumerate(typed):
        engine = InputEngine(table_id)
        share = int(count) * (number + 1) // len(typed) - int(count) * number // len(typed)
        alphabet = letters(engine)
        by_place = share // 2 if "--mixed" in flags else 0
        for physical, wanted in ((False, share - by_place), (True, by_place)):
            hand = Hand(engine, alphabet, rng, pad="--pad" in flags, mixed="--mixed" in flags, physical=physical)
            if wanted:
                made.append([table_id, [hand.sequence() for _ in range(wanted)], {"physical": physical}])
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()

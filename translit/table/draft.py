"""A table as a file of another program says it, before it is one of ours: keys or rules, and what can't be said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import Problem
from .dead_keys import mark_of
from .mapping import LONGEST
from .positions import PLACES
from .value import LEVELS

#: How many things that can't be read are said of one file.
MOST_SAID = 200
#: A keyboard with sequences has letters on nearly all keys of the Latin letters, and on some of these signs.
LETTER_KEYS, SIGN_KEYS = frozenset("abcdefghijklmnopqrstuvwxyz"), frozenset("[]\\;',./`")
LETTERS_MISSING, SIGNS_TAKEN = 2, 3
#: The space bar, of which a layout says nothing.
SPACE = "A03"


class Foreign(NamedTuple):
    """A file of another program: its text, where it lies, and which of several layouts in it is meant."""

    text: str
    path: str = ""
    variant: str = ""

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The lines with their numbers."""
        return list(enumerate(self.text.split("\n"), 1))


@dataclass(slots=True)
class Draft:
    """What was read so far.

    `keys` has what each key gives by level and place, as `positions` names places; `rules` have what becomes of
    letters, by them and what stands before and behind, and `lines` where that is said. A draft has the one or the
    other. `lost` says what could not be read.
    """

    name: str = ""
    language: str = ""
    licence: str = ""
    case: str = "exact"
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    rules: dict[tuple[str, str, str], str] = field(default_factory=dict)
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    samples: list[tuple[str, str]] = field(default_factory=list)
    lost: list[Problem] = field(default_factory=list)

    def lose(self, line: int, what: str) -> None:
        """Note what of the file is not in the table, and why."""
        if len(self.lost) < MOST_SAID:
            self.lost.append(Problem(line, "", what if len(what) <= 300 else f"{what[:300]}…"))
        elif len(self.lost) == MOST_SAID:
            self.lost.append(Problem(line, "", "there is more that can't be read"))

    def press(self, line: int, level: str, place: str, text: str) -> None:
        """Note what a key gives on a level; a key that is none of ours, or what no cell can hold, is lost."""
        place = "D13" if place == "C12" else place
        text = unicodedata.normalize("NFC", text) if len(text) > 1 else text
        if place == SPACE and text in ("", " "):
            return
        if place not in PLACES:
            if text:
                self.lose(line, f"key {place}, {level}: {text!r} is on a key that a layout here has not")
        elif len(text) > 1 and not mark_of(text) and not (len(text) == 2 and text.isalpha()):
            self.lose(line, f"key {place}, {level}: a key gives one character or two letters here, not {text!r}")
        elif any(unicodedata.category(char) == "Cc" for char in text):
            self.lose(line, f"key {place}, {level}: U+{ord(text):04X} is a control character, and no text")
        else:
            self.keys.setdefault(level, {})[place] = text

    def rule(self, line: int, source: str, target: str, after: str = "", before: str = "") -> None:
        """Note what becomes of letters; of two rules for the same letters and context the first one counts."""
        source, target, after, before = (unicodedata.normalize("NFC", part) for part in (source, target, after, before))
        key, shown = (source, after, before), f"{source!r} → {target!r}"
        if not source:
            self.lose(line, f"{shown}: reads nothing")
        elif any(len(part) > LONGEST for part in (source, target)):
            self.lose(line, f"{shown[:40]}…: longer than {LONGEST} characters")
        elif "\n" in source + target or "\r" in source + target:
            self.lose(line, f"{shown}: no rule reaches across a line end here")
        elif re.fullmatch(r"\{[^{}]+\}", source):
            self.lose(line, f"{shown}: braces are the name of a class here")
        elif key in self.rules and self.rules[key] != target:
            self.lose(line, f"{shown}: {source!r} is {self.rules[key]!r} already, and the first one counts")
        else:
            self.rules[key] = target
            self.lines[key] = line

    def sequences(self, found: Mapping[str, str]) -> None:
        """Take sequences of keys, the longest of which wins: single keys make a layout, others rules.

        >>> draft = Draft()
        >>> draft.sequences({"q": "я", "Q": "Я"})
        >>> draft.keys["plain"]["D01"], draft.keys["plain"]["D02"], draft.rules
        ('я', 'w', {})
        """
        places = {
            key: (level, place) for place, pair in PLACES.items() for level, key in zip(LEVELS, pair, strict=False)
        }
        if all(
            typed in places and (len(text) < 2 or (len(text) == 2 and text.isalpha())) for typed, text in found.items()
        ):
            for key, (level, place) in places.items():
                if key:
                    self.press(0, level, place, found.get(key, key))
            return
        for typed, text in found.items():
            self.rule(0, typed, text)

    @property
    def is_keyboard(self) -> bool:
        """Whether the rules are those of a keyboard with sequences: each key is a letter, signs too.

        >>> rules = {(key, "", ""): "ж" for key in "abcdefghijklmnopqrstuvwxyz[];"}
        >>> Draft(rules=rules).is_keyboard, Draft(rules={("s", "", ""): "с", ("sh", "", ""): "ш"}).is_keyboard
        (True, False)
        """
        alone = {
            source for (source, after, before), text in self.rules.items() if text.isalpha() and not after + before
        }
        return len(LETTER_KEYS - alone) <= LETTERS_MISSING and len(SIGN_KEYS & alone) >= SIGNS_TAKEN

    @property
    def kind(self) -> str:
        """Whether it is a layout or a scheme."""
        return "layout" if self.keys else "scheme"

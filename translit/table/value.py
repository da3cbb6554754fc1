"""A table as a value: what a layout or a scheme says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("layout", "scheme", "informal")
LEVELS = ("plain", "shift", "caps", "caps-shift", "altgr", "altgr-shift")
NOTHING = "∅"

#: The keys of a base keyboard, row by row: what each gives plain and shifted. ISO keyboards have one more
#: key left of z, drawn first in its row; nothing typed on the base keyboard reaches it by character.
BASES = {
    "us": (
        ("`1234567890-=", "~!@#$%^&*()_+"),
        ("qwertyuiop[]\\", "QWERTYUIOP{}|"),
        ("asdfghjkl;'", 'ASDFGHJKL:"'),
        ("zxcvbnm,./", "ZXCVBNM<>?"),
    ),
}

#: What `keyboard.js` shares: a scheme is drawn on a base keyboard, too (tools/update_browser.py writes it).
BROWSER = {"BASES": BASES}

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a table file: where it is and what to do about it."""

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.key}: {self.message}" if self.key else f"{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Rule:
    """`source` becomes `target`, where `after` stands before it and `before` after it, in the source text."""

    source: str
    target: str
    after: str = ""
    before: str = ""
    key: str = ""

    def __str__(self) -> str:
        after = f" after {self.after}" if self.after else ""
        before = f" before {self.before}" if self.before else ""
        return f"{self.source} → {self.target or NOTHING}{after}{before}"


@dataclass(frozen=True, slots=True)
class Sample:
    """What a table promises: `source` gives `target`."""

    source: str
    target: str
    level: str = ""
    shows: tuple[str, ...] = ()
    reverse: bool = False
    reason: str = ""
    fails: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One layout or scheme, as its file says; immutable, and equal only to itself.

    `rules` holds the `[map]` entries first, then the `[[rules]]`, in file order. For a layout it holds what
    each character of the base keyboard types. `keys` holds the drawn levels of a layout, derived ones
    included: level name -> four rows of cells, `""` where a key gives nothing. `foreign_letters` are letters of
    other scripts that the table has on purpose. `text` is the file itself.
    """

    id: str
    kind: str
    name: Mapping[str, str]
    language: str
    source_script: str
    target_script: str
    standard: str = ""
    url: str = ""
    licence_note: str = ""
    case: str = "exact"
    reversible: bool = False
    aliases: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    base: str = ""
    keys: Mapping[str, Rows] = field(default_factory=dict)
    foreign_letters: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""
    text: str = field(default="", repr=False)

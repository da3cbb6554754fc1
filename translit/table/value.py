"""A table as a value: what a layout or a scheme says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import Problem as Problem

KINDS = ("layout", "scheme", "informal")
LEVELS = ("plain", "shift", "caps", "caps-shift", "altgr", "altgr-shift")
NOTHING = "∅"
#: How a standard stands in law. A draft binds nobody; a pending one is adopted and not yet in force.
STATES = ("in-force", "superseded", "draft", "pending")


class BaseRow(NamedTuple):
    """A row of the keys of a base keyboard: what each gives plain and shifted."""

    plain: str
    shift: str


#: The base keyboards, row by row. ISO keyboards have one more key left of z, drawn first in its row; nothing typed on
#: the base keyboard reaches it by character.
BASES = {
    "us": (
        BaseRow("`1234567890-=", "~!@#$%^&*()_+"),
        BaseRow("qwertyuiop[]\\", "QWERTYUIOP{}|"),
        BaseRow("asdfghjkl;'", 'ASDFGHJKL:"'),
        BaseRow("zxcvbnm,./", "ZXCVBNM<>?"),
    ),
}

#: What that key is called, as browsers call it.
ISO_KEY = "IntlBackslash"

#: What `keyboard.js` shares: a scheme is drawn on a base keyboard, too (tools/update_browser.py writes it).
BROWSER = {"BASES": BASES}

Rows = tuple[tuple[str, ...], ...]


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
    #: The table whose sample it is, where another one extends that.
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """How the standard of a table stands, since when (`2010`, `2010-01` or `2010-01-27`), and where that is said."""

    state: str
    date: str
    url: str = ""

    def __str__(self) -> str:
        return (
            f"{self.state} of {self.date}" if self.is_tentative else f"{self.state.replace('-', ' ')} since {self.date}"
        )

    @property
    def is_tentative(self) -> bool:
        """Whether it binds nobody yet."""
        return self.state in ("draft", "pending")


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where another program differs on purpose: it makes `target` of `source`, and `reason` says why we do not."""

    oracle: str
    source: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One layout or scheme, as its file says; immutable, and equal to another that says the same.

    `capitals` are those that are not what Unicode takes for them, by their small letters. `rules` holds the `[map]`
    entries first, then the `[[rules]]`, in file order. For a layout it holds what
    each character of the base keyboard types. `keys` holds the drawn levels of a layout, derived ones
    included: level name -> four rows of cells, `""` where a key gives nothing; `base` names the keyboard that has these
    keys, or whose keys a scheme reads. `foreign_letters` are letters of
    other scripts that the table has on purpose. `counterparts` are what other programs call the same table, and
    `deviations` where they differ. `text` is the file itself, and `path` where it came from, which says
    nothing of what it is. `usual` marks the scheme that is meant by its language alone, and the layouts that
    somebody may have on, or off, without noticing: wrong layouts are looked for among these. `extends` names the
    table that this one changes.
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
    capitals: Mapping[str, str] = field(default_factory=dict)
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
    text: str = ""
    status: Status | None = None
    counterparts: Mapping[str, str] = field(default_factory=dict)
    deviations: tuple[Deviation, ...] = ()
    usual: bool = False
    extends: str = ""

    def __post_init__(self) -> None:
        for name in _MAPPINGS:
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def _said(self) -> dict[str, Any]:
        """Return the fields by name, with mappings that can be copied and pickled."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return values | {name: dict(values[name]) for name in _MAPPINGS}

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Table):
            return NotImplemented
        return hash(self) == hash(other) and self._said() | {"path": ""} == other._said() | {"path": ""}

    def __hash__(self) -> int:
        # Enough to tell tables apart, and known at once: a string remembers its hash.
        return hash((self.id, self.text))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self._said().items() if name != "text")
        return f"Table({said})"

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Table, **self._said()), ()


#: The fields that are mappings; nobody can change them.
_MAPPINGS = ("name", "capitals", "classes", "keys", "counterparts", "extra")

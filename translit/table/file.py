"""A table file read: TOML to a table, with every problem reported at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from ..errors import Problem, TableError, TableNotFound, UnfitTable, reason
from .derived import inherit, merge_rules, merge_samples, require_scheme
from .fields import Fields, TooManyProblemsError
from .keyboard import read_keys, typed_rules
from .mapping import read_classes, read_rules
from .toml import NotToml, faults, parse_toml
from .value import BASES, KINDS, LEVELS, STATES, Deviation, Sample, Status, Table

#: What every table may say, and what only those of a kind may; an informal table says more to `informal/spelling.py`.
COMMON = (
    *("id", "kind", "name", "language", "source-script", "target-script", "standard", "url"),
    *("licence-note", "status", "reversible", "aliases", "samples", "foreign-letters", "counterparts", "deviations"),
)
OF_LAYOUTS = ("base", "keys", "usual")
OF_SCHEMES = ("base", "case", "capitals", "classes", "map", "rules", "usual", "extends")

FindBase = Callable[[str], Table]


def parse_table(text: str, path: str, expected_id: str | None = None, find_base: FindBase | None = None) -> Table:
    """Read a table from TOML `text`; raise TableError with every problem found in it, up to a hundred.

    `path` is for messages; `expected_id` is the id that the file's name promises, if any. `find_base` finds the table
    that this one extends, or raises TableNotFound, UnfitTable or OSError.

    >>> parse_table('id = "bg-x"\\nkind = "schem"', "x.toml")
    Traceback (most recent call last):
        ...
    translit.errors.TableError: x.toml:1: name: missing: expected a table of names such as { en = "…", bg = "…" }
    x.toml:1: language: missing: expected a BCP 47 tag such as "bg"
    x.toml:1: source-script: missing: expected an ISO 15924 code such as "Latn"
    x.toml:1: target-script: missing: expected an ISO 15924 code such as "Cyrl"
    x.toml:1: samples: missing: expected at least one ["input", "expected output"]
    x.toml:2: kind: expected "layout", "scheme" or "informal", found 'schem'
    """
    fields = Fields(_load(text, path), text)
    table = None
    with suppress(TooManyProblemsError):
        table = _read(fields, path, expected_id, _base(fields, find_base))
    if table is None or fields.problems:
        raise TableError(path, sorted(fields.problems, key=lambda p: p.line))
    return table


def _load(text: str, path: str) -> dict[str, Any]:
    """Parse TOML; on a syntax error go on after the bad line, so that all such lines are reported."""
    try:
        return parse_toml(text)
    except NotToml:
        raise TableError(path, [Problem(fault.line, "", fault.reason) for fault in faults(text)]) from None


def _base(fields: Fields, find: FindBase | None) -> Table | None:
    """Return the table that this one extends, if it says so; what it need not say again is read as said."""
    name = fields.string("extends", 'the id or the path of a scheme, such as "bg-streamlined-2009"')
    if not name or find is None:
        return None
    try:
        base = find(name)
        require_scheme(base, "extends")
    except (TableNotFound, UnfitTable) as error:
        fields.problem("extends", str(error))
    except OSError as error:
        fields.problem("extends", f"{name}: {reason(error)}")
    else:
        for key in ("kind", "case"):
            if fields.said.get(key, getattr(base, key)) != getattr(base, key):
                fields.problem(key, f"expected that of {base.id}, {getattr(base, key)!r}, found {fields.said[key]!r}")
        fields.said = inherit(fields.said, base)
        return base
    # All else hangs on it.
    raise TooManyProblemsError


def _read(fields: Fields, path: str, expected_id: str | None, base_table: Table | None) -> Table:
    """Return the table that the fields make, as far as they do."""
    said = fields.said
    kind = fields.one_of("kind", KINDS)
    is_layout = kind == "layout"
    known = {*COMMON, *(OF_LAYOUTS if is_layout else OF_SCHEMES)}
    for key in said.keys() - known if kind != "informal" else ():
        fields.problem(key, f"unknown key; expected one of {', '.join(sorted(known))}")
    table_id = _id(fields, expected_id)
    base = said.get("base", "us") if is_layout else _keys_of(fields)
    keys = read_keys(fields) if is_layout else {}
    inherited = dict(base_table.classes) if base_table else {}
    classes = {} if is_layout else {**inherited, **read_classes(fields)}
    rules = list(typed_rules(keys, base)) if is_layout else read_rules(fields, classes)
    if base_table:
        rules = merge_rules(base_table, rules)
    if not rules and not fields.problems and kind != "informal":
        fields.problem("map", "no rules: expected a [map] or [[rules]]")
    return Table(
        id=table_id,
        kind=kind,
        name=fields.names("name"),
        language=fields.string("language", 'a BCP 47 tag such as "bg"', required=True),
        source_script=fields.script("source-script", "Latn"),
        target_script=fields.script("target-script", "Cyrl"),
        standard=fields.string("standard", "the source in words"),
        url=fields.string("url", "a web address"),
        licence_note=fields.string("licence-note", "a sentence"),
        case=_case(fields) if kind == "scheme" or ("case" in said and not is_layout) else "exact",
        capitals={} if is_layout else _capitals(fields),
        reversible=fields.boolean("reversible"),
        aliases=tuple(fields.strings("aliases")),
        samples=tuple(_all_samples(fields, is_layout, base_table)),
        classes=classes,
        rules=tuple(rules),
        base=base,
        keys=keys,
        foreign_letters=fields.string("foreign-letters", "letters of other scripts, in one string"),
        status=_status(fields),
        counterparts=fields.texts("counterparts", '{ iuliia = "gost_779" }'),
        deviations=tuple(_deviations(fields)),
        usual=fields.boolean("usual"),
        extends=base_table.id if base_table else "",
        extra={key: value for key, value in said.items() if key not in known},
        path=path,
        text=fields.text,
    )


def _keys_of(fields: Fields) -> str:
    """Return the keyboard whose keys a scheme reads, if it says that it reads keys and does not spell."""
    base = fields.string("base", "a keyboard")
    if base and base not in BASES:
        fields.problem("base", f"expected one of {', '.join(BASES)}, found {base!r}")
    return base if base in BASES else ""


def _case(fields: Fields) -> str:
    """Return whether capitals are derived; a scheme has to say so, or every capital would stay as it is unseen."""
    if "case" not in fields.said:
        what = '"follow" (rules are written small, and capitals derived) or "exact" (each letter as it is written)'
        fields.problem("case", f"missing: expected {what}")
        return "exact"
    return fields.one_of("case", ("follow", "exact"))


def _capitals(fields: Fields) -> dict[str, str]:
    """Return the capitals that the table has its own of."""
    said = fields.texts("capitals", '{ i = "İ", "ı" = "I" }')
    if said and fields.said.get("case") != "follow":
        fields.problem("capitals", 'they are of use only where case = "follow" derives them')
    if any(len(small) != 1 or len(capital) != 1 for small, capital in said.items()):
        fields.problem("capitals", "expected one letter for one letter")
    elif len(set(said.values())) < len(said):
        fields.problem("capitals", "two letters have the same capital")
    return said


def _id(fields: Fields, expected: str | None) -> str:
    """Return the id, which is also what the file's name promises, if that is known."""
    found = fields.string("id", "the file's name without .toml", required=True)
    if found and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", found):
        fields.problem("id", f'expected a language and a name such as "bg-streamlined-2009", found {found!r}')
    if found and expected is not None and found != expected:
        fields.problem("id", f"expected {expected!r}, the file's name without .toml, found {found!r}")
    return found


def _status(fields: Fields) -> Status | None:
    """Return how the standard stands, if the table says so."""
    said = fields.texts("status", '{ state = "in-force", date = "2010-01-27", url = "https://…" }')
    if not said:
        return None
    for name in said.keys() - {"state", "date", "url"}:
        fields.problem("status", f"unknown key {name!r}; expected state, date and url")
    if said.get("state") not in STATES:
        fields.problem("status", f"expected a state, one of {', '.join(STATES)}, found {said.get('state')!r}")
    if not re.fullmatch(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?", said.get("date", "")):
        fields.problem("status", f'expected a date such as "2010-01-27", found {said.get("date")!r}')
    return Status(said.get("state", ""), said.get("date", ""), said.get("url", ""))


def _deviations(fields: Fields) -> Iterator[Deviation]:
    """Yield where other programs are known to differ."""
    value, counterparts = fields.said.get("deviations", []), fields.said.get("counterparts")
    parts = {"oracle", "in", "out", "reason"}
    for index, item in enumerate(value if isinstance(value, list) else [value]):
        key = f"deviations[{index}]"
        if not isinstance(item, dict) or item.keys() != parts or not all(isinstance(v, str) for v in item.values()):
            fields.problem(key, 'expected { oracle = "…", in = "…", out = "…", reason = "…" }')
        elif not isinstance(counterparts, dict) or item["oracle"] not in counterparts:
            fields.problem(key, f"{item['oracle']!r} is not one of the counterparts")
        else:
            yield Deviation(item["oracle"], item["in"], item["out"], item["reason"])


def _all_samples(fields: Fields, is_layout: bool, base: Table | None) -> Iterable[Sample]:
    """Return the samples, and those of the table that is extended, if one is: then there need be no others."""
    own = _samples(fields, is_layout) if base is None or "samples" in fields.said else ()
    return merge_samples(base, own) if base else own


def _samples(fields: Fields, is_layout: bool) -> Iterator[Sample]:
    value = fields.said.get("samples")
    if not value:
        fields.problem("samples", 'missing: expected at least one ["input", "expected output"]')
    elif not isinstance(value, list):
        fields.problem("samples", f"expected a list, found {value!r}")
    else:
        for index, item in enumerate(value):
            yield from _sample(fields, f"samples[{index}]", item, is_layout)


def _sample(fields: Fields, key: str, item: object, is_layout: bool) -> Iterator[Sample]:
    """Yield a sample, if it has an input and an output at least."""
    if isinstance(item, list):
        item = dict(zip(("in", "out"), item, strict=False)) if len(item) == 2 else None
    if not isinstance(item, dict) or not all(isinstance(item.get(k), str) for k in ("in", "out")):
        fields.problem(key, 'expected ["input", "expected output"] or { in = "…", out = "…", … }')
        return
    for name, value in item.items():
        if name not in SAMPLE_PARTS:
            fields.problem(f"{key}.{name}", f"unknown key; expected one of {', '.join(SAMPLE_PARTS)}")
        elif not SAMPLE_PARTS[name](value) or (name == "level" and not is_layout):
            fields.problem(f"{key}.{name}", f"not usable here: {value!r}")
    if "shows" in item and len(item["shows"]) != len(item["in"]):
        fields.problem(f"{key}.shows", f"expected {len(item['in'])} texts, one a key, found {len(item['shows'])}")
    yield Sample(
        source=item["in"],
        target=item["out"],
        level=item.get("level", ""),
        shows=tuple(item.get("shows", ())),
        reverse=item.get("reverse", False),
        reason=item.get("reason", ""),
        fails="expect" in item,
    )


#: What a sample may say, and which values of it are fit.
SAMPLE_PARTS: dict[str, Callable[[Any], bool]] = {
    "in": lambda value: isinstance(value, str),
    "out": lambda value: isinstance(value, str),
    "level": lambda value: value in LEVELS,
    "shows": lambda value: isinstance(value, list) and all(isinstance(text, str) for text in value),
    "reverse": lambda value: isinstance(value, bool),
    "reason": lambda value: isinstance(value, str),
    "expect": lambda value: value == "fail",
}

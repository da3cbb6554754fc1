"""A table file read: TOML to a table, with every problem reported at once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..errors import Problem, TableError
from .lines import line_of
from .value import BASES, KINDS, LEVELS, NOTHING, Rows, Rule, Sample, Table


def parse_table(text: str, path: str, expected_id: str | None = None) -> Table:
    """Read a table from TOML `text`; raise TableError with every problem found in it.

    `path` is for messages; `expected_id` is the id that the file's name promises, if any.

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
    data = _load(text, path)
    reader = _Reader(data, text)
    table = reader.read(path, expected_id)
    if reader.problems:
        raise TableError(path, sorted(reader.problems, key=lambda p: p.line))
    return table


def _load(text: str, path: str) -> dict[str, Any]:
    """Parse TOML; on a syntax error go on after the bad line, so that all such lines are reported."""
    problems: list[Problem] = []
    lines = text.split("\n")
    for _ in range(20):
        try:
            data = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
            line = int(found[2]) if found and found[2] else len(lines)
            column = f"column {found[3]}: " if found and found[3] else ""
            problems.append(Problem(line, "", f"not TOML: {column}{found[1] if found else error}"))
            if not lines[line - 1].strip():
                break
            lines[line - 1] = ""
        else:
            if not problems:
                return data
            break
    raise TableError(path, problems)


class _Reader:
    """Turns parsed TOML into a Table and gathers what is wrong with it."""

    def __init__(self, data: dict[str, Any], text: str) -> None:
        self.data = data
        self.text = text
        self.problems: list[Problem] = []

    def problem(self, key: str, message: str) -> None:
        self.problems.append(Problem(line_of(self.text, key), key, message))

    def read(self, path: str, expected_id: str | None) -> Table:
        data = self.data
        kind = self.one_of("kind", KINDS)
        is_layout = kind == "layout"
        known = {
            *("id", "kind", "name", "language", "source-script", "target-script", "standard", "url"),
            *("licence-note", "reversible", "aliases", "samples", "foreign-letters"),
            *(("base", "keys") if is_layout else ("case", "classes", "map", "rules")),
        }
        for key in data.keys() - known if kind != "informal" else ():
            self.problem(key, f"unknown key; expected one of {', '.join(sorted(known))}")
        table_id = self.string("id", "the file's name without .toml", required=True)
        if table_id and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", table_id):
            self.problem("id", f'expected a language and a name such as "bg-streamlined-2009", found {table_id!r}')
        if table_id and expected_id is not None and table_id != expected_id:
            self.problem("id", f"expected {expected_id!r}, the file's name without .toml, found {table_id!r}")
        keys = self.keys() if is_layout else {}
        classes = {} if is_layout else self.classes()
        rules = _layout_rules(keys, data.get("base", "us")) if is_layout else self.rules(classes)
        if not rules and not self.problems and kind != "informal":
            self.problem("map", "no rules: expected a [map] or [[rules]]")
        return Table(
            id=table_id,
            kind=kind,
            name=self.names(),
            language=self.string("language", 'a BCP 47 tag such as "bg"', required=True),
            source_script=self.script("source-script", "Latn"),
            target_script=self.script("target-script", "Cyrl"),
            standard=self.string("standard", "the source in words"),
            url=self.string("url", "a web address"),
            licence_note=self.string("licence-note", "a sentence"),
            case="exact" if is_layout or "case" not in data else self.one_of("case", ("follow", "exact")),
            reversible=self.boolean("reversible"),
            aliases=tuple(self.strings("aliases")),
            samples=tuple(self.samples(is_layout)),
            classes=classes,
            rules=tuple(rules),
            base=data.get("base", "us") if is_layout else "",
            keys=keys,
            foreign_letters=self.string("foreign-letters", "letters of other scripts, in one string"),
            extra={k: v for k, v in data.items() if k not in known},
            path=path,
            text=self.text,
        )

    def string(self, key: str, what: str, *, required: bool = False) -> str:
        value = self.data.get(key)
        if value is None:
            if required:
                self.problem(key, f"missing: expected {what}")
            return ""
        if not isinstance(value, str) or not value:
            self.problem(key, f"expected {what}, found {value!r}")
            return ""
        return value

    def script(self, key: str, example: str) -> str:
        value = self.string(key, f'an ISO 15924 code such as "{example}"', required=True)
        if value and not re.fullmatch(r"[A-Z][a-z]{3}", value):
            self.problem(key, f'expected an ISO 15924 code such as "{example}", found {value!r}')
        return value

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        listed = ", ".join(f'"{c}"' for c in choices[:-1]) + f' or "{choices[-1]}"'
        value = self.data.get(key)
        if value is None:
            self.problem(key, f"missing: expected {listed}")
        elif value not in choices:
            self.problem(key, f"expected {listed}, found {value!r}")
        return value if isinstance(value, str) else ""

    def boolean(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.problem(key, f"expected true or false, found {value!r}")
        return value is True

    def strings(self, key: str) -> list[str]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.problem(key, f"expected a list of strings, found {value!r}")
            return []
        return value

    def names(self) -> dict[str, str]:
        value = self.data.get("name")
        wanted = 'a table of names such as { en = "…", bg = "…" }'
        if value is None:
            self.problem("name", f"missing: expected {wanted}")
        elif not isinstance(value, dict) or not all(isinstance(v, str) and v for v in value.values()):
            self.problem("name", f"expected {wanted}, found {value!r}")
        elif "en" not in value:
            self.problem("name", "expected an English name too: en = …")
        else:
            return value
        return {}

    def samples(self, is_layout: bool) -> Iterator[Sample]:
        value = self.data.get("samples")
        if not value:
            self.problem("samples", 'missing: expected at least one ["input", "expected output"]')
        elif not isinstance(value, list):
            self.problem("samples", f"expected a list, found {value!r}")
        else:
            for index, item in enumerate(value):
                sample = self.sample(f"samples[{index}]", item, is_layout)
                if sample:
                    yield sample

    def sample(self, key: str, item: object, is_layout: bool) -> Sample | None:
        if isinstance(item, list):
            item = dict(zip(("in", "out"), item, strict=False)) if len(item) == 2 else None
        if not isinstance(item, dict) or not all(isinstance(item.get(k), str) for k in ("in", "out")):
            self.problem(key, 'expected ["input", "expected output"] or { in = "…", out = "…", … }')
            return None
        checks: dict[str, Callable[[Any], bool]] = {
            "in": lambda v: True,
            "out": lambda v: True,
            "level": lambda v: is_layout and v in LEVELS,
            "shows": lambda v: isinstance(v, list) and all(isinstance(s, str) for s in v),
            "reverse": lambda v: isinstance(v, bool),
            "reason": lambda v: isinstance(v, str),
            "expect": lambda v: v == "fail",
        }
        for name, value in item.items():
            if name not in checks:
                self.problem(f"{key}.{name}", f"unknown key; expected one of {', '.join(checks)}")
            elif not checks[name](value):
                self.problem(f"{key}.{name}", f"not usable here: {value!r}")
        if "shows" in item and len(item["shows"]) != len(item["in"]):
            self.problem(f"{key}.shows", f"expected {len(item['in'])} texts, one a key, found {len(item['shows'])}")
        return Sample(
            source=item["in"],
            target=item["out"],
            level=item.get("level", ""),
            shows=tuple(item.get("shows", ())),
            reverse=item.get("reverse", False),
            reason=item.get("reason", ""),
            fails="expect" in item,
        )

    def classes(self) -> dict[str, str]:
        value = self.data.get("classes", {})
        good: dict[str, str] = {}
        if not isinstance(value, dict):
            self.problem("classes", f"expected a table, found {value!r}")
            return good
        for name, letters in value.items():
            key = f"classes.{name}"
            if not isinstance(letters, str) or not letters:
                self.problem(key, f"expected a string of letters, found {letters!r}")
            elif any(c in "\n\r" for c in letters):
                self.problem(key, "no context reaches across a line end: remove the line break")
            else:
                good[name] = unicodedata.normalize("NFC", letters)
                if len(set(good[name])) < len(good[name]):
                    self.problem(key, f"a letter stands twice in {letters!r}")
        return good

    def rules(self, classes: Mapping[str, str]) -> list[Rule]:
        found: list[Rule] = []
        mapping = self.data.get("map", {})
        if not isinstance(mapping, dict):
            self.problem("map", f"expected a table, found {mapping!r}")
            mapping = {}
        for source, target in mapping.items():
            found += self.rule(f"map.{_quoted(source)}", {"from": source, "to": target}, classes)
        listed = self.data.get("rules", [])
        if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
            self.problem("rules", "expected [[rules]] tables with from, to, after and before")
            listed = []
        for index, item in enumerate(listed):
            found += self.rule(f"rules[{index}]", item, classes)
        seen: dict[tuple[str, str, str], str] = {}
        for rule in found:
            where = (rule.source, rule.after, rule.before)
            if where in seen:
                self.problem(rule.key, f"{rule.source!r} in the same context is already mapped by {seen[where]}")
            seen.setdefault(where, rule.key)
        return found

    def rule(self, key: str, item: Mapping[str, Any], classes: Mapping[str, str]) -> Iterator[Rule]:
        before_count = len(self.problems)
        for name in item.keys() - {"from", "to", "after", "before"}:
            self.problem(f"{key}.{name}", "unknown key; expected from, to, after or before")
        for name in ("from", "to", "after", "before"):
            value = item.get(name, "" if name in ("after", "before") else None)
            where = key if key.startswith("map.") else f"{key}.{name}"
            if value is None:
                self.problem(where, "missing")
            elif not isinstance(value, str):
                self.problem(where, f"expected a string, found {value!r}")
            elif any(c in "\n\r" for c in value):
                self.problem(where, "no rule reaches across a line end: remove the line break")
            elif name == "from" and not value:
                self.problem(where, "expected at least one letter to convert")
            elif self.data.get("case") == "follow" and name != "to" and value != value.lower():
                small = value.lower()
                self.problem(where, f'write it small, {small!r}: case = "follow" derives the capitals')
        for name in ("after", "before"):
            value = item.get(name, "")
            if isinstance(value, str) and value:
                for fault in context_faults(value, name, classes):
                    self.problem(f"{key}.{name}", fault)
        if len(self.problems) == before_count:
            source, target, after, before = (
                unicodedata.normalize("NFC", item.get(k, "")) for k in ("from", "to", "after", "before")
            )
            yield Rule(source, target, after, before, key)

    def keys(self) -> dict[str, Rows]:
        base = self.data.get("base", "us")
        drawn: dict[str, Rows] = {}
        if base not in BASES:
            self.problem("base", f"expected one of {', '.join(BASES)}, found {base!r}")
            return drawn
        value = self.data.get("keys")
        if not isinstance(value, dict) or "plain" not in value or "shift" not in value:
            self.problem("keys", "expected a [keys] table with plain and shift, each drawn as four rows")
            return drawn
        for level, picture in value.items():
            if level not in LEVELS:
                self.problem(f"keys.{level}", f"unknown level; expected one of {', '.join(LEVELS)}")
            elif not isinstance(picture, str):
                self.problem(f"keys.{level}", f"expected a string of four rows, found {picture!r}")
            else:
                rows = self.picture(f"keys.{level}", picture, BASES[base])
                if rows:
                    drawn[level] = rows
        if self.problems:
            return drawn
        drawn.setdefault("caps", _each(str.upper, drawn["plain"]))
        drawn.setdefault("caps-shift", _each(str.lower, drawn["shift"]))
        return {level: drawn[level] for level in LEVELS if level in drawn}

    def picture(self, key: str, picture: str, base: tuple[tuple[str, str], ...]) -> Rows | None:
        lines = [line.split() for line in picture.strip("\n").split("\n")]
        if len(lines) != len(base):
            self.problem(key, f"expected {len(base)} rows, found {len(lines)}")
            return None
        rows = []
        for number, (cells, (plain, _)) in enumerate(zip(lines, base, strict=True), 1):
            wanted = {len(plain), len(plain) + (number == len(base))}
            if len(cells) not in wanted:
                expected = " or ".join(map(str, sorted(wanted)))
                self.problem(key, f"row {number}: expected {expected} keys, found {len(cells)}: {' '.join(cells)}")
                return None
            rows.append(tuple(self.cell(key, number, cell) for cell in cells))
        return tuple(rows)

    def cell(self, key: str, row: int, cell: str) -> str:
        if cell == NOTHING:
            return ""
        if re.fullmatch(r"U\+[0-9A-F]{4,6}", cell):
            return chr(int(cell[2:], 16))
        cell = unicodedata.normalize("NFC", cell)
        if len(cell) != 1:
            self.problem(key, f"row {row}: expected one character, U+0000 or {NOTHING} a cell, found {cell!r}")
        return cell


def context_faults(context: str, side: str, classes: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with a context; `side` is `after` or `before`."""
    edge, place, at = ("^", "beginning", 0) if side == "after" else ("$", "end", len(context) - 1)
    for position, char in enumerate(context):
        if char in "^$" and (char != edge or position != at):
            yield f"{char!r} is not possible here: {side!r} may have {edge!r} at its {place}"
    for name in re.findall(r"\{([^}]*)\}", context):
        if name not in classes:
            yield f"unknown class {{{name}}}; this table has {', '.join(classes) or 'no [classes]'}"
    if re.sub(r"\{[^{}]*\}", "", context).strip("{}") != re.sub(r"\{[^{}]*\}", "", context):
        yield "a brace is not closed: expected {class}"


def _quoted(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f'"{key}"'


def _each(change: Callable[[str], str], rows: Rows) -> Rows:
    return tuple(tuple(new if len(new := change(cell)) == 1 else cell for cell in row) for row in rows)


def _layout_rules(keys: Mapping[str, Rows], base: str) -> list[Rule]:
    """Return what each character of the base keyboard types, by the plain and shift levels."""
    rules = []
    for shifted, level in enumerate(("plain", "shift")):
        for row, cells in zip(BASES.get(base, ()), keys.get(level, ()), strict=False):
            typed = row[shifted]
            for source, target in zip(typed, cells[-len(typed) :], strict=False):
                if target and source != target:
                    rules.append(Rule(source, target, key=f"keys.{level}"))
    return rules

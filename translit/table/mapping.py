"""Read what a scheme maps: its classes of letters, its `[map]` and its `[[rules]]` with their contexts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from .fields import Fields
from .value import Rule

#: What a rule is written with; the contexts may be left out.
ENDS, CONTEXTS = ("from", "to"), ("after", "before")
PARTS = ENDS + CONTEXTS
#: How many characters each part of a rule may have. The longest that ships has 13.
LONGEST = 64


def read_classes(fields: Fields) -> dict[str, str]:
    """Return the classes of letters by name."""
    good: dict[str, str] = {}
    for name, letters in fields.section("classes").items():
        key = f"classes.{name}"
        if not isinstance(letters, str) or not letters:
            fields.problem(key, f"expected a string of letters, found {letters!r}")
        elif _has_line_end(letters):
            fields.problem(key, "no context reaches across a line end: remove the line break")
        else:
            good[name] = unicodedata.normalize("NFC", letters)
            if len(set(good[name])) < len(good[name]):
                fields.problem(key, f"a letter stands twice in {letters!r}")
    return good


def read_rules(fields: Fields, classes: Mapping[str, str]) -> list[Rule]:
    """Return the rules, those of `[map]` first, then the others, in the order of the file."""
    found: list[Rule] = []
    for source, target in fields.section("map").items():
        found += _rule(fields, f"map.{_quote(source)}", {"from": source, "to": target}, classes)
    listed = fields.said.get("rules", [])
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        fields.problem("rules", "expected [[rules]] tables with from, to, after and before")
        listed = []
    for index, item in enumerate(listed):
        found += _rule(fields, f"rules[{index}]", item, classes)
    first: dict[tuple[str, str, str], str] = {}
    for rule in found:
        key = first.setdefault((rule.source, rule.after, rule.before), rule.key)
        if key != rule.key:
            fields.problem(rule.key, f"{rule.source!r} in the same context is already mapped by {key}")
    return found


def _rule(fields: Fields, key: str, item: Mapping[str, Any], classes: Mapping[str, str]) -> Iterator[Rule]:
    """Yield a rule if nothing is wrong with it."""
    known = len(fields.problems)
    for name in item.keys() - set(PARTS):
        fields.problem(f"{key}.{name}", "unknown key; expected from, to, after or before")
    for name in PARTS:
        fault = _part_fault(name, item.get(name), follows_case=fields.said.get("case") == "follow")
        if fault:
            fields.problem(key if key.startswith("map.") else f"{key}.{name}", fault)
    for name in CONTEXTS:
        for fault in context_faults(item.get(name), name, classes):
            fields.problem(f"{key}.{name}", fault)
    if len(fields.problems) == known:
        source, target, after, before = (unicodedata.normalize("NFC", item.get(name, "")) for name in PARTS)
        yield Rule(source, target, after, before, key)


def _part_fault(name: str, value: object, *, follows_case: bool) -> str:
    """Return what is wrong with a part of a rule, or `""`."""
    if value is None:
        return "missing" if name in ENDS else ""
    if not isinstance(value, str):
        return f"expected a string, found {value!r}"
    if _has_line_end(value):
        return "no rule reaches across a line end: remove the line break"
    if len(value) > LONGEST:
        return f"expected {LONGEST} characters at most, found {len(value)}: split it, a rule is not a text"
    if name == "from" and not value:
        return "expected at least one letter to convert"
    if follows_case and name != "to" and value != value.lower():
        return f'write it small, {value.lower()!r}: case = "follow" derives the capitals'
    return ""


def context_faults(context: object, side: str, classes: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with a context, if it is a text at all; `side` is `after` or `before`."""
    if not isinstance(context, str) or len(context) > LONGEST:
        return
    edge, place, at = ("^", "beginning", 0) if side == "after" else ("$", "end", len(context) - 1)
    for position, char in enumerate(context):
        if char in "^$" and (char != edge or position != at):
            yield f"{char!r} is not possible here: {side!r} may have {edge!r} at its {place}"
    for name in re.findall(r"\{([^}]*)\}", context):
        if name not in classes:
            yield f"unknown class {{{name}}}; this table has {', '.join([*islice(classes, 20)]) or 'no [classes]'}"
    letters = re.sub(r"\{[^{}]*\}", "", context)
    if letters.strip("{}") != letters:
        yield "a brace is not closed: expected {class}"


def _has_line_end(text: str) -> bool:
    return "\n" in text or "\r" in text


def _quote(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f'"{key}"'

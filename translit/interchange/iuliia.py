"""Schemas of iuliia, which are JSON: what each letter becomes, alone, behind or before another, and at the end."""

from __future__ import annotations

import json
import re
from typing import Any
from unicodedata import normalize

from ..errors import Unreadable
from ..table.draft import Draft, Foreign

SUFFIXES, SIGN = (".json",), re.compile(r'"mapping"\s*:\s*\{')
PARTS = ("mapping", "prev_mapping", "next_mapping", "ending_mapping")
#: What it says of itself, or for people.
TOLD = ("name", "description", "url", "comments", "samples", "aliases", "$schema")


def read(foreign: Foreign) -> Draft:
    """Return the rules of a schema, with its samples.

    >>> draft = read(Foreign('{"name": "x", "mapping": {"я": "ya"}, "prev_mapping": {"": "", "ая": "ia"}}'))
    >>> draft.rules
    {('я', 'а', ''): 'ia', ('я', '', ''): 'ya'}
    """
    try:
        said = json.loads(foreign.text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON: {error.msg}", error.lineno) from None
    except (RecursionError, ValueError) as error:
        raise Unreadable(f"not JSON: {error}", 1) from None
    if not isinstance(said, dict) or not _is_mapping(said.get("mapping")):
        raise Unreadable('expected an object with a "mapping" of letters', 1)
    draft = Draft(name=str(said.get("description") or said.get("name") or ""), language="ru", case="follow")
    for name in said.keys() - {*PARTS, *TOLD}:
        draft.lose(_line(foreign, name), f"{name}: nothing that a scheme says")
    for name in (*PARTS[1:], PARTS[0]):
        found = said.get(name) or {}
        if not _is_mapping(found):
            draft.lose(_line(foreign, name), f"{name}: expected letters and what becomes of them")
            continue
        for key, target in found.items():
            _rule(draft, foreign, name, key.lower(), target)
    for sample in said.get("samples") or []:
        if isinstance(sample, list) and len(sample) == 2 and all(isinstance(text, str) for text in sample):
            draft.samples.append((normalize("NFC", sample[0]), normalize("NFC", sample[1])))
    return draft


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _line(foreign: Foreign, key: str) -> int:
    at = foreign.text.find(json.dumps(key, ensure_ascii=False))
    return foreign.text.count("\n", 0, max(at, 0)) + 1


def _rule(draft: Draft, foreign: Foreign, part: str, key: str, target: str) -> None:
    line = _line(foreign, key)
    if part == "mapping" and len(key) == 1:
        draft.rule(line, key, target)
    elif part == "prev_mapping" and len(key) in (1, 2):
        draft.rule(line, key[-1], target, after=key[:-1] or "^")
    elif part == "next_mapping" and len(key) in (1, 2):
        draft.rule(line, key[0], target, before=key[1:] or "$")
    elif part == "ending_mapping" and len(key) == 2:
        draft.rule(line, key, target, before="$")
    elif key:
        draft.lose(line, f"{part}: {key!r} → {target!r}: more letters than it reads")

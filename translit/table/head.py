"""What a table says of itself, read without its rules and samples: enough to list many tables at once."""

from __future__ import annotations

import re
from json import loads
from typing import Any

#: What a summary has, and what it has where a table is silent.
KEYS: dict[str, Any] = {
    "id": "",
    "kind": "",
    "name": {},
    "language": "",
    "source-script": "",
    "target-script": "",
    "standard": "",
    "url": "",
    "status": {},
    "reversible": False,
    "usual": False,
    "aliases": [],
    "extends": "",
}


_TEXT = r'"(?:[^"\\]|\\.)*"'
#: A line as our tables write it: a text, a truth value, a list of texts or a table of texts.
_LINE = re.compile(rf"([\w-]+) = ({_TEXT}|true|false|\[{_TEXT}(?:, {_TEXT})*\]|(?:\{{ .* \}}))")
_ITEM = re.compile(rf"([\w-]+) = ({_TEXT})")


def read_head(text: str) -> dict[str, Any]:
    """Return the summary of a table that is known to be good and has its samples behind all that this needs.

    >>> read_head('id = "bg-x"\\nname = { en = "X" }\\nsamples = [\\n["а", "a"]]')["name"]
    {'en': 'X'}
    """
    said: dict[str, Any] = {}
    for line in text.split("\n"):
        if line.startswith(("samples", "[")):
            break
        found = _LINE.fullmatch(line)
        if found and found[1] in KEYS:
            said[found[1]] = _value(found[2])
        elif line.partition(" ")[0] in KEYS:
            return _read_slowly(text)
    return {key: said.get(key, silent) for key, silent in KEYS.items()}


def _value(written: str) -> Any:
    if written[0] != "{":
        return loads(written)
    return {name: loads(text) for name, text in _ITEM.findall(written)}


def _read_slowly(text: str) -> dict[str, Any]:
    """Read what is written in another way than ours."""
    import tomllib

    said = tomllib.loads(text)
    return {key: said.get(key, silent) for key, silent in KEYS.items()}

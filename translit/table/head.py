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


_TEXT = r'"(?:[^"\\\n]|\\.)*"'
#: A line as our tables write it: a text, a truth value, a list of texts or a table of texts.
_LINE = re.compile(
    rf"^({'|'.join(KEYS)})\b(?: = ({_TEXT}|true|false|\[{_TEXT}(?:, {_TEXT})*\]|\{{ .* \}})$)?", re.MULTILINE
)
_ITEM = re.compile(rf"([\w-]+) = ({_TEXT})")
#: Behind all that this needs.
_END = re.compile(r"^(?:samples|\[)", re.MULTILINE)


def read_head(text: str) -> dict[str, Any]:
    """Return the summary of a table that is known to be good and has its samples behind all that this needs.

    >>> read_head('id = "bg-x"\\nname = { en = "X" }\\nsamples = [\\n["а", "a"]]')["name"]
    {'en': 'X'}
    """
    said: dict[str, Any] = {}
    end = _END.search(text)
    for name, written in _LINE.findall(text, 0, end.start() if end else len(text)):
        if not written:
            return _read_slowly(text)
        said[name] = _value(written)
    return {key: said.get(key, silent) for key, silent in KEYS.items()}


def _value(written: str) -> Any:
    if written[0] == "{":
        return {name: _value(text) for name, text in _ITEM.findall(written)}
    return written[1:-1] if written[0] == '"' and "\\" not in written else loads(written)


def _read_slowly(text: str) -> dict[str, Any]:
    """Read what is written in another way than ours."""
    import tomllib

    said = tomllib.loads(text)
    return {key: said.get(key, silent) for key, silent in KEYS.items()}

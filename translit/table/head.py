"""What a table says of itself, read without its rules and samples: enough to list many tables at once."""

from __future__ import annotations

import re
import tomllib
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
    "aliases": [],
}


def read_head(text: str) -> dict[str, Any]:
    """Return the summary of a table that is known to be good and has its samples behind all that this needs.

    >>> read_head('id = "bg-x"\\nkind = "scheme"\\nsamples = [\\n["а", "a"]]')["kind"]
    'scheme'
    """
    rest = re.search(r"^(samples\b|\[)", text, re.MULTILINE)
    said = tomllib.loads(text[: rest.start()] if rest else text)
    return {key: said.get(key, silent) for key, silent in KEYS.items()}

"""What makes search keys, as data for `search.js`: the passes of a language as machines, and what a word is."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from typing import Any

from ..informal.keep_english import latin_names
from ..machine.by_rules import RuleConversion
from ..machine.finished import tabulate
from ..machine.portable import VERSION, states
from ..search import folding
from ..search.key_tables import LEVELS, passes
from ..table.value import Table
from .expressions import javascript


def browser_keys(language: str) -> dict[str, Any]:
    """Return what makes the keys of a language as JSON values; raise UnknownChoice.

    >>> made = browser_keys("bg")
    >>> made["key_version"], [(level, len(machines)) for level, machines in made["levels"].items()]
    (2, [('loose', 6), ('strict', 5)])
    """
    return {
        "format": "translit-keys",
        "version": 1,
        "language": language,
        "key_version": folding.KEY_VERSION,
        "levels": {level: [_machine(table) for table in passes(language, level)] for level in LEVELS},
        "letters": _letters(),
        "latin_names": " ".join(sorted(latin_names())),
        **{name: made if isinstance(made, str) else javascript(made) for name, made in folding.BROWSER.items()},
    }


def as_json(language: str) -> bytes:
    """Return the same as one line of JSON."""
    return (json.dumps(browser_keys(language), ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def _machine(table: Table) -> dict[str, Any]:
    made = states(tabulate(RuleConversion(table).lazy))
    return {"format": "translit-machine", "version": VERSION, "states": made}


@cache
def _letters() -> str:
    """Return how many code points in a row stand in no words, then how many do, and so on, as this Python says it."""
    return " ".join(str(len(list(run))) for _, run in groupby(map(str.isalnum, map(chr, range(0x110000)))))

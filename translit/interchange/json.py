"""The machine of a table as JSON, small enough to send to a browser."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from ..machine.finished import tabulate
from ..machine.portable import portable

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator


@cache
def export(compiled: Transliterator) -> str:
    """Return the machine, and the drawn keyboard of a layout, as one line of JSON (docs/machine-json.md)."""
    return json.dumps(machine(compiled), ensure_ascii=False, separators=(",", ":")) + "\n"


def machine(compiled: Transliterator) -> dict[str, Any]:
    """Return the same as JSON values.

    >>> from translit.convert.transliterator import compile_table
    >>> made = machine(compile_table("bg-phonetic-traditional"))
    >>> made["language"], made["layout"]["plain"][1][:6], made["states"][0][:3]
    ('bg', ['я', 'в', 'е', 'р', 'т', 'ъ'], ['', '', 0])
    """
    return portable(compiled.table, compiled.reverse, tabulate(compiled._rules.lazy))

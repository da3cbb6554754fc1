"""On which line of a TOML file a key stands: the parser does not tell, and who has to mend it wants to know."""

from __future__ import annotations

import re
from functools import lru_cache

_HEADER = re.compile(r"(\[\[?)\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""("(?:[^"\\]|\\.)*+"|'[^']*+'|[^\s='"\[\]{}#,]++)\s*=""")
_QUOTES = re.compile("\"\"\"|'''")
_ITEM = re.compile(r"\s*[\[{]")


def line_of(text: str, key: str) -> int:
    """Return the line (from 1) on which a key path such as `rules[3].before` or `map."щ"` is written.

    Where the exact key cannot be found, the nearest parent's line; 1 if there is none.

    >>> line_of('samples = []\\n[map]\\n"щ" = "sht"', 'map."щ"')
    3
    """
    lines, items = _index(text)
    section, _, rest = key.partition(".")
    path = f"{section}.{rest.strip(chr(34))}" if rest else section
    while path:
        if path in lines:
            return lines[path]
        name, bracket, index = path.partition("[")
        if bracket and index[:-1].isdecimal() and name in lines:
            below = items.get(name, ())
            return below[int(index[:-1])] if int(index[:-1]) < len(below) else lines[name]
        path = path.rpartition(".")[0]
    return 1


@lru_cache(2)
def _index(text: str) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Return the line of every key path, and those of the items of each list that has one item a line."""
    lines: dict[str, int] = {}
    items: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    section = latest = ""
    in_picture = False
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        was_in_picture, in_picture = in_picture, in_picture ^ (len(_QUOTES.findall(bare)) % 2 == 1)
        if was_in_picture:
            continue
        if header := _HEADER.fullmatch(bare):
            section, latest = header[2], ""
            if header[1] == "[[":
                counts[section] = counts.get(section, -1) + 1
                lines.setdefault(section, number)
                section = f"{section}[{counts[section]}]"
            lines.setdefault(section, number)
        elif key := _KEY.match(bare):
            latest = key[1].strip("\"'")
            latest = f"{section}.{latest}" if section else latest
            lines.setdefault(latest, number)
        elif latest and _ITEM.match(line):
            items.setdefault(latest, []).append(number)
    return lines, items

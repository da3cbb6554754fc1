"""On which line of a TOML file a key stands: the parser does not tell, and who has to mend it wants to know."""

from __future__ import annotations

import re


def line_of(text: str, key: str) -> int:
    """Return the line (from 1) on which a key path such as `rules[3].before` or `map."щ"` is written.

    Where the exact key cannot be found, the nearest parent's line; 1 if there is none.
    """
    section, rest = _split(text, key)
    name, _, index = section.partition("[")
    wanted = int(index[:-1]) if index else None
    count, inside, best = -1, not rest and wanted is None, 1
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if re.match(rf"\[\[?\s*{re.escape(name)}\s*\]\]?", bare):
            count += 1
            inside = wanted is None or count == wanted
            if inside:
                best = number
        elif re.match(r"\[+[\w.-]+\]+\s*(#|$)", bare):
            inside = False
        elif re.match(rf"{re.escape(name)}\s*=", bare) and count < 0:
            best, inside = number, True
            if wanted is not None:
                return number + _nth_item(text.split("\n")[number - 1 :], wanted)
        elif inside and rest and re.match(rf"[\"']?{re.escape(rest.strip(chr(34)))}[\"']?\s*=", bare):
            return number
    return best


def _split(text: str, key: str) -> tuple[str, str]:
    """Return a key path as the longest section of the file that it begins with, and the rest."""
    parts = key.split(".")
    for length in range(len(parts) - 1, 1, -1):
        section = ".".join(parts[:length])
        if re.search(rf"^\[{re.escape(section)}\]", text, re.MULTILINE):
            return section, ".".join(parts[length:])
    return parts[0], ".".join(parts[1:])


def _nth_item(lines: list[str], index: int) -> int:
    """Return how many lines below its key the item `index` of a list with one item a line stands."""
    items = [n for n, line in enumerate(lines) if re.match(r"\s*[\[{]", line) and (n or "]" in line[:-1])]
    return items[index] if index < len(items) else 0

"""TOML of somebody else: read in a moment whatever it is, or refused with the line that is at fault.

The parser of the standard library takes the square of the number of parts of a key, ends in a RecursionError where
brackets nest, and makes numbers of a million digits. What nobody means is found before it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

#: How deep tables and lists may nest, how many parts a key may have, and how long a key or a number may be.
DEEPEST, LONGEST_WORD = 8, 255
#: How many characters are read again to find more lines that are no TOML, and how many such lines are said.
READ_AGAIN, MOST_FAULTS = 1 << 19, 20

_TOKENS = re.compile(
    # Strings and comments, which may hold anything. One that does not end is for the parser to find.
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{0,5}|' + r"'''(?:[^']|'{1,2}(?!'))*+'{0,5}|"
    r'"(?:[^"\\\n]|\\[^\n])*+"?|' + r"'[^'\n]*+'?|#[^\n]*+|"
    r"(?P<word>[\w+-]++)|(?P<opening>[\[{])|(?P<closing>[\]}])|(?P<dot>\.)|(?P<other>[=,\n])",
    re.DOTALL,
)


class NotToml(ValueError):
    """A line is no TOML, or none that we read."""

    def __init__(self, line: int, reason: str) -> None:
        self.line: int = line
        self.reason: str = reason
        super().__init__(f"line {line}: {reason}")


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text says; raise NotToml for its first fault.

    >>> parse_toml("a.b = 1")
    {'a': {'b': 1}}
    >>> parse_toml("x = " + "[" * 100_000)
    Traceback (most recent call last):
        ...
    translit.table.toml.NotToml: line 1: nested more than 8 deep
    """
    import tomllib

    for start, reason in _excesses(text):
        raise NotToml(text.count("\n", 0, start) + 1, reason)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from .toml_hints import hint_for

        found = re.search(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        line = int(found[2]) if found and found[2] else text.count("\n") + 1
        column = f"column {found[3]}: " if found and found[3] else ""
        hint = hint_for(text.split("\n"), line)
        raise NotToml(line, f"not TOML: {column}{found[1] if found else error}{hint and f'; {hint}'}") from None
    except (ValueError, RecursionError) as error:  # Such as a day that is in no month.
        raise NotToml(1, f"not TOML: {error}") from None


def faults(text: str) -> Iterator[NotToml]:
    """Yield what keeps a text from being TOML, going on behind each bad line: a few of them, if it is long."""
    lines = text.split("\n")
    for _ in range(min(MOST_FAULTS, 1 + READ_AGAIN // (len(text) + 1))):
        try:
            parse_toml("\n".join(lines))
        except NotToml as fault:
            yield fault
            if not lines[fault.line - 1].strip():
                return
            lines[fault.line - 1] = ""
        else:
            return


def _excesses(text: str) -> Iterator[tuple[int, str]]:
    """Yield where there is more of something than anybody means, and what."""
    depth = parts = 0
    for token in _TOKENS.finditer(text):
        kind = token.lastgroup
        if kind == "word":
            if token.end() - token.start() > LONGEST_WORD:
                yield token.start(), f"a key or a number of more than {LONGEST_WORD} characters"
        elif kind == "closing":
            depth = max(depth - 1, 0)
        elif kind == "dot":
            parts += 1
        elif kind:
            parts = 0
            depth += kind == "opening"
        if max(depth, parts) > DEEPEST:
            yield token.start(), f"nested more than {DEEPEST} deep"

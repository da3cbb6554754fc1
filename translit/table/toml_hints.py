"""What is likely to be meant by a line that is no TOML: letters without quotes, a key that stands twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?")
#: A key, what stands behind it, and the value: what TOML would take, and what people write instead.
_PAIR = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s=:"'#]+)\s*(=>|->|→|[=:]?)\s*(.*?)\s*""")
_BARE_KEY = re.compile(r"[A-Za-z0-9_.-]+")
_WORD = re.compile(r"[^\s\"'\[\]{}#,=]+")
_PLAIN_VALUE = re.compile(r"true|false|[+-]?[0-9].*")
#: Nobody writes a longer line for one letter.
LONGEST = 300
_CURLY = re.compile("[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]")


def hint_for(lines: Sequence[str], number: int) -> str:
    """Return how a line (from 1) is to be written, or `""` where that can't be guessed.

    >>> hint_for(["[map]", "а = a"], 2)
    'letters need quotes: write "а" = "a"'
    >>> hint_for(["[map]", '"а" = "a"', '"а" = "b"'], 3)
    '"а" stands twice: line 2 has it already'
    """
    line = lines[number - 1] if number <= len(lines) else ""
    if len(line) > LONGEST:
        return ""
    if header := _HEADER.fullmatch(line):
        first = next((n for n, other in _headers(lines[: number - 1]) if other == header[1]), 0)
        return f"[{header[1]}] stands twice: put these lines below line {first}, where it begins" if first else ""
    pair = _PAIR.fullmatch(line)
    if not pair:
        return ""
    key, sign, value = pair.groups()
    wanted = f"{_quoted(key)} = {_value(value)}"
    if not value:
        return ""
    if line.count('"') % 2 and "'" not in line:
        return "a quote is not closed"
    if sign != "=":
        return f"expected = between a letter and what becomes of it: write {wanted}"
    if _CURLY.search(line) and wanted == _straight(wanted):
        return f"TOML has straight quotes only: write {wanted}"
    return f"letters need quotes: write {wanted}" if wanted != f"{key} = {value}" else _twice(lines, number, key)


def _headers(lines: Sequence[str]) -> list[tuple[int, str]]:
    found = ((number, _HEADER.fullmatch(line)) for number, line in enumerate(lines, 1) if len(line) <= LONGEST)
    return [(number, header[1]) for number, header in found if header]


def _twice(lines: Sequence[str], number: int, key: str) -> str:
    """Say where a key stands before, if it does in the same table."""
    begin = max((n for n, _ in _headers(lines[: number - 1])), default=0)
    for place in range(begin + 1, number):
        pair = _PAIR.fullmatch(lines[place - 1][:LONGEST])
        if pair and pair[2] == "=" and pair[1].strip("\"'") == key.strip("\"'"):
            return f"{key} stands twice: line {place} has it already"
    return ""


def _straight(text: str) -> str:
    return _CURLY.sub('"', text)


def _quoted(key: str) -> str:
    key = _straight(key)
    return key if key[0] in "\"'" or _BARE_KEY.fullmatch(key) else f'"{key}"'


def _value(value: str) -> str:
    value = _straight(value)
    word = _WORD.match(value)
    if not word or _PLAIN_VALUE.fullmatch(word[0]):
        return value
    return f'"{word[0]}"{value[word.end() :]}'

"""Comments in which a file says that a finding is meant: `translit: ignore[mixed_script]`, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .facts import raw_rules
from .policy import no_such
from .stream import Located

#: What a file has that says anything.
MARK = b"translit:"
#: The beginning of a line, the sign that begins a comment, or a quote as it does in Vim and Basic; never a string.
_BEFORE = r"(?:^\s*|[^\w\s\"'`]\s*|(?:^|\s)[\"']\s+|\b(?i:rem|dnl)\s+)"
_CODES = r"(?:\s*\[([^\[\]]*)\])?"
_LINE = re.compile(rf"{_BEFORE}translit:\s*ignore(?![\w-]){_CODES}")
#: This stands on a line of its own.
_FILE = re.compile(rf"\W*\b(?:(?i:rem|dnl)\s+)?translit:\s*ignore-file(?![\w-]){_CODES}\W*")
#: A line that is longer than this is looked at in parts.
_LONGEST = 1 << 16


class Ignores:
    """What the comments of one file let be: some codes or, where none is named, all; on a line, or everywhere."""

    def __init__(self) -> None:
        #: By the line, 0 is all of the file: the codes, none for all.
        self._said: dict[int, set[str]] = {}
        self._used: set[tuple[int, str]] = set()
        #: What is said that there is not: the line, and what to say of it.
        self.unknown: list[tuple[int, str]] = []

    def watch(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the chunks of a file, and take note of what its comments say."""
        line, rest = 1, b""
        for chunk in chunks:
            yield chunk
            read = rest + chunk
            whole, _, rest = read.rpartition(b"\n")
            if MARK in whole:
                for number, content in enumerate(whole.split(b"\n"), line):
                    self._read(content, number)
            line += read.count(b"\n")
            rest = rest[-_LONGEST:]
        self._read(rest, line)

    def lets_be(self, found: Located) -> bool:
        """Tell whether a finding is meant, and remember what said so.

        >>> from .stream import check_stream
        >>> from .policy import load_policy
        >>> ignores, name = Ignores(), "\\N{CYRILLIC SMALL LETTER A}dmin"
        >>> line = f"if {name}:  # translit: ignore[mixed_script_confusable]".encode()
        >>> (found,) = check_stream(ignores.watch([line]), load_policy("code"))
        >>> ignores.lets_be(found), ignores.unused()
        (True, [])
        """
        first, code = found.place.line, found.finding.code
        for line in (0, *range(first, first + found.finding.text.count("\n") + 1)):
            codes = self._said.get(line)
            if codes is not None and (not codes or code in codes):
                self._used.add((line, code if codes else ""))
                return True
        return False

    def unused(self) -> list[tuple[int, str]]:
        """Return each comment, or code in one, that let nothing be: the line, 0 for all of the file, and the code."""
        said = [(line, code) for line, codes in self._said.items() for code in (sorted(codes) or [""])]
        return [each for each in said if each not in self._used]

    def _read(self, content: bytes, line: int) -> None:
        if MARK not in content:
            return
        text = content.decode("utf-8", "replace")
        if found := _FILE.fullmatch(text):
            self._take(found[1], 0, line)
        else:
            for found in _LINE.finditer(text):
                self._take(found[1], line, line)

    def _take(self, named: str | None, place: int, line: int) -> None:
        if named is None:
            self._said[place] = set()
            return
        codes = set(re.split(r"[\s,]+", named.strip()))
        for code in sorted(codes - raw_rules()["severity"].keys()):
            said = no_such("code", code, raw_rules()["severity"])
            self.unknown.append((line, f"translit: ignore[{code}]: {said}"))
        known = codes & raw_rules()["severity"].keys()
        if known and self._said.get(place) != set():
            self._said.setdefault(place, set()).update(known)

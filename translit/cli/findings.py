"""Findings of files on standard output, a line each, for people or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from ..checking.policy import Policy
from ..checking.severity import SEVERITIES
from ..checking.stream import Located, check_stream
from ..errors import FileProblem
from ..text.undecoded import NOTED, Places
from .binary import Text
from .filters import name_of
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .coding import Coding


def report(
    files: Iterable[str],
    policy: Policy,
    *,
    each_line: bool,
    severity: str,
    form: str,
    language: str,
    coding: Coding | None,
) -> bool:
    """Print what is wrong in the files, or in stdin, and return whether there was an error."""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    whole = policy.looks_at_whole_texts and not each_line
    failed = False
    for path in list(files) or ["-"]:
        invalid, text = Places(NOTED), Text(path, coding)
        try:
            for found in check_stream(_flush_between(_complete(text, whole)), policy, each_line, invalid):
                if found.finding.severity in wanted:
                    failed |= found.finding.severity == "error"
                    line = _as_json(path, found, language) if form == "json" else _as_text(path, found, language)
                    # A lone surrogate in a finding has no UTF-8 form.
                    sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "backslashreplace"))
            failed |= text.is_binary
        except FileProblem as problem:
            failed = True
            say(str(problem))
        sys.stdout.buffer.flush()
        failed |= say_invalid(path, invalid, text.sample)
    return failed


def _complete(text: Text, whole: bool) -> Iterator[bytes]:
    """Yield a text as it comes, or where it is to be seen whole, the whole of it, and nothing if it is none."""
    if not whole:
        yield from text
        return
    chunks = list(text)
    if not text.is_binary:
        yield from chunks


def _flush_between(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield chunks; what was said of one is out before the next is waited for."""
    for chunk in chunks:
        yield chunk
        sys.stdout.buffer.flush()


def say_invalid(path: str, invalid: Places, sample: bytes) -> bool:
    """Say which bytes of a file are not UTF-8, and what it is by a sample, and return whether there are any."""
    for place in invalid.invalid:
        say(f"{name_of(path)}:{place}")
    if invalid.count > len(invalid.invalid):
        say(f"{name_of(path)}: {invalid.count - len(invalid.invalid)} more places are not UTF-8")
    if invalid.count:
        from .coding import hint

        if likely := hint(sample):
            say(f"{name_of(path)}: {likely}")
    return invalid.count > 0


def _where(path: str, found: Located) -> str:
    return f"{name_of(path)}:{found.place.line}:{found.place.column}"


def _as_text(path: str, found: Located, language: str) -> str:
    finding = found.finding
    return f"{_where(path, found)}: {finding.severity}: {finding.code}: {finding.message(language)}"


def _as_json(path: str, found: Located, language: str) -> str:
    place = {"file": name_of(path), "line": found.place.line, "column": found.place.column}
    return json.dumps({**place, **found.finding.as_dict(language)}, ensure_ascii=False)

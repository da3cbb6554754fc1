"""Findings of files on standard output, a line each, for people or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from ..failures import say
from ..files import FileProblem, name_of, read_chunks
from .finding import SEVERITIES
from .policy import Policy
from .streaming import InvalidBytes, Located, check_stream


def report(files: Iterable[str], policy: Policy, *, each_line: bool, severity: str, form: str, language: str) -> bool:
    """Print what is wrong in the files, or in stdin, and return whether there was an error."""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    failed = False
    for path in list(files) or ["-"]:
        try:
            for found in check_stream(read_chunks(path), policy, each_line):
                if isinstance(found, InvalidBytes):
                    failed = True
                    say(f"{_where(path, found)}: not UTF-8: {found.data.hex(' ')}")
                elif found.finding.severity in wanted:
                    failed |= found.finding.severity == "error"
                    line = _as_json(path, found, language) if form == "json" else _as_text(path, found, language)
                    # A lone surrogate in a finding has no UTF-8 form.
                    sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "backslashreplace"))
        except FileProblem as problem:
            failed = True
            say(str(problem))
        sys.stdout.buffer.flush()
    return failed


def _where(path: str, found: Located | InvalidBytes) -> str:
    return f"{name_of(path)}:{found.place.line}:{found.place.column}"


def _as_text(path: str, found: Located, language: str) -> str:
    finding = found.finding
    return f"{_where(path, found)}: {finding.severity}: {finding.code}: {finding.message(language)}"


def _as_json(path: str, found: Located, language: str) -> str:
    place = {"file": name_of(path), "line": found.place.line, "column": found.place.column}
    return json.dumps({**place, **found.finding.as_dict(language)}, ensure_ascii=False)

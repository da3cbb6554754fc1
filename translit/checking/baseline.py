"""Findings that are let be: those a project had when it began to be checked, known again wherever their lines go."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from ..errors import FileProblem, reason
from ..files import replace_file, write
from .stream import Located

#: Grows when a file of before could not be read.
VERSION = 1


def fingerprint(found: Located) -> str:
    """Return what a finding is known by: its code, its text, and what stands around it, but not where that is.

    >>> from .stream import check_stream
    >>> from .policy import load_policy
    >>> text = "\\N{CYRILLIC SMALL LETTER A}dmin = 1".encode()
    >>> first, second = (next(check_stream([data], load_policy("code"))) for data in (text, b"x\\n    " + text))
    >>> fingerprint(first) == fingerprint(second)
    True
    """
    finding = found.finding
    told = "\0".join((finding.code, finding.text, found.around))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Baseline:
    """The findings of a file such as `.translit-baseline.json`; the files they are in are named from its folder."""

    def __init__(self, path: str, findings: dict[str, Counter[str]] | None = None) -> None:
        self.path: str = path
        self._folder = os.path.dirname(os.path.realpath(path)) + os.sep  # noqa: PTH120
        self._findings: dict[str, Counter[str]] = findings or {}

    @classmethod
    def read(cls, path: str) -> Baseline:
        """Return the baseline that a file has. Raises FileProblem."""
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                said = json.loads(file.read())
            if said["version"] != VERSION:
                raise ValueError
            return cls(path, {name: Counter(dict(_counts(rows))) for name, rows in said["files"].items()})
        except OSError as error:
            raise FileProblem(path, f"cannot read: {reason(error)}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise FileProblem(path, "no baseline: expected what --update-baseline writes") from None

    def new(self, path: str, found: Iterable[Located]) -> list[Located]:
        """Return the findings in a file that are not let be: of two alike, one may be."""
        left = Counter(self._findings.get(self._name(path), {}))
        kept = []
        for each in found:
            known = fingerprint(each)
            if left[known] > 0:
                left[known] -= 1
            else:
                kept.append(each)
        return kept

    def take(self, path: str, found: Iterable[Located]) -> None:
        """Let be the findings of a file, and no others in it."""
        counted = Counter(map(fingerprint, found))
        self._findings.pop(self._name(path), None)
        if counted:
            self._findings[self._name(path)] = counted

    def write(self) -> None:
        """Write the file, without what is said of files that are gone. Raises FileProblem."""
        there = {name: rows for name, rows in self._findings.items() if os.path.exists(self._folder + name)}  # noqa: PTH110
        files = {name: dict(sorted(rows.items())) for name, rows in sorted(there.items())}
        with replace_file(self.path) as file:
            write(file, f"{json.dumps({'version': VERSION, 'files': files}, indent=1)}\n".encode())

    def _name(self, path: str) -> str:
        return os.path.relpath(os.path.realpath(path), self._folder).replace(os.sep, "/")


def _counts(rows: dict[str, int]) -> Iterator[tuple[str, int]]:
    for known, count in rows.items():
        if not isinstance(count, int):
            raise ValueError
        yield known, count

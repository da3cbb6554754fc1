"""`translit check` over a project: the files of its folders, each by itself, and a summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking.checker import is_plainly_good
from ..checking.ignores import MARK, Ignores
from ..checking.language import load_language
from ..checking.meant import is_meant
from ..checking.policy import Policy
from ..checking.stream import Located, check_stream
from ..errors import FileProblem, reason
from ..text.undecoded import Places
from .binary import JUDGED, is_binary
from .coding import coding_of, hint
from .cores import in_processes
from .filters import CHUNK, each_once
from .status import say
from .walk import walk

if TYPE_CHECKING:
    from ..checking.baseline import Baseline
    from .reports import Report

#: A larger file is read in pieces, and checked block by block.
WHOLE = 1 << 20
#: How many files a core is given at a time.
HANDED = 64


@dataclass(frozen=True, slots=True)
class Lint:
    """What is asked for: what files have to be, which are meant, and what of them is told."""

    policy_of: Callable[[str], Policy]
    #: The folder that patterns are meant from; None is each folder that is named.
    base: Path | None = None
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    #: Whether hidden files are meant, too: .github and such.
    hidden: bool = False
    #: Whether patterns hold for files named by themselves, too.
    is_project: bool = False
    each_line: bool = False
    encoding: str | None = None
    #: Severities that are told, and that are a failure.
    shown: Sequence[str] = ()
    failing: Sequence[str] = ()
    jobs: int = 1
    #: Whether comments may let findings be, and whether those that let nothing be are told.
    heeds_comments: bool = True
    tells_unused: bool = False


@dataclass(slots=True)
class Checked:
    """What came of one file."""

    path: str
    findings: list[Located] = field(default_factory=list)
    #: Why it could not be read, or not all of it.
    problems: list[str] = field(default_factory=list)
    #: What is said of its comments, which is no failure.
    notes: list[str] = field(default_factory=list)
    #: How many findings its comments let be.
    ignored: int = 0
    is_binary: bool = False


def lint(
    names: Sequence[str],
    asked: Lint,
    report: Report,
    baseline: Baseline | None = None,
    changed: dict[str, set[int]] | None = None,
    update: bool = False,
) -> bool:
    """Tell what is wrong in files and below folders, print a summary, and tell whether anything failed.

    With `changed`, only in these files and on these lines. Findings that the `baseline` lets be are not told; to
    `update` it lets all be that there are.
    """
    failed, counted = False, _Counted()
    for checked in _shown(_targets(names, asked, changed), asked):
        for problem in checked.problems:
            report.problem(problem)
        for note in checked.notes:
            report.flush()
            say(note)
        failed |= bool(checked.problems)
        found = [each for each in checked.findings if each.finding.severity in asked.shown]
        if changed is not None:
            found = [each for each in found if _touches(each, changed[checked.path])]
        if baseline and update:
            baseline.take(checked.path, found)
        new = baseline.new(checked.path, found) if baseline else found
        counted.add(checked, len(new), len(found) - len(new))
        for each in new:
            failed |= each.finding.severity in asked.failing
            report.add(checked.path, each)
    report.flush()
    say(str(counted))
    return failed


def _shown(targets: Iterator[str | FileProblem], asked: Lint) -> Iterator[Checked]:
    """Yield what comes of files, and show on a terminal how far it is: only for that are they counted before."""
    if not sys.stderr.isatty():
        return check_files(targets, asked)
    from .progress import counted

    known = list(targets)
    return counted(check_files(known, asked), len(known), "files", "file")


class _Counted:
    """How many there were, for the last line."""

    def __init__(self) -> None:
        self._files = self._with_findings = self._binary = self._findings = self._let_be = 0
        self._ignored = 0

    def add(self, checked: Checked, told: int, let_be: int) -> None:
        self._files += not checked.is_binary
        self._binary += checked.is_binary
        self._with_findings += told > 0
        self._findings += told
        self._let_be += let_be
        self._ignored += checked.ignored

    def __str__(self) -> str:
        told = f"{self._findings} finding{'s' * (self._findings != 1)}"
        where = f" in {self._with_findings} of" if self._findings else " in"
        rest = [f", {self._binary} skipped (binary)"] if self._binary else []
        rest += [f", {self._let_be} in the baseline"] if self._let_be else []
        rest += [f", {self._ignored} ignored by comments"] if self._ignored else []
        return f"{told}{where} {self._files} file{'s' * (self._files != 1)}{''.join(rest)}"


def _touches(found: Located, lines: set[int]) -> bool:
    first = found.place.line
    return not lines.isdisjoint(range(first, first + found.finding.text.count("\n") + 1))


def _targets(names: Sequence[str], asked: Lint, changed: dict[str, set[int]] | None) -> Iterator[str | FileProblem]:
    """Yield each file that is meant."""
    if changed is not None:
        yield from _changed_below(names, asked, changed)
        return
    for name in each_once(names):
        is_folder = os.path.isdir(name)  # noqa: PTH112
        if asked.is_project and not _is_meant(name, asked, () if is_folder else asked.include):
            continue
        if is_folder:
            for found in walk(Path(name), asked.include, asked.exclude, (), asked.base, asked.hidden):
                yield found if isinstance(found, FileProblem) else str(found)
        else:
            yield name


def _changed_below(names: Sequence[str], asked: Lint, changed: Iterable[str]) -> Iterator[str]:
    folders = [Path(name).resolve() for name in names]
    for path in sorted(changed):
        real = Path(path).resolve()
        if any(real.is_relative_to(folder) for folder in folders) and _is_meant(path, asked, asked.include):
            yield path


def _is_meant(name: str, asked: Lint, include: Sequence[str]) -> bool:
    return is_meant(Path(name), include, asked.exclude, asked.base or Path())


def check_files(targets: Iterable[str | FileProblem], asked: Lint) -> Iterator[Checked]:
    """Yield what comes of files, in their order."""
    return in_processes(asked.jobs, partial(check_file, asked), targets, HANDED)


def check_file(asked: Lint, target: str | FileProblem) -> Checked:
    """Check one file."""
    if isinstance(target, FileProblem):
        return Checked(target.path, problems=[str(target)])
    checked = Checked(target)
    try:
        with open(target, "rb") as file:  # noqa: PTH123
            content = file.read(WHOLE)
            if is_binary(target, content[:JUDGED], asked.encoding):
                checked.is_binary = True
                return checked
            policy = asked.policy_of(target)
            if not _is_good(content, policy, asked):
                rest = iter(partial(file.read, CHUNK), b"") if len(content) == WHOLE else ()
                _look_into(content, rest, policy, asked, checked)
    except OSError as error:
        known = isinstance(error, FileProblem)
        checked.problems.append(str(error if known else FileProblem(target, f"cannot read: {reason(error)}")))
    return checked


def _is_good(content: bytes, policy: Policy, asked: Lint) -> bool:
    """Tell whether there is nothing to find, at a glance, in a file that was read whole."""
    if asked.encoding or asked.each_line or len(content) == WHOLE or MARK in content:
        return False
    try:
        return is_plainly_good(content.decode(), policy, load_language(policy.language))
    except UnicodeDecodeError:
        return False


def _look_into(content: bytes, rest: Iterable[bytes], policy: Policy, asked: Lint, checked: Checked) -> None:
    invalid, coding, ignores = Places(1), coding_of(asked.encoding), Ignores()
    chunks = chain([content], rest)
    decoded: Iterable[bytes] = coding.decoded(chunks, checked.path) if coding else chunks
    if asked.heeds_comments:
        decoded = ignores.watch(decoded)
    found = list(check_stream(decoded, policy, asked.each_line, invalid))
    checked.findings = [each for each in found if not ignores.lets_be(each)]
    checked.ignored = len(found) - len(checked.findings)
    for place in invalid.invalid:
        likely, more = hint(content), f" and {invalid.count - 1} more places" if invalid.count > 1 else ""
        checked.problems = [f"{checked.path}:{place}{more}{f'; {likely}' if likely else ''}"]
    checked.notes = [f"{checked.path}:{line}: {told}" for line, told in ignores.unknown]
    for line, code in ignores.unused() if asked.tells_unused else ():
        said = f"translit: ignore{'' if line else '-file'}{f'[{code}]' if code else ''}"
        checked.problems.append(f"{checked.path}{f':{line}' if line else ''}: {said} lets nothing be")

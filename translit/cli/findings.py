"""What is wrong in files, or in standard input, told as it is found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from ..checking.policy import Policy
from ..checking.stream import check_stream
from ..errors import FileProblem
from ..text.undecoded import NOTED, Places
from .binary import Text
from .coding import say_invalid
from .filters import name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .coding import Coding
    from .reports import Report


def find_in_files(
    files: Iterable[str],
    policy: Policy,
    report: Report,
    *,
    each_line: bool,
    shown: Container[str],
    failing: Container[str],
    coding: Coding | None,
) -> bool:
    """Tell what is wrong in the files, or in stdin, of severities that are `shown`; return whether anything failed."""
    whole = policy.looks_at_whole_texts and not each_line
    failed = False
    for path in list(files) or ["-"]:
        invalid, text = Places(NOTED), Text(path, coding)
        try:
            for found in check_stream(_flush_between(_complete(text, whole), report), policy, each_line, invalid):
                if found.finding.severity in shown:
                    failed |= found.finding.severity in failing
                    report.add(path, found)
            failed |= text.is_binary
        except FileProblem as problem:
            failed = True
            report.problem(str(problem))
        report.flush()
        say_invalid(name_of(path), invalid.invalid, invalid.count, text.sample)
        failed |= invalid.count > 0
    return failed


def _complete(text: Text, whole: bool) -> Iterator[bytes]:
    """Yield a text as it comes, or where it is to be seen whole, the whole of it, and nothing if it is none."""
    if not whole:
        yield from text
        return
    chunks = list(text)
    if not text.is_binary:
        yield from chunks


def _flush_between(chunks: Iterator[bytes], report: Report) -> Iterator[bytes]:
    """Yield chunks; what was said of one is out before the next is waited for."""
    for chunk in chunks:
        yield chunk
        report.flush()

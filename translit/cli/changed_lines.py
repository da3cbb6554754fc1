"""The lines that git says were added, file by file."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

from ..errors import FileProblem, Misused, reason

#: What somebody's settings could change of the answer is said here.
_DIFF = (
    *("-c", "core.quotePath=false", "-c", "diff.relative=false", "diff", "--unified=0", "--inter-hunk-context=0"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--diff-filter=d"),
    *("--src-prefix=a/", "--dst-prefix=b/"),
)
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


def changed_lines(ref: str, folder: str) -> dict[str, set[int]]:
    """Return the files of a folder's repository with the lines that the working tree adds to a commit, from 1.

    Paths are those from where the program was started. Raises Misused where git knows no such commit, or no repository.
    """
    if ref.startswith("-"):
        raise Misused(f"--since {ref}: expected a commit, such as HEAD or origin/main")
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))
    files = [(os.path.join(top, os.fsdecode(name)), lines) for name, lines in added(_git(folder, *_DIFF, ref, "--"))]  # noqa: PTH118
    return {os.path.relpath(path): lines for path, lines in files if not os.path.islink(path)}  # noqa: PTH114


def added(diff: bytes) -> Iterator[tuple[bytes, set[int]]]:
    r"""Yield each file of a diff without context, and the lines that it adds.

    >>> ((name, lines),) = added(b"--- a/x\n+++ b/x\n@@ -3 +3,2 @@\n---- a/y\n+++ b/y\n+z\n@@ -9,0 +11 @@\n+z\n")
    >>> name, sorted(lines)
    (b'x', [3, 4, 11])
    """
    name, lines = b"", set[int]()
    rows = iter(diff.split(b"\n"))
    for row in rows:
        if row.startswith(b"+++ "):
            if lines:
                yield name, lines
            name, lines = _name(row[4:]), set()
        elif hunk := _HUNK.match(row):
            gone, first, come = (1 if number is None else int(number) for number in hunk.groups())
            lines.update(range(first, first + come))
            # Their lines may look like any other.
            for _ in range(gone + come):
                next(rows)
    if lines:
        yield name, lines


def _name(said: bytes) -> bytes:
    """Return a name as it is: git puts quotes around strange ones, and a tab behind one with blanks."""
    said = said.removesuffix(b"\t")
    if said.startswith(b'"'):
        said = _ESCAPE.sub(_unescaped, said[1:-1])
    return said.removeprefix(b"b/")


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8)]) if len(said) == 3 else _ESCAPED.get(said, said)


def _git(folder: str, *args: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", folder, *args], capture_output=True)
    except OSError as error:
        raise FileProblem("git", f"cannot run: {reason(error)}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["failed"]
        raise Misused(f"git: {said[0]}")
    return done.stdout

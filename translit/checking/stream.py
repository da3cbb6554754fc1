"""Check and repair streams of bytes: line by line in constant memory, nothing lost, every place known."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..text.places import Position
from ..text.segments import stable_end
from ..text.undecoded import Places
from .checker import check
from .finding import Finding
from .policy import Policy
from .repairs import Change, Repair

#: So many characters without a line end that can be cut at are cut anyway.
LONGEST = 1 << 16
#: How much of a line is around a finding, on each side.
NEAR = 80
#: What a byte that is not UTF-8 becomes while it passes through as text.
_BYTES = re.compile("[\udc80-\udcff]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is in a file: line and column from 1, the column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Located:
    """A finding in a stream; its positions count from the beginning of the stream."""

    finding: Finding
    place: Place
    #: What stands around it on its line, which stays the same when the line is moved.
    around: str = ""


def blocks(chunks: Iterable[bytes], whole: bool = False) -> Iterator[str]:
    """Yield the text of a stream in blocks of lines; bytes that are not UTF-8 become lone surrogates.

    A line longer than 64 KiB is cut at a blank, or if need be anywhere. `whole` gives one block.
    """
    decode = getincrementaldecoder("utf-8")("surrogateescape").decode
    held = ""
    for chunk in chunks:
        held += decode(chunk)
        if whole:
            continue
        while len(held) > LONGEST:
            # Cut where the text says, not where a chunk happens to end.
            reached = held[:LONGEST]
            end = _last_stable_line(reached) or stable_end(reached) or LONGEST
            yield held[:end]
            held = held[end:]
        if end := _last_stable_line(held):
            yield held[:end]
            held = held[end:]
    held += decode(b"", True)
    if held or whole:
        yield held


def _last_stable_line(held: str) -> int:
    """Return the end of the last line that no tag, address or measure reaches across; 0 if none is near."""
    end = len(held)
    for _ in range(8):
        end = held.rfind("\n", 0, end) + 1
        if not end or (stable := stable_end(held[:end])) == end:
            return end
        end = stable
    return 0


def check_stream(
    chunks: Iterable[bytes], policy: Policy, each_line: bool = False, invalid: Places | None = None
) -> Iterator[Located]:
    """Yield what is wrong with a stream, in order; `invalid` takes note of bytes that are not UTF-8.

    A policy that looks at whole texts sees the whole stream as one, or with `each_line` every line as one.
    """
    position = Position()
    for block in blocks(chunks, policy.looks_at_whole_texts and not each_line):
        if invalid:
            invalid.find(block, 0, position.line, position.column)
        for text in block.splitlines(keepends=True) if each_line else [block]:
            body = text.removesuffix("\n").removesuffix("\r") if each_line else text
            done = 0
            for finding in check(body, policy):
                if _BYTES.fullmatch(finding.text):
                    continue
                position.pass_over(text[done : finding.start])
                done = finding.start
                yield _locate(finding, position, _around(text, finding))
            position.pass_over(text[done:])


def _around(text: str, finding: Finding) -> str:
    start, end = finding.start, finding.end
    before = text[max(0, start - NEAR) : start].rpartition("\n")[2]
    after = text[end : end + NEAR].partition("\n")[0]
    return f"{before}{text[start:end]}{after}".strip()


def _locate(finding: Finding, position: Position, around: str) -> Located:
    points, units = position.points, position.units
    moved = replace(
        finding,
        start=points,
        end=points + finding.end - finding.start,
        start16=units,
        end16=units + finding.end16 - finding.start16,
    )
    return Located(moved, Place(position.line, position.column), around)


def repair_stream(
    chunks: Iterable[bytes], mend: Callable[[str], Repair], invalid: Places | None = None
) -> Iterator[tuple[str, str, list[tuple[Place, Change]]]]:
    """Yield each block as it came, as `mend` put it right, and the changes with their places.

    `invalid` takes note of bytes that are not UTF-8, which come out as they went in.
    """
    position = Position()
    for block in blocks(chunks):
        if invalid:
            invalid.find(block, 0, position.line, position.column)
        out: list[str] = []
        changes: list[tuple[Place, Change]] = []
        done = 0
        for piece, is_text in _pieces(block):
            fixed = mend(piece) if is_text else None
            out.append(fixed.text if fixed else piece)
            for change in fixed.changes if fixed else ():
                position.pass_over(piece[done : change.start])
                done = change.start
                changes.append((Place(position.line, position.column), change))
            position.pass_over(piece[done:])
            done = 0
        yield block, "".join(out), changes


def _pieces(block: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a block, and whether each is text or bytes that must come out as they went in."""
    done = 0
    for found in _BYTES.finditer(block):
        yield block[done : found.start()], True
        yield found[0], False
        done = found.end()
    yield block[done:], True

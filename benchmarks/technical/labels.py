"""What people said of findings and repairs, by hash: the texts are others' and stand nowhere here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from benchmarks.technical.reading import Seen, hashed

FILE = Path(__file__).parent / "labels.tsv"
#: Of a finding: a fault of the text, none, or not to be told. Of a repair: what the writer meant, or not.
VERDICTS = ("true", "false", "unclear", "right", "wrong")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What a label is given to: a stretch of a line, and what a repair writes there; `written` is "" for a finding."""

    language: str
    kind: str
    line: str
    start: int
    end: int
    written: str

    def overlaps(self, other: Place) -> bool:
        """Say whether two stretches of one line share a character."""
        return self.line == other.line and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """One line of the file; the code is what the finding was called when it was read."""

    place: Place
    code: str
    verdict: str

    def __str__(self) -> str:
        return "\t".join(map(str, (*astuple(self.place), self.code, self.verdict)))


HEADER = "\t".join([*(field.name for field in fields(Place)), "code", "verdict"])


def place(one: Seen, language: str, kind: str) -> Place:
    """Return the place of a finding or repair."""
    written = "" if one.written is None else hashed(one.written)
    return Place(language, kind, hashed(one.context), one.start, one.end, written)


def parse(row: str) -> Label:
    """Return the label in a row of the file, or in a row that `--show` printed and a person judged.

    >>> parse("uk\\tstrings\\t0123456789abcdef\\t3\\t7\\t\\tmixed_script\\tfalse\\tseen\\tand more").verdict
    'false'
    """
    language, kind, line, start, end, written, code, verdict = row.split("\t")[:8]
    if verdict not in VERDICTS:
        raise SystemExit(f"{verdict!r} is no verdict, expected one of {', '.join(VERDICTS)}: {row}")
    return Label(Place(language, kind, line, int(start), int(end), written), code, verdict)


def load(path: Path = FILE) -> dict[Place, Label]:
    """Return every label by its place."""
    labels = map(parse, path.read_text("utf-8").splitlines()[1:]) if path.exists() else ()
    return {label.place: label for label in labels}


def save(labels: Iterable[Label], path: Path = FILE) -> None:
    """Write labels in order, so that a new one is one new line."""
    path.write_text("\n".join([HEADER, *map(str, sorted(labels))]) + "\n", "utf-8")

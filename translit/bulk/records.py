"""Columns of what was found in texts: of each row a list of records, which Arrow knows as list<struct<...>>."""

from __future__ import annotations

import sys
from array import array
from collections import deque
from functools import cache, partial
from itertools import count, islice, repeat
from typing import TypeVar

from ..errors import Misused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from typing import Any

    from ..checking.policy import Policy
    from ..machine._loop import Rows

    Record = tuple[str | int | float | None, ...]
    #: Rows, and what was found in each of them; a row that is not there has nothing.
    Found = list[tuple[int, list[Record]]]
    Find = Callable[[Sequence[str | None]], Found]

T = TypeVar("T")
R = TypeVar("R")
#: The fields of a record, and the format of each in Arrow: u is text, i a number of 32 bits, g a fraction.
FINDING = {
    "code": "u", "severity": "u", "start": "i", "end": "i", "text": "u", "suggestion": "u", "fix": "u", "message": "u",
}  # fmt: skip
DETECTION = {
    "kind": "u", "script": "u", "language": "u", "scheme": "u", "variant": "u", "score": "g",
    "start": "i", "end": "i", "text": "u",
}  # fmt: skip
#: So many rows are given to a worker at a time.
PIECE = 4096


def require_columns(source: str, columns: Iterable[str], names: Collection[str]) -> None:
    """Raise Misused for a column that a file does not have, with those that it has.

    >>> require_columns("a.csv", ["name"], ["id", "name"])
    """
    for column in columns:
        if column not in names:
            raise Misused(f"{source} has no column {column!r}: expected one of {', '.join(names)}")


def check_texts(texts: Sequence[str | None], *, policy: Policy, lang: str) -> Found:
    """Return what `check` finds, as records of FINDING."""
    from ..checking.rows import check_rows

    return [
        (
            row,
            [
                (f.code, f.severity, f.start, f.end, f.text, next(iter(f.suggestions), None), f.fix, f.message(lang))
                for f in findings
            ],
        )
        for row, findings in check_rows(texts, policy)
    ]


def repair_texts(texts: Sequence[str | None], *, language: str) -> Found:
    """Return the texts that `repair` changes, and what they become.

    >>> repair_texts(["хубавo", "добре"], language="bg")
    [(0, [('хубавo', 'хубаво')])]
    """
    from ..checking.repairs import repair, repairing
    from ..checking.rows import check_rows

    rows = [row for row, _ in check_rows(texts, repairing(language))]
    return [(row, [(text, repair(text, language))]) for row in rows if (text := texts[row]) is not None]


def detect_texts(texts: Sequence[str | None]) -> Found:
    """Return what each line of a text is, as records of DETECTION.

    >>> detect_texts(["Ще дойда утре", None])[0][1][0][:3]
    ('cyrillic', 'Cyrl', 'bg')
    """
    from ..detection.lines import detect

    return [
        (row, [tuple(getattr(line, field) for field in DETECTION) for line in detect(text)])
        for row, text in enumerate(texts)
        if text is not None
    ]


def in_order(work: Callable[[T], R], pieces: Iterable[T], jobs: int) -> Iterator[R]:
    """Yield what becomes of each piece, in order; more jobs than one are so many processes.

    >>> list(in_order(len, ["ab", "c"], 1))
    [2, 1]
    """
    if jobs == 1:
        yield from map(work, pieces)
        return
    coming = iter(pieces)
    at_work = deque(_processes(jobs).submit(work, piece) for piece in islice(coming, 2 * jobs))
    while at_work:
        yield at_work.popleft().result()
        at_work.extend(_processes(jobs).submit(work, piece) for piece in islice(coming, 1))


@cache
def _processes(jobs: int) -> Executor:
    import atexit
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    # A process that is forked while other threads run, those of pyarrow and Polars, may wait for ever.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(jobs, get_context(method))
    atexit.register(pool.shutdown)
    return pool


def find_in_array(schema: object, texts: object, find: Find, fields: dict[str, str], jobs: int) -> Rows:
    """Return a column of lists of records, one list for each row of an Arrow array of texts; null for null."""
    values_of_rows = _loop().indices(schema, texts)
    found: Found = []
    missing: list[int] = []
    length = 0
    for those, without, size in _found_in(schema, texts, find, jobs):
        found += ((row + length, records) for row, records in those)
        missing += (row + length for row in without)
        length += size
    if values_of_rows is not None:
        found, missing = _spread(found, missing, values_of_rows)
        length = len(values_of_rows)
    return lists(found, missing, length, fields)


def changes_in_array(schema: object, texts: object, find: Find, jobs: int) -> dict[str, str]:
    """Return what texts become, of an Arrow array, where they do not stay: what is found is a text and another."""
    found = (those for those, _, _ in _found_in(schema, texts, find, jobs))
    return dict(pair for rows in found for _, pairs in rows for pair in pairs)  # type: ignore[misc]


def _found_in(schema: object, texts: object, find: Find, jobs: int) -> Iterator[tuple[Found, list[int], int]]:
    is_dictionary = _loop().indices(schema, texts) is not None
    return in_order(partial(_look, find), _pieces(partial(_loop().texts, schema, texts), is_dictionary), jobs)


def _pieces(read: Callable[[int, int], list[str | None]], is_dictionary: bool) -> Iterator[list[str | None]]:
    """Yield the rows of an array, or of a dictionary its values, which are few enough to be read at once."""
    if is_dictionary:
        values = read(0, sys.maxsize)
        yield from (values[start : start + PIECE] for start in range(0, len(values), PIECE))
        return
    for start in count(0, PIECE):
        if not (piece := read(start, start + PIECE)):
            return
        yield piece


def _look(find: Find, texts: Sequence[str | None]) -> tuple[Found, list[int], int]:
    """Return what is found, which rows are missing, and how many there are."""
    return find(texts), [row for row, text in enumerate(texts) if text is None], len(texts)


def _spread(found: Found, missing: list[int], values_of_rows: list[int]) -> tuple[Found, list[int]]:
    """Return of rows what is known of the values that they have."""
    known, unknown = dict(found), {-1, *missing}
    return (
        [(row, known[value]) for row, value in enumerate(values_of_rows) if value in known],
        [row for row, value in enumerate(values_of_rows) if value in unknown],
    )


def lists(found: Found, missing: Iterable[int], length: int, fields: dict[str, str]) -> Rows:
    """Return a column of so many lists: those that were found, in order, empty ones, and null for what is missing."""
    offsets = array("i", [0])
    records: list[Record] = []
    for row, those in found:
        offsets.extend(repeat(len(records), row + 1 - len(offsets)))
        records += those
    offsets.extend(repeat(len(records), length + 1 - len(offsets)))
    columns = zip(*records, strict=True) if records else repeat((), len(fields))
    children = tuple(_column(name, form, values) for (name, form), values in zip(fields.items(), columns, strict=True))
    nested = _loop().nested
    struct = nested("+s", "item", len(records), (None,), children)
    made: Rows = nested("+l", "", length, (_validity(missing, length), offsets.tobytes()), (struct,))
    return made


def _column(name: str, form: str, values: Sequence[Any]) -> Rows:
    nested = _loop().nested
    if form != "u":
        made: Rows = nested(form, name, len(values), (None, array({"i": "i", "g": "d"}[form], values).tobytes()), ())
        return made
    offsets, texts = array("i", [0]), []
    missing = [row for row, value in enumerate(values) if value is None]
    size = 0
    for value in values:
        text = (value or "").encode()
        size += len(text)
        offsets.append(size)
        texts.append(text)
    made = nested("u", name, len(values), (_validity(missing, len(values)), offsets.tobytes(), b"".join(texts)), ())
    return made


def _validity(missing: Iterable[int], length: int) -> bytes | None:
    """Return a bit for each row, 0 for one that is missing; None if none is."""
    bits = bytearray(b"\xff" * (length // 8 + 1))
    any_missing = False
    for row in missing:
        any_missing = True
        bits[row >> 3] &= ~(1 << (row & 7))
    return bytes(bits) if any_missing else None


def _loop() -> Any:
    from ..machine import _loop

    return _loop

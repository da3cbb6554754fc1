"""The cells of columns of tables, as they come: CSV, JSON lines, Parquet and Arrow, told by names or first bytes."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..bulk.records import require_columns
from ..documents.csv import columns as names_of_row
from ..documents.csv import separator_of
from ..errors import FileProblem, Misused, reason
from .coding import hint
from .document_files import format_by_name
from .filters import name_of, read_lines

if TYPE_CHECKING:
    from .coding import Coding


class Cell(NamedTuple):
    """A text of a table: its row from 0, as data frames count, its column, and the line of the file, if any."""

    row: int
    column: str
    text: str
    line: int = 0


def cells(path: str, columns: Sequence[str], coding: Coding | None = None) -> Iterator[Cell]:
    """Yield the texts in some columns of a file, or of stdin for `-`, row by row; what is no text is left out.

    Raises FileProblem, and Misused for a column that is not there or has no texts.
    """
    if path != "-" and _is_binary(path):
        return _of_binary(path, columns)
    form = format_by_name(path)
    lines = _decoded(path, coding)
    if form == "text":
        # What comes through a pipe has no name.
        first = next(lines, "")
        form = "json" if first.lstrip()[:1] in ("{", "[") else "csv"
        lines = chain([first], lines)
    if form == "csv":
        return _of_csv(path, lines, columns)
    if form == "json":
        return _of_json(path, lines, columns)
    raise Misused(f"--column looks into CSV, JSON, Parquet and Arrow, and {path} is none of them")


def _decoded(path: str, coding: Coding | None) -> Iterator[str]:
    for number, line in enumerate(read_lines(path, coding), 1):
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            told = hint(line) or f"0x{line[error.start]:02X}"
            raise FileProblem(f"{name_of(path)}:{number}", f"not UTF-8: {told}") from None
        yield text.removeprefix("\ufeff") if number == 1 else text


def _of_csv(path: str, lines: Iterator[str], columns: Sequence[str]) -> Iterator[Cell]:
    header = next(lines, "")
    while header.count('"') % 2 and (more := next(lines, "")):
        header += more
    names = names_of_row(header)
    require_columns(name_of(path), columns, names)
    places = {column: names.index(column) for column in columns}
    csv.field_size_limit(sys.maxsize >> 32 or sys.maxsize)
    reader = csv.reader(lines, delimiter=separator_of(header.rstrip("\r\n")), strict=True)
    before, row = header.count("\n") or 1, 0
    start = before + 1
    try:
        for found in reader:
            for column, place in places.items():
                if place < len(found) and found[place]:
                    yield Cell(row, column, found[place], start)
            row += bool(found)
            start = before + reader.line_num + 1
    except csv.Error as error:
        raise FileProblem(f"{name_of(path)}:{start}", f"is no table: {error}") from None


def _of_json(path: str, lines: Iterator[str], columns: Sequence[str]) -> Iterator[Cell]:
    wanted, known = frozenset(columns), dict[str, None]()
    for row, (line, record) in enumerate(_records(path, lines)):
        for column, text in _strings(record, "", known):
            if column in wanted:
                yield Cell(row, column, text, line)
    require_columns(name_of(path), columns, known)


def _records(path: str, lines: Iterator[str]) -> Iterator[tuple[int, Any]]:
    """Yield each line with its number; of a document of many lines itself, or the parts of a list, with no line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            if number > 1:
                raise FileProblem(f"{name_of(path)}:{number}", "is no JSON") from None
            line, number = line + "".join(lines), 0
            try:
                record = json.loads(line)
            except ValueError as error:
                raise FileProblem(name_of(path), f"is no JSON: {error}") from None
        if isinstance(record, list):
            yield from ((number, part) for part in record)
        else:
            yield number, record


def _strings(value: Any, key: str, known: dict[str, None]) -> Iterator[tuple[str, str]]:
    """Yield all strings of a record with the keys they are under, and take note of the keys."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, key, known)
    elif isinstance(value, dict):
        known.update(dict.fromkeys(value))
        for name, part in value.items():
            yield from _strings(part, name, known)


def _is_binary(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return file.read(6).startswith((b"PAR1", b"ARROW1"))
    except OSError as error:
        raise FileProblem(path, f"cannot read: {reason(error)}") from None


def _of_binary(path: str, columns: Sequence[str]) -> Iterator[Cell]:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise Misused("--column needs pyarrow: pip install translit-toolkit[parquet]")
    from ..bulk.files import read_columns

    first = 0
    for piece in read_columns(path, columns):
        texts = {column: piece[column] for column in columns}
        for row in range(len(texts[columns[0]])):
            for column in columns:
                if text := texts[column][row]:
                    yield Cell(first + row, column, text)
        first += len(texts[columns[0]])

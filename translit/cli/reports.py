"""Findings as they are told: a line each for people, programs and GitHub, or one SARIF log."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from .filters import name_of
from .status import make_way, say, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..checking.finding import Finding
    from ..checking.stream import Located
    from .column_cells import Cell

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


class Report:
    """Where findings go: in a form and a language, to standard output, or to a file when all are there."""

    def __init__(self, form: str, language: str, output: str | None = None) -> None:
        self.form: str = form
        self._language, self._output = language, output
        self._line = LINES.get(form)
        self._lines: list[bytes] = []
        self._rows: list[tuple[str, Located]] = []
        self._problems: list[str] = []

    def add(self, path: str, found: Located) -> None:
        """Tell a finding."""
        if self._line is None:
            self._rows.append((name_of(path), found))
            return
        self._tell(self._line(name_of(path), found, self._language))

    def _tell(self, told: str) -> None:
        # A lone surrogate in a finding has no UTF-8 form.
        line = f"{told}\n".encode("utf-8", "backslashreplace")
        if self._output is not None:
            self._lines.append(line)
            return
        make_way()
        sys.stdout.buffer.write(line)
        if shown:
            self.flush()

    def add_cell(self, path: str, finding: Finding, cell: Cell) -> None:
        """Tell a finding in a cell of a table, as text or JSON; its positions count from the beginning of the cell."""
        write = _cell_as_json if self._line is as_json else _cell_as_text
        self._tell(write(name_of(path), finding, cell, self._language))

    def problem(self, message: str) -> None:
        """Tell what could not be done, which is for the user whatever the form is."""
        self._problems.append(message)
        self.flush()
        say(message)

    def flush(self) -> None:
        """Let out what was told."""
        sys.stdout.buffer.flush()

    def close(self) -> None:
        """Tell the rest. Raises FileProblem."""
        if self._line is None:
            from .sarif import sarif

            self._lines = [sarif(self._rows, self._problems, self._language).encode(), b"\n"]
        if self._output is None:
            sys.stdout.buffer.writelines(self._lines)
            self.flush()
            return
        from ..files import replace_file, write

        with replace_file(self._output) as file:
            write(file, b"".join(self._lines))


def as_text(name: str, found: Located, language: str) -> str:
    """Return what people and editors read."""
    finding, place = found.finding, found.place
    return f"{name}:{place.line}:{place.column}: {finding.severity}: {finding.code}: {finding.message(language)}"


def _cell_as_text(name: str, finding: Finding, cell: Cell, language: str) -> str:
    place = f"{name}:{cell.line}" if cell.line else name
    where = f"row {cell.row}, {' '.join(cell.column.split())}"
    return f"{place}: {where}: {finding.severity}: {finding.code}: {finding.message(language)}"


def as_json(name: str, found: Located, language: str) -> str:
    """Return what programs read."""
    place = {"file": name, "line": found.place.line, "column": found.place.column}
    return json.dumps({**place, **found.finding.as_dict(language)}, ensure_ascii=False)


def _cell_as_json(name: str, finding: Finding, cell: Cell, language: str) -> str:
    lines = {"line": cell.line} if cell.line else {}
    place = {"file": name, **lines, "row": cell.row, "field": cell.column}
    return json.dumps({**place, **finding.as_dict(language)}, ensure_ascii=False)


def as_github(name: str, found: Located, language: str) -> str:
    """Return what GitHub shows beside the lines of a pull request."""
    from .sarif import end_of

    finding, place, end = found.finding, found.place, end_of(found)
    places = {"line": place.line, "endLine": end.line}
    if end.line == place.line:
        # Columns are for places on one line.
        places |= {"col": place.column, "endColumn": end.column}
    said = {"title": f"translit ({finding.code})", "file": name, **places}
    options = ",".join(f"{key}={_escaped(str(value), _OPTION)}" for key, value in said.items())
    return f"::{_COMMANDS[finding.severity]} {options}::{_escaped(finding.message(language), _MESSAGE)}"


_MESSAGE: dict[str, str | int | None] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_OPTION: dict[str, str | int | None] = {**_MESSAGE, ":": "%3A", ",": "%2C"}


def _escaped(text: str, signs: dict[str, str | int | None]) -> str:
    return text.translate(str.maketrans(signs))


#: The forms that tell a finding a line.
LINES: dict[str, Callable[[str, Located, str], str]] = {"text": as_text, "json": as_json, "github": as_github}
FORMS = (*LINES, "sarif")

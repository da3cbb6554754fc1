"""`translit check --column`: what is wrong in the columns of tables, each cell a text of its own, told by its row."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from ..bulk.records import PIECE, in_order
from ..checking.rows import check_rows
from ..errors import FileProblem, Misused
from .column_cells import Cell, cells

if TYPE_CHECKING:
    from ..checking.finding import Finding
    from ..checking.policy import Policy
    from .coding import Coding
    from .reports import Report


def check_columns(
    files: Sequence[str],
    columns: Sequence[str],
    policy: Policy,
    report: Report,
    *,
    shown: Container[str],
    failing: Container[str],
    coding: Coding | None,
    jobs: int,
) -> bool:
    """Tell what is wrong in columns, of severities that are `shown`; return whether anything failed.

    Raises Misused for a column that is not there or has no texts.
    """
    failed = False
    for path in files or ["-"]:
        try:
            for cell, findings in _found(cells(path, columns, coding), policy, jobs):
                for finding in findings:
                    if finding.severity in shown:
                        failed |= finding.severity in failing
                        report.add_cell(path, finding, cell)
        except FileProblem as problem:
            failed = True
            report.problem(str(problem))
        report.flush()
    return failed


def _found(every: Iterable[Cell], policy: Policy, jobs: int) -> Iterator[tuple[Cell, list[Finding]]]:
    for found in in_order(partial(_look, policy), _pieces(iter(every)), jobs):
        yield from found


def _pieces(every: Iterator[Cell]) -> Iterator[list[Cell]]:
    while piece := list(islice(every, PIECE)):
        yield piece


def _look(policy: Policy, piece: list[Cell]) -> list[tuple[Cell, list[Finding]]]:
    return [(piece[number], found) for number, found in check_rows([cell.text for cell in piece], policy)]


def require_rows(form: str, others: Iterable[str]) -> None:
    """Raise Misused for what cannot be told of rows, and for options of whole files."""
    if form in ("github", "sarif"):
        raise Misused(f"--format {form} tells lines of files, not rows: expected text or json with --column")
    if said := ", ".join(others):
        raise Misused(f"--column looks into tables: {said} cannot be asked for with it")

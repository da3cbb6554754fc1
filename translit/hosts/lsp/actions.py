"""What may be done about a stretch of a file: findings mended, one or all alike, and a selection written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lsprotocol import types

from ...checking.finding import Finding
from ...convert.transliterator import compile_table
from ...detection.repair import repair_layout
from .sheet import Sheet

FIX_ALL = "source.fixAll.translit"
KINDS: list[types.CodeActionKind | str] = [types.CodeActionKind.QuickFix, FIX_ALL, types.CodeActionKind.RefactorRewrite]
#: No selection that is longer is tried for another layout when actions are asked for.
LONGEST_GUESS = 2000
#: What is written is told as far as it is no longer.
LONGEST_TOLD = 40


def actions(sheet: Sheet, start: int, end: int, tables: Iterable[str]) -> Iterator[types.CodeAction]:
    """Yield what may be done about a stretch, in code points; `tables` may convert it."""
    here = [found for found in sheet.findings if found.start <= end and start <= found.end]
    for found in here:
        yield from _mend_one(sheet, found)
    for code in dict.fromkeys(found.code for found in here):
        yield from _mend_all_alike(sheet, code)
    yield from _mend_all_sure(sheet)
    yield from _rewrite(sheet, start, end, tables)


def is_wanted(action: types.CodeAction, only: Iterable[str | types.CodeActionKind] | None) -> bool:
    """Tell whether an action is of a kind that is wanted, or of a part of one."""
    kind = _said(action.kind or "")
    return only is None or any(not _said(each) or f"{kind}.".startswith(f"{_said(each)}.") for each in only)


def _said(kind: str | types.CodeActionKind) -> str:
    return str(getattr(kind, "value", kind))


def _mend_one(sheet: Sheet, found: Finding) -> Iterator[types.CodeAction]:
    for suggestion in found.suggestions:
        yield types.CodeAction(
            f"Write “{suggestion}”" if suggestion else "Remove it",
            types.CodeActionKind.QuickFix,
            [sheet.diagnostic(found)],
            is_preferred=len(found.suggestions) == 1,
            edit=sheet.edit([(found.start, found.end, suggestion)]),
        )


def _mend_all_alike(sheet: Sheet, code: str) -> Iterator[types.CodeAction]:
    """Yield what mends all findings of a kind that can be written in one way, where there are several."""
    alike = _apart(found for found in sheet.findings if found.code == code and len(found.suggestions) == 1)
    if len(alike) > 1:
        edit = sheet.edit([(found.start, found.end, found.suggestions[0]) for found in alike])
        yield types.CodeAction(
            f"Mend all {len(alike)} of {code} in this file", types.CodeActionKind.QuickFix, edit=edit
        )


def _mend_all_sure(sheet: Sheet) -> Iterator[types.CodeAction]:
    sure = _apart(found for found in sheet.findings if found.fix is not None)
    if sure:
        edit = sheet.edit([(found.start, found.end, found.fix or "") for found in sure])
        yield types.CodeAction("Mend all that is sure", FIX_ALL, edit=edit)


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """Return findings, without those that overlap with one before."""
    apart: list[Finding] = []
    for each in found:
        if not apart or apart[-1].end <= each.start:
            apart.append(each)
    return apart


def _rewrite(sheet: Sheet, start: int, end: int, tables: Iterable[str]) -> Iterator[types.CodeAction]:
    text = sheet.text[start:end]
    if not text.strip():
        return
    ways: list[tuple[str, Callable[[str], str]]] = []
    if len(text) <= LONGEST_GUESS:
        ways.append(("Repair the keyboard layout", repair_layout))
    ways += [(f"Convert by {table}", compile_table(table).transliterate) for table in tables]
    for title, way in ways:
        if (written := way(text)) != text:
            told = f"{title}: “{written}”" if len(written) <= LONGEST_TOLD and written.isprintable() else title
            edit = sheet.edit([(start, end, written)])
            yield types.CodeAction(told, types.CodeActionKind.RefactorRewrite, edit=edit)

"""An open file as the protocol speaks of it: its findings, and edits of it, in the editor's places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lsprotocol import types

from ...checking.finding import Finding
from .lines import Lines

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version of a file."""

    uri: str
    text: str
    lines: Lines
    findings: list[Finding]
    #: The language that findings are told in.
    messages: str

    def diagnostic(self, finding: Finding) -> types.Diagnostic:
        """Return a finding."""
        where, severity = self.span(finding.start, finding.end), _SEVERITIES[finding.severity]
        return types.Diagnostic(where, finding.message(self.messages), severity, finding.code, source="translit")

    def edit(self, changes: Iterable[tuple[int, int, str]]) -> types.WorkspaceEdit:
        """Return an edit of the file, by places in code points."""
        edits = [types.TextEdit(self.span(start, end), text) for start, end, text in changes]
        return types.WorkspaceEdit(changes={self.uri: edits})

    def span(self, start: int, end: int) -> types.Range:
        """Return a stretch of the text."""
        return types.Range(types.Position(*self.lines.position(start)), types.Position(*self.lines.position(end)))

    def places(self, found: types.Range) -> tuple[int, int]:
        """Return where a stretch begins and ends, in code points."""
        start, end = (self.lines.offset(place.line, place.character) for place in (found.start, found.end))
        return min(start, end), max(start, end)

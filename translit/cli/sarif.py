"""Findings as SARIF 2.1.0, the form that services of code review read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..checking.baseline import fingerprint
from ..text.places import LineColumn

if TYPE_CHECKING:
    from ..checking.stream import Located

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(rows: Iterable[tuple[str, Located]], problems: Iterable[str], language: str) -> str:
    """Return one run of this program: what it found in files, and what it could not do."""
    results = [_result(path, found, language) for path, found in rows]
    codes = sorted({result["ruleId"] for result in results})
    told = [{"level": "error", "message": {"text": problem}} for problem in problems]
    run = {
        "tool": {
            "driver": {
                "name": "translit",
                "version": version("translit-toolkit"),
                "rules": [{"id": code, "shortDescription": {"text": code.replace("_", " ")}} for code in codes],
            }
        },
        "invocations": [{"executionSuccessful": not told, "toolExecutionNotifications": told}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def end_of(found: Located) -> LineColumn:
    """Return where a finding ends: the line and the column behind its last character."""
    reached = LineColumn(found.place.line, found.place.column)
    reached.pass_over(found.finding.text)
    return reached


def _result(path: str, found: Located, language: str) -> dict[str, Any]:
    finding, end = found.finding, end_of(found)
    where = {"uri": _uri(path)}
    region = {
        "startLine": found.place.line,
        "startColumn": found.place.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message(language)},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": region}}],
        "partialFingerprints": {"translit/v1": fingerprint(found)},
    }
    if finding.suggestions:
        result["fixes"] = [_fix(where, region, suggestion) for suggestion in finding.suggestions]
    return result


def _fix(where: dict[str, str], region: dict[str, int], suggestion: str) -> dict[str, Any]:
    replacement = {"deletedRegion": region, "insertedContent": {"text": suggestion}}
    told = f"Write “{suggestion}”" if suggestion else "Remove it"
    return {
        "description": {"text": told},
        "artifactChanges": [{"artifactLocation": where, "replacements": [replacement]}],
    }


def _uri(path: str) -> str:
    """Return the address of a file: a path from where the program was started, or of the whole system.

    >>> _uri("a b/ц.py"), _uri("/tmp/a:b")
    ('a%20b/%D1%86.py', 'file:///tmp/a%3Ab')
    """
    if path == "<stdin>":
        return "stdin"
    is_absolute = os.path.isabs(path)  # noqa: PTH117
    said = quote(os.fsencode(path.replace(os.sep, "/")))
    return f"file://{'' if said.startswith('/') else '/'}{said}" if is_absolute else said

"""Labelled texts as data: what is found in them, and what repair makes of them.

A row says `verdict`: ok (nothing is shown), warn (may be noted) or bad (must be found); and, where they matter,
`fix` (one text or several that are all right), `code`, `info` codes, `at` (start and end of the first finding, in code
points and then in UTF-16 units), `shout`, `script_fails`, `empty`, `policy` and `language`. A row with `xfail` is a
known gap, with its reason.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.places import CASES
from translit.checking import check, repair

#: Rules of the form as a whole, told apart from faults of words and signs.
OF_THE_FORM = {"all_caps": "shout", "script_not_allowed": "script_fails", "required": "empty"}


def rows() -> list[Any]:
    params = []
    for path in sorted(CASES.glob("check-*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
            params.append(pytest.param(row, id=f"{path.stem}:{row['text'][:40]!a}", marks=marks))
    return params


@pytest.mark.parametrize("row", rows())
def test_a_labelled_text(row: dict[str, Any]) -> None:
    text = row["text"]
    findings = check(text, row.get("policy", "comment"), row.get("language"))
    codes = {finding.code for finding in findings}
    shown = {finding.code for finding in findings if finding.severity != "info"}
    if row["verdict"] == "ok":
        assert not shown - set(OF_THE_FORM)
    if row["verdict"] == "bad":
        assert shown
    for code, key in OF_THE_FORM.items():
        assert (code in codes) == bool(row.get(key)), code
    assert set(row.get("info", [])) <= codes
    assert row.get("code", "") in codes | {""}
    if "at" in row:
        assert [findings[0].start, findings[0].end, findings[0].start16, findings[0].end16] == row["at"]

    repaired = repair(text, row.get("language", "bg"))
    if "fix" in row:
        wanted = row["fix"] if isinstance(row["fix"], list) else [row["fix"]]
        assert repaired in wanted
    elif row["verdict"] == "ok":
        assert repaired == text
    assert repair(repaired, row.get("language", "bg")) == repaired


def test_there_are_enough_cases() -> None:
    assert len(rows()) >= 66

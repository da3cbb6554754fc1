"""Findings of a text that is still being typed, and those that refuse one that was sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..checking import Finding, Policy, check, load_policy, policies
from ..checking.faults import KNOWN_LATER
from ..checking.severity import SEVERITIES, Severity


def findings(text: str, language: str = "bg", policy: str | Path | Policy = "comment") -> list[dict[str, Any]]:
    """Return what is wrong with a text so far, as JSON values with messages in `language`.

    >>> [(f["code"], f["suggestions"]) for f in findings("Утре имаме срещ\\N{LATIN SMALL LETTER A}.")]
    [('mixed_script_confusable', ['среща'])]
    """
    return [found.as_dict(language) for found in check(text, policy) if found.code not in KNOWN_LATER]


def find_blocking(text: str, policy: str | Path | Policy, severity: Severity = "error") -> list[Finding]:
    """Return the findings that refuse a text: of this severity and of worse ones. Raises PolicyError.

    >>> [found.code for found in find_blocking("hello", "comment")]
    ['script_not_allowed']
    """
    return keep_blocking(check(text, policy), severity)


def keep_blocking(findings: list[Finding], severity: Severity = "error") -> list[Finding]:
    """Return the findings of this severity and of worse ones."""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return [finding for finding in findings if finding.severity in wanted]


def policy_attribute(policy: str | Path | Policy) -> str:
    """Return how a page names a policy: by its name if it comes with the package, else by its settings as JSON.

    >>> policy_attribute("title"), policy_attribute(load_policy("title").replace(max_length=7))[:30]
    ('title', '{"name": "title", "language": ')

    Raises PolicyError.
    """
    wanted = load_policy(policy)
    if wanted.name in policies() and wanted == load_policy(wanted.name):
        return wanted.name
    return json.dumps(wanted.settings(), ensure_ascii=False)

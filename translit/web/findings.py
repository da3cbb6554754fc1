"""Findings of a text that is still being typed, and those that refuse one that anybody may have sent."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from threading import Lock
from typing import Any

from ..checking import Finding, Policy, check, load_policy, policies, repair
from ..checking.budget import BUDGET, is_far_too_long, is_too_complex
from ..checking.checker import is_plainly_good
from ..checking.faults import KNOWN_LATER
from ..checking.language import load_language
from ..checking.severity import SEVERITIES, Severity

#: The largest body that a text is read from, in bytes: twenty comments of the longest kind, each letter in six bytes.
LARGEST = 1 << 18
#: A text of so many characters is looked into in a moment, and does not wait for those that take longer.
SHORT = 1000
#: Python runs one thread at a time. Those that look into texts stand in line here, and do not crowd out all the others.
_LINES = (Lock(), Lock())
if sys.platform != "win32":
    for _line in _LINES:
        # A child has only the thread that forked, and would wait for ever for another that had its turn.
        os.register_at_fork(before=_line.acquire, after_in_parent=_line.release, after_in_child=_line.release)


def check_sent(text: str, policy: str | Path | Policy = "comment") -> list[Finding]:
    """Return what is wrong with a text that anybody may have sent; `too_complex` alone if that is too much work.

    >>> [found.code for found in check_sent("a b " * 10_000, "text")]
    ['too_complex']

    A good text waits for nobody. Raises PolicyError.
    """
    wanted = load_policy(policy)
    if is_plainly_good(text, wanted, load_language(wanted.language)):
        return []
    with _LINES[len(text) > SHORT]:
        return check(text, wanted, budget=BUDGET)


def repair_sent(text: str, policy: str | Path | Policy = "comment") -> str:
    """Return a text that anybody may have sent put right; one that is refused without a look comes back as it is."""
    wanted = load_policy(policy)
    known = load_language(wanted.language)
    if is_far_too_long(text, wanted) or is_too_complex(text, wanted, known, BUDGET):
        return text
    if is_plainly_good(text, wanted, known):
        return text
    with _LINES[len(text) > SHORT]:
        return repair(text, wanted.language)


def findings(text: str, language: str = "bg", policy: str | Path | Policy = "comment") -> list[dict[str, Any]]:
    """Return what is wrong with a text so far, as JSON values with messages in `language`.

    >>> [(f["code"], f["suggestions"]) for f in findings("Утре имаме срещ\\N{LATIN SMALL LETTER A}.")]
    [('mixed_script_confusable', ['среща'])]
    """
    return [found.as_dict(language) for found in check_sent(text, policy) if found.code not in KNOWN_LATER]


def find_blocking(text: str, policy: str | Path | Policy, severity: Severity = "error") -> list[Finding]:
    """Return the findings that refuse a text: of this severity and of worse ones. Raises PolicyError.

    >>> [found.code for found in find_blocking("hello", "comment")]
    ['script_not_allowed']
    """
    return keep_blocking(check_sent(text, policy), severity)


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

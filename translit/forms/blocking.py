"""What every framework's module is built on: the text as it is counted, and the findings that refuse it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..checking import Finding, Policy, check, load_policy
from ..checking.finding import SEVERITIES, Severity
from ..checking.length import normalise_newlines

#: A policy by name, by path, or made in code.
AnyPolicy = str | Path | Policy
#: The language of messages, or what is asked for it at each message: a request may have one of its own.
AnyLanguage = str | Callable[[], str]


def blocking(text: str, policy: AnyPolicy, severity: Severity = "error") -> list[Finding]:
    """Return the findings of at least this severity.

    >>> [found.code for found in blocking("hello", "comment")]
    ['script_not_allowed']
    """
    return at_least(severity, check(text, policy))


def at_least(severity: Severity, findings: list[Finding]) -> list[Finding]:
    """Return the findings of this severity and of worse ones."""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return [finding for finding in findings if finding.severity in wanted]


def spoken(language: AnyLanguage) -> str:
    """Return the language to speak now.

    >>> spoken("bg"), spoken(lambda: "en")
    ('bg', 'en')
    """
    return language if isinstance(language, str) else language()


def as_submitted(value: Any) -> str:
    """Return a posted text with the line ends that the browser counted, not the CRLF it sent."""
    return normalise_newlines(str(value))


def describe(policy: AnyPolicy) -> str:
    """Return what a schema can say about a policy, whose lengths are not those of JSON Schema.

    >>> describe("comment")
    'Checked by the policy "comment": at most 2000 UTF-16 code units, a line end counted as one.'
    """
    wanted = load_policy(policy)
    said = f'Checked by the policy "{wanted.name}"'
    if not wanted.max_length:
        return f"{said}."
    unit = {"utf16": "UTF-16 code units"}.get(wanted.count, wanted.count)
    return f"{said}: at most {wanted.max_length} {unit}, a line end counted as one."

"""What a check answers: one finding a fault, with its place, its words and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from ..text.places import Utf16
from .messages import Message
from .policy import Policy
from .severity import SEVERITIES as SEVERITIES
from .severity import Severity as Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a text: a value, which can be compared, hashed and pickled.

    `start` and `end` count code points, `start16` and `end16` UTF-16 code units as a browser does.
    """

    code: str
    severity: Severity
    start: int
    end: int
    start16: int
    end16: int
    #: The text from `start` to `end`.
    text: str
    #: What could be written instead, likeliest first; may be empty.
    suggestions: tuple[str, ...] = ()
    #: What the message names, by the names it uses.
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)
    #: What `repair` writes instead; None where only a person can decide.
    fix: str | None = None
    #: What is said of it, in no language yet.
    wording: Message = field(default=Message(("%(code)s",)), repr=False)

    def message(self, language: str = "en") -> str:
        """Return the finding in words; a language that there is no catalogue for (BCP 47) is answered in English."""
        return self.wording.render(language, {"code": self.code, **self.params}, self.suggestions)

    def as_dict(self, language: str = "en") -> dict[str, Any]:
        """Return the finding as plain data for JSON, with its message."""
        return {
            "code": self.code,
            "severity": self.severity,
            "start": self.start,
            "end": self.end,
            "start16": self.start16,
            "end16": self.end16,
            "text": self.text,
            "suggestions": list(self.suggestions),
            "params": dict(self.params),
            "fix": self.fix,
            "message": self.message(language),
        }

    def __str__(self) -> str:
        return f"{self.code}: {self.message()}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding before its policy gives it a severity and its text gives it UTF-16 positions."""

    code: str
    wording: Message
    start: int
    end: int
    suggestions: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)
    fix: str | None = None
    #: A severity of its own, never above that of its code, for a policy that does not name the code.
    at_most: Severity | None = None


def settle(text: str, faults: list[Fault], policy: Policy) -> list[Finding]:
    """Return the findings that a policy wants of these faults, in order of place."""
    findings, units = [], Utf16(text)
    for fault in sorted(faults, key=lambda fault: (fault.start, -fault.end)):
        severity = policy.severities.get(fault.code, "off")
        if severity == "off":
            continue
        if fault.at_most and fault.code not in policy.severity:
            severity = max(severity, fault.at_most, key=SEVERITIES.index)
        findings.append(
            Finding(
                fault.code,
                cast(Severity, severity),
                fault.start,
                fault.end,
                *units.span(fault.start, fault.end),
                text[fault.start : fault.end],
                fault.suggestions,
                fault.params,
                fault.fix if policy.fixes else None,
                fault.wording,
            )
        )
    return findings

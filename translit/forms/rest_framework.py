"""Django REST framework: a field whose errors keep their codes, places and suggestions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers

from ..checking import Finding, Policy, load_policy
from ..checking.finding import Severity
from ..web.findings import find_blocking
from .validation import AnyPolicy, read_submitted

#: What an error says of a finding.
DETAILS = ("code", "message", "start", "end", "start16", "end16", "text", "suggestions")


class PolicyField(serializers.CharField):
    """A text that keeps to a policy; each error is an object with its code, message, place and suggestions.

    A plain validator would lose all but message and code here. Numbers arrive as strings, as every detail of an
    error does in this framework.
    """

    def __init__(self, *, policy: AnyPolicy = "comment", severity: Severity = "error", **kwargs: Any) -> None:
        known = load_policy(policy)
        super().__init__(**{"trim_whitespace": False, "required": known.required, **kwargs})
        self.policy: Policy = known.replace(required=known.required and not self.allow_blank)
        self.severity: Severity = severity

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Return the text with line ends as the browser counted them, or raise with every finding."""
        value = super().run_validation(data)
        if not isinstance(value, str):
            return value
        text = read_submitted(value)
        found = find_blocking(text, self.policy, self.severity)
        if found:
            raise serializers.ValidationError([self._detail(finding) for finding in found])
        return text

    def _detail(self, finding: Finding) -> dict[str, Any]:
        said = finding.as_dict(get_language() or "en")
        return {name: said[name] for name in DETAILS}

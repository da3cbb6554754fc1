"""Django REST framework: a field whose errors keep their codes, places and suggestions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers
from rest_framework.response import Response

from ..checking import Finding, Policy, load_policy
from ..checking.finding import Severity
from ..web.findings import find_blocking
from .validation import AnyPolicy, read_submitted

#: What an error says of a finding.
DETAILS = ("code", "message", "start", "end", "start16", "end16", "text", "suggestions")
PLACES = ("start", "end", "start16", "end16")


class PolicyField(serializers.CharField):
    """A text that keeps to a policy; each error is an object with its code, message, place and suggestions.

    A plain validator would lose all but message and code here. This framework makes a string of every detail of an
    error: with `exception_handler` as the setting EXCEPTION_HANDLER the answer has numbers again, and `number_places`
    gives them in the errors of a serializer.
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


def exception_handler(error: Exception, context: Any) -> Response | None:
    """Answer as the framework does, with numbers as the places of findings."""
    # Tools that look at a module's names must not need settings for that.
    from rest_framework import views

    response = views.exception_handler(error, context)
    if response is not None:
        response.data = number_places(response.data)
    return response


def number_places(errors: Any) -> Any:
    """Return the errors of a serializer with numbers as the places of findings, however deep they are nested.

    >>> number_places({"comment": ["required"]})
    {'comment': ['required']}
    """
    if isinstance(errors, list):
        return [number_places(each) for each in errors]
    if not isinstance(errors, dict):
        return errors
    if errors.keys() == set(DETAILS):
        return {name: int(value) if name in PLACES else value for name, value in errors.items()}
    return {name: number_places(value) for name, value in errors.items()}

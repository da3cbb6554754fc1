"""Django: a validator for any field of text, and a form field that counts as the browser does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.functional import lazy
from django.utils.translation import get_language

from ...checking import Finding, Policy, load_policy, repair
from ...checking.finding import Severity
from ..blocking import AnyPolicy, as_submitted, blocking


def _in_active_language(finding: Finding) -> str:
    # Django fills parameters into the message with %, so a % of the text itself must survive that.
    return finding.message(get_language() or "en").replace("%", "%%")


_lazy_message = lazy(_in_active_language, str)


@deconstructible
class PolicyValidator:
    """Refuse a text that its policy does not allow: one `ValidationError` a finding, with code and params.

    For form fields, model fields and, though it drops the params, Django REST framework. A policy given by
    name or path can be written into a migration.
    """

    def __init__(self, policy: AnyPolicy = "comment", severity: Severity = "error") -> None:
        self.policy: AnyPolicy = policy
        self.severity: Severity = severity
        load_policy(policy)

    def __call__(self, value: Any) -> None:
        text = as_submitted(value)
        found = [self._error(finding, value) for finding in blocking(text, self.policy, self.severity)]
        if found:
            raise ValidationError(found)

    def _error(self, finding: Finding, value: Any) -> ValidationError:
        place = {name: getattr(finding, name) for name in ("start", "end", "start16", "end16", "suggestions")}
        params = {**finding.params, **place, "value": value}
        return ValidationError(_lazy_message(finding), code=finding.code, params=params)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PolicyValidator) and (self.policy, self.severity) == (other.policy, other.severity)

    def __hash__(self) -> int:
        return hash((str(self.policy), self.severity))


class PolicyCharField(forms.CharField):
    """A form field that keeps to a policy; with `repairs` the cleaned text has its sure faults put right.

    Whether it is required is the policy's to say, unless `required` is given. The text is neither stripped nor
    counted by Django: line ends arrive as CRLF, and a browser counts one.
    """

    widget = forms.Textarea

    def __init__(
        self, *, policy: AnyPolicy = "comment", severity: Severity = "error", repairs: bool = False, **kwargs: Any
    ) -> None:
        known = load_policy(policy)
        super().__init__(**{"strip": False, "required": known.required, **kwargs})
        # A text of blanks is as empty as none: both are refused, or neither.
        self.policy: Policy = known.replace(required=self.required)
        self.repairs: bool = repairs
        self.validators.append(PolicyValidator(self.policy, severity))

    def to_python(self, value: Any) -> Any:
        """Return the text with the line ends the browser counted."""
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        text = as_submitted(text)
        return repair(text, self.policy.language) if self.repairs else text

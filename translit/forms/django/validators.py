"""Django: a validator for any field of text, of a form or of a model."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.functional import lazy
from django.utils.translation import get_language

from ...checking import Finding, load_policy
from ...checking.finding import Severity
from ...web.findings import find_blocking
from ..validation import AnyPolicy, read_submitted


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
        text = read_submitted(value)
        found = [self._error(finding, value) for finding in find_blocking(text, self.policy, self.severity)]
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

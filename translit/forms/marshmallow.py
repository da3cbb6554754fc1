"""marshmallow: a validator whose messages are objects, since there are no codes to go with a string."""

from __future__ import annotations

from marshmallow import ValidationError, validate

from ..checking import Policy, load_policy
from ..checking.finding import Severity
from ..web.findings import find_blocking
from .validation import AnyLanguage, AnyPolicy, ask_language, read_submitted


class KeepsTo(validate.Validator):
    """Refuse a text that its policy does not allow; each message has code, message, start, end, suggestions.

    `language` may be a function, asked at each error.
    """

    def __init__(
        self, policy: AnyPolicy = "comment", *, severity: Severity = "error", language: AnyLanguage = "en"
    ) -> None:
        self.policy: Policy = load_policy(policy)
        self.severity: Severity = severity
        self.language: AnyLanguage = language

    def __call__(self, value: str) -> str:
        found = find_blocking(read_submitted(value), self.policy, self.severity)
        if found:
            raise ValidationError([finding.as_dict(ask_language(self.language)) for finding in found])
        return value

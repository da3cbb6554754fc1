"""WTForms, with or without Flask-WTF: a validator that leaves its findings on the field."""

from __future__ import annotations

from typing import Any

from wtforms.validators import StopValidation

from ..checking import load_policy
from ..checking.finding import Severity
from .blocking import AnyPolicy, as_submitted, blocking


class KeepsTo:
    """Refuse a text that its policy does not allow; `field.findings` has what the messages cannot carry.

    Messages come in `language`, or in the first of the form's `Meta.locales`, or in English.
    """

    def __init__(
        self, policy: AnyPolicy = "comment", *, severity: Severity = "error", language: str | None = None
    ) -> None:
        self.policy, self.severity, self.language = load_policy(policy), severity, language
        # There is no maxlength here on purpose: browsers cut at it in silence, in the middle of a letter.
        self.field_flags = {"required": True} if self.policy.required else {}

    def __call__(self, form: Any, field: Any) -> None:
        field.data = as_submitted(field.data or "")
        field.findings = blocking(field.data, self.policy, self.severity)
        if field.findings:
            language = self.language or next(iter(form.meta.locales or ()), "en")
            *first, last = (finding.message(language) for finding in field.findings)
            field.errors = [*field.errors, *first]
            raise StopValidation(last)

"""WTForms, with or without Flask-WTF: a validator that leaves its findings on the field."""

from __future__ import annotations

from typing import Any

from wtforms.validators import StopValidation

from ...checking import Policy, load_policy
from ...checking.finding import Severity
from ...web.findings import check_sent, keep_blocking
from ..validation import AnyLanguage, AnyPolicy, ask_language, read_submitted


class KeepsTo:
    """Refuse a text that its policy does not allow; `field.findings` has every finding, warnings too.

    Messages come in `language` (a function is asked at each error: `lambda: str(flask_babel.get_locale())`), or in
    the first of the form's `Meta.locales`, or in English.
    """

    def __init__(
        self, policy: AnyPolicy = "comment", *, severity: Severity = "error", language: AnyLanguage | None = None
    ) -> None:
        self.policy: Policy = load_policy(policy)
        self.severity: Severity = severity
        self.language: AnyLanguage | None = language
        # There is no maxlength here on purpose: browsers cut at it in silence, in the middle of a letter.
        self.field_flags: dict[str, bool] = {"required": True} if self.policy.required else {}

    def __call__(self, form: Any, field: Any) -> None:
        if field.data is not None:
            field.data = read_submitted(field.data)
        field.findings = check_sent(field.data or "", self.policy)
        refused = keep_blocking(field.findings, self.severity)
        if refused:
            language = ask_language(self.language or next(iter(form.meta.locales or ()), "en"))
            *first, last = (finding.message(language) for finding in refused)
            field.errors = [*field.errors, *first]
            raise StopValidation(last)

"""The comment form for WTForms: a text area whose data arrives converted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from wtforms import TextAreaField
from wtforms.validators import StopValidation

from ...web.field import TABLES, known, render_field
from ...web.submission import converted


class TranslitTextAreaField(TextAreaField):
    """A text area with the switch; `data` is the converted text, checked by `policy`.

    `render_kw` goes to the textarea; `asset_url` says where `translit.web.asset` is served. Raises TableNotFound.
    """

    data: str | None

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        tables: Mapping[str, str] = TABLES,
        policy: str = "comment",
        language: str = "bg",
        asset_url: Any = None,
        check: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.tables: Mapping[str, str] = known(tables)
        self.policy: str = policy
        self.language: str = language
        self.asset_url: Any = asset_url
        self.check: str = check
        self.mode: str = ""
        self.raw: str = ""
        #: What stands against the text, with places and suggestions.
        self.findings: list[Any] = []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        arguments = {} if data is None else {"data": data}
        super().process(formdata, extra_filters=extra_filters, **arguments)
        self.raw = str(self.data or "")
        if formdata is not None and self.name in formdata:
            self.raw = formdata.get(self.name)
            self.mode = formdata.get(f"{self.name}-mode", "")
            by = formdata.get(f"{self.name}-by", "")
            self.data = converted(self.raw, mode=self.mode, by=by, tables=self.tables)

    def pre_validate(self, form: Any) -> None:
        from ...checking import check

        self.findings = check(self.data or "", self.policy)
        errors = [found for found in self.findings if found.severity == "error"]
        if errors:
            self.errors: Sequence[str] = [found.message(self.language) for found in errors[1:]]
            raise StopValidation(errors[0].message(self.language))

    def __call__(self, **kwargs: Any) -> Markup:
        from ...checking import load_policy

        options = {} if self.asset_url is None else {"asset_url": self.asset_url}
        return Markup(
            render_field(
                self.name,
                self.raw,
                mode=self.mode,
                tables=self.tables,
                limit=load_policy(self.policy).max_length,
                errors=self.errors,
                language=self.language,
                label=self.label.text,
                check=self.check,
                policy=self.policy,
                field_id=self.id,
                attributes={**(self.render_kw or {}), **kwargs},
                **options,
            )
        )

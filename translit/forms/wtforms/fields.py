"""The comment form for WTForms: a text area whose data arrives converted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from wtforms import TextAreaField

from ...checking import load_policy
from ...web.field import TABLES, render_field, require_tables
from ...web.submission import convert_posted
from ..validation import AnyPolicy
from .validators import KeepsTo

if TYPE_CHECKING:
    from ...web.field import Choices


class TranslitTextAreaField(TextAreaField):
    """Type Cyrillic: a text area with the switch; `data` is the converted text, checked by `policy`.

    `render_kw` goes to the textarea; `asset_url` says where `translit.web.asset` is served. Raises TableNotFound.
    """

    data: str | None

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        tables: Choices = TABLES,
        policy: AnyPolicy = "comment",
        language: str = "bg",
        asset_url: Any = None,
        check: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.tables: Mapping[str, str] = require_tables(tables)
        self.policy: AnyPolicy = policy
        self.language: str = language
        self._keeps = KeepsTo(policy, language=language)
        self.asset_url: Any = asset_url
        self.check: str = check
        self.mode: str = ""
        self.by: str = ""
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
            self.by = formdata.get(f"{self.name}-by", "")
            self.data = convert_posted(self.raw, mode=self.mode, by=self.by, tables=self.tables)

    def pre_validate(self, form: Any) -> None:
        """Check the converted text; its findings are left on the field."""
        self._keeps(form, self)

    def __call__(self, **kwargs: Any) -> Markup:
        options = {} if self.asset_url is None else {"asset_url": self.asset_url}
        return Markup(
            render_field(
                self.name,
                self.raw,
                mode=self.mode,
                by=self.by,
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

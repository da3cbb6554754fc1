"""The text area with its switch and counter, and what it reads from a posted form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.checks import Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.template import TemplateDoesNotExist
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ...web.field import TABLES, field_parts, require_tables
from ..validation import AnyPolicy
from .checks import HINT, MISSING, TEMPLATE, check_template

if TYPE_CHECKING:
    from ...web.field import Choices


class Typed(str):
    """A text as it was posted, with the table it asks to be converted by; shown again it is what was typed."""

    __slots__ = ("by", "mode")
    mode: str
    by: str


class TranslitTextarea(forms.Textarea):
    """A textarea with the switch, the counter and the module; other attributes go to the textarea.

    A template of yours named `translit/textarea.html` arranges the pieces otherwise. Raises TableNotFound.
    """

    template_name = TEMPLATE

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        tables: Choices = TABLES,
        limit: int = 2000,
        language: str = "",
        label: str = "",
        check: str = "",
        policy: AnyPolicy = "comment",
    ) -> None:
        super().__init__(attrs)
        # An app that is missing can't say so.
        register(check_template, Tags.templates)
        self.tables: Mapping[str, str] = require_tables(tables)
        self.limit: int = limit
        self.language: str = language
        self.label: str = label
        self.check: str = check
        self.policy: AnyPolicy = policy

    @property
    def media(self) -> forms.Media:
        names = ["translit.js", "findings.js"] if self.check else ["translit.js"]
        scripts: list[Any] = [forms.Script(f"translit/{name}", type="module") for name in names]
        return forms.Media(css={"all": ["translit/translit.css"]}, js=scripts)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed | None:
        value = data.get(name)
        if value is None:
            return None
        typed = Typed(value)
        typed.mode, typed.by = data.get(f"{name}-mode", ""), data.get(f"{name}-by", "")
        return typed

    def id_for_label(self, id_: str) -> str:
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """Return the field as HTML; raise ImproperlyConfigured without the app."""
        try:
            return super().render(name, value, attrs, renderer)
        except TemplateDoesNotExist as missing:
            raise ImproperlyConfigured(f"{MISSING} {HINT}") from missing

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template gets: in `widget.parts` the pieces of the field, escaped."""
        attributes = self.build_attrs(self.attrs, attrs)
        # The counter may go below zero: a hard limit would cut what is pasted, in silence.
        for unwanted in ("maxlength", "cols"):
            attributes.pop(unwanted, None)
        parts = field_parts(
            name,
            "" if value is None else str(value),
            mode=getattr(value, "mode", ""),
            by=getattr(value, "by", ""),
            tables=self.tables,
            limit=self.limit,
            language=self.language or get_language() or "bg",
            label=self.label,
            check=self.check,
            policy=self.policy,
            field_id=attributes.pop("id", name),
            attributes=attributes,
            asset_url=lambda asset: static(f"translit/{asset}"),
        )
        context = super().get_context(name, value, attrs)
        if not self.label:
            # A form of Django writes its own.
            parts = parts._replace(label="")
        context["widget"]["parts"] = {part: mark_safe(html) for part, html in parts._asdict().items()}
        return context

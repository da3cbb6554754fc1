"""Form fields: `cleaned_data` has the text as it is to be stored, `errors` the checker's messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from ...checking import Policy, load_policy
from ...checking.finding import Severity
from ...web.field import TABLES, require_tables
from ...web.findings import repair_sent
from ...web.submission import convert_posted
from ..validation import AnyPolicy, read_submitted
from .validators import PolicyValidator
from .widgets import TranslitTextarea, Typed

if TYPE_CHECKING:
    from ...web.field import Choices

#: A text of at most so many units is written in one line.
LINE = 255


class PolicyCharField(forms.CharField):
    """A form field that keeps to a policy, `PolicyCharField("name")`; with `repairs` its sure faults are put right.

    Whether it is required is the policy's to say, unless `required` is given. The text is neither stripped nor
    counted by Django: line ends arrive as CRLF, and a browser counts one. `max_length` is the policy's, too, if it is
    the smaller one. A short text is a line, a longer one an area, unless `widget` says so.
    """

    #: A class where it is declared, a widget in a field that was made.
    widget: Any = None

    def __init__(
        self,
        policy: AnyPolicy = "comment",
        *,
        severity: Severity = "error",
        repairs: bool = False,
        max_length: int | None = None,
        **kwargs: Any,
    ) -> None:
        wanted = load_policy(policy)
        limit = min(filter(None, (wanted.max_length, max_length)), default=0)
        self.widget = self.widget or (forms.TextInput if 0 < limit <= LINE else forms.Textarea)
        super().__init__(**{"strip": False, "required": wanted.required, **kwargs})
        # Where Django counts too, it counts otherwise; where a browser is told, it cuts in silence.
        self.max_length: int | None = limit or None
        # A text of blanks is as empty as none: both are refused, or neither.
        self.policy: Policy = wanted.replace(required=self.required, max_length=limit)
        self.repairs: bool = repairs
        self.validators.append(PolicyValidator(self.policy, severity))

    def to_python(self, value: Any) -> Any:
        """Return the text with the line ends the browser counted."""
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        text = read_submitted(text)
        return repair_sent(text, self.policy) if self.repairs else text


class TranslitCharField(PolicyCharField):
    """A text that may be typed in Latin letters, converted before the policy looks at it. Raises TableNotFound."""

    widget: Any = TranslitTextarea

    def __init__(
        self, policy: AnyPolicy = "comment", *, tables: Choices = TABLES, check: str = "", **kwargs: Any
    ) -> None:
        self.tables: Mapping[str, str] = require_tables(tables)
        super().__init__(policy, **kwargs)
        if isinstance(self.widget, TranslitTextarea):
            self.widget.tables, self.widget.limit = self.tables, self.policy.max_length
            self.widget.policy = policy
            self.widget.check = self.widget.check or check

    def to_python(self, value: Any) -> Any:
        """Return the text converted, unless the browser has done so, with the line ends it counted."""
        if isinstance(value, Typed):
            value = convert_posted(value, mode=value.mode, by=value.by, tables=self.tables)
        return super().to_python(value)

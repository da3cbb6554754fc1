"""pydantic, and FastAPI through it: an annotation for text, with codes and places in the error's context."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..checking import Policy, load_policy
from ..checking.finding import Severity
from ..web.findings import find_blocking
from .validation import AnyLanguage, AnyPolicy, ask_language, describe, read_submitted


class KeepsTo:
    """Refuse a text that its policy does not allow: `Annotated[str, KeepsTo("title", language="bg")]`.

    The error's type is the code of the first finding; its `ctx` has that finding's place and suggestions, and
    every finding in `findings`. Line ends are normalised, so a posted form counts as it did in the browser.
    `language` may be a function, asked at each error; None passes where the type allows it.
    """

    def __init__(
        self, policy: AnyPolicy = "comment", *, severity: Severity = "error", language: AnyLanguage = "en"
    ) -> None:
        self.policy: Policy = load_policy(policy)
        self.severity: Severity = severity
        self.language: AnyLanguage = language

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        # No maxLength: JSON Schema counts code points, and five emoji are five there, ten in the browser.
        return {**handler(schema), "description": describe(self.policy)}

    def _check(self, value: str | None) -> str | None:
        if value is None:
            return None
        text = read_submitted(value)
        faults = find_blocking(text, self.policy, self.severity)
        if faults:
            found = [finding.as_dict(ask_language(self.language)) for finding in faults]
            # Half of a surrogate pair, which JSON can spell, cannot be told in an error.
            found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
            raise PydanticCustomError(found[0]["code"], "{message}", {**found[0], "findings": found})
        return text


#: A comment under the policy of that name, with messages in English.
Comment = Annotated[str, KeepsTo("comment")]

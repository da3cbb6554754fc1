"""Findings of a text that is still being typed, for a page that asks the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..checking import Policy, check

#: What is known only when the form is sent: a field is not scolded for being empty.
LATER = ("required", "min_length")


def findings(text: str, language: str = "bg", policy: str | Path | Policy = "comment") -> list[dict[str, Any]]:
    """Return what is wrong with a text so far, as JSON values with messages in `language`.

    >>> [(f["code"], f["suggestions"]) for f in findings("Утре имаме срещ\\N{LATIN SMALL LETTER A}.")]
    [('mixed_script_confusable', ['среща'])]
    """
    return [found.as_dict(language) for found in check(text, policy) if found.code not in LATER]

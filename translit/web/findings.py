"""Live findings: the checker's own answers, for a field that is being typed in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..checking import Finding, Policy, check, load_policy

#: What is known only when the form is sent: a field is not scolded for being empty.
LATER = ("required", "min_length")


def findings(text: str, language: str = "bg", policy: str | Path | Policy = "comment") -> list[dict[str, Any]]:
    """Return what is wrong with a text so far, as JSON values with messages in `language`.

    >>> [(f["code"], f["suggestions"]) for f in findings("Утре имаме срещ\\N{LATIN SMALL LETTER A}.")]
    [('mixed_script_confusable', ['среща'])]
    """
    wanted = load_policy(policy)
    found = [fault for fault in check(text, wanted) if fault.code not in LATER]
    return [fault.as_dict(language) | {"suggestions": _suggestions(fault, wanted)} for fault in found]


def _suggestions(found: Finding, policy: Policy) -> list[str]:
    """Return what is offered instead; for romanised text its reading in Cyrillic."""
    if found.suggestions or found.code != "latin_transliteration":
        return list(found.suggestions)
    from ..informal import decode

    return [decode(found.text, f"{policy.language}-informal")]

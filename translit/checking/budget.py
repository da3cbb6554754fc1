"""How much of a text is looked into where anybody may have sent it: counted before any of the work, and never timed."""

from __future__ import annotations

import re

from .facts import rules
from .language import Language
from .length import text_length
from .policy import Policy

#: For a text that anybody may have sent: how many characters may stand in words that have to be looked into.
BUDGET = 10_000
#: How many times as many may stand in words that are passed over, which costs that much less at least.
PLAIN_SHARE = 10
#: A text this many times as long as it may be is told that alone.
FAR_TOO_LONG = 2
_WORD = re.compile(r"[^ \n]+")


def is_far_too_long(text: str, policy: Policy) -> bool:
    """Say whether a text is refused for its length whatever else there is in it, and by so much that nobody looks."""
    most = policy.max_length
    if not most or len(text) <= most or policy.severities["max_length"] != "error":
        return False
    return text_length(text, policy.count) > FAR_TOO_LONG * most


def is_too_complex(text: str, policy: Policy, language: Language, budget: int) -> bool:
    """Say whether more of a text has to be looked into than the budget allows; a budget of 0 allows anything."""
    if not budget or len(text) <= budget or policy.severities["too_complex"] == "off":
        return False
    if len(text) > budget * PLAIN_SHARE or _looks_at_every_word(text, policy, language):
        return True
    unusual, digit = language.unusual.search, language.digit_beside_letter.search
    words = (found.span() for found in _WORD.finditer(text))
    return sum(1 + end - start for start, end in words if unusual(text, start, end) or digit(text, start, end)) > budget


def _looks_at_every_word(text: str, policy: Policy, language: Language) -> bool:
    if policy.script == "Cyrl" and policy.words == "every":
        return language.unusual.search(text) is not None or language.has_few_small_letters(text, rules().shout_small)
    return policy.script not in ("", "Cyrl") or policy.severities["letters_set_apart"] != "off"


BROWSER: dict[str, object] = {
    "budget": BUDGET,
    "plain_share": PLAIN_SHARE,
    "far_too_long": FAR_TOO_LONG,
    "between_blanks": _WORD,
}

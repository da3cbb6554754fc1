"""Check many short texts at once: what is plain about all of them is seen in one look."""

from __future__ import annotations

from .checker import admits_plain_texts, check, has_plain_characters, has_plain_measures
from .language import load_language
from .policy import Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .finding import Finding

#: So many rows are looked at together: one that is not plain sends all of them to be looked at alone.
_TOGETHER = 32


def check_rows(texts: Sequence[str | None], policy: Policy) -> Iterator[tuple[int, list[Finding]]]:
    """Yield the rows that anything is wrong with, and what: `check` of each text alone; None is no text.

    >>> [(row, [f.text for f in found]) for row, found in check_rows(["добре", None, "срещa"], Policy())]
    [(2, ['срещa'])]
    """
    language = load_language(policy.language)
    may_be_plain = not policy.code and admits_plain_texts(policy)
    for first in range(0, len(texts), _TOGETHER):
        together = texts[first : first + _TOGETHER]
        are_plain = may_be_plain and has_plain_characters("\n".join(filter(None, together)), language)
        for row, text in enumerate(together, first):
            if text is None or (are_plain and has_plain_measures(text, policy, language)):
                continue
            if found := check(text, policy):
                yield row, found

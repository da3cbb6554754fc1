"""Spans that a conversion leaves alone: addresses, markup and the like have spellings of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..machine.entities import STAND_INS
from ..machine.stretches import StreamConversion
from ..text.segments import LONGEST_HELD, find_kept, require_keepable, segment, stable_end
from .kept_words import convert_between

if TYPE_CHECKING:
    from ..machine.by_rules import Errors
    from .transliterator import Transliterator


def leave_alone(
    transliterator: Transliterator, errors: Errors, kinds: Collection[str], beginning: bytes = b""
) -> StreamConversion:
    """Return a conversion that leaves spans of some kinds alone; raise ValueError for a kind that is none.

    >>> from translit import compile_table
    >>> conversion = leave_alone(compile_table("bg-streamlined-2009"), "keep", ["url"])
    >>> conversion.convert("Виж https://пример.бг/щука")
    'Vizh https://пример.бг/щука'
    """
    require_keepable(kinds)
    inner = transliterator._stream(errors=errors, beginning=beginning)

    def convert(text: str) -> str:
        # An invisible character of HTML comes back as it is, and ends neither a rule nor a word.
        spans = (span for span in find_kept(text, kinds) if text[span.start : span.end] not in STAND_INS)
        kept = ((span.start, span.end, text[span.start : span.end]) for span in spans)
        return convert_between(text, kept, inner.convert)

    def cut(text: str) -> int:
        stable = stable_end(text)
        end = inner.cut(text[:stable])
        # Where a conversion reads whole lines, a span that has been found may go on behind the end of one.
        for span in reversed([*segment(text[:stable])] if 0 < end < stable else []):
            if span.start < end < span.end:
                end = inner.cut(text[: span.start])
        return end

    return StreamConversion(convert, cut, longest=min(inner.longest or LONGEST_HELD, LONGEST_HELD))

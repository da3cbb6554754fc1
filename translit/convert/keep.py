"""Spans that a conversion leaves alone: addresses, markup and the like have spellings of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..errors import UnmappedCharacter
from ..machine.stretches import StreamConversion
from ..text.segments import find_kept, require_keepable, stable_end

if TYPE_CHECKING:
    from ..machine.by_rules import Errors
    from .transliterator import Transliterator


def leave_alone(transliterator: Transliterator, errors: Errors, kinds: Collection[str]) -> StreamConversion:
    """Return a conversion that leaves spans of some kinds alone; raise ValueError for a kind that is none.

    >>> from translit import compile_table
    >>> conversion = leave_alone(compile_table("bg-streamlined-2009"), "keep", ["url"])
    >>> conversion.convert("Виж https://пример.бг/щука")
    'Vizh https://пример.бг/щука'
    """
    require_keepable(kinds)

    def convert(text: str) -> str:
        done, start = [], 0
        for span in find_kept(text, kinds):
            done += [between(text, start, span.start), text[span.start : span.end]]
            start = span.end
        return "".join([*done, between(text, start, len(text))])

    def between(text: str, start: int, end: int) -> str:
        try:
            return transliterator.transliterate(text[start:end], errors=errors)
        except UnmappedCharacter as error:
            raise UnmappedCharacter(text, start + error.start, start + error.end, error.table_id) from None

    return StreamConversion(convert, stable_end)

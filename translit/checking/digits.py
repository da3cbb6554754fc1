"""A digit in the place of a letter, as against a number with its word: 4овек, but 3стаен."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from ..text.segments import segment
from .facts import rules
from .finding import Fault
from .language import Language
from .neighbours import look_around


@cache
def word_with_digit(language: Language) -> re.Pattern[str]:
    """Return what a whole word matches that begins with a digit for a letter, or has one in it."""
    letters = "".join(sorted(language.alphabet))
    digits = "".join(rules().digits)
    word = rf"(?:[{digits}][{letters}]{{3,}}(?![\w-])|[{letters}]+[{digits}][{letters}]+(?!\w))"
    return re.compile(rf"(?<![\w.,:/#@-]){word}")


def digit_faults(text: str, language: Language) -> Iterator[Fault]:
    """Yield a fault for each word with a digit that looks or sounds like the letter missing from it."""
    whole_word = word_with_digit(language)
    protected: list[tuple[int, int]] | None = None
    for hit in language.digit_before_letter.finditer(text):
        place = hit.start()
        while place and text[place - 1] in language.alphabet:
            place -= 1
        found = whole_word.match(text, place)
        if not found:
            continue
        word, at = found[0], hit.start() - place
        head, digit, tail = word[:at], word[at], word[at + 1 :]
        if not head and (_follows_digits(tail.lower(), language) or tail[0].isupper() != tail.isupper()):
            continue
        letters = rules().digits[digit]
        is_part = head and (len(head) < 2 or len(tail) < 2 or (head.isupper() and len(head) < 4))
        if is_part and not any((head + letter + tail).lower() in language.short_words for letter in letters):
            continue
        if protected is None:
            protected = [(s.start, s.end) for s in segment(text) if s.kind not in ("word", "number")]
        before = bisect_right(protected, (place, len(text)))
        if before and place < protected[before - 1][1]:
            continue
        sentence_start = not head and not look_around(text, *found.span()).before
        upper = tail.isupper() or sentence_start
        readings = tuple(head + (letter.upper() if upper else letter) + tail for letter in letters)
        known = [word for word in readings if head or word.lower().startswith(language.digit_words)]
        if not known:
            continue
        params = {"word": word, "suggestion": known[0], "suggestions": known}
        fix = known[0] if len(known) == 1 and word[-1].islower() else None
        yield Fault("confusable_digit", *found.span(), tuple(known), params, fix)


def _follows_digits(tail: str, language: Language) -> bool:
    return any(tail == stem or (len(stem) > 2 and tail.startswith(stem)) for stem in language.after_digits)

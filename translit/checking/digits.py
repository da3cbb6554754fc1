"""A digit in the place of a letter, as against a number with its word: 4овек, but 3стаен."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..text.kinds import is_lower, is_upper
from .facts import rules
from .finding import Fault
from .language import Language
from .messages import DID_YOU_MEAN, N_, Message
from .passage import Occurrence, Passage

DIGIT = Message(N_("“%(word)s” has a digit in place of a letter."), DID_YOU_MEAN)


@cache
def word_with_digit(language: Language) -> re.Pattern[str]:
    """Return what a whole word matches that begins with a digit for a letter, or has one in it."""
    letters = "".join(sorted(language.alphabet))
    digits = "".join(rules().digits)
    word = rf"(?:[{digits}][{letters}]{{3,}}(?![\w-])|[{letters}]+[{digits}][{letters}]+(?!\w))"
    return re.compile(rf"(?<![\w.,:/#@-]){word}")


def digit_faults(passage: Passage) -> Iterator[Fault]:
    """Yield a fault for each word with a digit that looks or sounds like the letter missing from it."""
    text, language = passage.text, passage.language
    whole_word = word_with_digit(language)
    for hit in language.digit_before_letter.finditer(text):
        place = hit.start()
        while place and text[place - 1] in language.alphabet:
            place -= 1
        found = whole_word.match(text, place)
        if not found:
            continue
        word, at = found[0], hit.start() - place
        head, digit, tail = word[:at], word[at], word[at + 1 :]
        if not _stands_for_letter(head, digit, tail, language) or _is_protected(passage, place):
            continue
        sentence_start = not head and not Occurrence(passage, *found.span()).around.before
        upper = is_upper(tail) or sentence_start
        readings = (head + (letter.upper() if upper else letter) + tail for letter in rules().digits[digit])
        known = [word for word in readings if head or word.lower().startswith(language.digit_words)]
        if not known:
            continue
        params = {"word": word, "suggestion": known[0], "suggestions": known}
        fix = known[0] if len(known) == 1 and is_lower(word[-1]) else None
        yield Fault("confusable_digit", DIGIT, *found.span(), tuple(known), params, fix)


def _stands_for_letter(head: str, digit: str, tail: str, language: Language) -> bool:
    """Say whether a digit can be a letter between what stands before it in its word, and behind it."""
    if not head:
        return not _follows_digits(tail.lower(), language) and is_upper(tail[0]) == is_upper(tail)
    is_part = len(head) < 2 or len(tail) < 2 or (is_upper(head) and len(head) < 4)
    return not is_part or any(
        (head + letter + tail).lower() in language.short_words for letter in rules().digits[digit]
    )


def _follows_digits(tail: str, language: Language) -> bool:
    return any(tail == stem or (len(stem) > 2 and tail.startswith(stem)) for stem in language.after_digits)


def _is_protected(passage: Passage, place: int) -> bool:
    """Say whether a place lies in an address or in markup, where words are spelled as they like."""
    piece = passage.segment_at(place)
    return piece is not None and piece.kind not in ("word", "number")


BROWSER: dict[str, object] = {"confusable_digit": DIGIT, "word_with_digit": word_with_digit}

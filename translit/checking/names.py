"""Words of programs, where names, comments and strings in any language stand side by side: only what is sure is said.

No language is taken for granted, so no sentence is asked; only twins that nobody can tell apart count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.scripts import CHUNK
from .facts import rules
from .passage import Occurrence, Passage
from .words import Verdict, judge_by_twins

#: What stands between white space and is not plain ASCII.
_FIELD = re.compile(r"(?<!\S)[\x00-\x08\x0e-\x1b!-~\x7f]*[^\x00-\x7f]\S*")
#: Such a field with letters of one script alone, the everyday ones, has nothing that could be told: it is passed over.
_MIXED_FIELD = re.compile(
    r"(?<!\S)(?![!-@\[-`{-~\u0401\u0410-\u044f\u0451\u00a0\u00ab\u00bb\u2013\u2014\u2018-\u201f\u2026\u2116]*+(?!\S))"
    + _FIELD.pattern
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
#: Letters that are no part of a word beside them: \nТекст \u0441 %sа %D0 [ёa-zа-я] a-zа-я.
_NO_WORD = re.compile(
    r"\\(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[A-Za-z])"
    r"|%[-+#0]{0,4}[0-9*]{0,4}(?:\.[0-9*]{0,4})?(?:hh|h|ll|l|L|q|j|z|t)?[A-Za-z]|%[0-9A-Fa-f]{2}"
    r"|\[[^\[\]\s]{0,100}(?:a-z|A-Z|0-9|[\u0400-\u052f]-[\u0400-\u052f])[^\[\]\s]{0,100}\]"
    r"|a-z|A-Z|а-я|А-Я"
    # An option and what it takes, as manuals write it: -AЧИСЛО.
    r"|(?<![\w-])-[A-Za-z](?=[\u0400-\u052f])"
)
#: An acronym that is inflected or takes a suffix: APIшный.
_ACRONYM = re.compile("[A-Z]{2,}[\u0430-\u045f\u0491]+")
#: What joins names to longer ones, before and behind a part: os.path, user_id.
_JOINED_BEFORE, _JOINED_BEHIND = re.compile(r"(?<=[A-Za-z0-9][._])"), re.compile(r"[._][A-Za-z]")
#: Two letters of two scripts may stand side by side in a table; from so many on they are a word.
FEWEST_OF_NAME = 3


def name_faults(passage: Passage) -> Iterator[tuple[Occurrence, Verdict]]:
    """Yield each word of a program that mixes scripts, with what it could be."""
    for field in _fields(passage.text):
        words = _NO_WORD.sub(lambda found: " " * len(found[0]), field[0])
        for found in CHUNK.finditer(words):
            if found[0].isascii() or _ACRONYM.fullmatch(found[0]):
                continue
            chunk = Occurrence(passage, field.start() + found.start(), field.start() + found.end())
            verdict = judge_by_twins(chunk.text, chunk.language.code)
            joined = _JOINED_BEFORE.match(words, found.start()) or _JOINED_BEHIND.match(words, found.end())
            if verdict and (len(chunk.text) >= FEWEST_OF_NAME or joined or _is_known(verdict.readings)):
                yield chunk, verdict


def _fields(text: str) -> Iterator[re.Match[str]]:
    """Yield what stands between white space and may mix scripts, without a look at the lines that are plain ASCII."""
    end = 0
    while found := _NOT_ASCII.search(text, end):
        start = max(text.rfind("\n", end, found.start()) + 1, end)
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        yield from _MIXED_FIELD.finditer(text, start, end)


def _is_known(readings: tuple[str, ...]) -> bool:
    known = rules().latin_twins, rules().english_words
    return any(reading.lower() in words for reading in readings for words in known)


BROWSER: dict[str, object] = {
    "code_field": _FIELD,
    "no_word": _NO_WORD,
    "inflected_acronym": _ACRONYM,
    "joined_before": _JOINED_BEFORE,
    "joined_behind": _JOINED_BEHIND,
    "fewest_of_name": FEWEST_OF_NAME,
}

"""A language as the checker knows it: its alphabet and its own word lists, one file each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..errors import TranslitError
from ..shipped import names, read_named

_FOLDER = "checking/languages"


class UnknownLanguage(TranslitError, LookupError):
    """There is no word list for this language."""

    def __init__(self, language: str) -> None:
        #: The code that was asked for.
        self.language = language
        #: The codes there are.
        self.known = tuple(languages())
        super().__init__(f"no checks for language {language!r}: expected one of {', '.join(self.known)}")


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Alphabet and word lists of one language; every word is in lower case but the acronyms."""

    code: str
    names: dict[str, str]
    #: Both cases.
    alphabet: frozenset[str]
    lookalikes: frozenset[str]
    label_nouns: frozenset[str]
    label_abbreviations: frozenset[str]
    endings: frozenset[str]
    after_digits: tuple[str, ...]
    digit_words: tuple[str, ...]
    acronyms: frozenset[str]
    short_words: frozenset[str]
    latin_words: frozenset[str]
    #: Matches the first character that a plain text of this language has no use for.
    unusual: re.Pattern[str]


def languages() -> list[str]:
    """Return the codes of the languages there are checks for.

    >>> languages()
    ['bg', 'mk', 'ru', 'sr', 'uk']
    """
    return names(_FOLDER)


@cache
def load_language(code: str) -> Language:
    """Return a language by its two-letter code; raises `UnknownLanguage`."""
    data = read_named(_FOLDER, code)
    if data is None:
        raise UnknownLanguage(code)

    def words(key: str) -> list[str]:
        return str(data.get(key, "")).split()

    alphabet = data["alphabet"] + data["alphabet"].upper()
    return Language(
        code=code,
        names=data["name"],
        alphabet=frozenset(alphabet),
        lookalikes=frozenset(words("lookalikes")),
        label_nouns=frozenset(words("label-nouns")),
        label_abbreviations=frozenset(words("label-abbreviations")),
        endings=frozenset(words("endings")),
        after_digits=tuple(words("after-digits")),
        digit_words=tuple(words("digit-words")),
        acronyms=frozenset(words("acronyms")),
        short_words=frozenset(words("short-words")),
        latin_words=frozenset(words("latin-words")),
        unusual=re.compile(rf"[^{alphabet}0-9 \n.,!?:;\"'()„“”«»’–—…\-]"),
    )


@cache
def alphabets() -> dict[str, frozenset[str]]:
    """Return the alphabet of every language there is, in both cases."""
    return {code: load_language(code).alphabet for code in languages()}

"""A language as the checker knows it: its alphabet and its own word lists, one file each."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter

from ..errors import UnknownLanguage as UnknownLanguage
from ..resources import names, read_toml
from .facts import from_hex, raw_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FOLDER = "checking/languages"
#: So many letters are looked for by one pattern, more are counted.
_FEW = 20


class Language:
    """Alphabet and word lists of one language; every word is in lower case but the acronyms."""

    code: str
    #: In English, which is the key to its name in other languages.
    name: str
    #: Both cases.
    alphabet: frozenset[str]
    lookalikes: frozenset[str]
    label_nouns: frozenset[str]
    label_abbreviations: frozenset[str]
    #: Nouns that a Latin letter names behind them, and a capital before them: індекс i, Y координата.
    letter_nouns: frozenset[str]
    #: What is said of a variable: y чётно.
    after_variables: frozenset[str]
    #: Beginnings of what is said of keys, and what says what a key is for: нажмите a для выхода.
    pressing: tuple[str, ...]
    purposes: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    #: What "у" goes with, and how such words end; nothing where it goes with any.
    after_u: frozenset[str]
    after_u_endings: tuple[str, ...]
    #: Beginnings of what is counted with Roman numbers, where a capital I is a letter of the language.
    numbered: tuple[str, ...]
    endings: frozenset[str]
    after_digits: tuple[str, ...]
    digit_words: tuple[str, ...]
    acronyms: frozenset[str]
    short_words: frozenset[str]
    #: Words, and with a * beginnings of words, that no suggestion may bring into a text.
    obscenities: frozenset[str]
    latin_words: frozenset[str]
    #: The letters that an apostrophe may stand behind, and before; none in a language that spells without one.
    before_apostrophe: frozenset[str]
    after_apostrophe: frozenset[str]
    #: Matches another sign where an apostrophe may stand.
    wrong_apostrophe: re.Pattern[str]
    #: Matches the first character that a plain text of this language has no use for.
    unusual: re.Pattern[str]
    #: Matches a digit that could stand for a letter, beside a letter.
    digit_beside_letter: re.Pattern[str]
    #: Matches a run of letters of the alphabet that are no capitals.
    small_letters: re.Pattern[str]

    def __init__(self, code: str, data: dict[str, Any]) -> None:
        def words(key: str) -> list[str]:
            return str(data.get(key, "")).split()

        alphabet = data["alphabet"]
        self.code = code
        self.name = data["name"]
        self.alphabet = _both_cases(alphabet)
        self.lookalikes = frozenset(words("lookalikes"))
        self.label_nouns = frozenset(words("label-nouns"))
        self.label_abbreviations = frozenset(words("label-abbreviations"))
        self.letter_nouns = frozenset(words("letter-nouns"))
        self.after_variables = frozenset(words("after-variables"))
        self.pressing = tuple(words("pressing"))
        self.purposes = frozenset(words("purposes"))
        self.prepositions = frozenset(words("prepositions"))
        self.conjunctions = frozenset(words("conjunctions"))
        self.after_u = frozenset(words("after-u"))
        self.after_u_endings = tuple(words("after-u-endings"))
        self.numbered = tuple(words("numbered"))
        self.endings = frozenset(words("endings"))
        self.after_digits = tuple(words("after-digits"))
        self.digit_words = tuple(words("digit-words"))
        self.acronyms = frozenset(words("acronyms"))
        self.short_words = frozenset(words("short-words"))
        self.obscenities = frozenset(words("obscenities"))
        self.latin_words = frozenset(words("latin-words"))
        self.before_apostrophe = _both_cases(data.get("before-apostrophe", ""))
        self.after_apostrophe = _both_cases(data.get("after-apostrophe", ""))
        self.wrong_apostrophe = _between(
            self.before_apostrophe, from_hex(raw_rules()["apostrophes"]["wrong"]), self.after_apostrophe
        )
        self.unusual = re.compile(rf"[^{alphabet}{alphabet.upper()}0-9 \n.,!?:;\"'()„“”«»’–—…\-]")
        letter, digit = f"[{alphabet}{alphabet.upper()}]", f"[{''.join(raw_rules()['digits'])}]"
        self.digit_beside_letter = re.compile(f"{digit}(?:(?={letter})|(?<={letter}.))")
        self.small_letters = re.compile(f"[{alphabet}]+")
        self._few_small: dict[int, re.Pattern[str]] = {}

    def has_few_small_letters(self, text: str, share: float) -> bool:
        """Say whether no more than this share of a text are small letters of the alphabet."""
        limit = share * len(text)
        if limit < _FEW:
            return self._so_many_small(int(limit) + 1).match(text) is None
        small = 0
        for found in self.small_letters.finditer(text):
            small += found.end() - found.start()
            if small > limit:
                return False
        return True

    def _so_many_small(self, number: int) -> re.Pattern[str]:
        """Return what matches a text with so many small letters: for a short one it is faster than to count them."""
        if number not in self._few_small:
            small = self.small_letters.pattern.removesuffix("+")
            self._few_small[number] = re.compile(f"(?:[^{small[1:]}*+{small}){{{number}}}")
        return self._few_small[number]


def _both_cases(letters: str) -> frozenset[str]:
    return frozenset(letters + letters.upper())


def _between(before: frozenset[str], signs: str, after: frozenset[str]) -> re.Pattern[str]:
    """Return what matches one of some signs between two letters; nothing where there are none."""
    left, right = ("".join(sorted(letters)) for letters in (before, after))
    return re.compile(f"[{signs}](?<=[{left}][{signs}])(?=[{right}])" if left and right else "(?!)")


def languages() -> list[str]:
    """Return the codes of the languages there are checks for.

    >>> {"be", "bg", "mk", "ru", "sr", "uk"} <= {*languages()}
    True
    """
    return names(_FOLDER)


@cache
def load_language(code: str) -> Language:
    """Return a language by its two-letter code; raises `UnknownLanguage`."""
    if code.isascii() and code.isalpha():
        try:
            return Language(code, read_toml(f"{_FOLDER}/{code}.toml"))
        except OSError:
            pass
    raise UnknownLanguage(code, languages())


@cache
def alphabets() -> dict[str, frozenset[str]]:
    """Return the alphabet of every language there is, in both cases."""
    return {code: load_language(code).alphabet for code in languages()}


BROWSER: dict[str, Any] = {
    **{
        name: attrgetter(name)
        for name in (
            "alphabet", "lookalikes", "label_nouns", "label_abbreviations", "letter_nouns",
            "after_variables", "pressing", "purposes", "prepositions", "conjunctions", "after_u", "after_u_endings",
            "numbered", "endings", "after_digits", "digit_words", "acronyms", "short_words", "before_apostrophe",
            "after_apostrophe", "unusual", "digit_beside_letter", "small_letters",
        )
    },
    "wrong_apostrophe_sign": attrgetter("wrong_apostrophe"),
    "language_code": attrgetter("code"),
    "language_name": attrgetter("name"),
    "romanised_words": attrgetter("latin_words"),
    "alphabets": lambda language: alphabets(),
}  # fmt: skip

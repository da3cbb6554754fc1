"""What the checker knows whatever the language: `rules.toml`, and the look-alikes of the Unicode data."""

from __future__ import annotations

import re
from functools import cache

from ..resources import read_toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any


#: Beside these a letter is part of something else: e-mail, A4, C++, a=b, 1.a, and/or.
ATTACHED = frozenset("-‑_/\\+=*^@&#'’´<>|~")
#: Later Latin letters are of no spelling that a word here could be in: no one means U+1E30 for Ќ.
LAST_EVERYDAY_LATIN = "\u024f"


class Rules:
    """`rules.toml`, with its pairs as mappings in both directions."""

    severity: dict[str, str]
    #: Latin letter to the Cyrillic one that cannot be told from it, and back.
    to_cyrillic: dict[str, str]
    to_latin: dict[str, str]
    #: Latin letter to the Cyrillic one that is told from it at a second look, and back.
    near_cyrillic: dict[str, str]
    near_latin: dict[str, str]
    #: Latin letter to the Cyrillic one of the same sound, and to the one that is drawn like it in italics.
    sound: dict[str, str]
    drawn: dict[str, str]
    #: What is drawn in another way to the letter that it is: small capitals, raised letters, enclosed ones.
    small_capitals: dict[str, str]
    raised: dict[str, str]
    enclosed: dict[str, str]
    marks: frozenset[str]
    word_vowels: frozenset[str]
    digits: dict[str, str]
    #: The apostrophe to write, and every sign that is written for one.
    apostrophe: str
    apostrophe_signs: frozenset[str]
    longest_formula: int
    formulas: frozenset[str]
    elements: frozenset[str]
    shout_words: int
    shout_letters: int
    shout_small: float
    latin_words: frozenset[str]
    #: What a word that either script could spell may be.
    latin_twins: frozenset[str]
    latin_stems: frozenset[str]
    english_words: frozenset[str]
    #: What stands before the name of a person, without the full stop; and ends of surnames.
    titles: frozenset[str]
    surnames: tuple[str, ...]
    #: Named sets of characters, as the inside of a regular expression class.
    classes: dict[str, str]

    def __init__(self, data: dict[str, Any]) -> None:
        twins = data["twins"]
        self.severity = data["severity"]
        self.to_cyrillic, self.to_latin = _with_other_scripts(dict(_pairs(twins["exact"])))
        self.to_cyrillic.update(_pairs(data["greek"]["cyrillic"]))
        self.near_cyrillic = dict(_pairs(twins["near"]))
        self.near_latin = {cyrillic: latin for latin, cyrillic in self.near_cyrillic.items()}
        self.near_cyrillic.update(_pairs(twins["other"]))
        self.sound = dict(_pairs(twins["sound"]))
        self.drawn = dict(_pairs(twins["drawn"]))
        self.small_capitals = dict(_pairs(data["guises"]["small-capitals"]))
        capitals = {char: self.to_cyrillic.get(letter.upper()) for char, letter in self.small_capitals.items()}
        self.near_cyrillic.update({char: twin.lower() for char, twin in capitals.items() if twin})
        self.raised = dict(_raised(data["guises"]["raised"]))
        self.enclosed = dict(_alphabets(data["guises"]["enclosed"]))
        self.marks = frozenset(from_hex(twins["marks"]))
        self.word_vowels = frozenset(data["apart"]["vowels"])
        self.digits = data["digits"]
        right, wrong = (from_hex(data["apostrophes"][name]) for name in ("right", "wrong"))
        self.apostrophe, self.apostrophe_signs = right[0], frozenset(right + wrong)
        self.longest_formula = data["greek"]["longest-formula"]
        self.formulas = frozenset(data["formulas"]["words"].split())
        self.elements = frozenset(data["formulas"]["elements"].split())
        self.shout_words = data["capitals"]["words"]
        self.shout_letters = data["capitals"]["letters"]
        self.shout_small = data["capitals"]["small"]
        self.latin_words = frozenset(data["latin"]["words"].split())
        self.latin_twins = self.latin_words.union(data["latin"]["twins"].split())
        self.latin_stems = frozenset(data["latin"]["stems"].split())
        self.english_words = frozenset(data["latin"]["english"].split())
        self.titles = frozenset(data["names"]["titles"].split())
        self.surnames = tuple(data["names"]["surnames"].split())
        self.classes = {name: _class(ranges) for name, ranges in data["characters"].items()}
        self.classes["pictures"] = _class(data["guises"]["pictures"])


@cache
def raw_rules() -> dict[str, Any]:
    """Return `rules.toml` as it stands, for what is asked of every text and needs no more than that."""
    return read_toml("checking/rules.toml")


@cache
def rules() -> Rules:
    """Return the rules, read once."""
    return Rules(raw_rules())


def is_formula(word: str) -> bool:
    """Say whether a word is one of the known formulas, or is made of chemical elements and numbers.

    >>> [is_formula(word) for word in ("Fe2O3", "2HCl", "Office365")]
    [True, True, False]
    """
    word = word.lstrip("0123456789")
    return word in rules().formulas or formula().fullmatch(word) is not None


@cache
def formula() -> re.Pattern[str]:
    """Return what a word matches that is made of the signs of elements and of numbers."""
    elements = "|".join(sorted(rules().elements, key=lambda element: (-len(element), element)))
    return re.compile(f"(?=[A-Za-z]*[0-9])(?:(?:{elements})[0-9]{{0,2}})+")


def from_hex(codes: str) -> str:
    """Return the characters of some code points in hexadecimal."""
    return "".join(chr(int(code, 16)) for code in codes.split())


def _pairs(words: str) -> list[tuple[str, str]]:
    return [(pair[0], pair[1]) for pair in words.split()]


def _raised(ranges: str) -> Iterator[tuple[str, str]]:
    import unicodedata

    for char in filter(re.compile(f"[{_class(ranges)}]").match, map(chr, range(0x3000))):
        letter = unicodedata.normalize("NFKC", char)
        if letter.isascii():
            yield char, letter


def _alphabets(starts: str) -> Iterator[tuple[str, str]]:
    for row in starts.split():
        start, _, letter = row.partition(":")
        for place in range(26):
            yield chr(int(start, 16) + place), chr(ord(letter) + place)


def _class(ranges: str) -> str:
    ends = (row.partition("-")[::2] for row in ranges.split())
    return "".join(f"{_escape(first)}-{_escape(last or first)}" for first, last in ends)


def _escape(code: str) -> str:
    return f"\\U{int(code, 16):08x}"


def _with_other_scripts(exact: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Extend the pairs to the other letters of each look-alike set: Greek omicron, Armenian oh."""
    from ..text._scripts import LOOKALIKES
    from ..text.scripts import script_of

    to_cyrillic, to_latin = dict(exact), {cyrillic: latin for latin, cyrillic in exact.items()}
    for row in LOOKALIKES.split():
        letters = [chr(int(code, 16)) for code in row.split(",")]
        latin = _only(letters, str.isascii)
        cyrillic = to_cyrillic.get(latin) or _only(letters, _everyday_cyrillic)
        for letter in letters:
            has_case = letter.upper() != letter.lower()
            script = script_of(letter)
            if script == "Cyrl" or (has_case and letter.isupper() != (latin or cyrillic).isupper()):
                continue
            if script == "Latn":
                # One of no alphabet that is written beside ours: ɑ.
                if cyrillic and letter > LAST_EVERYDAY_LATIN:
                    to_cyrillic.setdefault(letter, cyrillic)
                continue
            if latin and has_case:
                to_latin.setdefault(letter, latin)
            if cyrillic:
                to_cyrillic.setdefault(letter, cyrillic)
    return to_cyrillic, to_latin


def _only(letters: list[str], wanted: Callable[[str], bool]) -> str:
    found = [letter for letter in letters if wanted(letter)]
    return found[0] if len(found) == 1 else ""


def _everyday_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u045f"


@cache
def letters_of() -> dict[str, re.Pattern[str]]:
    """Return, for Cyrillic, Latin and Greek, the expression that matches one letter of it."""
    from ..text.scripts import letter_class

    return {script: re.compile(f"[{letter_class(script)}]") for script in ("Cyrl", "Latn", "Grek")}


@cache
def plain_base(char: str) -> tuple[str, str]:
    """Return a letter without the accents it is composed with, and those accents."""
    import unicodedata

    whole = unicodedata.normalize("NFD", char)
    return whole[0], whole[1:]


def _of_rules(name: str) -> Callable[[object], object]:
    return lambda language: getattr(rules(), name)


BROWSER: dict[str, Any] = {
    **{
        name: _of_rules(name)
        for name in (
            "to_cyrillic", "to_latin", "near_cyrillic", "near_latin", "sound", "drawn", "small_capitals", "raised",
            "enclosed", "marks", "word_vowels", "digits", "longest_formula", "formulas", "elements", "apostrophe",
            "apostrophe_signs", "shout_words", "shout_letters", "shout_small", "latin_words", "latin_stems",
            "english_words", "latin_twins", "titles", "surnames",
        )
    },
    "attached": ATTACHED,
    "severity_of": _of_rules("severity"),
    "cyrillic_letter": lambda language: letters_of()["Cyrl"],
    "formula": lambda language: formula(),
}  # fmt: skip

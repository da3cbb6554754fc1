"""The tables that keys are made by: passes of rules, each a table of its own for the machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from string import ascii_lowercase
from typing import Any, Literal
from unicodedata import normalize

from ..errors import UnknownChoice
from ..resources import names, read_toml
from ..table.value import NOTHING, Rule, Table

Level = Literal["loose", "strict"]

FOLDER = "search/keys"
LEVELS: tuple[Level, ...] = ("loose", "strict")
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
#: What is written on or beside letters and is no letter itself: marks, dots, apostrophes, quotation marks.
SIGNS = (
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0326\u0327\u0328\u0331\u0361"
    "\u00b7'\"`\u00b4\u02b9\u02ba\u02bc\u2018\u2019\u201c\u201d\u2032\u2033"
)
#: What letters are where the language says nothing else: most languages that write them agree.
USUAL = {
    **dict(zip("абгґдезиклмнопрстуф", "abggdeziklmnoprstuf", strict=True)),
    **{"x": "ks", "ø": "o", "æ": "ae", "ß": "ss", "ı": "i", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj"},
    **{"ћ": "c", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz", "є": "e", "ї": "i", "і": "i", "ы": "i", "э": "e", "ё": "e"},
}
#: Classes that every pass may name.
CLASSES = {"letter": CYRILLIC + ascii_lowercase, "digit": "0123456789"}


@dataclass(frozen=True, slots=True)
class Deviation:
    """A scheme, or a style of writers, whose words with one of these letters, or "", may have another key, and why."""

    by: str
    level: str
    letters: tuple[str, ...]
    reason: str


def fold_languages() -> list[str]:
    """Return the languages that there are keys for.

    >>> fold_languages()
    ['be', 'bg', 'mk', 'ru', 'sr', 'uk']
    """
    return names(FOLDER)


@cache
def passes(language: str, level: Level) -> tuple[Table, ...]:
    """Return the passes that make a key of small letters, first to last; raise UnknownChoice.

    >>> [len(passes("bg", level)) for level in LEVELS]
    [6, 5]
    """
    if level not in LEVELS:
        raise UnknownChoice("level", level, LEVELS)
    said = _read(language)
    classes = CLASSES | said.get("classes", {})
    found = [list(_rules(text, level, said.get("groups", {}))) for text in said["passes"]]
    known = {rule.source: rule.target for rule in found[0]}
    found[0] += [Rule(source, known.get(target, target)) for source, target in _usual().items() if source not in known]
    if level == "loose" and "digits" in said:
        found.insert(0, list(_rules(said["digits"], level, {})))
    # A letter that stands twice is one: people write geminates or leave them.
    found.append([Rule(letter, "", after=letter) for letter in ascii_lowercase])
    return tuple(
        Table(
            f"{language}-key-{level}-{number}",
            "scheme",
            {},
            language,
            source_script="Zyyy",
            target_script="Latn",
            classes=classes,
            rules=tuple(rules),
        )
        for number, rules in enumerate(found, 1)
    )


@cache
def deviations(language: str) -> tuple[Deviation, ...]:
    """Return the schemes and styles that contradict the others, as far as they do."""
    return tuple(
        Deviation(each["by"], each.get("level", ""), tuple(each["letters"].split() or [""]), each["reason"])
        for each in _read(language).get("exceptions", ())
    )


@cache
def require_language(language: str) -> None:
    """Raise UnknownChoice unless there are keys for a language."""
    if language not in fold_languages():
        raise UnknownChoice("language", language, fold_languages())


def _read(language: str) -> dict[str, Any]:
    require_language(language)
    return read_toml(f"{FOLDER}/{language}.toml")


@cache
def _usual() -> Mapping[str, str]:
    composed = (chr(code) for code in chain(range(0xDF, 0x250), range(0x1E00, 0x1F00)))
    bases = {char: normalize("NFD", char)[0] for char in composed}
    plain = {char: base for char, base in bases.items() if base in ascii_lowercase}
    return plain | {letter: letter for letter in ascii_lowercase} | dict.fromkeys(SIGNS, "") | USUAL


def _rules(text: str, level: Level, groups: Mapping[str, str]) -> Iterator[Rule]:
    """Yield the rules of the lines that hold on a level: `a b > c`, or `a b > c / after_before`."""
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word in LEVELS and word != level:
            continue
        sources, _, target = (rest if word in LEVELS else line).partition(" > ")
        target, _, context = target.partition(" / ")
        after, _, before = context.strip().partition("_")
        for source in chain.from_iterable(_spell_out(each, groups) for each in sources.split()):
            yield Rule(source, target.strip().replace(NOTHING, ""), after, before)


def _spell_out(source: str, groups: Mapping[str, str]) -> list[str]:
    """Return all that a source with names of groups stands for.

    >>> _spell_out("l{glide}a", {"glide": "i j"})
    ['lia', 'lja']
    """
    parts = source.replace("{", "}").split("}")
    choices = [groups[part].split() if number % 2 else [part] for number, part in enumerate(parts)]
    return ["".join(each) for each in product(*choices)]

"""Other spellings of our languages, most of them old: what a word of one of them is in the usual spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..resources import read_toml

#: No word is read in more ways than this: a letter that stands for several is the same one throughout the word.
MOST = 12
#: A sign that is left out today stood behind a consonant.
VOWELS = frozenset("аеёиоуыэюяіїєѣѫѭѵъь")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a language, named by its BCP 47 variant, as what is written otherwise than usual."""

    language: str
    variant: str
    #: Nats against it before anything is read.
    rare: float
    words: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]
    closed: frozenset[str]
    #: Finds any of the endings and letters.
    marks: re.Pattern[str]

    def usual(self, word: str) -> list[str]:
        """Return what a lower-case word may be in the usual spelling: only itself where nothing is spelled otherwise.

        >>> [s.usual("всѣхъ") for s in spellings() if s.language == "ru"]
        [['всех']]
        """
        if word in self.words:
            return list(self.words[word])
        if not self.marks.search(word):
            return [word]
        texts = [word]
        for old, new in self.endings.items():
            if word.endswith(old) and len(word) > len(old) and (new[0] or word[-len(old) - 1] not in VOWELS):
                texts = [word.removesuffix(old) + ending for ending in new]
                break
        for old, new in self.letters.items():
            if old in word:
                texts = [text.replace(old, letter) for letter in new for text in texts][:MOST]
        return texts

    def is_unusual(self, word: str) -> bool:
        """Tell whether no lower-case word of this spelling is written so, though one of the usual spelling is."""
        return word[-1:] in self.closed


@cache
def spellings() -> tuple[Spelling, ...]:
    """Return the spellings that we know beside the usual ones.

    >>> [f"{s.language}-{s.variant}" for s in spellings()]
    ['be-tarask', 'bg-ivanchov', 'ru-petr1708', 'sr-x-old', 'uk-x-old']
    """
    found = []
    for tag, said in read_toml("detection/spellings.toml").items():
        language, _, variant = tag.partition("-")
        words, letters = _pairs(said["words"]), _pairs(said["letters"])
        endings = dict(sorted(_pairs(said["endings"]).items(), key=lambda pair: -len(pair[0])))
        marks = re.compile(f"(?:{'|'.join(endings)})$|{'|'.join(letters)}")
        found.append(
            Spelling(language, variant, said["rare"], words, endings, letters, frozenset(said["closed"]), marks)
        )
    return tuple(found)


def _pairs(text: str) -> dict[str, tuple[str, ...]]:
    each = (pair.partition("=") for pair in text.split())
    return {old: tuple(new.split(",")) for old, _, new in each}

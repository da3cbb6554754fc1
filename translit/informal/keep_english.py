"""Which words of a line are English and stay: the cheapest path through two languages, over the words' own odds."""

from __future__ import annotations

from functools import cache

from ..resources import read_text
from .english import english
from .tokens import Cut
from .viterbi import cheapest

#: Nats that a change to English, and back, has to earn inside a line in another language.
INTO, BACK = 3.6, 1.2
#: The same for a change to the other language inside an English line, where names are often likelier in the other one.
OUT, RETURN = 8.0, 4.0
#: What a line has to lean to English to be taken for an English line, before anything is known of the text, in nats.
LINE = 2.0
#: How far one word may count in that, in nats.
VOICE = 6.0
#: Nats for a word before a hyphen and an ending: people put the hyphen where a foreign word ends.
HYPHENED = 5.0
#: How much less two small letters lean than they say: nobody changes the language for `we`, `to`, `be` alone.
SHORT = 0.3
#: How far a lone letter or an ending behind a hyphen leans, in nats: neither is an English word.
NO_WORD = -8.0
#: How far names lean that always stay in Latin, in nats.
LATIN_NAME = 12.0


@cache
def latin_names() -> frozenset[str]:
    """Return names that stay in Latin wherever they stand.

    >>> "facebook" in latin_names(), "Nike" in latin_names(), "nike" in latin_names()
    (True, True, False)
    """
    lines = read_text("informal/data/latin.txt").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def is_latin_name(word: str) -> bool:
    """Tell whether a word is one of `latin_names`, in these capitals or with more."""
    names = latin_names()
    return word.lower() in names or (word[0].isupper() and (word.capitalize() in names or word in names))


def inside(line: Cut, leans: list[float]) -> list[float]:
    """Return how far words lean to English in a line that isn't, with what hyphens and single letters say."""
    words = line.words
    leans = [
        NO_WORD if len(word) == 1 else lean - SHORT if len(word) == 2 and word.islower() else lean
        for word, lean in zip(words, leans, strict=True)
    ]
    for i, word in enumerate(words[:-1] if "-" in line.gaps else ()):
        if line.gaps[i + 1] != "-":
            continue
        ending = words[i + 1]
        if is_latin_name(f"{word}-{ending}"):
            leans[i] = leans[i + 1] = LATIN_NAME
        elif len(ending) < 6:
            if len(ending) < 4:
                leans[i + 1] = NO_WORD
            if len(word) > 2 and english().share(word.lower()) is not None:
                leans[i] += HYPHENED
    return leans


def is_english(leans: list[float], known: float = 0.0) -> bool:
    """Tell whether a line is English: `leans` say by how many nats each word is likelier in English than in the other.

    No word decides alone. `known` is what the lines before say.
    """
    return weigh(leans) + known > LINE


def weigh(leans: list[float]) -> float:
    """Return what the words of a line say together for English, in nats, each up to its `VOICE`."""
    return sum(max(-VOICE, min(VOICE, lean)) for lean in leans)


def english_words(leans: list[float], *, line: bool = False) -> list[bool]:
    """Return which words are English: in a line in another language, or in an English `line`.

    >>> english_words([-9.0, 8.0, 5.0, -7.0])
    [False, True, True, False]
    >>> english_words([4.0, -3.0, 5.0], line=True)
    [True, True, True]
    """
    if line:
        return cheapest(leans, OUT, 0.0, RETURN, OUT)[0]
    return cheapest(leans, 0.0, INTO, INTO, BACK)[0]

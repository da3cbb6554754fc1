"""Give back letters that were left out: ё, ѝ, ґ, apostrophes, and the marks of Gaj's Latin."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ..errors import UnknownChoice
from ..resources import read_text
from .model.file import Model, model
from .texts import reader
from .writing import scheme_of

#: By how many nats a word with its letters back has to be likelier than the word as it stands.
LIKELIER = 1.0
#: Where a consonant and one of these letters may have lost an apostrophe between them.
CONSONANT = "(?<=[бпвмфрдзкнтсгжчшлх])"
APART = {"uk": re.compile(f"{CONSONANT}(?=[яюєї])"), "be": re.compile(f"{CONSONANT}(?=[яюеёі])")}
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
CYRILLIC = re.compile("[\u0400-\u052f]").search
#: и is „ѝ“ before a mark that ends a sentence, and between these words.
PRONOUN = re.compile(r"(?:(?<=\b[дД]а )|(?<=\b[щЩ]е ))и(?= [а-я])|(?<=[а-я] )и(?=[.!?…](?:\s|$))")
BALD = str.maketrans({"š": "s", "č": "c", "ć": "c", "ž": "z", "Š": "S", "Č": "C", "Ć": "C", "Ž": "Z"})
#: Words that are remembered.
REMEMBERED = 20_000


def restorable() -> list[str]:
    """Return the languages whose lost letters can be given back.

    >>> restorable()
    ['be', 'bg', 'ru', 'sr', 'uk']
    """
    return sorted(_RESTORE)


def restore(text: str, language: str = "ru") -> str:
    """Give back what writers leave out: ё in Russian, ѝ in Bulgarian, ґ and ' in Ukrainian, š đ č ć ž in Serbian.

    A word is changed only where its letters back make it likelier; what may be two words stays. Raises UnknownChoice.

    >>> restore("Самолет еще не взлетел"), restore("Мяч і память, п'ять грунтів", "uk")
    ('Самолёт ещё не взлетел', "М'яч і пам'ять, п'ять ґрунтів")
    >>> restore("Cao, necu doci, imam drugi posao", "sr")
    'Ćao, neću doći, imam drugi posao'
    """
    if language not in _RESTORE:
        raise UnknownChoice("language", language, restorable())
    return _RESTORE[language](text)


def _restore_yo(text: str) -> str:
    dotted = _dotted()
    return WORD.sub(lambda found: _dots(found[0], dotted.get(found[0].lower(), "")), text)


@cache
def _dotted() -> dict[str, str]:
    lines = read_text("informal/data/yo.txt").splitlines()
    return {sys.intern(line.replace("ё", "е")): line for line in lines if not line.startswith("#")}


def _dots(word: str, dotted: str) -> str:
    return "".join([_like(old, new) for old, new in zip(word, dotted, strict=True)]) if dotted else word


def _like(old: str, new: str) -> str:
    return new.upper() if old.isupper() else new


def _restore_pronoun(text: str) -> str:
    return PRONOUN.sub("ѝ", text)


def _restore_cyrillic(language: str) -> Callable[[str], str]:
    def restored(text: str) -> str:
        apostrophe = "’" if "’" in text else "'"
        return WORD.sub(lambda found: _likeliest(found[0], language).replace("'", apostrophe), text)

    return restored


@lru_cache(REMEMBERED)
def _likeliest(word: str, language: str) -> str:
    """Return a word with an apostrophe, or with ґ, where that is likelier than as it stands."""
    if "'" in word or "’" in word or "ʼ" in word:
        return word
    lexicon = model(language)
    cost = _cost(word, lexicon)
    best, least = word, cost - LIKELIER
    for candidate in _candidates(word, language):
        nats = _cost(candidate, lexicon)
        if nats < least:
            best, least = candidate, nats
    return best


def _cost(word: str, lexicon: Model) -> float:
    share = lexicon.share(word.lower().replace("ё", "е"))
    return 99.0 if share is None else share


def _candidates(word: str, language: str) -> Iterator[str]:
    for place in APART[language].finditer(word.lower()):
        yield f"{word[: place.start()]}'{word[place.start() :]}"
    if language == "uk":
        for place in re.finditer("[гГ]", word):
            yield word[: place.start()] + _like(place[0], "ґ") + word[place.end() :]


def _restore_gaj(text: str) -> str:
    return "".join([line if CYRILLIC(line) else _restore_line(line) for line in text.splitlines(keepends=True)])


def _restore_line(line: str) -> str:
    """Read a line as Cyrillic and write it in Gaj's Latin; a word that then is another one stays as it was."""
    scheme = scheme_of("sr-informal", "gaj")
    assert scheme is not None
    latin = scheme.transliterate(reader("sr-informal", adapt=False).line(line))
    words = list(WORD.finditer(line))
    restored = WORD.findall(latin)
    if len(words) != len(restored):
        return line
    pieces, done = [], 0
    for old, new in zip(words, restored, strict=True):
        is_same = new.translate(BALD) == old[0] or _bald(new) == _bald(old[0])
        pieces += [line[done : old.start()], new if is_same else old[0]]
        done = old.end()
    return "".join([*pieces, line[done:]])


def _bald(word: str) -> str:
    """Return a word in small letters of ASCII, as it is typed without marks.

    >>> _bald("Đorđe"), _bald("Žižić")
    ('djordje', 'zizic')
    """
    return word.lower().translate(BALD).replace("đ", "dj")


_RESTORE: dict[str, Callable[[str], str]] = {
    "be": _restore_cyrillic("be"),
    "bg": _restore_pronoun,
    "ru": _restore_yo,
    "sr": _restore_gaj,
    "uk": _restore_cyrillic("uk"),
}

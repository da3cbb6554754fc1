"""Whether two names are one person's: other spellings, another order, initials, a patronymic left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .folding import fold
from .key_tables import require_language

#: What two words of names are worth, by what they have in common.
SAME, SPELLED, WRITTEN, SKELETON, CLOSE, INITIAL, ANOTHER = 1.0, 0.99, 0.97, 0.9, 0.8, 0.75, 0.0
#: What it costs that words stand in another order, that one is missing, and that a patronymic is.
ORDER, MISSING, PATRONYMIC = 0.01, 0.12, 0.02
#: Names whose keys are shorter than this are not compared letter by letter: they are too much alike.
LONG = 5
WORD = re.compile(r"[^\W\d_](?:['’ʼʹ]?\w)*")
#: How patronymics end, as keys.
FATHERS = re.compile(r"(?:ovi|evi|i)(?:q|h|c)$|(?:o|e)vna$|i(?:q|h)na$|ov[iy]ch$")
VOWELS = str.maketrans("", "", "aeiouj")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How likely two names are one: 0 to 1, and what was compared with what and why it counts so."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name, and its keys."""

    text: str
    language: str
    strict: str
    loose: str

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 or len(self.loose) == 1 or self.text.lower() in DIGRAPHS


#: Initials that take several letters in Latin.
SEVERAL = "yu ya zh ch sh kh ts ju ja iu ia sht shch yo ye lj nj dj dz dzh"
DIGRAPHS = frozenset(SEVERAL.split())


def same_name(a: str, b: str, language: str = "bg") -> NameMatch:
    """Compare two names, in any script and scheme; a score of 0.85 or more is one person's as far as names tell.

    Raises UnknownChoice.

    >>> same_name("Sergei Chaikovskii", "Чайковский, Сергей Петрович", "ru").score > 0.9
    True
    >>> same_name("С. Чайковский", "Sergey Tchaikovsky", "ru").reasons[0]
    'С ~ Sergey: an initial'
    >>> same_name("Сергей Иванов", "Sergej Ivanova", "ru").score < 0.85
    True
    """
    require_language(language)
    first, second = _words(a, language), _words(b, language)
    if len(first) > len(second):
        first, second = second, first
    if not first:
        return NameMatch(0.0, ("no words to compare",))
    pairs = _pairs(first, second)
    reasons = [f"{left.text} ~ {right.text}: {why}" for left, right, _, why in pairs]
    score = sum(worth for *_, worth, _ in pairs) / len(first)
    if not any(worth >= CLOSE for *_, worth, _ in pairs):
        score = min(score, 0.5)
        reasons.append("no word in common that is more than an initial")
    if min(worth for *_, worth, _ in pairs) == ANOTHER:
        score = min(score, 0.6)
    places = [second.index(right) for _, right, *_ in pairs]
    if places != sorted(places):
        score -= ORDER
        reasons.append("in another order")
    for word in second:
        if all(word is not right for _, right, *_ in pairs):
            is_patronymic = len(second) > 2 and FATHERS.search(word.loose) is not None
            score -= PATRONYMIC if is_patronymic or word.is_initial else MISSING
            reasons.append(f"{word.text}: {'a patronymic, ' if is_patronymic else ''}in one of them only")
    return NameMatch(round(max(score, 0.0), 3), tuple(reasons))


def name_keys(name: str, language: str = "bg") -> tuple[str, ...]:
    """Return the blocks to look for a name in: names of one person share one, however they are spelled.

    Each word that is no initial and no patronymic has one: the consonants of its key. Raises UnknownChoice.

    >>> name_keys("Чайковский, П. И.", "ru"), name_keys("Pyotr Ilyich Tchaikovsky", "ru")
    (('qkvsk',), ('ptr', 'qkvsk'))
    """
    require_language(language)
    words = _words(name, language)
    full = [word for word in words if not word.is_initial] or words
    main = [word for word in full if len(full) < 3 or not FATHERS.search(word.loose)] or full
    return tuple(dict.fromkeys(_skeleton(word.loose) for word in main))


def _words(name: str, language: str) -> list[_Word]:
    return [_word(found[0], language) for found in WORD.finditer(name)]


@lru_cache(20_000)
def _word(text: str, language: str) -> _Word:
    lower = text.lower()
    return _Word(text, language, fold(lower, language, level="strict"), fold(lower, language))


def _pairs(first: list[_Word], second: list[_Word]) -> list[tuple[_Word, _Word, float, str]]:
    """Return each word of the shorter name with the best of the other, the best pairs chosen first."""
    every = sorted(
        ((*_compare(left, right), -abs(i - j), i, j) for i, left in enumerate(first) for j, right in enumerate(second)),
        key=lambda each: (each[0], each[2]),
        reverse=True,
    )
    chosen: dict[int, tuple[_Word, _Word, float, str]] = {}
    taken: set[int] = set()
    for worth, why, _, i, j in every:
        if i not in chosen and j not in taken:
            chosen[i] = (first[i], second[j], worth, why)
            taken.add(j)
    return [chosen[i] for i in sorted(chosen)]


def _compare(left: _Word, right: _Word) -> tuple[float, str]:
    """Return what two words are worth; an x may be кс too (Alexandr), where the language's key takes it for х."""
    found = _compare_keys(left, right)
    for one, other in ((left, right), (right, left)):
        if found[0] == ANOTHER and "x" in one.text.lower() and "x" not in other.text.lower():
            found = _compare_keys(_word(one.text.lower().replace("x", "ks"), one.language), other)
    return found


def _compare_keys(left: _Word, right: _Word) -> tuple[float, str]:
    if left.text.lower() == right.text.lower():
        return (SAME if not left.is_initial else INITIAL), "the same"
    if left.is_initial or right.is_initial:
        is_one = _begins_alike(left.loose, right.loose)
        return (INITIAL, "an initial") if is_one else (ANOTHER, "another initial")
    if left.strict == right.strict:
        return SPELLED, "one name in two schemes"
    if left.loose == right.loose:
        return WRITTEN, "one name as people write it"
    if _is_inflected(left.loose, right.loose):
        return ANOTHER, "another ending"
    if _skeleton(left.loose) == _skeleton(right.loose) and len(_skeleton(left.loose)) > 2:
        return SKELETON, "other vowels"
    if min(len(left.loose), len(right.loose)) >= LONG and _is_one_letter_off(left.loose, right.loose):
        return CLOSE, "one letter differs"
    return ANOTHER, "another name"


def _begins_alike(left: str, right: str) -> bool:
    if left[:1] == "j" == right[:1] and min(len(left), len(right)) > 1:
        return left[:2] == right[:2]
    return bool(left) and left[:1] == right[:1]


def _is_inflected(left: str, right: str) -> bool:
    """Tell whether only a vowel at the end differs, as it does in names of women and men."""
    short, long = sorted((left, right), key=len)
    return len(long) - len(short) <= 2 and long.startswith(short) and long[-1] in "aeiou"


def _skeleton(key: str) -> str:
    """Return the consonants of a key, the first letter whatever it is.

    >>> _skeleton("ivanov"), _skeleton("jana")
    ('ivnv', 'jn')
    """
    return key[:1] + key[1:].translate(VOWELS)


def _is_one_letter_off(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[start:] if len(short) < len(long) else short[start + 1 :]
    return long[start + 1 :] == rest

"""Read a line as if a layout had been on, or off, by mistake: which of its chunks were, and what that earns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..informal.model.file import model
from ..informal.viterbi import cheapest
from .keyboards import (
    DIGITS,
    STRANGE_IN_CYRILLIC,
    STRANGE_IN_LATIN,
    SWITCHED,
    TAG,
    WORD,
    Keyboard,
    as_they_stand,
    is_in_cyrillic,
    keyboards,
    layout_costs_of,
    marks,
    meaning,
)

#: Nats that a stretch with the layout off, or on, has to earn: few, for who asks for repairs has seen such faults.
OFF, ON = -0.8, 1.2
#: Nats more for a phonetic layout left off: the line may be romanised.
BY_EAR = 1.5
#: Nats against layouts that fewer people type by than by another that is nearly the same, or that differ in few keys
#: from what a romanising writer types.
SELDOM_TYPED = {"be": 2.0, "mk": 1.8, "sr": 1.8, "uk": 0.5}
#: Nats more for a stretch that begins inside a line, and for one that ends there.
MIDWAY, BACK = 4.0, 3.5
#: No chunk says more than this for its line, in nats, nor more than this a letter against it.
FIRM, SHORT = 25.0, 2.5
#: Nats against a short word in capitals that can be said as a word, as it stands and as it may have been meant: most
#: of what is written so is said letter by letter.
SHOUTED, SHOUTED_BY_MISTAKE = 1.5, 3.0
#: What a word of a few capitals costs at most where it stands among others, and each of its letters: an abbreviation.
ABBREVIATION, INITIAL = 4.5, 3.3
SAID_AS_A_WORD = re.compile("[аеёиоуыэюяъіїєaeiouy]", re.IGNORECASE).search
#: Nats against a line that ends as if more were to come.
UNFINISHED = 1.5
#: Nats that marks alone are likelier to have been typed on the same layout as their neighbours, and that a tag or
#: handle has to earn to be taken for letters on the wrong one.
TOGETHER, GUARDED = 3.0, 4.0
#: So few letters are no stretch where other words stay, and words that are not listed have to be longer than this.
FEW, LONG = 3, 4
#: What some language in Cyrillic may say: no soft sign behind a vowel or first, and no row of five consonants.
SAID_IN_CYRILLIC = re.compile(
    r"(?!.*[аеёиоуыэюя]ь)(?!.*[бвгджзйклмнпрстфхцчшщ]{5})(?=.*[аеёиоуъыэюяъіїєѣѫ])[^ь].*"
).fullmatch
POSSESSIVE = re.compile("['’]s$")
A_ROW = re.compile(r"(\W)\1{2,}$").match


@dataclass(frozen=True, slots=True)
class Reading:
    """A line with some of its chunks read by another layout: what that earns, in nats."""

    gain: float
    board: Keyboard
    is_cyrillic: bool
    chunks: tuple[str, ...]


def readings(chunks: tuple[str, ...], is_cyrillic: bool, enough: float) -> list[Reading]:
    """Return the likeliest reading of a line by each layout that could earn `enough` nats; `is_cyrillic`: it was on.

    >>> best = max(readings(("rfr", "ltkf?"), False, 2.0), key=lambda reading: reading.gain)
    >>> best.board.id, best.chunks
    ('ru-jcuken', ('как', 'дела,'))
    """
    cost = layout_costs_of(is_cyrillic)
    boards = keyboards()
    costs = [list(cost(chunk)) for chunk in chunks]
    stays, likeliest = as_they_stand(chunks, costs, is_cyrillic)
    is_strange = is_cyrillic and (likeliest.kind == "other" or likeliest.variant != "")
    for at, chunk in enumerate(chunks):
        is_last = at + 1 == len(chunks)
        if is_last or chunk.isupper():
            if chunk.isupper() and len(chunk) < 6 and len(chunks) > 1:
                stays[at] = min(stays[at], ABBREVIATION + INITIAL * len(chunk))
            stays[at] += _seldom(chunk, SHOUTED, is_last)
            for place, board in enumerate(boards):
                costs[at][place] += _seldom(board.swap(chunk, is_cyrillic), SHOUTED_BY_MISTAKE, is_last)
    sides = [None if TAG(chunk) else is_in_cyrillic(chunk) for chunk in chunks]
    # Said again, a word proves nothing new: it goes with its neighbours.
    first = {chunk: place for place, chunk in reversed(list(enumerate(chunks)))}
    sides = [
        None if side == is_cyrillic and first[chunk] < place else side
        for place, (chunk, side) in enumerate(zip(chunks, sides, strict=True))
    ]
    best = [
        stay - min(each) for stay, each, side in zip(stays, costs, sides, strict=True) if side in (is_cyrillic, None)
    ]
    if sum([lean for lean in best if lean > 0]) < enough + min(OFF, ON):
        return []
    firm = [min(stay, min(each) + FIRM) for stay, each in zip(stays, costs, strict=True)]
    found = []
    for place, board in enumerate(boards):
        leans = [
            _lean(chunk, stay - each[place], side, is_cyrillic)
            for chunk, stay, each, side in zip(chunks, firm, costs, sides, strict=True)
        ]
        # A line is romanised as a whole or not at all, and in a strange language or spelling.
        if board.is_phonetic and not is_cyrillic:
            wrong, gain = [True] * len(leans), sum(leans) - OFF - BY_EAR
        elif is_strange:
            wrong, gain = [True] * len(leans), sum(leans) - ON
        else:
            wrong, gain = _stretches(leans, ON if is_cyrillic else OFF)
        gain -= SELDOM_TYPED.get(board.language, 0.0)
        instead = _instead(board, chunks, stays, wrong, is_cyrillic)
        if instead != chunks and _is_meant(board, chunks, instead, is_cyrillic):
            found.append(Reading(gain, board, is_cyrillic, instead))
    return found


def _is_meant(board: Keyboard, chunks: tuple[str, ...], instead: tuple[str, ...], is_cyrillic: bool) -> bool:
    """Tell whether what a line would become may be meant: words, and not a short one among others that stay."""
    changed = [(chunk, text) for chunk, text in zip(chunks, instead, strict=True) if chunk != text]
    kept = [chunk for chunk, text in zip(chunks, instead, strict=True) if chunk == text]
    letters = sum(map(len, _words(text for _, text in changed)))
    if letters <= FEW and any(is_in_cyrillic(chunk) is not None for chunk in kept):
        return False
    return _makes_words("en" if is_cyrillic else board.language, changed, is_cyrillic)


def is_in_english(scheme: str, chunks: Sequence[str]) -> bool:
    """Tell whether chunks in Cyrillic become words of English with a layout off, or can be said in no language.

    >>> is_in_english("bg-phonetic-2006", ["тхе", "хоусе"]), is_in_english("bg-phonetic-2006", ["градътъ"])
    (True, False)
    """
    cyrillic = [chunk for chunk in chunks if is_in_cyrillic(chunk)]
    return _makes_words("en", [(chunk, meaning(scheme, True)(chunk)[0]) for chunk in cyrillic], True)


def _makes_words(language: str, changed: Sequence[tuple[str, str]], is_cyrillic: bool) -> bool:
    """Tell whether chunks become words of a language: most of what may be said as it is, a few of anything else."""
    words = _words(text for _, text in changed)
    lexicon = model(language)
    known = [word for word in words if lexicon.share(POSSESSIVE.sub("", word.replace("ё", "е"))) is not None]
    if is_cyrillic and all(map(SAID_IN_CYRILLIC, _words(chunk for chunk, _ in changed))):
        return sum(map(len, words)) <= 2 * sum(map(len, known))
    return len(max(known, key=len, default="")) > 1 or len(max(words, key=len, default="")) > LONG


def _words(chunks: Iterable[str]) -> list[str]:
    return [word.lower() for chunk in chunks for word in WORD.findall(chunk)]


def _seldom(text: str, shouted: float, is_last: bool) -> float:
    """Return nats against what is seldom written: some words in capitals, and some ends of lines."""
    letters = sum(map(str.isalpha, text)) if text.isupper() else 0
    nats = shouted if 1 < letters < 6 and SAID_AS_A_WORD(text) else 0.0
    return nats + (UNFINISHED if is_last and text[-1] in ",;:" else 0.0)


def _instead(
    board: Keyboard, chunks: tuple[str, ...], stays: Sequence[float], wrong: list[bool], is_cyrillic: bool
) -> tuple[str, ...]:
    """Return what chunks were meant to be; who types one mark as on the other layout types all so."""
    whole = [meaning(board.id, is_cyrillic)(chunk) for chunk in chunks]
    letters = [meaning(board.id, is_cyrillic, letters_only=True)(chunk) for chunk in chunks]
    dearer = sum([a - b for (_, a), (_, b), swap in zip(whole, letters, wrong, strict=True) if swap])
    meant = letters if dearer > SWITCHED else whole
    strange = STRANGE_IN_LATIN if is_cyrillic else STRANGE_IN_CYRILLIC
    found = []
    for at, (chunk, swap) in enumerate(zip(chunks, wrong, strict=True)):
        text, nats = letters[at] if chunk[0] == "#" else meant[at]
        if TAG(chunk):
            swap = swap and nats + GUARDED <= stays[at]
        elif is_in_cyrillic(chunk) is None:
            swap = swap and nats <= marks(chunk) + TOGETHER and not A_ROW(chunk)
        found.append(text if swap and not strange(text) else chunk)
    return tuple(found)


def _lean(chunk: str, lean: float, side: bool | None, is_cyrillic: bool) -> float:
    """Return by how many nats a chunk is likelier with the layout the other way round, after all is said."""
    if side is None:
        return 0.0
    if side != is_cyrillic:
        return -FIRM
    if any(map(str.isdigit, chunk)):
        lean = min(lean, 0.0)  # mp3 and B2B are no words in any language
    return max(lean, -SHORT * len(chunk.lstrip(DIGITS)))


def _stretches(leans: list[float], into: float) -> tuple[list[bool], float]:
    """Return which chunks were typed with the wrong layout, and what that earns: the cheapest of all paths."""
    wrong, cost = cheapest(leans, 0.0, into, into + MIDWAY, BACK)
    return wrong, -cost

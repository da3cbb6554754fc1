"""The layouts we ship as keyboards that may have been on or off by mistake, and what a text then costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from ..informal.decoder import decoder
from ..informal.model.file import model
from ..informal.tokens import LEFT_ALONE
from .hypotheses import (
    BY_LETTERS,
    LEFT_ON,
    REMEMBERED,
    Hypothesis,
    costs_of,
    hypotheses,
    in_english,
    languages,
    native,
    prior_of,
    totals,
)

CYRILLIC = re.compile(r"[\u0400-\u052f\u1c80-\u1c8a\ua640-\ua69f]")
#: Letters that a layout has no key for stay where they are: it has not made the word that they are in.
STRANGE_IN_LATIN, STRANGE_IN_CYRILLIC = (
    re.compile(r"[^\W\d_a-zA-Z]|[\u0483-\u0489]").search,
    re.compile(r"[^\W\d_\u0400-\u052f]").search,
)
# Begins where letters and digits do, and tries no other place in a row of digits.
WORD = re.compile(r"(?<![^\W_])\d*[^\W\d_][^\W_]*(?:['’][^\W_]+)*")
#: What no layout can have made: addresses and code.
NOT_TYPED = re.compile(rf"(?:{LEFT_ALONE})[.,!?)]*$").match
PARTLY_CODE = re.compile(r"://|\w@\w|\w\((?!\(*$)|_\w|^\w[/&]\w$|^:wqa?!?$|^<[\w/]+\.\w+>$").search
#: Who slides a finger over the keys means no word.
KEYS, SLID = "qwertyuiop[] asdfghjkl;' zxcvbnm,./", 4
#: A tag, or what may be a handle or a word with a quotation mark before it: it takes its letters to tell.
TAG = re.compile(r"[#@][^\W\d_][^@#_]*$").match
#: Nats for a mark before, behind and inside a word, each row of equal marks once; any other mark costs ODD.
BEFORE = {"(": 4.5, '"': 4.5, "«": 4.5, "„": 4.5, "“": 4.5, "-": 4.0, "—": 4.0, "–": 4.0, "'": 5.0, "…": 4.5}
BEHIND = {",": 2.7, ".": 2.7, "!": 4.0, "?": 4.0, ":": 4.5, ";": 5.0, ")": 4.5, '"': 4.5, "»": 4.5, "“": 4.5}
BEHIND |= {"”": 4.5, "…": 4.0, "-": 4.5, "'": 5.0, "’": 5.0}
INSIDE = {"-": 3.5, "'": 4.0, "’": 4.0, "&": 5.0, ".": 6.0, ",": 6.0, "/": 6.0, ":": 6.5}
INSIDE |= {"!": 7.0, "?": 7.0, "(": 7.0, ")": 7.0}
ODD = 9.0
#: The same between two digits, for any mark of `INSIDE`; and for all full stops of `U.S.`
IN_NUMBER, INITIALS = 1.0, 4.0
#: Marks before and behind a chunk that may have been typed with the other layout than its letters.
BEFORE_WORDS, BEHIND_WORDS = '("#', '.,!?:;)"'
#: Nats against a word in another language than its line's, and against a mark typed with another layout than its word.
AWAY, SWITCHED = 3.0, 8.0
#: Nats more against one in Cyrillic that is of no language of ours.
STRANGER = 3.0
#: A word says nothing of its line's language where it costs so many nats more than with another layout.
HEARD = 10.0
MARKS = re.compile(r"([^\w\s]|_)\1*")
DIGITS = "0123456789"
NUMBER = re.compile(r"\d\D\d").match
LETTERS_WITH_STOPS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?$").match


@dataclass(frozen=True, slots=True)
class Keyboard:
    """One layout as two mappings between what the base keyboard gives and what the layout gives."""

    id: str
    language: str
    on: dict[int, str]
    off: dict[int, str]
    is_phonetic: bool

    def swap(self, chunk: str, is_cyrillic: bool) -> str:
        """Return a chunk as it would be with the layout the other way round.

        >>> [board.swap("ghbdtn", False) for board in keyboards() if board.id == "ru-jcuken"]
        ['привет']
        """
        if is_cyrillic:
            return chunk.translate(self.off)
        if chunk.isupper() and sum(map(str.isalpha, chunk)) > 1:
            return chunk.lower().translate(self.on).upper()  # Caps Lock leaves the keys of marks alone
        return chunk.translate(self.on)


@cache
def keyboards() -> tuple[Keyboard, ...]:
    """Return the shipped layouts that are usual, of languages that we have a model for."""
    from ..table.library import heads, tables

    found: list[Keyboard] = []
    for table_id, head in heads().items():
        if head["kind"] != "layout" or not head["usual"] or head["language"] not in languages():
            continue
        table = tables[table_id]
        keys = [(r.source, r.target) for r in table.rules if len(r.source) == 1 == len(r.target)]
        on = {ord(key): letter for key, letter in keys}
        off: dict[int, str] = {}
        for key, letter in [*keys, *((key.upper(), letter.upper()) for key, letter in keys)]:
            off.setdefault(ord(letter), key)
        phonetic = all(on.get(ord(latin)) == letter for latin, letter in zip("akmt", "акмт", strict=True))
        found.append(Keyboard(table_id, table.language, on, off, phonetic))
    return tuple(found)


def chunks_of(line: str, *, tags: bool = False) -> list[tuple[str, int]]:
    """Return what stands between the blanks of a line and may have been typed on some layout, with its places.

    >>> [chunk for chunk, _ in chunks_of("yfi #vfhihen d ru.wikipedia.org", tags=True)]
    ['yfi', '#vfhihen', 'd']
    """
    found = ((m[0], m.start()) for m in re.finditer(r"\S+", line))
    return [(chunk, at) for chunk, at in found if (tags and TAG(chunk)) or not _is_apart(chunk)]


def _is_apart(chunk: str) -> bool:
    slid = len(chunk) >= SLID and chunk.lower() in KEYS
    return slid or bool(NOT_TYPED(chunk) or PARTLY_CODE(chunk) or _is_mixed(chunk))


def is_in_cyrillic(chunk: str) -> bool | None:
    """Tell whether a chunk is in Cyrillic letters; None for marks and digits alone."""
    return bool(CYRILLIC.search(chunk)) if any(map(str.isalpha, chunk)) else None


def _is_mixed(chunk: str) -> bool:
    return not chunk.isascii() and bool(CYRILLIC.search(chunk) and re.search("[A-Za-z]", chunk))


def marks(chunk: str) -> float:
    """Return what the marks of a chunk cost, in nats.

    >>> marks("hello"), marks("hello!!!") < marks("h[llo")
    (0, True)
    """
    if chunk.isalnum():
        return 0
    if LETTERS_WITH_STOPS(chunk):
        return INITIALS
    ends = [m.span() for m in re.finditer(r"[^\W_]+", chunk)]
    first, last = (ends[0][0], ends[-1][1]) if ends else (len(chunk), 0)
    total = 0.0
    for run in MARKS.finditer(chunk):
        known = BEFORE if run.end() <= first and ends else BEHIND if run.start() >= last else INSIDE
        if known is INSIDE and run[0] in INSIDE and NUMBER(chunk[run.start() - 1 : run.end() + 1]):
            total += IN_NUMBER
        else:
            total += known.get(run[1], ODD) if run[1] < "\u2190" else 0.0
    return total


@cache
def layout_hypotheses(is_cyrillic: bool) -> tuple[Hypothesis, ...]:
    """Return wrong-layout readings by keyboard: of Latin text (the layout was off), or of Cyrillic text (it was on)."""
    return tuple(_hypothesis(board, is_cyrillic) for board in keyboards())


def _hypothesis(board: Keyboard, is_cyrillic: bool) -> Hypothesis:
    language = "en" if is_cyrillic else board.language
    prior = prior_of("layout", language) - (LEFT_ON if is_cyrillic else 0.0)
    return Hypothesis("layout", language, board.id, _cost(board, is_cyrillic), prior)


@cache
def layout_costs_of(is_cyrillic: bool) -> Callable[[str], tuple[float, ...]]:
    """Return what a chunk costs by each of `layout_hypotheses`."""
    every = layout_hypotheses(is_cyrillic)
    return lru_cache(REMEMBERED)(lambda chunk: tuple([h.cost(chunk) for h in every]))


def _cost(board: Keyboard, is_cyrillic: bool) -> Callable[[str], float]:
    whole, letters = meaning(board.id, is_cyrillic), meaning(board.id, is_cyrillic, letters_only=True)

    def cost(chunk: str) -> float:
        return min(whole(chunk)[1], letters(chunk)[1] + SWITCHED)

    if is_cyrillic or not board.is_phonetic:
        return cost
    by_ear = next(h for h in hypotheses(False) if h.language == board.language)
    reader = decoder(by_ear.scheme)

    def cost_by_ear(chunk: str) -> float:
        words = [word.lower() for word in WORD.findall(chunk)]
        read = [reader.reading(word).found[:1] for word in words]
        if [found[0].text if found else "" for found in read] == [w.lower() for w in WORD.findall(whole(chunk)[0])]:
            # What would be read the same if somebody had romanised it is no evidence of a layout.
            return max(cost(chunk), sum(map(by_ear.cost, words)) + marks(chunk))
        return cost(chunk)

    return cost_by_ear


@cache
def meaning(scheme: str, is_cyrillic: bool, *, letters_only: bool = False) -> Callable[[str], tuple[str, float]]:
    """Return what chunks were meant to be if a layout was on (`is_cyrillic`) or off by mistake, and what that costs.

    `letters_only`: marks before and behind a chunk were typed with the right layout.

    >>> meaning("ru-jcuken", False, letters_only=True)("ghbdtn,")[0], meaning("ru-jcuken", True)("руддщ")[0]
    ('привет,', 'hello')
    """
    board = next(board for board in keyboards() if board.id == scheme)
    # Letters count against a romanised reading of the same letters as much as they do for it.
    by_letters = 1.0 if board.is_phonetic else BY_LETTERS
    word_cost = in_english if is_cyrillic else partial(native, model(board.language), by_letters=by_letters)

    def meant(chunk: str) -> tuple[str, float]:
        begun = chunk.lstrip(BEFORE_WORDS) if letters_only else chunk
        core = begun.rstrip(BEHIND_WORDS) if letters_only else chunk
        before, behind = chunk[: len(chunk) - len(begun)], begun[len(core) :]
        text = before + board.swap(core, is_cyrillic) + behind
        # A letter typed as a mark stands behind a number (`5[`); a word with digits costs what it costs anywhere.
        digits = "" if any(map(str.isalpha, chunk)) else DIGITS
        return text, sum([word_cost(word.lower().strip(digits)) for word in WORD.findall(text)]) + marks(text)

    return lru_cache(REMEMBERED)(meant)


def as_they_stand(
    chunks: Sequence[str], costs: Sequence[Sequence[float]], is_cyrillic: bool
) -> tuple[list[float], Hypothesis]:
    """Return what chunks of one script cost as they stand, in the likeliest language with words from others, and that.

    `costs`: what they cost by each of `layout_hypotheses`; what a layout explains better says little of the language.
    """
    cost = costs_of(is_cyrillic)
    priors = [h.prior for h in hypotheses(is_cyrillic)]
    nothing = [0.0] * len(priors)
    words = [WORD.findall(chunk) if bool(CYRILLIC.search(chunk)) == is_cyrillic else [] for chunk in chunks]
    rows = [totals([nothing, *(cost(word.lower()) for word in each)]) for each in words]
    far = STRANGER if is_cyrillic else 0.0
    rows = [_at_most(min(*row[:-1], row[-1] + far) + AWAY, row) for row in rows]
    heard = [
        nothing if TAG(chunk) else _at_most(min(other) + HEARD, row)
        for chunk, row, other in zip(chunks, rows, costs, strict=True)
    ]
    line = totals([priors, *heard])
    main = line.index(min(line))
    stays = [row[main] + marks(chunk) for row, chunk in zip(rows, chunks, strict=True)]
    stays[0] += priors[main]
    return stays, hypotheses(is_cyrillic)[main]


def _at_most(most: float, row: Sequence[float]) -> list[float]:
    return [nats if nats < most else most for nats in row]

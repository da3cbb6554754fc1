"""Read informal Latin as Cyrillic, word by word: candidates with probabilities, then the line as a whole."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from ..errors import Problem, TableError
from ..table.value import Table
from ..text.edits import Candidate
from .alignment import align
from .model.file import Model, model
from .search import Found, Reading, find_listed, find_unlisted
from .spelling import Channel, SpellingTable, parse_spellings
from .stems import surprise
from .tokens import is_camel, recase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

#: Spellings dearer than this, in nats, are not looked for: first with the usual spellings, then with all.
USUAL_BOUND, WHOLE_BOUND = 7.0, 13.0
#: No listed word is likelier than this by itself, in nats: what a rare spelling has to make up for.
LIKELIEST = 4.0
#: A listed word whose spelling costs more (and so much more a letter over six) is compared with a reading by letters.
ODD_SPELLING, LENGTHENED = 4.2, 0.3
#: Words up to so many letters are looked for with all spellings that cost up to this: neighbours may choose them.
SHORT, SHORT_BOUND = 5, 6.5
#: What a letter that is no word costs by itself, in nats.
LONE_LETTER = 8.5
#: And how much more than a letter that is one, at least.
LIKELIER = 3.0
#: Readings by letters that cost so much more than the cheapest, in nats, are no match for it, whatever their stems.
NEAR = 8.0
#: Letters that short forms in capitals seldom have, and what each costs there, in nats.
INSIDE_WORDS, SEEN_INSIDE = frozenset("йъь"), 2.0
#: Letters drawn out, and vowels that may be.
DRAWN_OUT, DOUBLED = re.compile(r"([^\W\d_])\1{2,}"), re.compile(r"([aeiouyq])\1")
#: A number with its ending (`7mi`), and what the ending costs besides its spelling, in nats.
NUMBERED, ENDING = re.compile(r"(\d+)([^\W\d_]{1,5})").fullmatch, 6.0
#: The same for one letter, which may be anything: a unit, an item, a slip.
LONE_ENDING = 20.0
#: Stress marks, on vowels.
STRESS = re.compile("(?<=[aeiouy])[\u0300\u0301]+")
#: Letters of the longest word that is read as one; a longer one is read piece by piece, and costs no more a letter.
LONGEST_WORD = 100
#: How many letters before that a place is looked for to cut it.
BREAKING = 16
#: What a letter of such a word costs that can't be read, in nats.
UNREAD = 12.0
#: Words whose readings are remembered: some 1.7 kB each.
REMEMBERED = 5_000
#: Readings of one word that are kept.
MOST = 10
#: Letters on both sides of apostrophes.
APART = re.compile(r"[^\W\d_]+(?:['\"][^\W\d_]+)+").fullmatch
APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u0060": "'", "\u2018": "'", "\u00b4": "'"})


@dataclass(frozen=True, slots=True)
class WordReadings:
    """A word by itself: readings (cost in nats, text), cheapest first, and whether the best is a listed word."""

    word: str
    found: tuple[Reading, ...]
    listed: bool

    @property
    def cost(self) -> float:
        """-ln of the probability of the best reading together with the way it is written."""
        return self.found[0].cost if self.found else math.inf


class Decoder:
    """The spellings of one table and the model of its language; words are remembered, texts are not."""

    def __init__(
        self,
        source: Table,
        table: SpellingTable,
        counts: Mapping[tuple[str, str], float] | None = None,
    ) -> None:
        extra, language = source.extra, source.language
        self.id: str = source.id
        self.table = table
        self.language = language
        self.model: Model = model(language)
        self.channel: Channel = Channel(table, self.model.code, counts)
        self.source: Table = source
        self.singles: frozenset[str] = frozenset(str(extra.get("single", "")).split())
        self.prefixes: tuple[str, ...] = tuple(str(extra.get("prefixes", "")).split())
        self.endings: frozenset[str] = frozenset(str(extra.get("after-number", "")).split())
        #: How a first letter changes behind a vowel: у to ў in Belarusian. Words are listed with the one before.
        self.after_vowel: Mapping[str, str] = extra.get("after-vowel", {})
        self._first = {changed: letter for letter, changed in self.after_vowel.items()}
        self.digits: frozenset[str] = frozenset(c for s in table.spellings for c in s.latin if c.isdigit())
        self._recall = lru_cache(REMEMBERED)(self._read_stressed)
        #: The likeliest reading of a short word in capitals: letter by letter, with letters that begin words.
        self.acronym: Callable[[str], str] = lru_cache(REMEMBERED)(self._acronym)

    def adapt(self, counts: Mapping[tuple[str, str], float]) -> Decoder:
        """Return the same decoder for a writer who was seen to write (letters, latin) so often."""
        return Decoder(self.source, self.table, counts)

    def reading(self, word: str) -> WordReadings:
        """Return readings of one Latin word, whatever its capitals."""
        plain = word.lower().translate(APOSTROPHES)
        return self._recall(plain) if len(plain) <= LONGEST_WORD else self._read_long(plain)

    def candidates(self, word: str, limit: int = 5) -> list[Candidate]:
        """Return the likeliest readings of a word in its own capitals, best first."""
        reading = self.reading(word) if word else None
        if reading is None or not reading.found:
            return [Candidate(word, 1.0)]
        best = reading.cost
        weights = [math.exp(best - cost) for cost, _ in reading.found]
        total = sum(weights)
        return [
            Candidate(recase(word, text), weight / total)
            for (_, text), weight in zip(reading.found[:limit], weights, strict=False)
        ]

    def best(self, word: str) -> str:
        """Return the likeliest reading of a word, in its own capitals; the word itself where it can't be read."""
        if is_camel(word):
            return word
        found = self.reading(word).found
        return recase(word, found[0].text) if found else word

    def _read_stressed(self, word: str) -> WordReadings:
        """Return readings of a word that may have a stress mark, with the mark where it was."""
        apart = word if word.isascii() else unicodedata.normalize("NFD", word)
        pieces = STRESS.split(apart)
        if len(pieces) == 1:
            return self._read(word)
        bare = unicodedata.normalize("NFC", "".join(pieces))
        reading = self.reading(bare)
        ends = accumulate(len(unicodedata.normalize("NFC", piece)) for piece in pieces[:-1])
        marks = list(zip(ends, STRESS.findall(apart), strict=True))
        found = tuple(Reading(cost, self._insert(bare, text, marks)) for cost, text in reading.found)
        return WordReadings(word, found, reading.listed)

    def _read_long(self, word: str) -> WordReadings:
        """Return the reading of a word that is too long to be one, piece by piece; what can't be read stays."""
        pieces = _pieces(word)
        found = [self.reading(piece).found for piece in pieces]
        if not any(found):
            return WordReadings(word, (), False)
        cost = sum([each[0].cost if each else UNREAD * len(piece) for piece, each in zip(pieces, found, strict=True)])
        text = "".join([each[0].text if each else piece for piece, each in zip(pieces, found, strict=True)])
        return WordReadings(word, (Reading(cost, text),), False)

    def _read(self, word: str) -> WordReadings:
        has_digit = any(map(str.isdigit, word))
        endings = self._read_numbered(word)
        if has_digit and not self._digits_are_letters(word):
            return WordReadings(word, _as_readings(endings), bool(endings))
        found = sorted(endings + self._search(word))
        if drawn := self._read_drawn_out(word, found):
            return WordReadings(word, _as_readings(drawn), True)
        known = bool(found)
        if "@" in word:
            return WordReadings(word, _as_readings(found), known)
        if not found or _is_odd(word, found[0]):
            found, known = self._with_unlisted(word, found)
        if not found and APART(word):
            return self._apart(word)
        if len(word) == 1:
            found = self._lone([f for f in found if f.text in self.singles], self._letter(word))
        if has_digit and found and not known and not self._plausible(word, found[0].cost):
            found = []
        readings = {self._first.get(f.text[0], f.text[0]) + f.text[1:]: f.cost for f in reversed(found[:MOST])}
        return WordReadings(word, tuple(sorted(Reading(cost, text) for text, cost in readings.items())), known)

    def _read_numbered(self, word: str) -> list[Found]:
        """Return readings of a number with its ending."""
        numbered = NUMBERED(word)
        if numbered is None:
            return []
        dearer = ENDING if len(numbered[2]) > 1 else LONE_ENDING
        return [Found(f.cost + dearer, f.spelling, numbered[1] + f.text) for f in self.ending(numbered[2])]

    def _read_drawn_out(self, word: str, found: list[Found]) -> list[Found]:
        """Return readings of a word with letters drawn out, if they are better than those `found` of it as it is."""
        if found and not _is_odd(word, found[0]):
            return []
        runs = DRAWN_OUT if DRAWN_OUT.search(word) else DOUBLED
        short = self._stretch(word, runs) if runs.search(word) else []
        return short if short and (not found or short[0].cost < found[0].cost) else []

    def _with_unlisted(self, word: str, found: list[Found]) -> tuple[list[Found], bool]:
        """Return the readings `found` and those by letters, best first, and whether the best is a listed word."""
        free = self._price_unlisted(word, whole=False)
        if not free and not found:
            free = self._price_unlisted(word, whole=True)
        known = bool(found) and not (free and free[0].cost < found[0].cost)
        texts = {f.text for f in found}
        return sorted(found + [f for f in free if f.text not in texts]), known

    def ending(self, word: str) -> list[Found]:
        """Return readings as something that is written right behind a number: `mi` in 7-mi, `g` in 2007g."""
        every = self._search(word) + self._letter(word)
        found = [f for f in every if f.text in self.endings and f.spelling < ODD_SPELLING]
        return sorted(found, key=lambda f: f.spelling + len(f.text) / 2)

    def _search(self, word: str) -> list[Found]:
        found = find_listed(self.model, self.channel, word, USUAL_BOUND, whole=False)
        bound = found[0].cost - LIKELIEST if found else WHOLE_BOUND
        if len(word) <= SHORT:
            bound = max(bound, SHORT_BOUND)
        if bound > ODD_SPELLING:
            found = find_listed(self.model, self.channel, word, min(bound, WHOLE_BOUND), whole=True) or found
        single = self._unlisted_singles(word) if len(word) > 1 else []
        return sorted(found + single) if single else found

    def _unlisted_singles(self, word: str) -> list[Found]:
        """Return the one-letter words written with several, where the lexicon has none: я as `ya`."""
        pieces = self.channel.usual.get(word, ())
        singles = ((cost, shown) for _, others, shown, cost in pieces if not others and shown in self.singles)
        return [Found(LIKELIEST + cost, cost, shown) for cost, shown in singles if self.model.share(shown) is None]

    def _price_unlisted(self, word: str, whole: bool) -> list[Found]:
        found = find_unlisted(self.model, self.channel, word, whole)
        least = found[0].cost + NEAR if found else 0.0

        def dearer(reading: Found) -> float:
            return surprise(self.model, self.prefixes, reading.text) if reading.cost < least else NEAR

        return sorted(reading._replace(cost=reading.cost + dearer(reading)) for reading in found)

    def _apart(self, word: str) -> WordReadings:
        """Return a word with an apostrophe for what is left out (`k'vo`), part by part."""
        cost, text = 0.0, ""
        for part in re.split("(['\"])", word):
            read = self.reading(part).found if part.isalpha() else (Reading(0.0, part),)
            if not read:
                return WordReadings(word, (), False)
            cost, text = cost + read[0].cost, text + read[0].text
        return WordReadings(word, (Reading(cost, text),), False)

    def _letter(self, word: str) -> list[Found]:
        """Return readings of a letter by itself that is no word: an initial, or half of `г-н`."""
        pieces = self.channel.whole.get(word, ())
        rarity = _rarity(self.model)
        found = [Found(cost + rarity[code], cost, shown) for code, others, shown, cost in pieces if not others]
        best = min([f.cost for f in found], default=0.0)
        return sorted(f._replace(cost=LONE_LETTER + f.cost - best) for f in found)

    def _lone(self, words: list[Found], letters: list[Found]) -> list[Found]:
        """Return readings of a single letter: one that is a word comes before others, unless it is written oddly."""
        usual = [f.cost for f in words if f.spelling < ODD_SPELLING]
        more = max(0.0, usual[0] + LIKELIER - letters[0].cost) if usual and letters else 0.0
        return sorted(words + [f._replace(cost=f.cost + more) for f in letters])

    def initial(self, word: str) -> str:
        """Return the likeliest letter that is written as the whole of a word (`F.`, `Yu.`); "" if there is none."""
        letters = self._letter(word.lower())
        return letters[0].text if letters else ""

    def _acronym(self, word: str) -> str:
        """Return what `acronym` remembers.

        >>> decoder("bg-informal").acronym("NOI"), decoder("bg-informal").acronym("TOVA")
        ('НОИ', 'ТОВА')
        """
        found = self.reading(word).found
        if not found:
            return word
        _, text = min((cost + SEEN_INSIDE * sum(c in INSIDE_WORDS for c in text), text) for cost, text in found)
        costs = self.channel.costs
        spelled = sum(
            costs.get((pair[0].replace("ё", "е"), pair[1]), 0.0) for pair in self.align(word.lower(), text) or ()
        )
        if spelled > ODD_SPELLING:
            text = "".join(map(self.initial, word)) or text
        return text.upper()

    def _digits_are_letters(self, word: str) -> bool:
        """Tell whether digits are letters, as only inside words: `6te`, `4akai`, but never `4`, `2026`, `10min`."""
        digits = [c for c in word if c.isdigit()]
        letters = len(word) - len(digits)
        if not all(c in self.digits for c in digits) or letters < len(digits) or len(word) < 2:
            return False
        return not re.search(r"\d{2}", word) or letters >= 3

    def _plausible(self, word: str, cost: float) -> bool:
        digits = sum(c.isdigit() for c in word)
        return cost < 5 * len(word) + 6 and len(word) - digits >= 2 * digits and not re.search(r"\d{2}", word)

    def _stretch(self, word: str, runs: re.Pattern[str]) -> list[Found]:
        """Return readings of a word with letters drawn out (`mnooogo`), drawn out the same."""
        run = max(runs.finditer(word), key=lambda m: len(m[0]))
        for keep in range(1, min(2, len(run[0]) - 1) + 1):
            squeezed = runs.sub(r"\1" * keep, word)
            found = [f for f in self._search(squeezed) if f.spelling < ODD_SPELLING + 2]
            if found:
                place = len(runs.sub(r"\1" * keep, word[: run.start()]))
                more = len(run[0]) - keep
                drawn = [Found(f.cost + 2.0, f.spelling, self._draw_out(squeezed, f.text, place, more)) for f in found]
                return [f for f in drawn if runs is DRAWN_OUT or self.align(word, f.text)]
        return []

    def _draw_out(self, latin: str, text: str, place: int, more: int) -> str:
        """Repeat the letter of `text` that is written at `place` of `latin`."""
        (end,) = self._written(latin, text, [place])
        return text[:end] + text[end - 1 : end] * more + text[end:]

    def _insert(self, latin: str, text: str, marks: list[tuple[int, str]]) -> str:
        """Put marks behind the letters of `text` that are written at the ends of so much of `latin`."""
        parts, done = [], 0
        for end, (_, mark) in zip(self._written(latin, text, [at - 1 for at, _ in marks]), marks, strict=True):
            parts += [text[done:end], mark if end else ""]
            done = max(done, end)
        return "".join([*parts, text[done:]])

    def _written(self, latin: str, text: str, places: list[int]) -> list[int]:
        """Return how much of the beginning of `text` stands for `latin` up to each place, in order.

        It is 0 if that can't be said.
        """
        aligned = iter(self.align(latin, text) or ())
        found: list[int] = []
        at = written = 0
        for place in places:
            while at <= place:
                letters, spelled = next(aligned, ("", None))
                if spelled is None:
                    return [*found, *[0] * (len(places) - len(found))]
                written += len(letters)
                at += len(spelled)
            found.append(written)
        return found

    def align(self, latin: str, text: str) -> list[tuple[str, str]] | None:
        """Return how `text` is written as `latin`: the cheapest list of (letters, spelling), or None if it can't be.

        It can't be for what is too long to be a word.
        """
        return None if len(latin) > LONGEST_WORD else align(self.channel.costs, latin, text)


def breaks(before: str, behind: str) -> bool:
    """Tell whether no letter is likely to be written by these two Latin ones together."""
    return before in "aeou" and behind not in "aeiouy"


def _pieces(word: str) -> list[str]:
    """Cut a word that is too long where it breaks, or if need be anywhere."""
    pieces, start = [], 0
    while len(word) - start > LONGEST_WORD:
        last = start + LONGEST_WORD
        end = next((at for at in range(last, last - BREAKING, -1) if breaks(word[at - 1], word[at])), last)
        pieces.append(word[start:end])
        start = end
    return [*pieces, word[start:]]


def _as_readings(found: list[Found]) -> tuple[Reading, ...]:
    return tuple(Reading(f.cost, f.text) for f in found[:MOST])


def _is_odd(word: str, found: Found) -> bool:
    """Tell whether a listed word would be written so strangely that it may be another word, unlisted."""
    return found.spelling > ODD_SPELLING + LENGTHENED * max(0, len(word) - 6)


@cache
def _rarity(model: Model) -> Mapping[int, float]:
    """Return what each letter costs behind some other letter, in nats: how rare it is inside words."""
    codes = model.code.values()
    behind = [model.step(model.start, code)[1] for code in codes]
    return {
        code: -math.log(sum(math.exp(-model.step(state, code)[0]) for state in behind) / len(behind)) for code in codes
    }


def informal_table(table: Table | str | Path) -> Table:
    """Return an informal table by its id, alias or path; raise TableNotFound, or TableError for another kind."""
    from ..table.library import find_table

    found = find_table(table)
    if found.kind != "informal":
        raise TableError(found.id, [Problem(1, "kind", f"expected an informal table, found a {found.kind}")])
    return found


def decoder(table: Table | str | Path) -> Decoder:
    """Return the decoder of an informal table, made once for each table; raise TableError with all its problems.

    >>> decoder("bg-informal").best("6te")
    'ще'
    """
    return decoders(informal_table(table))


@lru_cache(32)
def decoders(table: Table) -> Decoder:
    """Return the decoder of each table that was asked for of late."""
    spellings, problems = parse_spellings(table.extra)
    if problems:
        raise TableError(table.path or table.id, [Problem(1, key, message) for key, message in problems])
    return Decoder(table, spellings)

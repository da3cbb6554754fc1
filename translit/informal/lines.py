"""Read lines and texts: each word by itself, then which words are English, then what its neighbours say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from . import english
from . import keep_english as gate
from .context import STOP, Context, Options, near
from .decoder import Decoder
from .tokens import NOTES, Cut, cut, is_camel, is_roman, recase, units

CYRILLIC_WORD = re.compile(r"(?<![@#\w])[\u0400-\u052f]{2,}")
VOWELS = frozenset("аеёиоуыэюяі")
#: Between two words that are said without a pause: a blank or a hyphen, behind a closing quotation mark too.
NO_PAUSE = re.compile('["»”]?[ -]').fullmatch
#: A word leaning less to English than this, in nats, isn't thought about again.
SURE = -4.0
#: Words of evidence before a writer's habits are used, and how often they are looked at again.
ENOUGH = 24
SAMPLE = 1500
#: A reading counts as evidence of a writer's habits when it is this likely.
CONFIDENT = 0.92
#: Nats for a capital inside a line: products and firms keep their Latin names more often than other words.
NAME = 1.5
#: What initials that English doesn't know lean less inside a line, in nats: they are of that line's language.
INITIALS = 3.0
#: The same for any other word that English doesn't list.
UNHEARD_OF = 2.0
#: How far a name may lean, and a word that English doesn't list lean to English, in what a line says for English.
NO_VOICE = 3.0
#: What a word with a capital may lean against English in an English line, in nats: it may be a name.
FOREIGN_NAME = -2.0
#: How far a number with an ending leans to English, in nats: the ending decides nothing.
NUMBER = -2.0
#: Short names of things in capitals with a number: MP4, IE6.
LABEL = re.compile(r"[A-Z]{1,3}\d+").fullmatch
#: A letter with a full stop behind it, or one that takes several in Latin and a name behind that; or capitals that may
#: be an acronym.
SHORT_FORM = re.compile(
    r"[A-Z](?<![\w'].)(?:(?P<initial>[a-z]{0,3}(?=\.[ \u00a0]?[A-Z])|(?=\.))|(?P<acronym>[A-Z]{1,4})(?![\w']))"
)
#: Small letters that are a variable, as no language has a word like them.
VARIABLES = frozenset("nx")

#: A line longer than this, in characters, is cut at a blank, or if need be anywhere.
LONGEST_LINE = 1 << 16


def behind_vowels(texts: Sequence[str], gaps: Sequence[str], changes: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield words whose first letter changes behind a vowel, without a pause between, by their places.

    A capital may begin a name and stays, but for a word of one letter in a line of capitals.

    >>> list(behind_vowels(["на", "увазе", "у", "Украіне"], ["", " ", " ", " "], {"у": "ў"}))
    [(1, 'ўвазе'), (2, 'ў')]
    """
    for i in range(1, len(texts)) if changes else ():
        before, text = texts[i - 1], texts[i]
        if before[-1:].lower() not in VOWELS or not NO_PAUSE(gaps[i]):
            continue
        if changed := changes.get(text[:1]):
            yield i, changed + text[1:]
        elif len(text) == 1 < len(before) and before.isupper() and (changed := changes.get(text.lower())):
            yield i, changed.upper()


class Known(NamedTuple):
    """What is known of a word by itself."""

    text: str
    #: How far it leans to English, in nats.
    lean: float = 0.0
    #: The readings that its neighbours may choose from.
    options: Options = ()
    #: How much further it leans to English inside a line, in nats.
    inside: float = 0.0


class Reader:
    """Turns lines into Cyrillic and learns on the way how this writer spells.

    `keep_english` leaves English words and lines as they are. `counts` are habits known before:
    (letters, latin) -> times.
    """

    def __init__(
        self,
        decoder: Decoder,
        *,
        keep_english: bool = True,
        counts: Mapping[tuple[str, str], float] | None = None,
        adapt: bool = True,
    ) -> None:
        self.base = decoder
        self.decoder: Decoder = decoder.adapt(counts) if counts else decoder
        self.keep_english = keep_english
        self.adapt = adapt
        self.counts: Counter[tuple[str, str]] = Counter(counts or {})
        self._known = _Words(self)
        self._units = units(decoder.language)
        #: How far the lines so far lean to English, in nats.
        self.lean: float = 0.0
        self._pending: Counter[str] = Counter()
        self._next = ENOUGH

    def line(self, line: str) -> str:
        """Read one line, with or without its line end; what was learned from earlier lines is used."""
        parts = cut(line)
        words = parts.words
        if not words:
            return line
        if not line.isascii() and len(CYRILLIC_WORD.findall(line)) >= len(words):
            return line  # Latin in a Cyrillic line is there on purpose
        known = self._known
        entries = [known[word] for word in words]
        texts = [entry.text for entry in entries]
        stays: list[bool] | None = None
        if self.keep_english and ("-" in parts.gaps or max([entry.lean for entry in entries]) > SURE):
            stays = self._english(parts, entries)
            if stays:
                texts = [word if stay else text for word, text, stay in zip(words, texts, stays, strict=True)]
        if any([entry.options for entry in entries]):
            self._choose(parts, entries, texts, stays)
        if SHORT_FORM.search(line):
            self._short_forms(line, parts, texts)
        if not VARIABLES.isdisjoint(words):
            self._variables(parts, texts)
        if "-" in line or line.isupper():
            self._forms(line, parts, texts)
        for i, text in behind_vowels(texts, parts.gaps, self.decoder.after_vowel):
            texts[i] = text
        if self._units is not None:
            self._keep_units(self._units, line, parts, texts)
        return parts.join(texts)

    def _choose(self, parts: Cut, entries: list[Known], texts: list[str], stays: list[bool] | None) -> None:
        """Let neighbours decide between readings: words in doubt that stand in a row are chosen together."""
        in_doubt = [bool(entry.options) and not (stays and stays[i]) for i, entry in enumerate(entries)]
        end, last = 0, len(texts)
        while end < last:
            if not in_doubt[end]:
                end += 1
                continue
            start = end
            end = start + 1
            while end < last and in_doubt[end] and not STOP.search(parts.gaps[end]):
                end += 1
            left = "" if not start or STOP.search(parts.gaps[start]) else texts[start - 1].lower()
            right = "" if end == last or STOP.search(parts.gaps[end]) else texts[end].lower()
            chosen = self._known.context.choose([entry.options for entry in entries[start:end]], left, right)
            texts[start:end] = map(recase, parts.words[start:end], chosen)

    def _forms(self, line: str, parts: Cut, texts: list[str]) -> None:
        """Read endings behind a number and a hyphen (`6-ti`), and VI in a line in capitals, as the words they are."""
        for i, word in enumerate(parts.words):
            if re.search(r"\d-$", parts.gaps[i]):
                ending = self.decoder.ending(word.lower())
                texts[i] = recase(word, ending[0].text) if ending else texts[i]
            elif is_roman(word) and line.isupper() and self.decoder.reading(word).listed:
                texts[i] = self.decoder.best(word)

    def _short_forms(self, line: str, parts: Cut, texts: list[str]) -> None:
        """Read `F.` as a letter, not as the word it may be (в), short capitals as acronyms, and leave variables."""
        loud = len(texts) > 1 and line.isupper()
        place = 0
        for i, word in enumerate(parts.words):
            place += len(parts.gaps[i])
            form = SHORT_FORM.match(line, place) if len(word) <= 5 else None
            place += len(word)
            if form is None or form.end() != place:
                continue
            if form["initial"] is not None and texts[i : i + 2] != parts.words[i : i + 2]:
                texts[i] = recase(word, self.decoder.initial(word)) or texts[i]
            elif form["acronym"] and texts[i] != word and not loud:
                texts[i] = self.decoder.acronym(word)

    def _variables(self, parts: Cut, texts: list[str]) -> None:
        """Leave letters that are no words, nor ends of abbreviations or halves of `g-n`, as they are."""
        for i, word in enumerate(parts.words):
            if word in VARIABLES and parts.gaps[i] != "-" and parts.gaps[i + 1][:1] not in (".", "-"):
                texts[i] = word

    @staticmethod
    def _keep_units(units: re.Pattern[str], line: str, parts: Cut, texts: list[str]) -> None:
        """Leave units behind numbers as they are."""
        spans = [found.span() for found in units.finditer(line)]
        place = 0
        for i, word in enumerate(parts.words if spans else ()):
            place += len(parts.gaps[i])
            if any(start <= place < end for start, end in spans):
                texts[i] = word
            place += len(word)

    def text(self, text: str) -> str:
        """Read a whole text: once to learn the writer's habits, then once more with them."""
        lines = text.splitlines(keepends=True)
        if self.adapt:
            self.learn(lines)
        return "".join(map(self.line, lines))

    def stream(self, lines: Iterable[str]) -> Iterator[str]:
        """Read line by line, learning from the lines that have passed; nothing grows with the input."""
        for line in lines:
            yield self.line(line)
            if self.adapt:
                self._learn_line(line)

    def learn(self, lines: Iterable[str], enough: int = ENOUGH) -> None:
        """Look at how the sure words of these lines are spelled, and use it if there are `enough` of them."""
        seen = 0
        for line in lines:
            seen += self._collect(line)
            if seen >= SAMPLE:
                break
        if sum(self._pending.values()) >= enough:
            self._use()

    def _learn_line(self, line: str) -> None:
        if self._next <= SAMPLE:
            self._collect(line)
            if sum(self._pending.values()) >= self._next:
                self._use()
                self._next *= 4

    def _collect(self, line: str) -> int:
        parts = cut(line)
        words = parts.words
        if not words:
            return 0
        entries = [self._known[word] for word in words]
        stays = self._english(parts, entries) if self.keep_english else []
        for i, word in enumerate(words):
            if not (stays and stays[i]) and entries[i].text != word:
                self._pending[word.lower()] += 1
        return len(words)

    def _use(self) -> None:
        for word, times in self._pending.items():
            reading = self.decoder.reading(word)
            if reading.listed and len(word) > 2:
                best = self.decoder.candidates(word, 1)[0]
                if best.probability >= CONFIDENT:
                    for pair in self.decoder.align(word, reading.found[0].text) or ():
                        self.counts[pair[0].replace("ё", "е"), pair[1]] += min(times, 3)
        self._pending.clear()
        self.decoder = self.base.adapt(self.counts)
        self._known = _Words(self)

    def _english(self, parts: Cut, entries: list[Known]) -> list[bool]:
        leans = [
            min(entry.lean, 0.0) if before == "-" and len(word) < 4 else entry.lean
            for word, before, entry in zip(parts.words, parts.gaps, entries, strict=False)
        ]
        votes = [
            min(max(lean, -NO_VOICE if word[0].isupper() else lean), NO_VOICE)
            if entry.inside or lean >= gate.LATIN_NAME
            else lean
            for word, lean, entry in zip(parts.words, leans, entries, strict=True)
        ]
        if gate.is_english(votes, max(-3.0, min(3.0, self.lean))):
            stays = gate.english_words(
                [
                    max(lean, FOREIGN_NAME) if word[0].isupper() else lean
                    for word, lean in zip(parts.words, leans, strict=True)
                ],
                line=True,
            )
        else:
            inside = [
                lean if entry.inside > 0 and (not before or STOP.search(before)) else lean + entry.inside
                for lean, before, entry in zip(leans, parts.gaps, entries, strict=False)
            ]
            stays = gate.english_words(gate.inside(parts, inside))
        self.lean = self.lean / 2 + gate.weigh(votes) / 4
        return stays


class _Words(dict[str, Known]):
    """What is known of each word by itself, found out when first asked for."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.decoder, self.keep_english = reader.decoder, reader.keep_english
        self.context = Context(self.decoder.model)

    def __missing__(self, word: str) -> Known:
        if len(self) > 100_000:
            self.clear()
        entry = self[word] = self._find(word)
        return entry

    def _find(self, word: str) -> Known:
        reading = self.decoder.reading(word)
        if not reading.found or is_camel(word) or is_roman(word) or word in NOTES or LABEL(word):
            return Known(word)
        text = recase(word, reading.found[0].text)
        options = near(reading.found) if self.context.is_there else ()
        if not self.keep_english:
            return Known(text, options=options)
        if text[0].isdigit():
            return Known(text, NUMBER, options)
        key = word.lower()
        lean = reading.cost - english.cost(key)
        if gate.is_latin_name(word):
            lean = max(lean, gate.LATIN_NAME)
        named = 0.0
        if english.english().share(key) is None:
            named = -INITIALS if word.isupper() else -UNHEARD_OF
        elif word.istitle():
            named = NAME
        return Known(text, lean, options, named)


def last_line_end(text: str) -> int:
    """Return how much of a stream can be read before more is known."""
    return text.rfind("\n") + 1

"""Say what a line is written in: which language, in its own script, romanised, or typed with the wrong layout."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from . import english
from .decoder import decoder
from .model import Model, model
from .tokens import TOKEN

LANGUAGES = ("bg", "ru", "uk", "sr", "mk", "be")
#: Nats against a reading before anything is read: how seldom each kind of text is met.
PRIOR = {"english": 0.0, "cyrillic": 0.0, "romanised": 0.7, "other": 3.0, "layout": 5.0}
RARER = {"mk": 3.0, "be": 3.0, "uk": 0.5, "sr": 0.5}
#: What a Latin word in some other language costs: above its letters, in nats, and how far English letters tell.
OTHER_WORD, LIKE_ENGLISH = 4.0, 0.78
#: What an unlisted Cyrillic word costs above its letters, in nats.
UNLISTED = 3.4
CYRILLIC = re.compile(r"[\u0400-\u052f]")


@dataclass(frozen=True, slots=True)
class Detection:
    """What a line or word is: `start` and `end` in code points, `start16` and `end16` in UTF-16 units.

    `kind` is "cyrillic", "romanised" (informal Latin), "english", "other" (some other language in Latin), "layout"
    (typed with the wrong layout on) or "none" (nothing to judge). `script` is what it's in now (ISO 15924), `language`
    what it is meant in, `scheme` the informal table or the layout to read it by. `score` is the probability of this
    among all readings.
    """

    text: str
    start: int
    end: int
    start16: int
    end16: int
    kind: str
    script: str
    language: str
    scheme: str
    score: float
    words: tuple[Detection, ...] = ()


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One thing that a text may be, and what a word costs if it is that, in nats."""

    kind: str
    language: str
    scheme: str
    cost: Callable[[str], float]

    @property
    def prior(self) -> float:
        return PRIOR[self.kind] + RARER.get(self.language, 0.0)


def native(lexicon: Model, word: str) -> float:
    """-ln of the probability of a lower-case word in a model's language."""
    share = lexicon.share(word.replace("ё", "е"))
    return share if share is not None else UNLISTED + lexicon.spell(word.replace("ё", "е"))


def remembered(cost: Callable[[str], float]) -> Callable[[str], float]:
    """The same function, with what it said before remembered."""
    memory: dict[str, float] = {}

    def recall(word: str) -> float:
        found = memory.get(word)
        if found is None:
            if len(memory) > 50_000:
                memory.clear()
            found = memory[word] = cost(word)
        return found

    return recall


@cache
def latin_hypotheses() -> tuple[Hypothesis, ...]:
    """What a word in Latin letters may be, wrong layouts apart."""
    found = [
        Hypothesis("english", "en", "", remembered(english.cost)),
        Hypothesis("other", "", "", remembered(_foreign)),
    ]
    for language in LANGUAGES:
        table_id = f"{language}-informal"
        found.append(Hypothesis("romanised", language, table_id, remembered(_romanised(table_id))))
    return tuple(found)


def _foreign(word: str) -> float:
    # Other languages in Latin put letters together more as English does than a wrong layout would.
    return OTHER_WORD + LIKE_ENGLISH * english.english().spell(word)


def _romanised(table_id: str) -> Callable[[str], float]:
    def cost(word: str) -> float:
        reading = decoder(table_id).reading(word)
        return min(reading.cost, 12 + 3.5 * len(word))

    return cost


@cache
def cyrillic_hypotheses() -> tuple[Hypothesis, ...]:
    """What a word in Cyrillic letters may be, wrong layouts apart."""
    found = []
    for language in LANGUAGES:
        lexicon = model(language)
        found.append(
            Hypothesis("cyrillic", language, "", remembered(lambda word, lexicon=lexicon: native(lexicon, word)))  # type: ignore[misc]
        )
    return tuple(found)


def words_of(line: str) -> list[tuple[str, int]]:
    """The words of a line, in any script, with their places; addresses, code and numbers are no words."""
    return [(m[2], m.start()) for m in TOKEN.finditer(line) if m[2] and re.search(r"[^\W\d_]", m[2])]


def probabilities(costs: Iterable[float]) -> list[float]:
    """Costs in nats as probabilities that sum to one."""
    known = list(costs)
    least = min(known)
    weights = [math.exp(least - cost) for cost in known]
    total = sum(weights)
    return [weight / total for weight in weights]


def detect(text: str) -> list[Detection]:
    """What each line that isn't blank is, with its words; a word is judged in the light of its line.

    >>> found = detect("Ще дойда утре\\nghbdtn rfr ltkf\\nkakvo shte pravim dovechera")
    >>> [(d.kind, d.language, d.scheme) for d in found]
    [('cyrillic', 'bg', ''), ('layout', 'ru', 'ru-jcuken'), ('romanised', 'bg', 'bg-informal')]
    """
    return list(_lines(text))


def _lines(text: str) -> Iterator[Detection]:
    start = start16 = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip("\r\n")
        if content.strip():
            yield detect_line(content, start, start16)
        start += len(line)
        start16 += len(line.encode("utf-16-le")) // 2


def detect_line(line: str, start: int = 0, start16: int = 0) -> Detection:
    """What one line is; `start` and `start16` say where it stands in its text."""
    from .repair import BY_EAR, keyboards, layout_hypotheses

    words = words_of(line)
    cyrillic = sum(bool(CYRILLIC.search(word)) for word, _ in words)
    is_cyrillic = 2 * cyrillic > len(words) or (cyrillic > 0 and 2 * cyrillic == len(words))
    script = "Cyrl" if is_cyrillic else "Latn"
    hypotheses = cyrillic_hypotheses() if is_cyrillic else latin_hypotheses()
    judged = [(word, at) for word, at in words if bool(CYRILLIC.search(word)) == is_cyrillic]
    if not judged:
        return _detection(line, 0, start, start16, line, "none", "Zyyy", Hypothesis("none", "", "", len), 1.0)
    costs = [sum(h.cost(word.lower()) for word, _ in judged) + h.prior for h in hypotheses]
    layouts = layout_hypotheses(is_cyrillic)
    chunks = line.split()
    # What a phonetic layout left off gives may as well be romanised.
    costs += [
        sum(map(h.cost, chunks)) + h.prior + (BY_EAR * len(chunks) if board.is_phonetic and not is_cyrillic else 0.0)
        for h, board in zip(layouts, keyboards(), strict=True)
    ]
    every = (*hypotheses, *layouts)
    shares = probabilities(costs)
    best = max(range(len(every)), key=shares.__getitem__)
    # The same language by two schemes is one answer with two explanations.
    score = sum(
        s
        for s, h in zip(shares, every, strict=True)
        if h.kind == every[best].kind and h.language == every[best].language
    )
    pieces = tuple(_word(line, word, at, start, start16, hypotheses, every[best], is_cyrillic) for word, at in words)
    return _detection(line, 0, start, start16, line, every[best].kind, script, every[best], score, pieces)


#: Nats that a word has to be likelier in another language than its line's, to be called that.
LINE_TRUST = 4.0


def _word(
    line: str,
    word: str,
    at: int,
    start: int,
    start16: int,
    hypotheses: tuple[Hypothesis, ...],
    best: Hypothesis,
    is_cyrillic: bool,
) -> Detection:
    word_is_cyrillic = bool(CYRILLIC.search(word))
    if word_is_cyrillic != is_cyrillic:
        hypotheses = cyrillic_hypotheses() if word_is_cyrillic else latin_hypotheses()
    options = [h for h in hypotheses if h.kind == "english" or h.language == best.language or h.kind == best.kind]
    options = options or list(hypotheses)
    if best.kind == "layout" and word_is_cyrillic == is_cyrillic:
        options = [best]
    lower = word.lower()
    costs = [h.cost(lower) + (0.0 if h is best else LINE_TRUST + h.prior) for h in options]
    shares = probabilities(costs)
    winner = max(range(len(options)), key=shares.__getitem__)
    found = options[winner]
    script = "Cyrl" if word_is_cyrillic else "Latn"
    return _detection(line, at, start, start16, word, found.kind, script, found, shares[winner])


def _detection(
    line: str,
    at: int,
    start: int,
    start16: int,
    text: str,
    kind: str,
    script: str,
    found: Hypothesis,
    score: float,
    words: tuple[Detection, ...] = (),
) -> Detection:
    before16 = start16 + len(line[:at].encode("utf-16-le")) // 2
    length16 = len(text.encode("utf-16-le")) // 2
    begin = start + at
    return Detection(
        text,
        begin,
        begin + len(text),
        before16,
        before16 + length16,
        kind,
        script,
        found.language,
        found.scheme,
        score,
        words,
    )

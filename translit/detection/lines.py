"""Say what a line is written in: which language, in its own script, romanised, or typed with the wrong layout."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from ..errors import wrong_type
from ..informal.tokens import TOKEN
from ..text.places import Utf16, utf16_length
from ..text.scripts import letter_class, script_of
from .foreign import name
from .hypotheses import REMEMBERED, Hypothesis, costs_of, hypotheses, totals
from .keyboards import CYRILLIC, chunks_of, layout_costs_of, layout_hypotheses, marks
from .wrong_layout import is_in_english

#: How far the words of a line may be believed as if each came by itself: scores are right when nats count so much.
TRUST = 0.7
#: Nats that a word has to be likelier in another language than its line's, to be called that.
LINE_TRUST = 4.0
NOTHING, UNKNOWN = Hypothesis("none", "", "", len), Hypothesis("other", "", "", len)
#: The scripts of the languages that we know.
OURS = ("Cyrl", "Latn")
#: A language that is none of ours is named where so much of the probability that it is none is its own.
NAMED_BY = 0.7


@dataclass(frozen=True, slots=True)
class Detection:
    """What a line or word is: `start` and `end` in code points, `start16` and `end16` in UTF-16 units.

    `kind` is "cyrillic" (one of our languages), "romanised" (informal Latin), "english", "other" (any other language,
    in any script), "layout" (typed with the wrong layout on) or "none" (nothing to judge). `script` is what it's in now
    (ISO 15924), `language` what it is meant in, `scheme` the informal table or the layout to read it by, `variant` its
    spelling if that is not the usual one (BCP 47). `score` is the probability of this among all readings.
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
    variant: str = ""


def words_of(line: str) -> list[tuple[str, int]]:
    """Return the words of a line, in any script, with their places; addresses, code and numbers are no words."""
    return [(m[2], m.start()) for m in TOKEN.finditer(line) if m[2] and re.search(r"[^\W\d_]", m[2])]


def probabilities(costs: Iterable[float]) -> list[float]:
    """Return costs in nats as probabilities that sum to one.

    >>> probabilities([3.0, 3.0])
    [0.5, 0.5]
    """
    known = list(costs)
    least = min(known)
    weights = [math.exp(TRUST * (least - cost)) for cost in known]
    total = sum(weights)
    return [weight / total for weight in weights]


def detect(text: str) -> list[Detection]:
    """Return what each line that isn't blank is, with its words; a word is judged in the light of its line.

    >>> found = detect("Ще дойда утре\\nghbdtn rfr ltkf\\nkakvo shte pravim dovechera")
    >>> [(d.kind, d.language, d.scheme) for d in found]
    [('cyrillic', 'bg', ''), ('layout', 'ru', 'ru-jcuken'), ('romanised', 'bg', 'bg-informal')]
    """
    if not isinstance(text, str):
        raise wrong_type("a text (str)", text)
    return [detect_line(*line) for line in lines_of(text) if line.text.strip()]


class Line(NamedTuple):
    """A line without its end, and where it begins in code points and in UTF-16 units."""

    text: str
    start: int
    start16: int


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text.

    >>> list(lines_of("😀\\r\\nда"))[1]
    Line(text='да', start=3, start16=4)
    """
    start = start16 = 0
    for line in text.splitlines(keepends=True):
        yield Line(line.rstrip("\r\n"), start, start16)
        start += len(line)
        start16 += utf16_length(line)


def detect_line(line: str, start: int = 0, start16: int = 0) -> Detection:
    """Return what one line is; `start` and `start16` say where it stands in its text."""
    words = words_of(line)
    script = _script(line, words)
    is_cyrillic = script == "Cyrl"
    judged = [(word.lower(), at) for word, at in words if bool(CYRILLIC.search(word)) == is_cyrillic]
    if not judged:
        return _detection(line, start, start16, "Zyyy", NOTHING, 1.0)
    if script in OURS:
        best, score = _judge(line, judged, is_cyrillic)
    else:
        best, score = UNKNOWN, 1.0
    units = Utf16(line)
    pieces = tuple(_word(word, start + at, start16 + units.at(at), best, script) for word, at in words)
    return _detection(line, start, start16, script, best, score, pieces)


def _script(line: str, words: list[tuple[str, int]]) -> str:
    """Return the script that most words of a line are in; between Cyrillic, Latin and another, the first."""
    if not _strange()(line):
        cyrillic = sum([bool(CYRILLIC.search(word)) for word, _ in words])
        return "Cyrl" if cyrillic > 0 and 2 * cyrillic >= len(words) else "Latn"
    counts = Counter({"Cyrl": 0, "Latn": 0})
    counts.update(_script_of_word(word) for word, _ in words)
    return max(counts, key=counts.__getitem__) if words else "Latn"


def _script_of_word(word: str) -> str:
    if CYRILLIC.search(word):
        return "Cyrl"
    strange = _strange()(word)
    return script_of(strange[0]) if strange else "Latn"


@cache
def _strange() -> Callable[[str], re.Match[str] | None]:
    """Return what finds a letter that is neither Latin nor Cyrillic."""
    return re.compile(rf"[^\W\d_{letter_class('Latn')}{letter_class('Cyrl')}]").search


def _judge(line: str, judged: list[tuple[str, int]], is_cyrillic: bool) -> tuple[Hypothesis, float]:
    """Return the likeliest hypothesis of a line and how probable it is."""
    every = (*hypotheses(is_cyrillic), *layout_hypotheses(is_cyrillic))
    costs = _costs(line, judged, is_cyrillic)
    best, score = _likeliest(every, costs)
    if best.kind == "layout" and is_cyrillic and not is_in_english(best.scheme, tuple(c for c, _ in chunks_of(line))):
        best, score = _likeliest(hypotheses(is_cyrillic), costs[: len(hypotheses(is_cyrillic))])
    if best.kind == "other" and is_cyrillic:
        language, share = name(word for word, _ in judged)
        if share >= NAMED_BY:
            return _named(language), score * share
    return best, score


def _likeliest(every: Sequence[Hypothesis], costs: list[float]) -> tuple[Hypothesis, float]:
    """Return the same of hypotheses and costs: a language by two schemes, or in two spellings, is one answer."""
    shares = probabilities(costs)
    answers: dict[tuple[str, str], float] = {}
    for share, h in zip(shares, every, strict=True):
        answers[h.kind, h.language] = answers.get((h.kind, h.language), 0.0) + share
    answer = max(answers, key=answers.__getitem__)
    agreed = [share if (h.kind, h.language) == answer else 0.0 for share, h in zip(shares, every, strict=True)]
    return every[agreed.index(max(agreed))], answers[answer]


@cache
def _named(language: str) -> Hypothesis:
    return replace(UNKNOWN, language=language)


def _costs(line: str, words: list[tuple[str, int]], is_cyrillic: bool) -> list[float]:
    """Return what a line costs in nats by each hypothesis, layouts last; said again, a word proves nothing new."""
    chunks = chunks_of(line)
    seen = {chunk for chunk, _ in chunks if bool(CYRILLIC.search(chunk)) == is_cyrillic}
    cost, layout_cost = costs_of(is_cyrillic), layout_costs_of(is_cyrillic)
    marked = sum(map(marks, seen))
    natural = totals([[h.prior + marked for h in hypotheses(is_cyrillic)], *map(cost, {word for word, _ in words})])
    # No layout has anything to say of words in addresses or code.
    ends = [at + len(chunk) for chunk, at in chunks]
    inside = [bisect_right(ends, at) for _, at in words]
    apart = {word for (word, at), n in zip(words, inside, strict=True) if n == len(chunks) or at < chunks[n][1]}
    rest = sum([min(cost(word)) for word in apart])
    priors = [h.prior + rest for h in layout_hypotheses(is_cyrillic)]
    return natural + totals([priors, *map(layout_cost, seen)])


def _word(word: str, start: int, start16: int, best: Hypothesis, script: str) -> Detection:
    """Return what a word is within a line that is `best`, in a script."""
    its_script = _script_of_word(word)
    if its_script not in OURS:
        return _detection(word, start, start16, its_script, UNKNOWN, 1.0)
    if best.kind == "layout" and its_script == script:
        return _detection(word, start, start16, script, best, 1.0)
    found, score = _judge_word(word.lower(), its_script == "Cyrl", best, script == its_script)
    found = best if found.kind == best.kind == "other" else found
    return _detection(word, start, start16, its_script, found, score)


@lru_cache(REMEMBERED)
def _judge_word(word: str, is_cyrillic: bool, best: Hypothesis, in_script: bool) -> tuple[Hypothesis, float]:
    """Return the same for a word in lower case, in the script of its line or in another one."""
    kinds = ("english", best.kind, "other") if is_cyrillic else ("english", best.kind)
    options = [
        (cost + (0.0 if h == best or h.kind == best.kind == "other" else LINE_TRUST + h.prior), h)
        for h, cost in zip(hypotheses(is_cyrillic), costs_of(is_cyrillic)(word), strict=True)
        if h.kind in kinds or h.language == best.language or not in_script
    ]
    shares = probabilities([cost for cost, _ in options])
    score, (_, found) = max(zip(shares, options, strict=True), key=lambda option: option[0])
    return found, score


def _detection(
    text: str,
    start: int,
    start16: int,
    script: str,
    found: Hypothesis,
    score: float,
    words: tuple[Detection, ...] = (),
) -> Detection:
    places = (start, start + len(text), start16, start16 + utf16_length(text))
    return Detection(text, *places, found.kind, script, found.language, found.scheme, score, words, found.variant)

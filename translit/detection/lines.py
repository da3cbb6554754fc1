"""Say what a line is written in: which language, in its own script, romanised, or typed with the wrong layout."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..informal.tokens import TOKEN
from ..text.places import Utf16, utf16_length
from .hypotheses import Hypothesis, costs_of, hypotheses, totals
from .keyboards import CYRILLIC, chunks_of, layout_costs_of, layout_hypotheses, marks

#: How far the words of a line may be believed as if each came by itself: scores are right when nats count so much.
TRUST = 0.7
#: Nats that a word has to be likelier in another language than its line's, to be called that.
LINE_TRUST = 4.0
NOTHING = Hypothesis("none", "", "", len)


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
    cyrillic = sum(bool(CYRILLIC.search(word)) for word, _ in words)
    is_cyrillic = cyrillic > 0 and 2 * cyrillic >= len(words)
    judged = [(word.lower(), at) for word, at in words if bool(CYRILLIC.search(word)) == is_cyrillic]
    if not judged:
        return _detection(line, start, start16, "none", "Zyyy", NOTHING, 1.0)
    every = (*hypotheses(is_cyrillic), *layout_hypotheses(is_cyrillic))
    shares = probabilities(_costs(line, judged, is_cyrillic))
    best = every[shares.index(max(shares))]
    # The same language by two schemes is one answer with two explanations.
    same = (best.kind, best.language)
    score = sum([share for share, h in zip(shares, every, strict=True) if (h.kind, h.language) == same])
    script = "Cyrl" if is_cyrillic else "Latn"
    units = Utf16(line)
    pieces = tuple(_word(word, start + at, start16 + units.at(at), best, is_cyrillic) for word, at in words)
    return _detection(line, start, start16, best.kind, script, best, score, pieces)


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


def _word(word: str, start: int, start16: int, best: Hypothesis, is_cyrillic: bool) -> Detection:
    """Return what a word is within a line that is `best`."""
    word_is_cyrillic = bool(CYRILLIC.search(word))
    script = "Cyrl" if word_is_cyrillic else "Latn"
    if best.kind == "layout" and word_is_cyrillic == is_cyrillic:
        return _detection(word, start, start16, best.kind, script, best, 1.0)
    options = [
        (cost + (0.0 if h is best else LINE_TRUST + h.prior), h)
        for h, cost in zip(hypotheses(word_is_cyrillic), costs_of(word_is_cyrillic)(word.lower()), strict=True)
        if h.kind in ("english", best.kind) or h.language == best.language or word_is_cyrillic != is_cyrillic
    ]
    shares = probabilities([cost for cost, _ in options])
    score, (_, found) = max(zip(shares, options, strict=True), key=lambda option: option[0])
    return _detection(word, start, start16, found.kind, script, found, score)


def _detection(
    text: str,
    start: int,
    start16: int,
    kind: str,
    script: str,
    found: Hypothesis,
    score: float,
    words: tuple[Detection, ...] = (),
) -> Detection:
    end, end16 = start + len(text), start16 + utf16_length(text)
    return Detection(text, start, end, start16, end16, kind, script, found.language, found.scheme, score, words)

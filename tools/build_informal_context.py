"""Weigh pairs of neighbours: read running text as many writers would type it, and learn from the readings in doubt.

The weights are those of a logistic regression: of the readings that a model finds for a word, the one that was
meant should cost least with its neighbours on both sides. They stay near what a table tells, or near nothing.
"""

from __future__ import annotations

import math
import random
import re
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools import build_informal_pack as pack
from translit.informal.context import STOP, WEIGHT_UNIT, Options, key, near, pairs
from translit.informal.decoder import decoder, decoders
from translit.informal.model import file as models
from translit.informal.spelling import SpellingTable

#: How many writers are imagined.
WRITERS = 16
#: How often a writer's habit is counted by a decoder that knows this writer; every second one is known.
KNOWN_HABITS = 30
#: Times that the text is gone through, length of the steps, and how weights are drawn back to what is told.
PASSES, STEP, DOUBT = 4, 0.25, 2.0
#: A reading whose probability is nearer than this to 0 or 1, as it should be, teaches nothing.
SURE = 2e-3
#: A pair that was in question less often is not weighed.
SIGHTINGS = 2
#: What a table's own word on a neighbour weighs, in nats.
TOLD = 3.0
#: Pairs that are kept, for the languages that gain by more, and for the others.
PAIRS, OTHERS = {"ru": 16_000, "uk": 16_000}, 10_000
#: Keys share their upper bits by rows; the lower ones are stored with each weight.
ROWS, LOW = 1 << 10, 1 << 16

#: A word of running text as it was meant, and its readings (cost above the best in nats, text) where there are several.
Meant = tuple[str, Options]
#: Which reading was meant, what each costs, and the numbers of the pairs that each makes and not all make.
Question = tuple[int, list[float], list[list[int]]]
WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc][^\W\d_]+)*")


def habits(table: SpellingTable, dice: random.Random) -> dict[str, str]:
    """Return how one imagined writer spells each letter: in a usual way, and half of the groups letter by letter.

    >>> from translit.informal.spelling import parse_spellings
    >>> table, _ = parse_spellings({"spellings": {"common": {"ш": "sh", "а": "a"}}})
    >>> habits(table, random.Random(1))
    {'ш': 'sh', 'а': 'a'}
    """
    usual: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for s in table.spellings:
        if s.usual and s.shown == s.letters:
            usual[s.letters].append((s.latin, s.weight))
    return {
        letters: dice.choices([way for way, _ in ways], [weight for _, weight in ways])[0]
        for letters, ways in usual.items()
        if len(letters) == 1 or dice.random() < 0.5
    }


def write_latin(word: str, spelled: Mapping[str, str]) -> str:
    """Return a word as a writer with these habits types it, longest groups of letters first.

    >>> write_latin("мой", {"м": "m", "о": "o", "й": "y", "ой": "oi"})
    'moi'
    """
    written, at = "", 0
    while at < len(word):
        length = next((n for n in (3, 2) if word[at : at + n] in spelled), 1)
        written += spelled.get(word[at : at + length], word[at : at + length])
        at += length
    return written


def readings(language: str, texts: Iterable[str], normal: Callable[[str], str]) -> Iterator[list[Meant]]:
    """Yield the stretches of `texts` between full stops and the like, each text as one of the writers would type it."""
    ours = decoder(f"{language}-informal")
    dice = random.Random(language)
    writers = []
    for number in range(WRITERS):
        spelled = habits(ours.table, dice)
        known = {way: float(KNOWN_HABITS) for way in spelled.items()}
        writers.append((spelled, ours.adapt(known) if number % 2 else ours, dict[str, Options]()))
    for number, text in enumerate(texts):
        spelled, reader, memory = writers[number % WRITERS]
        stretch: list[Meant] = []
        end = 0
        for match in WORD.finditer(text):
            if STOP.search(text, end, match.start()):
                yield stretch
                stretch = []
            word, end = normal(match[0]), match.end()
            if word not in memory:
                latin = write_latin(word, spelled)
                is_read = latin != word and re.search("[a-z]", latin)
                memory[word] = near(reader.reading(latin).found) if is_read else ()
            stretch.append((word, memory[word]))
        yield stretch


def rivals(stretches: Sequence[list[Meant]], alike: Sequence[str]) -> Iterator[list[Meant]]:
    """Yield the stretches with words that a table lists as written alike, with no reading but these."""
    times = Counter(word for stretch in stretches for word, _ in stretch)
    others: dict[str, list[str]] = defaultdict(list)
    for one, other in (both.split() for both in alike):
        if times[one] and times[other]:
            others[one].append(other)
            others[other].append(one)
    for stretch in stretches:
        for turn in range(max((len(others.get(word, ())) for word, _ in stretch), default=0)):
            yield [
                (word, tuple((-math.log(times[each]), each) for each in (word, *others[word][turn : turn + 1])))
                if word in others
                else (word, ())
                for word, _ in stretch
            ]


class Lessons:
    """Every word in doubt between the neighbours that were meant, and what is learned from them."""

    def __init__(self, stretches: Iterable[list[Meant]]) -> None:
        #: Pairs of shapes by number.
        self.numbers: dict[str, int] = {}
        self.questions: list[Question] = []
        links: dict[tuple[str, str], frozenset[int]] = {}

        def link(first: str, second: str) -> frozenset[int]:
            found = links.get((first, second))
            if found is None:
                named = (self.numbers.setdefault(pair, len(self.numbers)) for pair in pairs(first, second))
                found = links[first, second] = frozenset(named)
            return found

        for stretch in stretches:
            for place, (word, options) in enumerate(stretch):
                texts = [text for _, text in options]
                if len(texts) > 1 and word in texts:
                    left = stretch[place - 1][0] if place else ""
                    right = stretch[place + 1][0] if place + 1 < len(stretch) else ""
                    made = [link(left, text) | link(text, right) for text in texts]
                    common = frozenset.intersection(*made)
                    costs = [cost for cost, _ in options]
                    self.questions.append((texts.index(word), costs, [sorted(each - common) for each in made]))

    def learn(self, told: Mapping[str, float]) -> dict[str, tuple[float, int]]:
        """Return what each pair gains a reading, in nats, and how often it was in question: all seen or told."""
        times = Counter(n for _, _, made in self.questions for n in {n for each in made for n in each})
        is_weighed = [times[n] >= SIGHTINGS for n in range(len(self.numbers))]
        asked = [(y, costs, [[n for n in each if is_weighed[n]] for each in made]) for y, costs, made in self.questions]
        start = [told.get(pair, 0.0) for pair in self.numbers]
        weights, moved = list(start), [1.0] * len(start)
        dice = random.Random(1)
        for _ in range(PASSES):
            dice.shuffle(asked)
            for right, costs, made in asked:
                scores = [sum([weights[n] for n in each]) - cost for cost, each in zip(costs, made, strict=True)]
                best = max(scores)
                odds = [math.exp(score - best) for score in scores]
                total = sum(odds)
                for place, each in enumerate(made):
                    slope = (place == right) - odds[place] / total
                    if abs(slope) < SURE:
                        continue
                    for n in each:
                        step = slope - DOUBT * (weights[n] - start[n]) / times[n]
                        moved[n] += step * step
                        weights[n] += STEP * step / math.sqrt(moved[n])
        seen = {pair: (weights[n], times[n]) for pair, n in self.numbers.items() if is_weighed[n]}
        return {pair: (nats, 0) for pair, nats in told.items()} | seen


def read_hints(table: Mapping[str, Any]) -> dict[str, float]:
    """Return the pairs of words and endings that a table lists in [before] and [after].

    >>> read_hints({"before": {"~ть": "могу"}, "after": {"ще": "да ~м"}})
    {'=могу ~ть': 3.0, '=ще =да': 3.0, '=ще ~м': 3.0}
    """
    found = {}
    for section in ("before", "after"):
        for word, neighbours in table.get(section, {}).items():
            for neighbour in neighbours.split():
                two = (neighbour, word) if section == "before" else (word, neighbour)
                found[" ".join(each if each[0] == "~" else f"={each}" for each in two)] = TOLD
    return found


def pack_neighbours(weighed: Mapping[str, tuple[float, int]], listed: Iterable[str], size: int) -> dict[str, bytes]:
    """Return the sections of a model file: `listed` pairs and those that decide most, `size` in all."""
    worth = {pair: abs(nats) * math.sqrt(times) for pair, (nats, times) in weighed.items()}
    worth |= dict.fromkeys(listed, math.inf)
    units = {
        key(pair): max(-127, min(127, round(weighed[pair][0] / WEIGHT_UNIT)))
        for pair in sorted(worth, key=lambda pair: (-worth[pair], pair))[:size]
    }
    keys = sorted(number for number, unit in units.items() if unit)
    rows = Counter(number // LOW for number in keys)
    starts = array("H", [0])
    for row in range(ROWS):
        starts.append(starts[-1] + rows[row])
    return {
        "context.pairs": array("H", (number % LOW for number in keys)).tobytes(),
        "context.starts": starts.tobytes(),
        "context.weights": array("b", (units[number] for number in keys)).tobytes(),
    }


def add(path: Path, texts: Iterable[str], normal: Callable[[str], str], table: Mapping[str, Any]) -> None:
    """Put the weights of `texts` into the model file at `path`, by reading them with the rest of this model."""
    models.model.cache_clear()
    decoders.cache_clear()
    language = path.stem
    stretches = list(readings(language, texts, normal))
    lessons = Lessons([*stretches, *rivals(stretches, table.get("alike", ()))])
    hints = read_hints(table)
    old = models.Model(path.read_bytes(), path)
    header = {name: value for name, value in old.header.items() if name != "sections"}
    sections = {name: bytes(data) for name, data in old.sections.items() if not name.startswith("context.")}
    learned = pack_neighbours(lessons.learn(hints), hints, PAIRS.get(language, OTHERS))
    pack.write(path, pack.assemble(header, sections | learned))

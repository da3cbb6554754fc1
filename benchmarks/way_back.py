"""The way back by a standard: `python -m benchmarks.way_back --treebanks FOLDER [TABLE ...]`.

Running text of Universal Dependencies treebanks, which are measured on and never shipped, is written by a scheme and
read again: by the table alone, and with the lexicon (`read=True`). A word counts if it has a Cyrillic letter, is right
if it is the same again, capitals and all; ё and е are the same, and so are apostrophes.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.accuracy.texts import treebank
from translit import compile_table, tables
from translit.informal.model.file import model

TABLES = (
    "bg-streamlined-2009",
    "bg-ala-lc",
    "uk-kmu-2010",
    "uk-bgn-pcgn-1965",
    "uk-ala-lc",
    "ru-icao-9303",
    "ru-bgn-pcgn-1947",
    "ru-ala-lc",
    "sr-ascii",
    "sr-tanjug",
    "be-icao-9303",
)
CYRILLIC = re.compile("[\u0400-\u052f]")
EDGES = re.compile(r"^[^\w]+|[^\w]+$")
ALIKE = str.maketrans({"ё": "е", "Ё": "Е", "’": "'", "ʼ": "'", "`": "'", "\u0301": ""})


def measure(name: str, folder: Path, split: str, errors: int) -> None:
    """Print one row: words right by the table, with the lexicon, and of the words that the lexicon lists."""
    language = tables[name].language
    there, back = compile_table(name), compile_table(name, reverse=True)
    read = compile_table(name, reverse=True, read=True)
    lexicon = model(language)
    words = by_table = right = listed = known = 0
    wrong: Counter[tuple[str, str, str]] = Counter()
    started = time.process_time()
    for line in treebank(folder, language, split):
        latin = there.transliterate(line)
        pairs = (line, latin, back.transliterate(latin), read.transliterate(latin))
        for meant, spelled, *got in zip(*(each.split() for each in pairs), strict=True):
            if not CYRILLIC.search(meant):
                continue
            table_is_right, is_right = (each.translate(ALIKE) == meant.translate(ALIKE) for each in got)
            is_listed = lexicon.share(EDGES.sub("", meant.translate(ALIKE)).lower()) is not None
            words, by_table, right = words + 1, by_table + table_is_right, right + is_right
            listed, known = listed + is_listed, known + (is_listed and is_right)
            if not is_right:
                wrong[spelled, got[1], meant] += 1
    spent = time.process_time() - started
    share = [
        f"{100 * part / max(whole, 1):.2f}" for part, whole in ((by_table, words), (right, words), (known, listed))
    ]
    print(f"| `{name}` | {words} | {' | '.join(share)} | {100 * listed / max(words, 1):.1f} | {words / spent:.0f} |")
    for (spelled, got_text, meant), times in wrong.most_common(errors):
        print(f"    {times} {spelled} → {got_text}, meant {meant}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", default=TABLES)
    parser.add_argument("--treebanks", type=Path, required=True, help="a folder with checkouts of UD treebanks")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the N most frequent faults")
    arguments = parser.parse_args()
    print("| table | words | table alone, % | with the lexicon, % | of listed words, % | listed, % | words a second |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for name in arguments.tables:
        measure(name, arguments.treebanks, arguments.split, arguments.errors)


if __name__ == "__main__":
    main()

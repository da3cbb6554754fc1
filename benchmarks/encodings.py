"""How many lines read in a wrong encoding are restored: `python -m benchmarks.encodings [--lines N] [--times N]`."""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from translit import repair_encoding
from translit.detection.code_pages import CYRILLIC, read_as

SENTENCES = Path(__file__).parent / "accuracy" / "sentences"
WRITTEN = ("utf-8", *CYRILLIC)
READ = (*CYRILLIC, "latin-1", "cp1252")
LENGTH = 20


def sentences() -> list[str]:
    """Return Cyrillic sentences of six languages, in an order that is always the same."""
    found = []
    for language in ("be", "bg", "mk", "ru", "sr", "uk"):
        rows = (SENTENCES / f"{language}.tsv").read_text("utf-8").splitlines()[1:]
        found += [re.sub(r"\|\S+", "", row.split("\t")[3]) for row in rows]
    random.Random(20).shuffle(found)
    return found


def lines(count: int) -> list[str]:
    """Return the beginnings of sentences, cut at a word near 20 characters, 16 at least."""
    cut = (re.match(rf".{{,{LENGTH}}}(?!\S)", sentence) for sentence in sentences())
    return [found[0] for found in cut if found and len(found[0]) >= LENGTH - 4][:count]


def misread(line: str, ways: list[tuple[str, str]]) -> str | None:
    """Return a line written and read in two encodings, again and again; None where its letters have no such bytes."""
    try:
        for written, read in ways:
            line = read_as(line.encode(written), read)
    except UnicodeEncodeError:
        return None
    return line


def restored(chosen: list[str], ways: list[tuple[str, str]]) -> Iterator[bool]:
    """Yield whether each line is restored."""
    for line in chosen:
        wrong = misread(line, ways)
        if wrong is not None:
            yield repair_encoding(wrong) == line


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100)
    parser.add_argument("--times", type=int, default=1, help="read wrong so many times, in pairs drawn by chance")
    options = parser.parse_args()
    chosen = lines(options.lines)
    right = total = 0
    if options.times > 1:
        draw = random.Random(options.times)
        for line in chosen:
            ways = [(draw.choice(WRITTEN), draw.choice(READ)) for _ in range(options.times)]
            found = list(restored([line], ways))
            right, total = right + sum(found), total + len(found)
    else:
        print(f"{'':14}" + "".join([f"{read:>14}" for read in READ]))
        for written in WRITTEN:
            row = f"{written:14}"
            for read in READ:
                found = list(restored(chosen, [(written, read)])) if written != read else []
                right, total = right + sum(found), total + len(found)
                row += f"{100 * sum(found) / len(found):13.1f}%" if found else f"{'':14}"
            print(row)
    print(f"{right} of {total} restored: {100 * right / max(total, 1):.2f} %")


if __name__ == "__main__":
    main()

"""How fast the informal reader is: `python -m benchmarks.accuracy.speed --treebanks FOLDER [LANGUAGE]`."""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.accuracy.texts import treebank
from benchmarks.accuracy.writers import writers
from translit.informal.decoder import decoder
from translit.informal.lines import Reader
from translit.informal.model.file import FOLDER, Model
from translit.resources import map_file


def resident() -> float:
    """Return the megabytes of this process in memory, where the system tells."""
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Measure in processor time, so that other work on the machine does not count, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", nargs="?", default="bg")
    parser.add_argument("--treebanks", type=Path, required=True, help="a folder with checkouts of UD treebanks")
    arguments = parser.parse_args()
    clock = time.process_time
    texts = treebank(arguments.treebanks, arguments.language, "test")
    each = list(writers(arguments.language).values())
    lines = [each[i % len(each)](text) for i, text in enumerate(texts)]
    words = sorted({word for line in lines for word in re.findall(r"[^\W_][\w']*", line.lower())})
    random.Random(1).shuffle(words)
    path = f"{FOLDER}/{arguments.language}.bin"
    before = clock()
    Model(map_file(path), Path(path))
    print(f"load a model: {1000 * (clock() - before):.1f} ms")
    before = clock()
    ours = decoder(f"{arguments.language}-informal")
    print(f"first use, table and code included: {1000 * (clock() - before):.1f} ms")
    times = []
    right = total = 0
    for word in words:
        before = clock()
        ours.candidates(word, 5)
        times.append(clock() - before)
    times.sort()
    print(f"cold unique words: {len(words) / sum(times):,.0f}/s of {len(words)}")
    for share in (0.5, 0.95, 0.99, 1):
        print(f"  candidate list, p{100 * share:.0f}: {1000 * times[int(share * (len(times) - 1))]:.2f} ms")
    for text, line in zip(texts, lines, strict=True):
        for latin, meant in zip(re.findall(r"[^\W_][\w']*", line), re.findall(r"[^\W_][\w']*", text), strict=False):
            if latin != meant:
                total += 1
                found = [c.text.casefold() for c in ours.candidates(latin.lower(), 5)]
                right += meant.casefold().replace("ё", "е") in [f.replace("ё", "е") for f in found]
    print(f"right reading among the first five: {100 * right / max(total, 1):.2f} % of {total} words")
    running = sum(len(line.split()) for line in lines)
    reader = Reader(ours, adapt=False)
    for name in ("first time", "warm"):
        before = clock()
        for line in lines:
            reader.line(line)
        print(f"running words, {name}, context and English gate on: {running / (clock() - before):,.0f}/s")
    before = clock()
    Reader(ours).text("\n".join(lines))
    print(f"a whole text, learning the writer's habits first: {running / (clock() - before):,.0f} words/s")
    print(f"resident: {resident():.0f} MB")


if __name__ == "__main__":
    main()

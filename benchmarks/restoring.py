"""Give lost letters back: `python -m benchmarks.restoring --treebanks FOLDER [LANGUAGE ...]`.

The letters are taken out of the test parts of Universal Dependencies treebanks, which are measured on and never
shipped. A sentence counts if its writer uses the letters at all, so Russian ones without a ё are left aside.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.accuracy.texts import treebank
from translit import restore, transliterate

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
BALD = str.maketrans(
    {"š": "s", "č": "c", "ć": "c", "ž": "z", "Š": "S", "Č": "C", "Ć": "C", "Ž": "Z", "đ": "dj", "Đ": "Dj"}
)
#: What is taken out of a word, and what shows that its writer knows the letters.
TAKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "ru": (lambda word: word.replace("ё", "е").replace("Ё", "Е"), "ё"),
    "uk": (lambda word: re.sub("['’ʼ]", "", word).replace("ґ", "г").replace("Ґ", "Г"), ""),
    "be": (lambda word: re.sub("['’ʼ]", "", word), ""),
    "bg": (lambda word: word.replace("ѝ", "и"), "ѝ"),
    "sr": (lambda word: word.translate(BALD), ""),
}


def measure(language: str, folder: Path) -> None:
    """Print one row: words that had lost something, how many came back, and what was changed without need."""
    take, known = TAKEN[language]
    lost = back = kept = spoiled = 0
    for line in treebank(folder, language, "test"):
        text = transliterate(line, "sr-latin") if language == "sr" else line
        if known not in text:
            continue
        bare = WORD.sub(lambda found: take(found[0]), text)
        restored = WORD.findall(restore(bare, language))
        for wanted, without, got in zip(WORD.findall(text), WORD.findall(bare), restored, strict=True):
            is_right = got.replace("’", "'") == wanted.replace("’", "'")
            if wanted != without:
                lost, back = lost + 1, back + is_right
            else:
                kept, spoiled = kept + 1, spoiled + (not is_right)
    print(f"| {language} | {lost} | {100 * back / max(lost, 1):.2f} | {kept} | {100 * spoiled / max(kept, 1):.3f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=list(TAKEN))
    parser.add_argument("--treebanks", type=Path, required=True, help="a folder with checkouts of UD treebanks")
    arguments = parser.parse_args()
    print("| language | words without their letters | came back, % | other words | changed without need, % |")
    print("| --- | --: | --: | --: | --: |")
    for language in arguments.languages:
        measure(language, arguments.treebanks)


if __name__ == "__main__":
    main()

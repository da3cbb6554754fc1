"""How often lines are recognised and layouts repaired: `python -m benchmarks.accuracy.detection --treebanks FOLDER`."""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.accuracy.texts import own, treebank
from benchmarks.accuracy.writers import writers
from translit.informal import decode, detect, repair_layout
from translit.informal.keyboards import keyboards

LENGTHS = ((8, 20), (20, 50), (50, 120))


def cut(texts: Iterable[str], low: int, high: int, most: int) -> Iterator[str]:
    """The first words of each text, `low` to `high` characters long."""
    for text in list(texts)[:most]:
        line = ""
        for word in text.split():
            if len(line) + 1 + len(word) > high:
                break
            line = f"{line} {word}".strip()
        if len(line) >= low and re.search(r"[^\W\d_]{3}", line):
            yield line


def lines(folder: Path, split: str) -> dict[str, list[str]]:
    """What each line is -> texts: Cyrillic, romanised and English."""
    found: dict[str, list[str]] = {}
    for language in ("bg", "ru", "uk", "sr"):
        texts = [t for t in treebank(folder, language, split) if not re.search("[A-Za-z]", t)]
        found[f"cyrillic {language}"] = texts
        each = list(writers(language).values())
        found[f"romanised {language}"] = [each[i % len(each)](text) for i, text in enumerate(texts)]
    found["english en"] = treebank(folder, "en", split)
    return found


def name(text: str) -> str:
    """What `detect` says of one line."""
    seen = detect(text)
    return f"{seen[0].kind} {seen[0].language}".strip() if seen else "none"


def recognised(folder: Path, split: str, most: int, errors: bool) -> None:
    """A table of line lengths and the share of lines that were recognised."""
    texts = lines(folder, split)
    print("| lines of | " + " | ".join(f"{low}-{high}" for low, high in LENGTHS) + " |")
    print("|---" * (1 + len(LENGTHS)) + "|")
    wrong: Counter[tuple[str, str]] = Counter()
    for kind, full in texts.items():
        cells = []
        for low, high in LENGTHS:
            short = list(cut(full, low, high, most))
            right = 0
            for line in short:
                seen = name(line)
                right += seen == kind
                if seen != kind:
                    wrong[kind, seen] += 1
                    if errors:
                        print("   ", kind, "taken for", seen, ":", line)
            cells.append(f"{100 * right / max(len(short), 1):.1f}")
        print(f"| {kind} | " + " | ".join(cells) + " |")
    for language in ("bg", "ru", "uk", "sr", "mk", "be"):
        sentences = [s.latin for s in own(language, split)]
        right = sum(name(s) == f"romanised {language}" for s in sentences)
        print(f"| own sentences, {language} | {100 * right / len(sentences):.1f} of {len(sentences)} |||")
    sentences = [s.latin for s in own("en", split)]
    print(f"| own sentences, en | {100 * sum(name(s) == 'english en' for s in sentences) / len(sentences):.1f} |||")
    print("\ntaken for:", ", ".join(f"{a} for {b}: {n}" for (a, b), n in wrong.most_common(12)))


def words(texts: Iterable[str], pattern: str, number: int, seed: int) -> list[str]:
    """Running words of two letters or more."""
    found = [w for text in texts for w in re.findall(pattern, text)]
    random.Random(seed).shuffle(found)
    return found[:number]


def repaired(folder: Path, split: str, number: int, errors: bool) -> None:
    """A table of layouts: words and lines put right, and good text left alone."""
    english = words(treebank(folder, "en", split), r"(?<![\w@/'-])[A-Za-z]{2,}(?![\w@/'-])", number, 1)
    print("\nA phonetic layout left off gives what a romanising writer types: what is not repaired there is decoded.")
    print("\n| layout | Cyrillic words typed with it off | lines | English words typed with it on | lines |")
    print("|---|---|---|---|---|")
    for board in keyboards():
        texts = [t for t in treebank(folder, board.language, split) if not re.search("[A-Za-z]", t)]
        native = words(texts, "[а-яА-ЯёЁ]{2,}", number, 2)
        cells = []
        for sample, mapping in (
            (native, board.off),
            (list(cut(texts, 20, 60, number)), board.off),
            (english, board.on),
            (
                [x for x in cut(treebank(folder, "en", split), 20, 60, number) if re.fullmatch("[A-Za-z .,!?]+", x)],
                board.on,
            ),
        ):
            right = 0
            total = 0
            for text in sample:
                typed = text.translate(mapping)
                if typed == text:
                    continue
                total += 1
                fixed = repair_layout(typed)
                if fixed == typed and mapping is board.off and board.is_phonetic:
                    fixed = decode(typed, f"{board.language}-informal")
                right += fixed == text
                if errors and fixed != text:
                    print("   ", board.id, text, "|", typed, "|", fixed)
            cells.append(f"{100 * right / max(total, 1):.1f}")
        print(f"| {board.id} | " + " | ".join(cells) + " |")
    good: dict[str, list[str]] = {
        "English words": english,
        "English lines": list(cut(treebank(folder, "en", split), 20, 80, 2 * number)),
    }
    for language in ("bg", "ru", "uk", "sr"):
        texts = treebank(folder, language, split)
        good[f"{language} words"] = words(texts, r"\w{2,}", number, 3)
        good[f"{language} lines"] = list(cut(texts, 20, 80, number))
        each = list(writers(language).values())
        good[f"{language} romanised words"] = [each[i % len(each)](w) for i, w in enumerate(good[f"{language} words"])]
        good[f"{language} romanised lines"] = [each[i % len(each)](w) for i, w in enumerate(good[f"{language} lines"])]
    print("\n| good text | touched, % of words |")
    print("|---|---|")
    for kind, sample in good.items():
        total = sum(len(text.split()) for text in sample)
        touched = 0
        for text in sample:
            fixed = repair_layout(text)
            touched += sum(a != b for a, b in zip(text.split(), fixed.split(), strict=False))
            if errors and fixed != text:
                print("   ", kind, text, "|", fixed)
        print(f"| {kind} | {100 * touched / max(total, 1):.2f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="a folder with checkouts of UD treebanks")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--number", type=int, default=500, help="lines and words of each kind")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", choices=("lines", "layouts"))
    arguments = parser.parse_args()
    if arguments.only != "layouts":
        recognised(arguments.treebanks, arguments.split, arguments.number, arguments.errors)
    if arguments.only != "lines":
        repaired(arguments.treebanks, arguments.split, arguments.number, arguments.errors)


if __name__ == "__main__":
    main()

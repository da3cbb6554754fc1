"""How often lines are recognised and layouts repaired: `python -m benchmarks.accuracy.detection --treebanks FOLDER`.

Each line, and each word of the tables of words, is a text of its own: nothing around it helps. A line is right when
kind and language are; English may also be called "other", because a line of foreign names is both, and Cyrillic typed
with a phonetic layout off may be called romanised, because a romanising writer types the same. Good text is touched
where a word of it comes out changed.
"""

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
from translit.detection import detect, repair_layout
from translit.detection.keyboards import Keyboard, keyboards
from translit.informal import decode

LANGUAGES = ("bg", "ru", "uk", "sr")
LENGTHS = ((8, 20), (20, 50), (50, 120))
PLAIN_WORD = re.compile(r"(?<!\S)[^\w\s]*[^\W\d_]+(?:['’-][^\W\d_]+)*[^\w\s]*(?!\S)")


def cut(texts: Iterable[str], low: int, high: int, most: int) -> Iterator[str]:
    """Yield the first words of each text, `low` to `high` characters long; a line has at least one plain word."""
    for text in list(texts)[:most]:
        line = ""
        for word in text.split():
            if len(line) + 1 + len(word) > high:
                break
            line = f"{line} {word}".strip()
        if len(line) >= low and re.search(r"[^\W\d_]{3}", line) and PLAIN_WORD.search(line):
            yield line


def cyrillic(folder: Path, language: str, split: str) -> list[str]:
    """Return the sentences of a treebank that have no Latin in them."""
    return [text for text in treebank(folder, language, split) if not re.search("[A-Za-z]", text)]


def in_latin(texts: Iterable[str], language: str) -> list[str]:
    """Return texts as people write them in Latin, by turns."""
    each = list(writers(language).values())
    return [each[i % len(each)](text) for i, text in enumerate(texts)]


def lines(folder: Path, split: str) -> dict[str, list[str]]:
    """Return texts by what each of their lines is."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        texts = cyrillic(folder, language, split)
        found[f"cyrillic {language}"] = texts
        found[f"romanised {language}"] = in_latin(texts, language)
    english = treebank(folder, "en", split)
    found["english en"] = english
    for board in keyboards():
        texts = cyrillic(folder, board.language, split)
        found[f"layout {board.language}, {board.id} off"] = [text.translate(board.off) for text in texts]
        found[f"layout en, {board.id} on"] = [text.translate(board.on) for text in english]
    return found


def seen_as(text: str) -> str:
    """Return what `detect` says of one line."""
    seen = detect(text)
    return f"{seen[0].kind} {seen[0].language}".strip() if seen else "none"


def is_right(meant: str, seen: str) -> bool:
    """Tell whether an answer counts."""
    kind, _, scheme = meant.partition(", ")
    if kind == "english en":
        return seen in ("english en", "other")
    return seen == kind or (is_phonetic(scheme) and seen == kind.replace("layout", "romanised"))


def is_phonetic(scheme: str) -> bool:
    """Tell whether a row of the table is about a layout that gives what a romanising writer types."""
    return any(board.is_phonetic for board in keyboards() if board.id == scheme.partition(" ")[0])


def tabulate_lines(folder: Path, split: str, most: int, errors: bool) -> None:
    """Print a table of line lengths and the share of lines that were recognised."""
    print("| lines of | " + " | ".join(f"{low}-{high}" for low, high in LENGTHS) + " |")
    print("|---" * (1 + len(LENGTHS)) + "|")
    wrong: Counter[tuple[str, str]] = Counter()
    foreign = 0
    for kind, full in lines(folder, split).items():
        cells = []
        for low, high in LENGTHS:
            seen = [(line, seen_as(line)) for line in cut(full, low, high, most)]
            missed = [(line, name) for line, name in seen if not is_right(kind, name)]
            wrong.update((kind, name) for _, name in missed)
            foreign += sum(name == "other" for _, name in seen if kind == "english en")
            cells.append(f"{100 - 100 * len(missed) / max(len(seen), 1):.1f}")
            if errors:
                print(*(f"    {kind} taken for {name}: {line}" for line, name in missed), sep="\n")
        print(f"| {kind} | " + " | ".join(cells) + " |")
    for language in (*LANGUAGES, "mk", "be", "en", "other"):
        kind = {"en": "english en", "other": "other"}.get(language, f"romanised {language}")
        seen = [(s.latin, seen_as(s.latin)) for s in own(language, split)]
        right = sum(is_right(kind, name) for _, name in seen)
        print(f"| own sentences, {kind} | {100 * right / len(seen):.1f} of {len(seen)} |||")
        if errors:
            print(
                *(f"    own {kind} taken for {name}: {line}" for line, name in seen if not is_right(kind, name)),
                sep="\n",
            )
    print(f"\nEnglish lines called other: {foreign}")
    print("taken for:", ", ".join(f"{a} for {b}: {n}" for (a, b), n in wrong.most_common(16)))


def words(texts: Iterable[str], pattern: str, number: int, seed: int) -> list[str]:
    """Return the running words of two letters or more."""
    found = [w for text in texts for w in re.findall(pattern, text)]
    random.Random(seed).shuffle(found)
    return found[:number]


def put_right(board: Keyboard, typed: str, is_cyrillic: bool) -> str:
    """Return what becomes of a text; what a phonetic layout left off isn't repaired in is read as romanised."""
    fixed = repair_layout(typed)
    if fixed == typed and board.is_phonetic and not is_cyrillic:
        return decode(typed, f"{board.language}-informal")
    return fixed


def words_right(tried: list[tuple[str, str, str]]) -> float:
    """Return the share of words that came out right, in per cent."""
    pairs = [(a, b) for fixed, _, text in tried for a, b in zip(fixed.split(), text.split(), strict=True)]
    return 100 * sum(a == b for a, b in pairs) / max(len(pairs), 1)


def tabulate_layouts(folder: Path, split: str, number: int, errors: bool) -> None:
    """Print a table of layouts: words and lines put right."""
    print("\nA phonetic layout left off gives what a romanising writer types: what is not repaired there is decoded.")
    print("Texts put right as a whole; in brackets, words of lines.")
    print("\n| layout | Cyrillic words typed with it off | lines | English words typed with it on | lines |")
    print("|---|---|---|---|---|")
    sentences = treebank(folder, "en", split)
    english = words(sentences, r"(?<![\w@/'-])[A-Za-z]{2,}(?![\w@/'-])", number, 1)
    english_lines = [line for line in cut(sentences, 20, 60, number) if re.fullmatch("[A-Za-z .,!?]+", line)]
    for board in keyboards():
        texts = cyrillic(folder, board.language, split)
        cells = []
        for is_cyrillic, sample in (
            (False, words(texts, r"[^\W\d_]{2,}", number, 2)),
            (False, list(cut(texts, 20, 60, number))),
            (True, english),
            (True, english_lines),
        ):
            pairs = [(text.translate(board.on if is_cyrillic else board.off), text) for text in sample]
            tried = [(put_right(board, typed, is_cyrillic), typed, text) for typed, text in pairs if typed != text]
            whole = 100 * sum(fixed == text for fixed, _, text in tried) / max(len(tried), 1)
            is_lines = any(" " in text for text in sample)
            cells.append(f"{whole:.1f} ({words_right(tried):.1f})" if is_lines else f"{whole:.1f}")
            if errors:
                print(
                    *(f"    {board.id}: {t} | {typed} | {fixed}" for fixed, typed, t in tried if fixed != t), sep="\n"
                )
        print(f"| {board.id} | " + " | ".join(cells) + " |")
    boards = {board.id: board for board in keyboards()}
    cases = [(s.style.split(), s.latin, s.cyrillic) for s in own("layouts", split) if s.style != "good"]
    tried = [(put_right(boards[style[0]], typed, style[1] == "on"), typed, meant) for style, typed, meant in cases]
    right = sum(fixed == meant for fixed, _, meant in tried)
    print(f"\nOwn lines typed with a wrong layout: {right} of {len(cases)} put right.")
    if errors:
        print(*(f"    own: {t} | {typed} | {fixed}" for fixed, typed, t in tried if fixed != t), sep="\n")


def tabulate_good_text(folder: Path, split: str, number: int, errors: bool) -> None:
    """Print a table of good text: the share of words that a repair of layouts changes; addresses are no words."""
    sentences = treebank(folder, "en", split)
    good = {
        "English words": words(sentences, r"(?<![\w@/'-])[A-Za-z]{2,}(?![\w@/'-])", number, 1),
        "English lines": list(cut(sentences, 20, 80, 2 * number)),
    }
    for language in LANGUAGES:
        texts = treebank(folder, language, split)
        good[f"{language} words"] = words(texts, r"(?<![\w@#/'.-])\w{2,}(?![\w@/'-]|\.\w)", number, 3)
        good[f"{language} lines"] = list(cut(texts, 20, 80, number))
        good[f"{language} romanised words"] = in_latin(good[f"{language} words"], language)
        good[f"{language} romanised lines"] = in_latin(good[f"{language} lines"], language)
    good["own lines: addresses, code, chat"] = [s.latin for s in own("layouts", split) if s.style == "good"]
    good["own lines, other languages"] = [s.latin for s in own("other", split)]
    print("\n| good text | words | touched, % |")
    print("|---|---|---|")
    changed = every = 0
    for kind, sample in good.items():
        total = sum(len(text.split()) for text in sample)
        pairs = [(text, repair_layout(text)) for text in sample]
        count = sum(a != b for text, fixed in pairs for a, b in zip(text.split(), fixed.split(), strict=True))
        changed, every = changed + count, every + total
        print(f"| {kind} | {total} | {100 * count / max(total, 1):.2f} |")
        if errors:
            print(*(f"    {kind}: {text} | {fixed}" for text, fixed in pairs if text != fixed), sep="\n")
    print(f"| all | {every} | {100 * changed / every:.2f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="a folder with checkouts of UD treebanks")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--number", type=int, default=500, help="lines and words of each kind")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", choices=("lines", "layouts", "good"))
    arguments = parser.parse_args()
    for name, table in (("lines", tabulate_lines), ("layouts", tabulate_layouts), ("good", tabulate_good_text)):
        if arguments.only in (None, name):
            table(arguments.treebanks, arguments.split, arguments.number, arguments.errors)


if __name__ == "__main__":
    main()

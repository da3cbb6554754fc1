"""Word accuracy of the informal readers: `python -m benchmarks.accuracy [--treebanks FOLDER] [LANGUAGE ...]`."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.accuracy.peers import peers
from benchmarks.accuracy.texts import Sentence, is_there, own, treebank
from benchmarks.accuracy.writers import writers
from translit.informal.decoder import decoder
from translit.informal.lines import Reader

LANGUAGES = ("bg", "ru", "uk", "sr", "mk", "be")
#: Tags and handles stay as they are typed, so nobody can be asked to read them.
TAG = re.compile(r"(?<!\w)[#@]\w+")
FOLDED = str.maketrans("ёЁѝЍѐЀ’ʼ", "еЕиИеЕ''")


@dataclass(slots=True)
class Score:
    """Words right of words read, Latin words kept of those that had to be, and what was wrong."""

    right: int = 0
    words: int = 0
    kept: int = 0
    latin: int = 0
    wrong: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def __str__(self) -> str:
        return f"{100 * self.right / max(self.words, 1):6.2f}"


def fold(word: str) -> str:
    """Return a text in which capitals, ё/е and ѝ/и (by itself often written й) do not count."""
    folded = word.translate(FOLDED).casefold().strip(".,!?:;\"'«»„“”()[]…-–—*/")
    return "и" if folded == "й" else folded


def compare(pairs: Iterable[tuple[str, str, str]], romanised: bool = False) -> Score:
    """Score (Latin, read, meant) triples of lines with equal numbers of words.

    `romanised`: the Latin was made from what was meant, so words that were Latin before are not counted.
    Where a word can be meant in several ways, they stand with | between them.
    """
    score = Score()
    for latin, read, meant in pairs:
        for spelled, got, want in zip(latin.split(), read.split(), meant.split(), strict=True):
            if not re.search(r"[^\W\d_]", spelled) or (romanised and spelled == want):
                continue
            is_right = fold(got) in map(fold, want.split("|"))
            score.words += 1
            score.right += is_right
            if spelled == want:
                score.latin += 1
                score.kept += is_right
            if not is_right:
                score.wrong[spelled, got, want] += 1
    return score


def by_line(read: Callable[[str], str], sentences: Iterable[Sentence], romanised: bool = False) -> Score:
    """Return a reader of each line by itself."""
    return compare(((s.latin, read(s.latin), s.cyrillic) for s in sentences), romanised)


def alone(language: str, keep_english: bool = True) -> Callable[[str], str]:
    """Return our reader with nothing remembered from line to line."""
    ours = decoder(f"{language}-informal")
    return lambda text: Reader(ours, adapt=False, keep_english=keep_english).line(text)


def as_texts(language: str, latin: list[str], size: int, keep_english: bool = True) -> list[str]:
    """Return our reader on texts of `size` lines each, adapting to the writer."""
    ours = decoder(f"{language}-informal")
    read: list[str] = []
    for start in range(0, len(latin), size):
        text = "\n".join(latin[start : start + size])
        read += Reader(ours, keep_english=keep_english).text(text).split("\n")
    return read


def row(name: str, cells: Iterable[object]) -> None:
    """Print one line of a Markdown table."""
    print(f"| {name} | " + " | ".join(str(c).strip() for c in cells) + " |")


def measure(language: str, split: str, folder: Path | None, errors: bool, fast: bool) -> None:
    """Print the tables of one language."""
    names = {"": "own sentences", "-chat": "forums and chats", "-mixed": "with English words"}
    names["-mixed-chat"] = "forums with English words"
    names["-comments"] = "comments, messages, apps"
    sets = {name: own(language + ending, split) for ending, name in names.items() if is_there(language + ending)}
    others = {} if fast else peers(language)
    print(f"\n### {language}, {split}\n")
    row("text", ["words", "translit", "gate off", "English kept", *others])
    row("---", ["---"] * (4 + len(others)))
    for name, sentences in sets.items():
        ours = by_line(alone(language), sentences)
        scores = [by_line(alone(language, keep_english=False), sentences)]
        scores += [by_line(read, sentences) for read in others.values()]
        row(name, [ours.words, ours, scores[0], f"{ours.kept} of {ours.latin}", *scores[1:]])
        if errors:
            for (spelled, got, want), n in ours.wrong.most_common():
                print(f"    {n} {spelled} → {got}, meant {want}")
    whole = treebank(folder, language, split) if folder else []
    texts = [text for text in (TAG.sub("", line) for line in whole) if re.search("[а-яіїєґђјљњћџ]", text)]
    if not texts:
        return
    total: Counter[tuple[str, str, str]] = Counter()
    print()
    row("writer", ["words", "translit", "50 lines", "50 lines, gate on", *others])
    row("---", ["---"] * (4 + len(others)))
    for name, write in writers(language).items():
        sentences = [Sentence(name, write(t), t) for t in texts]
        ours = by_line(alone(language, keep_english=False), sentences, True)
        latin = [s.latin for s in sentences]
        off = compare(zip(latin, as_texts(language, latin, 50, keep_english=False), texts, strict=True), True)
        on = compare(zip(latin, as_texts(language, latin, 50), texts, strict=True), True)
        row(name, [ours.words, ours, off, on, *(by_line(read, sentences, True) for read in others.values())])
        total += ours.wrong
    if errors:
        for (spelled, got, want), n in total.most_common(60):
            print(f"    {n} {spelled} → {got}, meant {want}")


def english(split: str, folder: Path | None, errors: bool) -> None:
    """Print how much of English text each reader changes, line by line."""
    texts = {"own sentences": [s.latin for s in own("en", split)]}
    if folder:
        texts["treebank"] = treebank(folder, "en", split)
    print(f"\n### English, {split}: words changed, %\n")
    row("text", ["words", *LANGUAGES])
    row("---", ["---"] * (1 + len(LANGUAGES)))
    for name, lines in texts.items():
        scores = [compare((line, read(line), line) for line in lines) for read in map(alone, LANGUAGES)]
        row(name, [scores[0].words, *(f"{100 - 100 * score.right / max(score.words, 1):.2f}" for score in scores)])
        if errors:
            for (spelled, got, _), n in scores[0].wrong.most_common(40):
                print(f"    {n} {spelled} → {got}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=(*LANGUAGES, "en"))
    parser.add_argument("--treebanks", type=Path, help="a folder with checkouts of UD treebanks")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--errors", action="store_true", help="list what was wrong, most frequent first")
    parser.add_argument("--fast", action="store_true", help="leave the peers out")
    arguments = parser.parse_args()
    for language in arguments.languages:
        if language != "en":
            measure(language, arguments.split, arguments.treebanks, arguments.errors, arguments.fast)
    if "en" in arguments.languages:
        english(arguments.split, arguments.treebanks, arguments.errors)


if __name__ == "__main__":
    main()

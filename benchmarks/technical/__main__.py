"""How the checker does in technical texts: `python -m benchmarks.technical [--cache FOLDER] [LANGUAGE ...]`.

The interfaces and manual pages of Debian's packages, in six languages. What was found in them and read by somebody has
a label; see `labels.py`. To label what is new: print it (`--show unread`), judge its rows, take them in (`--label`).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.technical.labels import HEADER, VERDICTS, Label, Place, load, parse, place, save
from benchmarks.technical.packages import fetch, names
from benchmarks.technical.reading import Seen, read
from benchmarks.technical.score import COLUMNS, Score, score
from benchmarks.technical.texts import pages, strings
from translit.checking import languages

LANGUAGES = ("bg", "uk", "ru", "sr", "mk", "be")
#: What would end a row or one of its columns.
VISIBLE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"}
KINDS = {"strings": strings, "manual pages": pages}


def measure(
    language: str, wanted: list[str], cache: Path, labels: Mapping[Place, Label], show: str | None
) -> dict[str, Score]:
    """Return the score of one language in each kind of text, and print what is to be shown."""
    absent = fetch(wanted, cache)
    if absent and not show:
        print(f"{language}: no package {', '.join(absent)}")
    folders = [cache / name for name in wanted if name not in absent]
    scores = {}
    for kind, texts_of in KINDS.items():
        texts = list(dict.fromkeys(texts_of(folders, language)))
        if not texts:
            continue
        found, lines = read(texts, language)
        places = [place(one, language, kind) for one in found]
        labels_here = {at: label for at, label in labels.items() if (at.language, at.kind) == (language, kind)}
        scores[kind] = score(len(texts), places, lines, labels_here)
        if show:
            for at, one in zip(places, found, strict=True):
                print_shown(one, labels_here.get(at) or Label(at, one.code, "unread"), show)
    return scores


def print_shown(one: Seen, label: Label, show: str) -> None:
    """Print a row to judge, if it is wanted: the label, what was found, what is written or suggested, the line."""
    if show in ("all", label.verdict):
        proposed = one.written if one.written is not None else " | ".join(one.suggestions)
        print(label, *(text.translate(VISIBLE) for text in (one.text, proposed, one.context)), sep="\t")


def row(cells: list[str]) -> None:
    """Print one line of a Markdown table."""
    print(f"| {' | '.join(cells)} |")


def report(scores: Mapping[str, Mapping[str, Score]]) -> None:
    """Print the table, languages and their sums."""
    print()
    row(["kind", "language", *COLUMNS])
    row(["---"] * (len(COLUMNS) + 2))
    for kind in KINDS:
        there = {language: kinds[kind] for language, kinds in scores.items() if kind in kinds}
        for language, one in there.items():
            row([kind, language, *one.cells()])
        row([kind, "all", *sum(there.values(), Score()).cells()])


def main() -> None:
    """Fetch, check, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", default=LANGUAGES, help=", ".join(LANGUAGES))
    parser.add_argument("--held-out", action="store_true", help="read packages that nothing was mended for")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="keep the unpacked packages there")
    parser.add_argument("--show", choices=("all", "unread", *VERDICTS), help="print rows instead of the table")
    parser.add_argument("--label", type=Path, metavar="FILE", help="take in judged rows, and do nothing else")
    arguments = parser.parse_args()
    labels = load()
    if arguments.label:
        judged = map(parse, arguments.label.read_text("utf-8").splitlines())
        save((labels | {label.place: label for label in judged}).values())
        return
    with TemporaryDirectory() as temporary:
        cache = arguments.cache or Path(temporary)
        known = [language for language in arguments.languages if language in languages()]
        if arguments.show:
            print(HEADER, "text", "proposed", "context", sep="\t")
        scores = {
            language: measure(language, names(language, arguments.held_out), cache, labels, arguments.show)
            for language in known
        }
    if not arguments.show:
        for language in arguments.languages:
            if language not in known:
                print(f"{language}: the checker doesn't know it")
        report(scores)


if __name__ == "__main__":
    main()

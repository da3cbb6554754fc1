"""The texts that readers are measured on: our own sentences, and Universal Dependencies treebanks if they are there.

Treebanks are only measured on, never shipped: several forbid commercial use.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCES = Path(__file__).parent / "sentences"
TREEBANKS = {
    "bg": ("UD_Bulgarian-BTB", "bg_btb-ud"),
    "ru": ("UD_Russian-Taiga", "ru_taiga-ud"),
    "uk": ("UD_Ukrainian-IU", "uk_iu-ud"),
    "sr": ("UD_Serbian-SET", "sr_set-ud"),
    "mk": ("UD_Macedonian-MTB", "mk_mtb-ud"),
    "be": ("UD_Belarusian-HSE", "be_hse-ud"),
    "en": ("UD_English-EWT", "en_ewt-ud"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as its writer typed it, and what was meant, word for word."""

    style: str
    latin: str
    cyrillic: str


def is_there(name: str) -> bool:
    """Tell whether there is a file of own sentences with this name."""
    return (SENTENCES / f"{name}.tsv").exists()


def own(name: str, split: str) -> list[Sentence]:
    """Return our own sentences: `name` is a file of sentences/, `split` is dev or test."""
    lines = (SENTENCES / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [Sentence(style, latin, cyrillic) for part, style, latin, cyrillic in rows if part == split]


def treebank(folder: Path, language: str, split: str) -> list[str]:
    """Return the sentences of a treebank, from its checkout or bare git directory below `folder`, if it is there."""
    name, stem = TREEBANKS[language]
    file = f"{stem}-{split}.conllu"
    for place in sorted(folder.glob(f"*{name}*")):
        for candidate in (place, place / "repo"):
            if (candidate / file).exists():
                return list(_texts((candidate / file).read_text("utf-8"), language))
            if (candidate / "objects").is_dir():
                shown = subprocess.run(["git", "-C", str(candidate), "show", f"HEAD:{file}"], capture_output=True)
                return list(_texts(shown.stdout.decode("utf-8"), language))
    return []


#: The Serbian treebank is in Gaj's Latin; its Cyrillic is the same text letter for letter.
GAJ = {"lj": "љ", "nj": "њ", "dž": "џ"} | dict(
    zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)
)


def _cyrillic(match: re.Match[str]) -> str:
    letter = GAJ.get(match[0].lower(), match[0])
    return letter.upper() if match[0][0].isupper() else letter


def _texts(conllu: str, language: str) -> Iterator[str]:
    for line in conllu.splitlines():
        if line.startswith("# text = "):
            yield re.sub("(?i)lj|nj|dž|.", _cyrillic, line[9:]) if language == "sr" else line[9:]

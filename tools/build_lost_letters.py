"""Write the Russian words that have a ё: `python -m tools.build_lost_letters`.

Most writers leave the dots out of any word, so a word of which the dotted spelling has a fair part of all that is
written has them always; where it has less, the word without dots is a word too (все, узнает). Counts: wordfreq.
"""

from __future__ import annotations

import re
from pathlib import Path

RUSSIAN = re.compile("[а-я]*ё[а-яё]*").fullmatch
PATH = Path(__file__).parents[1] / "translit" / "informal" / "data" / "yo.txt"
#: What part of all that is written the spelling with dots has at least, and how often it is met at least.
PART, RAREST = 0.1, 1e-8
#: Words that are as often another one, whatever their part.
TWO_WORDS = frozenset(["всё", "чём", "нём", "осёл"])
HEAD = "# Russian words that are written with ё, by tools/build_lost_letters.py from wordfreq 3.1.1 (CC BY-SA 4.0).\n"


def dotted() -> list[str]:
    """Return the words whose spelling without dots is no other word."""
    from wordfreq import get_frequency_dict

    counts = get_frequency_dict("ru", "best")
    found = []
    for word, count in counts.items():
        plain = counts.get(word.replace("ё", "е"), 0.0)
        is_sure = count >= RAREST and count >= PART * (count + plain) and word not in TWO_WORDS
        if RUSSIAN(word) and is_sure:
            found.append(word)
    return sorted(found)


def main() -> None:
    """Write the file."""
    PATH.write_text(HEAD + "\n".join(dotted()) + "\n", "utf-8")


if __name__ == "__main__":
    main()

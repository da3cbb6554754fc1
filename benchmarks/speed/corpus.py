"""The text that is converted: Bulgarian words as often as they are written, every tenth one seen never again."""

from __future__ import annotations

import random
from importlib import import_module

SYLLABLES = "ба ва га да жа зе ко ле ми ня по ра ся ту фи хо цу ча шо ща ъл ю ят дж ьо ия йо нск ст щу вя"
SEED = 2009


def bulgarian(size: int) -> str:
    """Return about `size` bytes of text: sentences with capitals, commas, quotes and numbers, always the same.

    The words and how often they are written come from wordfreq (Robyn Speer, CC BY-SA 4.0; nothing of it is kept).
    """
    wordfreq = import_module("wordfreq")
    chance = random.Random(SEED)
    words = [w for w in wordfreq.top_n_list("bg", 60_000) if w.isalpha() and w[0] > "\u0400"]
    weights = [wordfreq.word_frequency(w, "bg") for w in words]
    lines: list[str] = []
    written = 0
    while written < size:
        chosen = chance.choices(words, weights, k=chance.randint(4, 18))
        for at in range(len(chosen)):
            if chance.random() < 0.1:
                chosen[at] = "".join(chance.choices(SYLLABLES.split(), k=chance.randint(2, 5)))
            elif chance.random() < 0.06:
                chosen[at] = chosen[at].title()
            elif chance.random() < 0.01:
                chosen[at] = chosen[at].upper()
            if chance.random() < 0.08:
                chosen[at] += ","
            elif chance.random() < 0.03:
                chosen[at] = f"„{chosen[at]}“"
            elif chance.random() < 0.02:
                chosen[at] = str(chance.randint(1, 2026))
        line = " ".join(chosen)
        lines.append(line[0].upper() + line[1:] + chance.choice([".", ".", ".", "!", "?", " – …"]))
        written += len(lines[-1].encode()) + 1
    return "\n".join(lines) + "\n"

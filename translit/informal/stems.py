"""How much of a word that isn't listed is known all the same: its stem may be that of a listed one."""

from __future__ import annotations

from .model.file import Model

#: What each letter behind the known beginning costs, and what an unlisted word costs less in turn, in nats.
UNKNOWN, KNOWN = 1.0, 1.0


def surprise(model: Model, prefixes: tuple[str, ...], text: str) -> float:
    """Return nats to add to what a word costs by its letters: the more of it begins a listed word, the less.

    One of `prefixes` may stand before that beginning: супер-, електро-.
    """
    text = text.replace("ё", "е")
    unknown = len(text) - _count_known(model, text)
    if unknown and text.startswith(prefixes):
        for prefix in filter(text.startswith, prefixes):
            rest = text[len(prefix) :]
            unknown = min(unknown, len(rest) - _count_known(model, rest))
    return UNKNOWN * unknown - KNOWN


def _count_known(model: Model, text: str) -> int:
    """Return how many letters of a text begin a listed word."""
    code, rows = model.code, model.lexicon
    row = rows[rows.root]
    for length, letter in enumerate(text):
        arc = row.get(code.get(letter, 0))
        if arc is None:
            return length
        row = rows[arc >> 1]
    return len(text)

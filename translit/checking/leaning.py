"""Which script the words around a chunk are of: Cyrillic, Latin, or such as either could write."""

from __future__ import annotations

from .facts import letters_of
from .language import Language
from .passage import Occurrence
from .words import to_cyrillic, to_latin

#: How many words to each side are asked.
NEAR = 4


def kind(word: str, language: Language) -> str:
    """Return `C` for a Cyrillic word, `L` for one that only Latin can spell, `?` for one of either."""
    if letters_of()["Cyrl"].search(word):
        return "C" if to_latin(word) is None or word.lower() in language.lookalikes else "?"
    if to_cyrillic(word, language) is None:
        return "L"
    return "?"


def nearest(words: tuple[str, ...], language: Language) -> str:
    """Return the kind of the first word that is of one kind only, or "" if none is."""
    for word in words[:NEAR]:
        found = kind(word, language)
        if found != "?":
            return found
    return ""


def lean(chunk: Occurrence) -> str:
    """Return the script of the sentence around a chunk: `C`, `L` or "" if nothing says so."""
    words = (*chunk.around.before[:NEAR], *chunk.around.after[:NEAR])
    kinds = [kind(word, chunk.language) for word in words]
    cyrillic, latin = kinds.count("C"), kinds.count("L")
    return "C" if cyrillic > latin else "L" if latin > cyrillic else ""


BROWSER: dict[str, object] = {"near": NEAR}

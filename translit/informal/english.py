"""How likely a word is in English."""

from __future__ import annotations

from functools import cache

from .model.file import Model, model

#: An unlisted English word costs this above its letters, in nats.
UNLISTED = 4.0


@cache
def english() -> Model:
    """Return the English model: words, and letters for words that aren't listed."""
    return model("en")


def cost(word: str) -> float:
    """Return -ln of the probability of a lower-case word in English, in nats.

    >>> cost("the") < cost("screenshot") < cost("shtastie")
    True
    """
    lexicon = english()
    share = lexicon.share(word)
    if share is None and word.endswith(("'s", "\u2019s")):
        share = lexicon.share(word[:-2])
        return share + 3 if share is not None else UNLISTED + lexicon.spell(word)
    return share if share is not None else UNLISTED + lexicon.spell(word)

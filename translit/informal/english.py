"""Tell English words from informal ones: how likely a word is in English, and which words of a line are."""

from __future__ import annotations

from functools import cache

from .model import Model, model

#: An unlisted English word costs this above its letters, in nats.
UNLISTED = 4.0
#: Nats that a change to English, and back, has to earn inside a line in another language.
INTO, BACK = 3.6, 1.2
#: The same for a whole line, before anything is known of the text.
LINE = 2.0


@cache
def english() -> Model:
    """The English model: words, and letters for words that aren't listed."""
    return model("en")


def cost(word: str) -> float:
    """-ln of the probability of a lower-case word in English, in nats.

    >>> cost("the") < cost("screenshot") < cost("shtastie")
    True
    """
    lexicon = english()
    share = lexicon.share(word)
    if share is None and word.endswith(("'s", "\u2019s")):
        share = lexicon.share(word[:-2])
        return share + 3 if share is not None else UNLISTED + lexicon.spell(word)
    return share if share is not None else UNLISTED + lexicon.spell(word)


def is_english_line(leans: list[float], known: float = 0.0) -> bool:
    """Whether a line is English: `leans` say by how many nats each word is likelier in English than in the other.

    A word may not decide alone: each counts for six nats at most. `known` is what the lines before say.
    """
    return sum(max(-6.0, min(6.0, lean)) for lean in leans) + known > LINE


def english_words(leans: list[float], starts_line: bool = True) -> list[bool]:
    """Which words of a line in another language are English: the cheapest path through two states.

    >>> english_words([-9.0, 8.0, 5.0, -7.0])
    [False, True, True, False]
    """
    other, foreign = 0.0, INTO
    back: list[tuple[bool, bool]] = []
    for place, lean in enumerate(leans):
        if place:
            from_other = foreign + BACK < other
            from_foreign = not other + INTO < foreign
            other, foreign = min(other, foreign + BACK), min(foreign, other + INTO)
        else:
            from_other = from_foreign = False
        back.append((from_other, from_foreign))
        foreign -= lean
    state = foreign < other
    states: list[bool] = []
    for from_other, from_foreign in reversed(back):
        states.append(state)
        state = from_foreign if state else from_other
    return states[::-1]

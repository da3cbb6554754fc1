"""Synthetic writers: people who spell every letter in one way, or choose anew for each line or letter.

They are written down here and not taken from the tables that are being measured.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

Habits = dict[str, str]


def habits(base: str, latin: str, **differs: str) -> Habits:
    """Return the spelling of each letter, from two aligned lists, with changes."""
    return dict(zip(base, latin.split(), strict=True)) | differs


BG = habits(
    "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya i",
)
RU = habits(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh shch _ y _ e yu ya",
) | {"ъ": "", "ь": ""}
UK = habits(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia",
) | {"ь": "", "'": "", "’": ""}
SR = habits("абвгдђежзијклљмнњопрстћуфхцчџш", "a b v g d dj e z z i j k l lj m n nj o p r s t c u f h c c dz s")
MK = habits("абвгдѓежзѕијклљмнњопрстќуфхцчџш", "a b v g d gj e zh z dz i j k l lj m n nj o p r s t kj u f h c ch dj sh")
BE = habits(
    "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    "a b v h g d ie io zh z i j k l m n o p r s t u u f kh ts ch sh y _ e iu ia",
) | {"ь": "", "'": "", "’": ""}

WRITERS: dict[str, dict[str, Habits]] = {
    "bg": {
        "official": BG,
        "digits, ъ=y": BG | {"ж": "j", "ч": "4", "ш": "6", "щ": "6t", "ъ": "y", "я": "q", "ц": "c", "й": "i"},
        "digits, ъ=u": BG | {"ж": "j", "ч": "4", "ш": "6", "щ": "6t", "ъ": "u", "я": "q", "ц": "c", "й": "i"},
        "keyboard q w y": BG | {"в": "w", "ж": "v", "ъ": "y", "я": "q", "й": "j", "ц": "c"} | {"ж": "j"},
        "e-mail ъ=u": BG | {"ж": "j", "ъ": "u", "ю": "iu", "я": "ia", "й": "i"},
        "e-mail ъ=a": BG | {"ж": "j", "ъ": "a", "ю": "iu", "я": "ia", "й": "i"},
        "SMS z st tz": BG | {"ж": "z", "щ": "st", "ц": "tz", "ю": "u", "ъ": "a", "й": "i", "я": "ia"},
        "j-style": BG | {"й": "j", "ъ": "y", "ю": "ju", "я": "ja", "ц": "c"},
    },
    "ru": {
        "passport": RU | {"й": "i", "х": "kh", "ю": "iu", "я": "ia", "ъ": "ie"},
        "chat": RU | {"ж": "j", "й": "i", "щ": "sh", "ы": "i", "ц": "c"},
        "digits": RU | {"в": "w", "й": "j", "х": "x", "ц": "c", "ч": "4", "щ": "sch", "ю": "ju", "я": "ja"},
        "careful": RU | {"й": "j", "ц": "c", "щ": "shh", "ъ": "''", "ь": "'", "ю": "ju", "я": "ja", "ё": "jo"},
        "anglo": RU | {"х": "kh"},
    },
    "uk": {
        "official 2010": UK,
        "г=g х=h": UK | {"г": "g", "х": "h", "ц": "c", "й": "j", "ю": "ju", "я": "ja", "є": "je", "ї": "ji"},
        "и=i": UK | {"и": "i", "г": "g", "х": "h"},
    },
    "sr": {"cut, dj": SR},
    "mk": {"digraphs": MK, "cut": MK | {"ж": "z", "ч": "c", "ш": "s", "ѓ": "g", "ќ": "k", "џ": "dz"}},
    "be": {"as it sounds": BE, "chat": BE | {"е": "e", "ё": "yo", "ю": "yu", "я": "ya", "х": "h", "ц": "ts"}},
}


def write(text: str, letters: Habits) -> str:
    """Return `text` as a writer with these habits types it."""
    written: list[str] = []
    for place, char in enumerate(text):
        lower = char.lower()
        spelled = letters.get(lower)
        if spelled is None:
            written.append(char)
        elif char == lower:
            written.append(spelled)
        else:
            alone = not text[place + 1 : place + 2].isupper() and not text[place - 1 : place].isupper()
            written.append(spelled.capitalize() if alone else spelled.upper())
    return "".join(written)


def writers(language: str, seed: int = 2026) -> dict[str, Callable[[str], str]]:
    """Return every writer of a language by name, with two changeable ones where there are several to change between."""
    table = WRITERS[language]
    result: dict[str, Callable[[str], str]] = {name: partial(write, letters=letters) for name, letters in table.items()}
    if len(table) > 3:
        dice = random.Random(seed)
        choices = list(table.values())

        def each_letter(text: str) -> str:
            mixed = {letter: dice.choice(choices).get(letter, "") for letter in choices[0]}
            return write(text, mixed)

        result["mixed per line"] = lambda text: write(text, dice.choice(choices))
        result["drawn per letter"] = each_letter
    return result

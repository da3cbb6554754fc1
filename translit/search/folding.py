"""One key for every spelling of a word: Cyrillic, any scheme, and as people write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property
from string import digits

from ..informal.keep_english import is_latin_name
from ..machine.by_rules import RuleConversion
from ..machine.finished import tabulate
from .key_tables import Level, fold_languages, passes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..machine._loop import Folding as CompiledFolding

__all__ = ["KEY_VERSION", "fold", "fold_languages"]

#: Keys of one version are the same for ever: whoever stores keys stores this beside them.
KEY_VERSION = 2
#: Stands before a word that is kept in Latin; no key has it.
BRAND = "y"
WORD = re.compile(r"[^\W_]+")
LATIN_WORD = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z]+)?(?![^\W_])")
#: What the browser's twin shares.
BROWSER: dict[str, str | re.Pattern[str]] = {"brand": BRAND, "word": WORD, "latin_word": LATIN_WORD}
#: So many letters are folded before compiled machines are worth making, some hundred milliseconds.
WORTH_COMPILING = 10_000


def fold(text: str, language: str = "bg", *, level: Level = "loose", keep_brands: bool = False) -> str:
    """Return a key of small letters and digits, words apart, that is the same for any spelling of the text.

    `loose` knows what people write (6tastie, q for я), `strict` the schemes alone and tells more words apart. With
    `keep_brands` names of firms and products in Latin are words of their own. Raises UnknownChoice.

    >>> fold("Щастие"), fold("Shtastie"), fold("6tastie"), fold("щастие", level="strict")
    ('stastje', 'stastje', 'stastje', 'xtastje')
    >>> fold("LG и ЛГ"), fold("LG и ЛГ", keep_brands=True)
    ('lg i lg', 'ylg i lg')
    """
    key = folding(language, level)
    if keep_brands:
        return _keep_brands(text, key)
    return key(text)


@cache
def folding(language: str, level: Level = "loose") -> Folding:
    """Return what makes the keys of one language, for who has many rows; raise UnknownChoice.

    >>> folding("ru")("ёлка, yolka"), folding("sr")("Ђорђе Djordje")
    ('elka elka', 'dorde dorde')
    """
    return Folding(language, level)


class Folding:
    """The passes of one language and level, run in one call of compiled machines when there is much to fold."""

    def __init__(self, language: str, level: Level) -> None:
        self._conversions = [RuleConversion(table) for table in passes(language, level)]
        self._runs: list[Callable[[str], str]] = [each.lazy.convert for each in self._conversions]
        self._seen = 0
        self._compiled: CompiledFolding | None = None

    def __call__(self, text: str) -> str:
        if self._compiled is not None:
            key = self._compiled.fold(text)
            if key is not None:
                return key
        elif self._seen < WORTH_COMPILING:
            self._seen += len(text)
            if self._seen >= WORTH_COMPILING:
                self._compiled = self.compiled
        return self.plain(text)

    def plain(self, text: str) -> str:
        """Return the key of a text by what is always there."""
        key = text.lower()
        for run in self._runs:
            key = run(key)
        return " ".join(WORD.findall(key))

    @cached_property
    def compiled(self) -> CompiledFolding | None:
        """What makes keys in C, None for a text that it is not for; None without the compiled loop."""
        from ..machine.chained import chain

        digits_first = all(set(rule.source) & set(digits) for rule in self._conversions[0].table.rules)
        return chain([tabulate(each.lazy) for each in self._conversions], digits_first=digits_first)


def _keep_brands(text: str, key: Callable[[str], str]) -> str:
    keys: list[str] = []
    done = 0
    for word in LATIN_WORD.finditer(text):
        if is_latin_name(word[0]):
            keys += [key(text[done : word.start()]), BRAND + word[0].lower().replace("-", "")]
            done = word.end()
    return " ".join(filter(None, [*keys, key(text[done:])]))

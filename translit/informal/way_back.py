"""The way back with the lexicon: where a standard loses letters, the words of the language say which were meant."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from ..errors import UnfitTable
from ..machine.by_rules import RuleConversion
from ..machine.entities import hide, show
from ..machine.stretches import StreamConversion, telling_what_came_before
from ..machine.word_keys import WordKeys
from ..rules.facts import APOSTROPHES
from ..text.code import code
from ..text.segments import expressions
from .context import STOP, Context, Options, near
from .decoder import informal_table
from .lines import LONGEST_LINE, behind_vowels, last_line_end
from .model.file import Model, find_modelled, model
from .search import UNLISTED, Reading, find_listed, find_unlisted
from .spelling import Lattice, Piece
from .stems import surprise
from .tokens import is_roman, recase, units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import NoReturn

    from ..machine.by_rules import Errors
    from ..table.value import Table

#: Letters of the longest word that is looked for.
LONGEST_WORD = 60
#: By how many nats letters that make no listed word have to be likelier than what the table reads.
LIKELIER = 0.5
#: What a prefix before a listed word costs, in nats, and letters of the shortest word that may have one.
PREFIXED, STEM = 4.5, 4
#: What a name costs more without a capital, in nats.
SMALL_NAME = 6.0
#: Capitals up to so many that are no listed word stand for words, and are read by the table.
SHORT_FORM = 5
#: Words whose readings are remembered.
REMEMBERED = 50_000
#: What belongs to a word: marks, and what cannot be seen.
MARKS, UNSEEN = "\u0300-\u036f", "\u00ad\u200b-\u200f\u2060\ufeff"
#: What is so short behind a number is an ending or a unit (1920-х), which the lexicon takes for a word.
ENDING, NUMBER = 3, re.compile(r"\d[- ]?$").search
#: But not, behind a blank, a word that is as common as this, in nats.
COMMON = 6.5
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


class Known(NamedTuple):
    """A word by itself: what the table gives, what the lexicon, and the readings that neighbours may choose from."""

    by_table: str
    text: str
    options: Options = ()


class WayBack:
    """Reads what a scheme wrote: by its table, and where words are written alike, by the lexicon and their neighbours.

    A word is only read as one that the scheme writes exactly so. Raises UnfitTable where there is no lexicon.
    """

    #: How many bytes of a text it looks at before it begins: a word and its neighbours are enough.
    sample = 0
    #: It only reads.
    reverse = True

    def __init__(self, table: Table) -> None:
        if table.kind != "scheme" or table.language not in find_modelled():
            known = ", ".join(sorted(find_modelled() - {"en"}))
            raise UnfitTable(table.id, f"only schemes of these languages are read with a lexicon: {known}")
        self.table: Table = table
        self.there: RuleConversion = RuleConversion(table)
        self.back: RuleConversion = RuleConversion(table, reverse=True)
        self.model: Model = model(table.language)
        self.context: Context = Context(self.model)
        pieces = _pieces(table, self.model.code)
        self.lattice: Lattice = Lattice(pieces, pieces)
        #: Names that are written like other words.
        self.names: frozenset[str] = frozenset(self.model.header.get("names", "").split())
        self.prefixes: dict[str, list[str]] = _prefixes(table.language, self.there)
        #: First letters that the spelling changes behind a vowel, which needs no lexicon: на ўвазе.
        self.after_vowel: Mapping[str, str] = informal_table(f"{table.language}-informal").extra.get("after-vowel", {})
        self.word: re.Pattern[str] = _word(table)
        self.kept: re.Pattern[str] = _kept(table.language)
        self.known: Callable[[str], Known] = lru_cache(REMEMBERED)(self._find)

    def __reduce__(self) -> tuple[type[WayBack], tuple[Table]]:
        return WayBack, (self.table,)

    @property
    def rules(self) -> NoReturn:
        """Raise UnfitTable: they are not all that reads."""
        raise UnfitTable(self.table.id, "read with a lexicon, it is more than rules: leave `read` out for those")

    def matches(self, text: str) -> NoReturn:
        """Raise UnfitTable: no rule says why a word was chosen."""
        raise UnfitTable(
            self.table.id, "read with a lexicon, it has no rule for each piece: leave `read` out for those"
        )

    def transliterate(self, text: str, errors: Errors = "keep") -> str:
        """Read a whole text; with `strict` raise UnmappedCharacter for a letter that the table has nothing for.

        >>> from translit import transliterate
        >>> transliterate("Zamakat e visok", "bg-streamlined-2009", reverse=True)
        'Замакат е висок'
        >>> transliterate("Zamakat e visok", "bg-streamlined-2009", reverse=True, read=True)
        'Замъкът е висок'
        """
        if errors == "strict":
            self.back.transliterate(text, errors)
        hidden = hide(text) if "&" in text else text
        read = "".join(map(self._line, hidden.splitlines(keepends=True)))
        return read if hidden == text else show(read)

    def stream(self, errors: Errors = "keep", beginning: bytes = b"") -> StreamConversion:
        """Return a conversion of line after line."""

        def convert(text: str) -> str:
            return self.transliterate(text, errors)

        strict = telling_what_came_before(convert, last_line_end)
        return StreamConversion(strict if errors == "strict" else convert, last_line_end, longest=LONGEST_LINE)

    def keys(self, profile: object = None, addresses: bool | None = None) -> WordKeys:
        """Begin to type: at every key each word is read by itself, for its neighbours are not all there yet."""
        return WordKeys(self.back.keys(profile, addresses), self.transliterate)

    def _line(self, line: str) -> str:
        kept = [found.span() for found in self.kept.finditer(line)]
        words, gaps, end = [], [""], 0
        for start, stop in [*kept, (len(line), len(line))]:
            for found in self.word.finditer(line, end, start):
                gaps[-1] += self.back.transliterate(line[end : found.start()])
                words.append(found[0])
                gaps.append("")
                end = found.end()
            gaps[-1] += self.back.transliterate(line[end:start]) + line[start:stop]
            end = stop
        entries = [self.known(word) for word in words]
        sure = [
            len(word) <= ENDING and NUMBER(gap) is not None and not (gap.endswith(" ") and self._is_common(entry.text))
            for word, gap, entry in zip(words, gaps, entries, strict=False)
        ]
        texts = [entry.by_table if is_sure else entry.text for entry, is_sure in zip(entries, sure, strict=True)]
        options = [() if is_sure else entry.options for entry, is_sure in zip(entries, sure, strict=True)]
        self._choose(words, gaps, options, texts)
        for i, text in behind_vowels(texts, gaps, self.after_vowel):
            if self._is_written(text, words[i]):
                texts[i] = text
        return "".join([piece for pair in zip(gaps, [*texts, ""], strict=True) for piece in pair])

    def _choose(self, words: list[str], gaps: list[str], options: list[Options], texts: list[str]) -> None:
        """Let neighbours decide: words in doubt that stand in a row are chosen together."""
        end, last = 0, len(texts) if self.context.is_there else 0
        while end < last:
            start = end
            end += 1
            if not options[start]:
                continue
            while end < last and options[end] and not STOP.search(gaps[end]):
                end += 1
            left = "" if not start or STOP.search(gaps[start]) else texts[start - 1].lower()
            right = "" if end == last or STOP.search(gaps[end]) else texts[end].lower()
            texts[start:end] = map(recase, words[start:end], self.context.choose(options[start:end], left, right))

    def _find(self, word: str) -> Known:
        by_table = self.back.transliterate(word)
        if is_roman(word):
            return Known(by_table, word)
        readings = self._readings(word, by_table.lower()) if len(word) <= LONGEST_WORD else []
        if word.isupper() and len(word) <= SHORT_FORM and readings and self._share(readings[0].text) is None:
            return Known(by_table, word if LATIN.search(by_table) else by_table)
        if readings and self._is_written(text := recase(word, readings[0].text), word):
            return Known(by_table, text, near(readings))
        # What is half of one script and half of the other was never written by the scheme.
        return Known(by_table, word if LATIN.search(by_table) else by_table)

    def _readings(self, word: str, by_table: str) -> list[Reading]:
        """Return what the scheme writes so, likeliest first: listed words, letters that make none, and the table's."""
        is_small, word = word.islower(), word.lower()
        listed = find_listed(self.model, self.lattice, word, 0.0, whole=True)
        found = {text: cost for cost, _, text in listed if self._is_written(text, word)}
        if is_small:
            found |= {name: found[name] + SMALL_NAME for name in self.names & found.keys()}
        if len(word) == 1:
            # What is left of an abbreviation is no word: т., not ть.
            return sorted(Reading(cost, text) for text, cost in found.items() if len(text) == 1)
        if found or not LATIN.search(by_table):
            letters = find_unlisted(self.model, self.lattice, word, whole=True)
            others = {text for _, _, text in letters if self._is_written(text, word)} - found.keys() - {by_table}
            found |= {text: self._unlisted(text) for text in others}
            for text, cost in self._prefixed(word):
                found[text] = min(found.get(text, cost), cost)
            if not LATIN.search(by_table):
                found.setdefault(by_table, self._unlisted(by_table) - LIKELIER)
        return sorted(Reading(cost, text) for text, cost in found.items())

    def _prefixed(self, word: str) -> Iterator[tuple[str, float]]:
        """Yield what is a prefix and a listed word, and what it costs in nats."""
        for end in range(1, len(word) - STEM + 1):
            for prefix in self.prefixes.get(word[:end], ()):
                for cost, _, text in find_listed(self.model, self.lattice, word[end:], 0.0, whole=True):
                    if text not in self.names and self._is_written(prefix + text, word):
                        yield prefix + text, cost + PREFIXED

    def _is_common(self, text: str) -> bool:
        share = self._share(text.lower()) if len(text) > 1 else None
        return share is not None and share < COMMON

    def _share(self, text: str) -> float | None:
        return self.model.share(text.replace("ё", "е"))

    def _unlisted(self, text: str) -> float:
        """Return what a word that is not listed costs, in nats."""
        return self.model.spell(text.replace("ё", "е")) + UNLISTED + surprise(self.model, (), text)

    def _is_written(self, text: str, word: str) -> bool:
        return normalize("NFC", self.there.transliterate(text)) == normalize("NFC", word)


@cache
def _prefixes(language: str, there: RuleConversion) -> dict[str, list[str]]:
    """Return what words of a language begin with, by how a scheme writes it."""
    found: dict[str, list[str]] = {}
    for prefix in str(informal_table(f"{language}-informal").extra.get("prefixes", "")).split():
        found.setdefault(there.transliterate(prefix), []).append(prefix)
    return found


def _word(table: Table) -> re.Pattern[str]:
    """Return what finds words that a scheme wrote: letters, with marks and the signs that it writes for letters.

    >>> from translit import tables
    >>> _word(tables["ru-bgn-pcgn-1947"]).findall("Yur’yev i Zan\u00adzibar")
    ['Yur’yev', 'i', 'Zan\xadzibar']
    """
    signs = {char for rule in table.rules for char in rule.target if not (char.isalnum() or char.isspace())}
    inside = "".join(map(re.escape, sorted(signs)))
    between = f"[{''.join(APOSTROPHES)}](?=[^\\W\\d_])"
    around = f"[{MARKS}{UNSEEN}{inside}]"
    return re.compile(rf"{around}*[^\W\d_](?:[^\W\d_]|{around}|{between})*")


@cache
def _kept(language: str) -> re.Pattern[str]:
    """Return what finds what is no text: addresses, code, and units where the language has them in Latin.

    What might be words without a blank (mln.lv) or with a dash is no reason to leave it.

    >>> _kept("sr").findall("5 mln.lv, 24 m/s, https://a.bg, a_b, run(), `ls -l`, -s")
    ['24 m/s', 'https://a.bg', 'run()', '`ls -l`']
    """
    found = expressions()
    address = rf"(?=[A-Za-z][A-Za-z0-9+.-]{{1,15}}://|[wW]{{3}}\.)(?:{found['url']})"
    parts = [address, found["email"], rf"(?=[`\\$]|[A-Za-z_][\w.]{{0,40}}\()(?:{code()})"]
    symbols = units(language)
    return re.compile("|".join([*parts, *([symbols.pattern] if symbols else [])]))


def _pieces(table: Table, code: Mapping[str, int]) -> dict[str, list[Piece]]:
    """Return what each Latin piece may stand for, wherever a rule applies: a class of signs stands for each of them."""
    found: dict[str, dict[tuple[int, ...], Piece]] = {}
    for rule in table.rules:
        name = rule.source[1:-1] if rule.source[:1] == "{" else ""
        for shown in table.classes.get(name, "") if name else [rule.source]:
            letters = tuple(code.get(c, 0) for c in shown.replace("ё", "е"))
            if letters and all(letters):
                piece = (letters[0], letters[1:], shown, 0.0)
                # The lexicon knows no ё: where е is written alike, that is what it gives.
                found.setdefault(normalize("NFC", rule.target), {}).setdefault(letters, piece)
    return {latin: list(pieces.values()) for latin, pieces in found.items()}

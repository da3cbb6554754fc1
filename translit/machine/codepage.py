"""The machine's work in pure Python at speed: whole stretches of text as bytes, one byte a character.

A code page of the table's own is made: each character it knows, and everyday characters besides, has one byte.
One regular expression finds the places where more than a plain letter-for-letter change happens (several
letters, contexts, capitals that write two letters); what happens there is asked of the meaning, once for each
kind of place. All other letters are changed by `bytes.translate`. Words with combining marks, composed letters that
the table does not know or anything invisible, and characters outside the page, are taken out before and put back after.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping

from ..rules import reading
from ..rules.facts import MIXED_CASE_LENGTH, contexts
from ..rules.meaning import Hit, Left, Meaning, plain_case
from ..table.value import Rule
from ..text.kinds import STRESS_MARKS, kind, strangers

#: Characters of everyday text, in the page if there is room: most useful first.
_EVERYDAY = (
    "\n\r\t" + "".join(map(chr, range(32, 127))) + "„“”’–—…«»№€§°‘\u00a0•×½"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѝЍёЁіїєґІЇЄҐјљњћђџЈЉЊЋЂЏѓќѕЃЌЅ"
)
# Stand-ins for characters outside the page, by kind; they all decode to one that is never in a page.
_STAND_INS = {"U": "\ue000", "l": "\ue001", "c": "\ue002", "n": "\ue003"}
_TAKEN_OUT = "\uffff"
_NO_CHARACTER = "\ufffe"
# `codecs.charmap_build` makes its fast map only for a table that begins with NUL.
_FIRST = ["\0", *_STAND_INS.values()]
_WORDS = re.compile(r"\S+|\s+")
_MEMO_LIMIT = 50_000


def sweep(meaning: Meaning, convert_word: Callable[[str], str]) -> Callable[[str], str] | None:
    """Return a function that converts whole texts, or None for a table that this way can't express.

    `convert_word` converts a text of any kind, slowly.
    """
    if any(c.isspace() for c in meaning.facts.alphabet | meaning.facts.foreseen | meaning.facts.remembered.keys()):
        return None
    try:
        return _Sweep(meaning, convert_word).convert
    except _PageFullError:
        return None


class _PageFullError(Exception):
    """More characters than a byte can tell apart."""


class _Page:
    """The characters that have a byte: those the table reads and writes, then everyday ones while there is room.

    A written letter that is also read has a second byte, or it would be read again; so has a letter that is written as
    several, to be spelled out at the end.
    """

    def __init__(
        self,
        needed: Iterable[str],
        written: Iterable[str],
        plain: Mapping[str, str],
        marks: set[str],
        apostrophes: Collection[str],
    ) -> None:
        read = [c for c in dict.fromkeys([*_FIRST, *needed, *written]) if c not in marks]
        twice = [c for c in written if c in plain and plain[c] != c]
        longer = [c for c, target in plain.items() if len(target) > 1]
        room = 256 - len(read) - len(twice) - len(longer)
        if room < 0 or not marks.isdisjoint(written):
            raise _PageFullError
        read += [c for c in dict.fromkeys(_EVERYDAY) if c not in read and c not in marks][:room]
        stand_ins = frozenset(_STAND_INS.values())
        self.code = {c: i for i, c in enumerate(read)}
        self.written_code = self.code | {c: len(read) + i for i, c in enumerate(twice)}
        self.longer_code = {c: len(read) + len(twice) + i for i, c in enumerate(longer)}
        self.kinds = {c: k for k, c in _STAND_INS.items()} | {c: kind(c) for c in read if c not in stand_ins}
        #: Patterns for a letter, for one that is no apostrophe, and for an apostrophe.
        self.letters = self.any_of(c for c, k in self.kinds.items() if k != "n")
        self.inside = self.any_of(c for c, k in self.kinds.items() if k != "n" and c not in apostrophes)
        self.apostrophes = self.any_of(apostrophes)
        self.decoding = "".join(_TAKEN_OUT if c in stand_ins else c for c in _fill([*read, *twice]))
        self.encoding = codecs.charmap_build("".join(_NO_CHARACTER if c in stand_ins else c for c in _fill(read)))
        self.encoding_after = codecs.charmap_build("".join(_fill(read)))
        # What the meaning is shown for a stand-in: a letter of its kind that no table maps.
        unknown = strangers(self.code.keys())
        shown = {stand_in: unknown[k] for k, stand_in in _STAND_INS.items()}
        self.characters = [shown.get(c, c) for c in read]
        self.unknown = re.compile(f"[^{re.escape(''.join(set(read) - stand_ins))}]")

    def spell(self, text: str) -> bytes:
        """Return a text that the table writes."""
        return bytes(self.written_code[c] for c in text)

    def byte(self, char: str) -> bytes:
        """Return a pattern for one character."""
        return b"\\x%02x" % self.code[char]

    def any_of(self, chars: Iterable[str]) -> bytes:
        """Return a pattern for any of some characters that the table reads."""
        codes = sorted({self.code[c] for c in chars if c in self.code})
        return b"[" + b"".join(b"\\x%02x" % code for code in codes) + b"]" if codes else b"(?!)"

    def translation(self, plain: Mapping[str, str]) -> bytes:
        """Return what becomes of each byte, letter for letter."""
        table = list(range(256))
        for source, target in plain.items():
            if len(target) == 1:
                table[self.code[source]] = self.written_code[target]
            elif target:
                table[self.code[source]] = self.longer_code[source]
        return bytes(table)


def _fill(characters: list[str]) -> list[str]:
    return characters + [_NO_CHARACTER] * (256 - len(characters))


class _Sweep:
    def __init__(self, meaning: Meaning, convert_word: Callable[[str], str]) -> None:
        self.meaning = meaning
        self.convert_word = convert_word
        facts = meaning.facts
        plain, special = self._sort_out()
        marks = self._marks()
        written = dict.fromkeys(c for r in special for t in (r.target, facts.raised(r.target)) for c in t)
        written |= dict.fromkeys(c for target in plain.values() for c in target)
        marks |= {c for c in {*written, *_EVERYDAY} if self._is_strange(c)}
        if any(self._is_strange(c) for c in meaning.characters if c not in marks):
            raise _PageFullError
        page = self.page = _Page(self._needed(), written, plain, marks, meaning.facts.apostrophes)
        self.translation = page.translation(plain)
        self.deleted = bytes(page.code[c] for c, target in plain.items() if not target)
        self.expansions = [(bytes([code]), page.spell(plain[c])) for c, code in page.longer_code.items()]
        self.marks = frozenset(marks)
        #: Sources that mean the same wherever they stand: what they become, as bytes, filled when met.
        self.anywhere: dict[bytes, bytes] = {}
        #: What the others become, by how many letters were read and what stands around them.
        self.somewhere: dict[tuple[int, bytes], bytes] = {}
        self.contextual = {r.source for r in facts.rules if r.after or r.before}
        self.before = meaning.facts.memory + 2
        self.after = 1 + max((len(r.before) for r in facts.rules), default=0)
        # Behind this no rule looks: neither one that fits nor a longer one that does not.
        self.reach = 1 + max((len(r.source) + len(r.before) for r in facts.rules), default=0)
        pattern = self._pattern(special)
        self.places = re.compile(pattern, re.DOTALL) if pattern else None

    def _sort_out(self) -> tuple[dict[str, str], list[Rule]]:
        """Return the letters that are changed one by one, and the rules that are more than that."""
        facts = self.meaning.facts
        plain: dict[str, str] = {}
        special: list[Rule] = []
        for rule in facts.rules:
            if self.meaning.folded(rule.source) != rule.source:
                continue  # A capital in a table of small letters is never read.
            if len(rule.source) > 1 or rule.after or rule.before or rule.source in facts.signs:
                special.append(rule)
                continue
            plain.setdefault(rule.source, rule.target)
            for capital in facts.capitals_of(rule.source):
                if rule.source in facts.leaning:
                    special.append(Rule(capital, rule.target))
                else:
                    plain[capital] = facts.raised(rule.target)
        return plain, special

    def _marks(self) -> set[str]:
        """Return what only words are taken out for: combining marks, and letters composed with a stress mark."""
        facts = self.meaning.facts
        marks = (
            {c for c in self.meaning.characters if unicodedata.combining(c)} | set(STRESS_MARKS) | set(facts.accented)
        )
        return marks | {c for char in facts.accented for c in self.meaning.facts.capitals_of(char)}

    def _needed(self) -> list[str]:
        """Return the characters that the rules tell apart."""
        facts = self.meaning.facts
        letters = sorted(facts.alphabet | facts.foreseen | facts.remembered.keys())
        capitals = [c for char in letters for c in self.meaning.facts.capitals_of(char)]
        return [*letters, *capitals, *(sorted(facts.apostrophes) if facts.asks_word else "")]

    def convert(self, text: str) -> str:
        """Convert a text that starts at a line's or word's start."""
        pieces: list[str] = []
        try:
            data = codecs.charmap_encode(text, "strict", self.page.encoding)[0]
        except UnicodeEncodeError:
            data = codecs.charmap_encode(self._take_out(text, pieces), "strict", self.page.encoding_after)[0]
        if self.places is not None:
            data = self.places.sub(self._replacement, data)
        data = data.translate(self.translation, self.deleted)
        for code, written in self.expansions:
            data = data.replace(code, written)
        result = codecs.charmap_decode(data, "strict", self.page.decoding)[0]
        if pieces:
            between = result.split(_TAKEN_OUT)
            result = "".join([s for pair in zip(between, pieces, strict=False) for s in pair]) + between[-1]
        return result

    def _take_out(self, text: str, pieces: list[str]) -> str:
        """Put stand-ins for what has no byte, and gather in `pieces` what it becomes."""

        def character(match: re.Match[str]) -> str:
            pieces.append(match[0])
            return _STAND_INS[kind(match[0])]

        def word(match: re.Match[str]) -> str:
            if taken.isdisjoint(match[0]):
                return self.page.unknown.sub(character, match[0])
            pieces.append(self.convert_word(match[0]))
            return _STAND_INS["n"]

        taken = {c for c in set(text) if c in self.marks or (c not in self.page.code and self._is_strange(c))}
        if taken:
            return _WORDS.sub(word, text)
        return self.page.unknown.sub(character, text)

    def _is_strange(self, char: str) -> bool:
        """Tell whether words with a character are taken out.

        It is read as its parts, or not at all, or is a mark or a letter without case, which begins no word.
        """
        if reading.kind(char) in "bid" or self.meaning.parts(char):
            return True
        return reading.kind(char) == "c" and self.meaning.facts.asks_word and char not in self.meaning.facts.apostrophes

    def _variants(self, char: str) -> list[str]:
        return [char, *self.meaning.facts.capitals_of(char)]

    def _pattern(self, special: list[Rule]) -> bytes:
        """Return a pattern that matches exactly what the meaning would, at every special place."""
        by_first: dict[str, list[bytes]] = {}
        for rule in sorted(special, key=lambda r: (-len(r.source), not (r.after or r.before))):
            for spelling in self._spellings(rule.source):
                for first in spelling[0]:
                    by_first.setdefault(first, []).append(self._pattern_behind(first, spelling[1:], rule))
        return b"|".join(
            self.page.byte(first) + b"(?:" + b"|".join(dict.fromkeys(rests)) + b")" for first, rests in by_first.items()
        )

    def _pattern_behind(self, first: str, spelling: list[list[str]], rule: Rule) -> bytes:
        """Return what must follow the first letter of a rule for it to fit, with what must stand around the whole."""
        page = self.page
        after, before = contexts(rule, self.meaning.facts.classes)
        # A word's edge before letters is their first one.
        sets = [self._any_case(chars) for chars in after.letters[after.edge :]]
        behind = b"".join(sets) + page.byte(first)
        rest = b"".join(map(page.any_of, spelling))
        pattern = b"(?=" + rest + b")" if rest and (sets or after.edge) else b""
        if sets:
            pattern += b"(?<=" + behind + b")"
        if after.edge:
            pattern += b"(?<!" + page.inside + behind + b")(?<!" + page.inside + page.apostrophes + behind + b")"
        pattern += rest
        ahead = b"".join(map(self._any_case, before.letters))
        if ahead or before.edge:
            pattern += b"(?=" + ahead + (b"(?!" + page.letters + b")" if before.edge else b"") + b")"
        return pattern

    def _any_case(self, letters: Iterable[str]) -> bytes:
        return self.page.any_of(variant for char in letters for variant in self._variants(char))

    def _spellings(self, source: str) -> list[list[list[str]]]:
        """Return the ways to write a source, each as the characters possible at every place."""
        if not self.meaning.facts.follow or len(source) <= MIXED_CASE_LENGTH:
            return [[self._variants(c) for c in source]]
        small = [[c] for c in source]
        big = [self.meaning.facts.capitals_of(c) or [c] for c in source]
        first = next((i for i, c in enumerate(source) if kind(c) in "Ul"), 0)
        title = [*small[:first], big[first], *small[first + 1 :]]
        return [way for way in (small, title, big) if plain_case([kind(chars[0]) for chars in way])]

    def _replacement(self, match: re.Match[bytes]) -> bytes:
        found = self.anywhere.get(match[0])
        if found is not None:
            return found
        start, end = match.span()
        data = match.string
        place = end - start, data[max(start - self.before, 0) : end + self.after]
        known = start >= self.before
        if known:
            found = self.somewhere.get(place)
            if found is not None:
                return found
        source = "".join(self.page.characters[code] for code in match[0])
        text = "".join(self.page.characters[code] for code in data[max(start - self.before, 0) : start + self.reach])
        at = min(start, self.before)
        hit = self.meaning.match(text, at, self._left(text[:at]), more=False)
        assert hit is not None and sum(len(u.raw) for u in hit.units) == len(source), (text, at, source)
        found = self.page.spell(hit.output)
        if self._means_one_thing(source):
            self.anywhere[match[0]] = found
        elif known:
            if len(self.somewhere) >= _MEMO_LIMIT:
                self.somewhere.clear()
            self.somewhere[place] = found
        return found

    def _left(self, text: str) -> Left:
        left = self.meaning.start
        for position in range(len(text)):
            left = self.meaning.advance(left, Hit([self.meaning.unit(text, position, more=False)], "", None))
        return left

    def _means_one_thing(self, source: str) -> bool:
        """Tell whether no context and no neighbour's capitals matter to what a source becomes."""
        facts = self.meaning.facts
        small = self.meaning.folded(source)
        return (
            small not in self.contextual
            and (source == small or small not in facts.leaning)
            and small not in facts.signs
        )

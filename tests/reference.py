"""A second, independent reading of what a table means: slow, plain, written from the documented semantics.

It looks at the whole text at once, left and right, and shares no code with the package but the parsed rules and
the kinds of letters. The tests hold everything that converts against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from translit import Rule
from translit.text.kinds import kind

STRESS = "\u0300\u0301"
VOWELS = "aeiouyаеиоуъыэюяєіїёѣѫөү"
APOSTROPHES = "'\u2019\u02bc"


def is_low(mark: str) -> bool:
    """Tell whether canonical order puts a mark before a breve, an acute and their like."""
    return mark != "" and 0 < unicodedata.combining(unicodedata.normalize("NFD", mark)[0]) < 230


def is_undone(text: str, end: int) -> bool:
    """Tell whether canonical order puts a low mark into the composed letter that ends here, or one of more marks."""
    start = end - 1
    while start and unicodedata.combining(text[start]):
        start -= 1
    while end < len(text) and not is_low(text[end]) and len(unicodedata.normalize("NFC", text[start : end + 1])) == 1:
        end += 1
    return is_low(text[end : end + 1])


class Reference:
    def __init__(
        self, rules: Sequence[Rule], classes: Mapping[str, str], follow: bool, stress: bool, capitals: Mapping[str, str]
    ) -> None:
        self.follow = follow
        self.capitals = capitals
        self.smalls = {capital: small for small, capital in capitals.items()}
        self.marks = {r.source: r.target for r in rules if stress and r.source in STRESS}
        self.rules = [r for r in rules if r.source not in self.marks]
        self.classes = classes
        between = {r.source for r in self.rules if r.after.strip("^") and r.before.strip("$") and len(r.source) == 1}
        self.apostrophes = {*APOSTROPHES, *(c for c in between if kind(c) in "cn")}
        self.alphabet = {c for r in self.rules for c in r.source}
        self.known = self.alphabet | {c for r in self.rules for p in self.parts(r.after + r.before) for c in p}
        self.vowels = {c for c in self.alphabet if c in VOWELS} if stress else set()
        self.inner = 1 if any(c > "\u0400" for c in self.vowels) else 0

    def convert(self, text: str) -> str:
        units = self.read(
            "".join(
                c if self.fold(c) in self.known and not is_undone(text, i + 1) else unicodedata.normalize("NFD", c)
                for i, c in enumerate(text)
            )
        )
        out, at = "", 0
        while at < len(units):
            rule, length = self.choose(units, at)
            if rule is None:
                base, _, raw = units[at]
                mapped = at > 0 and base in STRESS and self.was_mapped
                out += self.marks.get(base, base) if mapped and self.vowels else raw
                if kind(raw[0]) != "c":
                    self.was_mapped = False
            else:
                out += self.write(rule, units, at, length)
                self.was_mapped = True
            at += length
        return out

    was_mapped = False

    def fold(self, char: str) -> str:
        if self.follow and char in self.smalls:
            return self.smalls[char]
        return char.lower() if self.follow and len(char.lower()) == 1 else char

    def case(self, char: str) -> str:
        """Return the kind of a letter, but that a palochka, which people write large everywhere, has no case."""
        return "c" if char == "\u04c0" and self.follow and "\u04cf" in self.alphabet else kind(char)

    def read(self, text: str) -> list[tuple[str, str, str]]:
        """Return (letter as rules name it, stress mark, letter as it stands) for each letter of a text."""
        units: list[tuple[str, str, str]] = []
        at = 0
        while at < len(text):
            raw = text[at]
            base = self.fold(raw)
            for end in range(at + 4, at + 1, -1):
                composed = unicodedata.normalize("NFC", self.fold(text[at]) + text[at + 1 : end])
                whole = unicodedata.normalize("NFC", text[at:end])
                composed = self.smalls.get(whole, composed) if self.follow else composed
                if len(composed) == 1 and end <= len(text) and composed in self.known and not is_undone(text, end):
                    base, raw = composed, text[at:end]
                    break
            at += len(raw)
            decomposed = unicodedata.normalize("NFD", base)
            if (
                base not in self.known
                and len(decomposed) == 2
                and decomposed[0] in self.vowels
                and decomposed[1] in STRESS
            ):
                units.append((decomposed[0], decomposed[1], raw))
            elif base in self.vowels and at < len(text) and text[at] in STRESS:
                units.append((base, text[at], raw + text[at]))
                at += 1
            else:
                units.append((base, "", raw))
        return units

    def choose(self, units: list[tuple[str, str, str]], at: int) -> tuple[Rule | None, int]:
        order = sorted(self.rules, key=lambda r: (-len(r.source), not (r.after or r.before)))
        if units[at][0] in STRESS and self.vowels:
            return None, 1
        for rule in order:
            length = len(rule.source)
            here = units[at : at + length]
            if "".join(u[0] for u in here) != rule.source or sum(bool(u[1]) for u in here[:-1]) > self.inner:
                continue
            kinds = [k for k in (kind(u[2][0]) for u in here) if k in "Ul"]
            if self.follow and length > 4 and kinds and "".join(kinds) not in self.plain(len(kinds)):
                continue
            if self.behind(rule.after, units, at) and self.ahead(rule.before, units, at + length):
                return rule, length
        return None, 1

    def plain(self, count: int) -> set[str]:
        return {"l" * count, "U" * count, "U" + "l" * (count - 1)}

    def parts(self, context: str) -> list[str]:
        return [self.classes[p[1:-1]] if p[0] == "{" else p for p in re.findall(r"\{[^}]*\}|[^\^$]", context)]

    def behind(self, context: str, units: list[tuple[str, str, str]], at: int) -> bool:
        for letters in reversed(self.parts(context)):
            at = self.previous(units, at)
            if at < 0 or units[at][0] not in letters:
                return False
        return "^" not in context or not self.in_word(units, at)

    def previous(self, units: list[tuple[str, str, str]], at: int) -> int:
        at -= 1
        while at >= 0 and units[at][0] in STRESS:
            at -= 1
        return at

    def in_word(self, units: list[tuple[str, str, str]], at: int) -> bool:
        """Tell whether a word's letter, or one apostrophe behind such a letter, stands before `at`."""
        at = self.previous(units, at)
        if at >= 0 and units[at][0] in self.apostrophes:
            run = at
            while run >= 0 and (units[run][0] in self.apostrophes or units[run][0] in STRESS):
                run = self.previous(units, run)
            count = sum(u[0] in self.apostrophes for u in units[run + 1 : at + 1])
            return count == 1 and run >= 0 and self.is_in_word(units, run)
        return at >= 0 and self.is_in_word(units, at)

    def is_in_word(self, units: list[tuple[str, str, str]], at: int) -> bool:
        """Tell whether the letter at `at` is part of a word, which no mark and no letter without case begins."""
        kind_here = kind(units[at][2][0])
        return kind_here in "Ul" or (kind_here == "c" and self.in_word(units, at))

    def is_upper_before(self, units: list[tuple[str, str, str]], at: int) -> bool:
        before = self.previous(units, at)
        if before < 0 or not self.in_word(units, at):
            return False
        if units[before][0] in self.apostrophes or self.case(units[before][2][0]) == "c":
            return self.is_upper_before(units, before)
        return kind(units[before][2][0]) == "U"

    def ahead(self, context: str, units: list[tuple[str, str, str]], at: int) -> bool:
        for letters in self.parts(context):
            if at >= len(units) or units[at][0] not in letters:
                return False
            at += 1
        return "$" not in context or at >= len(units) or kind(units[at][2][0]) == "n"

    def write(self, rule: Rule, units: list[tuple[str, str, str]], at: int, length: int) -> str:
        here = units[at : at + length]
        target = rule.target
        capitals = [self.case(u[2][0]) == "U" for u in here if self.case(u[2][0]) in "Ul"]
        letters = [c for c in target if kind(c) in "Ul"]
        signs_only = not any(kind(c) in "Ul" for c in rule.source)
        if self.follow and letters and (any(capitals) or signs_only or any(u[2][0] == "\u04c0" for u in here)):
            named = sum(kind(c) in "Ul" and c != "\u04cf" for c in rule.source)
            after = self.case(units[at + length][2][0]) if at + length < len(units) else "n"
            upper = self.is_upper_before(units, at)
            begins = not self.in_word(units, at)
            among = after == "U" or (after != "l" and upper)
            if capitals == [True] and named == 1 and len(letters) > 1:
                capitals.append(among)
            if not capitals:
                capitals.append((among and (upper or begins)) or (begins and here[0][2][0] == "\u04c0"))
            written = ""
            for c in target:
                letters_before = len([w for w in written if kind(w) in "Ul"])
                capital = self.capitals.get(c, c.upper())
                written += capital if capitals[min(letters_before, len(capitals) - 1)] else c
            target = written
        pieces = list(target)
        for i, (_, mark, _) in reversed(list(enumerate(here, 1))):
            if mark:
                pieces.insert(-(-i * len(rule.target) // length), self.marks.get(mark, mark))
        return "".join(pieces)

"""ICU transform rules: ICU4C, ICU4J, and what is built on them, such as analysis plugins of Elasticsearch and Lucene.

There are two passes, since ICU shows a rule what was written before it, and ours ask what was read. The first one sets
a private-use character before each piece that a rule reads, and leaves the letters; the second writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ..errors import Unreadable
from ..rules.facts import EDGE, MIXED_CASE_LENGTH, CompiledRule, Context, Facts
from ..rules.meaning import in_case
from ..table.draft import Draft, Foreign
from ..text.kinds import kind

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

FILE = "{id}.txt"
INSTALL = """\
Each file holds the rules of one transform: `Transliterator.createFromRules(id, rules, FORWARD)` in ICU4J and ICU4C,
`uconv -x "$(cat bg-streamlined-2009.txt)"` on a command line, `icu_transform` with these rules in Elasticsearch."""

SUFFIXES = (".txt", ".rules")
SIGN = re.compile(r"^(?![ \t]*[<#/(])[^\n#<]{1,120}?(?<![=-])(<?>|→|↔)[^;\n]{0,200};", re.MULTILINE)

#: The private-use characters that mark what rule a piece is read by.
MARKS = range(0xE000, 0xF8FF)
LETTER, UPPER, CASELESS = "[[:L:][:M:]]", "[[:Lu:][:Lt:]]", "[[:Lo:][:Lm:][:M:]]"
PALOCHKA = frozenset("\u04c0\u04cf")
MARK = f"[\\u{MARKS[0]:04X}-\\u{MARKS[-1]:04X}]?"


class Piece(NamedTuple):
    """A way in which a rule fits: what is read, beside what, and what is written."""

    source: tuple[str, ...]
    target: str
    after: str
    before: str
    #: Whether all that is written is a capital.
    among_capitals: bool = False


def export(compiled: Transliterator) -> str:
    """Return the rules: of more than 6,399 the last are left out, as `lost` says."""
    table, meaning = compiled.table, compiled._rules.meaning
    facts, own = meaning.facts, meaning._own_capitals
    lines = [f"# {table.id}{', the way back' * compiled.reverse}: {table.name['en']}"]
    written = []
    for mark, piece in zip(map(chr, MARKS), _pieces(facts), strict=False):
        read = " ".join(f"[{''.join(map(_char, each))}]" if len(each) > 1 else _char(each) for each in piece.source)
        lines.append(f"{piece.after} {{ ({read}) }} {piece.before} > {_char(mark)} $1 ;")
        # Which of the letters were capitals is seen in the second pass.
        for letters in product(*piece.source):
            capitals = tuple(kind(each) == "U" for each in letters if kind(each) in "Ul")
            if len(capitals) == 1 and not piece.among_capitals:
                capitals += (False,)
            target = in_case(piece.target, capitals, own) if facts.follow and any(capitals) else piece.target
            written.append(f"{_char(mark)} {_text(letters)} > {_text(target)} ;")
    return "\n".join([*lines, "::Null ;", *written, ""])


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield letters that have no case to see, and what there is no mark left for."""
    facts = compiled._rules.meaning.facts
    for rule in facts.rules:
        if facts.follow and (rule.source in facts.signs or not PALOCHKA.isdisjoint(rule.source)):
            yield f"{rule}: it is a capital among capitals, and what such a sign stands among is not asked here"
    for piece in list(_pieces(facts))[len(MARKS) :]:
        yield f"{''.join(piece.source)} → {piece.target}: there are private-use characters for {len(MARKS)} rules only"


def _pieces(facts: Facts) -> Iterator[Piece]:
    """Yield the ways in which rules fit, in the order in which they are tried: the longest first."""
    nodes = [facts.root]
    for node in nodes:
        nodes += node.children.values()
    for node in reversed(nodes):
        for rule in node.rules:
            yield from _fitting(facts, rule)


def _fitting(facts: Facts, compiled: CompiledRule) -> Iterator[Piece]:
    rule, after, before = compiled.rule, compiled.after, compiled.before
    if not facts.follow:
        for behind in _after(facts, after):
            yield Piece(tuple(rule.source), rule.target, behind, _before(facts, before))
        return
    if len(rule.source) > MIXED_CASE_LENGTH:
        for spelled in dict.fromkeys((rule.source, _title(rule.source), rule.source.upper())):
            for behind in _after(facts, after):
                yield Piece(tuple(spelled), rule.target, behind, _before(facts, before))
        return
    cased = [letter for letter in rule.source if kind(letter) == "l"]
    if len(cased) == 1 and _cases(facts, cased[0])[1:] and len(rule.target) > 1:
        capital = tuple(_cases(facts, letter)[1:] if letter in cased else letter for letter in rule.source)
        # A capital beside capitals is one of a word in capitals; that before it counts where none is behind it.
        for behind in _after(facts, after):
            yield Piece(capital, rule.target, behind, _before(facts, before, UPPER), True)
        for behind in _after_capital(facts, after):
            yield Piece(capital, rule.target, behind, _before(facts, before, "[^[:Ll:]]"), True)
    for behind in _after(facts, after):
        yield Piece(tuple(_cases(facts, letter) for letter in rule.source), rule.target, behind, _before(facts, before))


def _cases(facts: Facts, letter: str) -> str:
    upper = facts.capitals.get(letter) or letter.upper()
    title = upper if facts.capitals else letter.title()
    return "".join(dict.fromkeys(each for each in (letter, upper, title) if len(each) == 1))


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _after(facts: Facts, context: Context) -> list[str]:
    """Return what has to stand before a piece, in one way or more."""
    letters = [_set(facts, letters) for letters in context.letters if letters != {EDGE}]
    behind = f" {MARK} ".join(letters)
    if not (context.edge or {EDGE} in context.letters):
        return [behind]
    signs = _set(facts, facts.apostrophes)
    # An apostrophe right behind a letter does not end its word.
    return [
        f"[^{LETTER}{signs}] {MARK} {behind}".strip(),
        f"[[^{LETTER}]{signs}] {MARK} {signs} {MARK} {behind}".strip(),
    ]


def _after_capital(facts: Facts, context: Context) -> list[str]:
    """Return the same for a piece in whose word the last letter that has a case is a capital."""
    if not context.letters:
        # The word's own first letter has none before it.
        return [] if context.edge else [f"{UPPER} {CASELESS}* {MARK} {_set(facts, facts.apostrophes)}? {MARK}"]
    *before, last = [_set(facts, letters) for letters in context.letters]
    found = [f" {MARK} ".join([*before, f"[{last}&{UPPER}]"])]
    if not before:
        found.append(f"{UPPER} {MARK} [{last}-[:Ll:]-{UPPER}]")
    return found if {EDGE} not in context.letters else []


def _before(facts: Facts, context: Context, besides: str = "") -> str:
    letters = [_set(facts, letters) for letters in context.letters]
    if context.edge:
        letters.append(f"[^{LETTER}]")
    if besides:
        letters[:1] = [f"[{letters[0]}&{besides}]" if letters else besides]
    return " ".join(letters)


def _set(facts: Facts, letters: Iterable[str]) -> str:
    cased = {each for letter in letters for each in (_cases(facts, letter) if facts.follow else letter)}
    return f"[{''.join(map(_char, sorted(cased)))}]"


def _text(letters: Iterable[str]) -> str:
    return "".join(map(_char, letters))


def _char(char: str) -> str:
    """Return a character as ICU writes it: one that might mean something, or that is not seen, by number."""
    return char if char.isalpha() and ord(char) < MARKS[0] else f"\\u{ord(char):04X}"


_TOKENS = re.compile(
    r"#[^\n]*|'(?P<quoted>[^']*)'|\\(?:u(?P<number>[0-9A-Fa-f]{4})|(?P<escaped>[^u]))|\$(?P<variable>\w+)"
    r"|(?P<set>\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*\])|(?P<sign>[{}|;]|<?>|<|→|↔|←|=|::?)|(?P<strange>[*+?()^&@.$\]\[])|(?P<char>\S)",
    re.DOTALL,
)
#: Sets that mean that no letter stands there.
_NO_LETTER = re.compile(r"\[\^\s*(\[:(L|Letter|Alphabetic):\]|\[\[:L:\]\[:M:\]\]|\\p\{L\})\s*\]|\[:\^(L|Letter):\]")


#: How many signs one rule may have.
LONGEST_RULE = 5000


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def read(foreign: Foreign) -> Draft:
    """Return the plain rules of a transform: texts, sets of letters, and what stands before and behind."""
    draft, reading = Draft(), _Reading()
    for statement in _statements(foreign.text):
        try:
            reading.take(draft, statement)
        except _StrangeError as strange:
            draft.lose(statement[0].line, f"{' '.join(token.text for token in statement)[:80]}: {strange}")
    reading.finish(draft)
    draft.classes = {name: letters for name, letters in reading.classes.items() if f"{{{name}}}" in reading.used}
    return draft


class _StrangeError(Exception):
    """A rule says more than a table."""


def _statements(text: str) -> Iterator[list[_Token]]:
    line, last, found = 1, 0, list[_Token]()
    for token in _TOKENS.finditer(text):
        line, last = line + text.count("\n", last, token.start()), token.start()
        kind = token.lastgroup
        if kind == "sign" and token[0] == ";":
            if found:
                yield found
            found = []
        elif kind:
            meant = chr(int(token[kind], 16)) if kind == "number" else token[kind]
            if len(found) == LONGEST_RULE:
                raise Unreadable(f"a rule of more than {LONGEST_RULE} signs", line)
            found.append(_Token("char" if kind in ("number", "escaped", "quoted") else kind, meant, line))
    if found:
        yield found


class _Reading:
    """The variables of a transform, and the rules before, which go first."""

    def __init__(self) -> None:
        self.classes: dict[str, str] = {}
        self.used: set[str] = set()
        self._plain: dict[str, str] = {}
        self._rules: list[tuple[int, str, str, list[str], str]] = []

    def take(self, draft: Draft, statement: list[_Token]) -> None:
        signs = [token.text for token in statement if token.kind == "sign"]
        if signs[:1] == ["::"]:
            name = "".join(token.text for token in statement[1:])
            if name.upper() not in ("NFC", "NULL"):
                raise _StrangeError("a table calls no other transform")
            return
        if signs == ["="] and statement[0].kind == "variable" and len(statement) == 3:
            self.classes[statement[0].text] = self._letters(statement[2])
            return
        arrow = next(
            (at for at, token in enumerate(statement) if token.text in (">", "<>", "→", "↔") and token.kind == "sign"),
            0,
        )
        if not arrow or "|" in signs:
            raise _StrangeError("no rule of texts to one side")
        left, right = statement[:arrow], statement[arrow + 1 :]
        before, source, after = self._parts(left)
        _, target, _ = self._parts(right)
        written = "".join(self._text(token) for token in target)
        behind, ahead = self._behind(before), self._ahead(after)
        for letters in product(*(self._choices(token) for token in source)):
            self._note(draft, statement[0].line, "".join(letters), written, behind, ahead)

    def _note(self, draft: Draft, line: int, source: str, target: str, behind: list[str], ahead: str) -> None:
        sooner = next((known for known in self._plain if source.startswith(known)), None)
        if sooner is not None:
            draft.lose(line, f"{source!r} → {target!r}: {sooner!r} is read first, and it never is")
            return
        if not (behind or ahead):
            self._plain[source] = target
        self._rules.append((line, source, target, behind, ahead))

    def finish(self, draft: Draft) -> None:
        """Give the rules to the draft: ICU sees before a match what is written, and a table asks what was read."""
        for line, source, target, behind, ahead in self._rules:
            after = ""
            for letters in behind:
                if letters == "^":
                    after += "^"
                    continue
                read = [
                    known for known, text in self._plain.items() if len(known) == 1 and text and text[-1] in letters
                ]
                read += [char for char in letters if char not in self._plain]
                if not read:
                    draft.lose(line, f"{source!r} → {target!r}: none of {letters} is ever written before it")
                    break
                after += f"{{{self._named(''.join(read))}}}"
            else:
                draft.rule(line, source, target, after, ahead)

    def _parts(self, side: list[_Token]) -> tuple[list[_Token], list[_Token], list[_Token]]:
        opened = [at for at, token in enumerate(side) if token.text == "{" and token.kind == "sign"]
        closed = [at for at, token in enumerate(side) if token.text == "}" and token.kind == "sign"]
        start, end = opened[0] if opened else -1, closed[0] if closed else len(side)
        return side[: max(start, 0)], side[start + 1 : end], side[end + 1 :]

    def _text(self, token: _Token) -> str:
        if token.kind != "char":
            raise _StrangeError(f"{token.text} is no text")
        return token.text

    def _choices(self, token: _Token) -> list[str]:
        return list(self._letters(token)) if token.kind in ("set", "variable") else [self._text(token)]

    def _letters(self, token: _Token) -> str:
        """Return the letters of a set or of a variable."""
        if token.kind == "variable" and token.text in self.classes:
            return self.classes[token.text]
        inside = token.text[1:-1].replace(" ", "")
        if token.kind == "char":
            return token.text
        if token.kind != "set" or re.search(r"[\[\]^&:{}$]|\\(?!u)|^-|-$", inside):
            raise _StrangeError(f"{token.text} is no set of letters")
        plain = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), inside)
        spans = re.sub("(.)-(.)", lambda found: "".join(map(chr, range(ord(found[1]), ord(found[2]) + 1))), plain)
        return "".join(dict.fromkeys(spans))

    def _behind(self, tokens: list[_Token]) -> list[str]:
        """Return what may stand before a match: the edge of a word, or one of some letters."""
        found = ["^" if _is_edge(token) else "".join(self._choices(token)) for token in tokens]
        if len([letters for letters in found if letters != "^"]) > 1 or "^" in found[1:]:
            raise _StrangeError("more than a letter before a match")
        return found

    def _ahead(self, tokens: list[_Token]) -> str:
        """Return what has to stand behind a match, as a table says it."""
        said = ""
        for at, token in enumerate(tokens):
            if _is_edge(token) and at == len(tokens) - 1:
                said += "$"
            elif token.kind in ("set", "variable"):
                said += f"{{{self._named(self._letters(token))}}}"
            elif self._text(token) in "^${}":
                raise _StrangeError(f"{token.text} beside a match would be a sign")
            else:
                said += token.text
        return said

    def _named(self, letters: str) -> str:
        name = next((name for name, known in self.classes.items() if known == letters), f"set-{len(self.classes) + 1}")
        self.classes[name] = letters
        self.used.add(f"{{{name}}}")
        return name


def _is_edge(token: _Token) -> bool:
    return token.kind == "set" and bool(_NO_LETTER.fullmatch(token.text))

"""Shouting: a text of ordinary words in capital letters, as against a list of acronyms."""

from __future__ import annotations

import re

from ..text.kinds import letters_of_kind
from .facts import rules
from .finding import Fault
from .language import Language
from .messages import N_, Message
from .passage import Passage
from .words import to_cyrillic

_LETTERS = re.compile(r"[^\W\d_]+")
#: A command before what it takes, and what shows that it takes something: tar [ОПЦИЯ]... ФАЙЛ
_COMMAND = re.compile(r"\s*[a-z][a-z0-9._+-]*(?= )")
_OPTIONAL = re.compile(r"[\[<{|]|\.\.\.|(?<!\w)--?[a-z]")
#: What a line of usage does not have.
_SAID = re.compile(r"[!?\n]")
#: A command and so many words in capitals are no shouting, whatever they are.
MOST_ARGUMENTS = 2
_VOWELS = frozenset("АЕИОУЪЮЯЫЭЁІЇЄAEIOUY")
_SENTENCE_START = re.compile(r"(?:^|[.!?…]\s+|\n\s*)\W{0,8}([^\W\d_])")

CAPITALS = Message(N_("Please do not write in capital letters only."))


def find_shouting(passage: Passage) -> Fault | None:
    """Return the fault of a text that is set in capitals, or None."""
    text, language = passage.text, passage.language
    if not language.has_few_small_letters(text, rules().shout_small):
        return None
    words = [
        found
        for piece in passage.segments()
        if piece.kind == "word"
        for found in _LETTERS.finditer(text, piece.start, piece.end)
        if "_" not in (text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1])
    ]
    judged = [(found, _is_ordinary(found[0], language)) for found in words]
    ordinary = [found[0] for found, is_ordinary in judged if is_ordinary]
    letters = sum(map(len, ordinary))
    capitals = sum(map(_count_capitals, ordinary))
    shouted = [word for word in ordinary if _count_capitals(word) * 2 > len(word)]
    if len(shouted) < rules().shout_words or letters < rules().shout_letters:
        return None
    if capitals < (1 - rules().shout_small) * letters or _is_usage(text, len(shouted)):
        return None
    quiet = _write_quietly(text, judged, language)
    params = {"share": round(capitals / letters, 2), "suggestion": quiet}
    return Fault("all_caps", CAPITALS, words[0].start(), words[-1].end(), (quiet,), params)


def _is_usage(text: str, arguments: int) -> bool:
    """Say whether a text shows how a command is called: cat ОПЦИЯ ФАЙЛОВЕ."""
    if not _COMMAND.match(text) or _SAID.search(text.strip()):
        return False
    return arguments <= MOST_ARGUMENTS or _OPTIONAL.search(text) is not None


def _count_capitals(word: str) -> int:
    return sum(map(letters_of_kind("U").__contains__, word))


def _is_ordinary(word: str, language: Language) -> bool:
    """Say whether a word in capitals is a word, and not an acronym or a single letter."""
    if len(word) < 2 or (to_cyrillic(word, language) or word).upper() in language.acronyms:
        return False
    if len(word) > 5 or word.lower() in language.short_words:
        return True
    if len(word) < 4 or word.upper() != word:
        return len(word) > 3
    return any(char in _VOWELS for char in word.upper())


def _is_short(word: str, language: Language) -> bool:
    """Say whether a short word is one of the language, and no acronym: В, ЩЕ, МОЯ, but КПРФ and CEO."""
    if word in language.acronyms or not set(word) <= language.alphabet:
        return False
    return len(word) == 1 or not _VOWELS.isdisjoint(word)


def _write_quietly(text: str, judged: list[tuple[re.Match[str], bool]], language: Language) -> str:
    """Return the text in small letters, but for acronyms and the beginnings of sentences."""
    out, done = [], 0
    for found, is_ordinary in judged:
        word = found[0]
        out += [text[done : found.start()], word.lower() if is_ordinary or _is_short(word, language) else word]
        done = found.end()
    quiet = "".join(out) + text[done:]
    return _SENTENCE_START.sub(lambda found: found[0][:-1] + found[1].upper(), quiet)


BROWSER: dict[str, object] = {
    "letters_only": _LETTERS,
    "command": _COMMAND,
    "optional_argument": _OPTIONAL,
    "said": _SAID,
    "most_arguments": MOST_ARGUMENTS,
    "vowels": _VOWELS,
    "sentence_start": _SENTENCE_START,
    "all_caps": CAPITALS,
}

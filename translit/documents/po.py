"""Translations of programs (gettext): the msgstr of each message, plural forms too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import accumulate, pairwise

from . import CYRILLIC, Piece

SUFFIXES = ("po", "pot")
KEPT = ("placeholder", "html", "url", "email")
_QUOTED = r'"(?:[^"\\\n]|\\.)*"'
_FIELD = re.compile(
    rf"^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]*((?:{_QUOTED}[ \t]*(?:\r?\n[ \t]*)?)+)", re.MULTILINE
)
_LINE = re.compile(_QUOTED)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_LANGUAGE = re.compile(r'(?m)^((?:msgstr[ \t]*)?"(?:[^"\n]*\\n)?Language: *)([\w-]+)(@[\w@]+)?(?=\\n)')


def pieces(document: str) -> Iterator[Piece]:
    r"""Yield the translations; the header is none.

    >>> [piece.text for piece in pieces('msgid ""\nmsgstr "Language: bg"\n\nmsgid "Open"\nmsgstr "От" "вори"\n')]
    ['Отвори']
    """
    is_header = False
    for field in _FIELD.finditer(document):
        lines = [_meant(found[0][1:-1]) for found in _LINE.finditer(field[2])]
        if field[1] in ("msgctxt", "msgid"):
            is_header = field[1] == "msgid" and not any(lines)
        elif field[1].startswith("msgstr") and not is_header:
            strings = [found.span() for found in _LINE.finditer(field[2])]
            start, end = field.start(2) + strings[0][0], field.start(2) + strings[-1][1]
            yield Piece(start, end, "".join(lines), partial(_cut_like, lines, document[start:end]))


def _meant(quoted: str) -> str:
    return _ESCAPE.sub(lambda escape: _MEANT.get(escape[1], escape[1]), quoted)


def _cut_like(lines: list[str], before: str, text: str) -> str:
    """Return a text in quotes, cut into lines at the same blanks as the one it stands for, if that is possible."""
    blanks = [place for place, letter in enumerate(text) if letter.isspace()]
    counts = [*accumulate([sum(map(str.isspace, line)) for line in lines])]
    if counts[-1] != len(blanks):
        return f'"{text.translate(_WRITTEN)}"'
    cuts = [0]
    for line, behind, count in zip(lines, lines[1:], counts, strict=False):
        if line[-1:].isspace():
            cuts.append(blanks[count - 1] + 1)
        elif behind[:1].isspace():
            cuts.append(blanks[count])
        else:  # Inside a word, or an empty line.
            cuts.append(cuts[-1])
    cut = (text[start:end].translate(_WRITTEN) for start, end in pairwise([*cuts, len(text)]))
    return _LINE.sub(lambda _: f'"{next(cut)}"', before)


def labelled(document: str, script: str) -> str:
    r"""Return the document with the script in its header: `sr@latin`.

    >>> print(labelled(r'"Language: sr\n"', "Latn"), labelled(r'"Language: sr@latin\n"', "Cyrl"))
    "Language: sr@latin\n" "Language: sr\n"
    """
    mark = "@latin" if script == "Latn" else ""

    def label(said: re.Match[str]) -> str:
        is_ours = re.split("[_-]", said[2])[0] in CYRILLIC
        return f"{said[1]}{said[2]}{mark}" if is_ours else said[0]

    return _LANGUAGE.sub(label, document, count=1)

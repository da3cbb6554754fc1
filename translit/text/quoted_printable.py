"""Quoted-Printable, as old address books write their texts: letters as bytes, what has a meaning written out."""

from __future__ import annotations

import re

#: Bytes of ASCII that are written out stand for something else than themselves: they pass as these.
_KEPT = 0xF700
_RUN = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_SOFT_END = re.compile(r"=\r?\n[ \t]*")
#: A line may be so long, with the sign for its end.
_WIDTH = 76


def read_quoted(written: str, charset: str) -> str:
    r"""Return a text without soft line ends. Raises ValueError or LookupError where it is not in that encoding.

    What gives it its structure comes as letters of private use, which `write_quoted` knows.

    >>> read_quoted("=D0=98=D0=B2=\r\n=D0=B0=D0=BD;Jo=3Bva", "utf-8")
    'Иван;Jo\uf73bva'
    """

    def letters(run: re.Match[str]) -> str:
        found = bytes.fromhex(run[0].replace("=", "")).decode(charset)
        return "".join([chr(_KEPT + ord(c)) if c.isascii() else c for c in found])

    return _RUN.sub(letters, _SOFT_END.sub("", written))


def write_quoted(text: str, charset: str, taken: int, newline: str) -> str:
    """Return a text in lines of at most 76 signs, behind so many that are taken. Raises UnicodeEncodeError.

    >>> write_quoted("Ивa;\\uf73b b", "utf-8", 0, "\\r\\n")
    '=D0=98=D0=B2a;=3B b'
    """
    out: list[str] = []
    width = taken
    for place, letter in enumerate(text):
        sign = _written(letter, charset, place == len(text) - 1)
        if width + len(sign) >= _WIDTH:
            if out and out[-1] in (" ", "\t"):
                out[-1] = f"={ord(out[-1]):02X}"
            out.append(f"={newline}")
            width = 0
        out.append(sign)
        width += len(sign)
    return "".join(out)


def _written(letter: str, charset: str, is_last: bool) -> str:
    if _KEPT <= ord(letter) < _KEPT + 0x80:
        return f"={ord(letter) - _KEPT:02X}"
    if (" " <= letter <= "~" and letter != "=" and not (is_last and letter == " ")) or letter == "\t":
        return letter
    return "".join([f"={byte:02X}" for byte in letter.encode(charset)])

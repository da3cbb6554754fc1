"""Dead keys: a key that types nothing by itself, and puts its mark on the letter that comes next."""

from __future__ import annotations

#: A cell of two characters, this and a mark, is a dead key.
CIRCLE = "\N{DOTTED CIRCLE}"
#: What a mark is without a letter, as X11 has it for a dead key and a blank; of those that are not here a no-break
#: space is the letter.
ACCENTS = {
    "\N{COMBINING GRAVE ACCENT}": "`",
    "\N{COMBINING ACUTE ACCENT}": "'",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "^",
    "\N{COMBINING TILDE}": "~",
    "\N{COMBINING MACRON}": "¯",
    "\N{COMBINING BREVE}": "˘",
    "\N{COMBINING DOT ABOVE}": "˙",
    "\N{COMBINING DIAERESIS}": '"',
    "\N{COMBINING RING ABOVE}": "°",
    "\N{COMBINING DOUBLE ACUTE ACCENT}": "˝",
    "\N{COMBINING CARON}": "ˇ",
    "\N{COMBINING CEDILLA}": "¸",
    "\N{COMBINING OGONEK}": "˛",
}

CASED = ("Lu", "Ll", "Lt")


def mark_of(cell: str) -> str:
    """Return the mark that a dead key has; `""` for any other cell.

    >>> mark_of("◌\\u0301") == "\\u0301", mark_of("é")
    (True, '')
    """
    return cell[1:] if cell[:1] == CIRCLE else ""


def accent(mark: str) -> str:
    """Return what a mark is without a letter.

    >>> accent("\\u0302")
    '^'
    """
    return ACCENTS.get(mark, f"\N{NO-BREAK SPACE}{mark}") if mark else ""


def put_on(mark: str, text: str) -> str:
    """Return what a dead key and then this text give: a letter takes the mark, a blank leaves it by itself.

    >>> put_on("\\u0300", "и"), put_on("\\u0300", " "), put_on("\\u0300", "5")
    ('ѝ', '`', '`5')
    """
    if not mark:
        return text
    from unicodedata import category, normalize  # few keys are dead, and no other waits for this

    if not text or category(text[0]) not in CASED:
        return accent(mark) + ("" if text == " " else text)
    return normalize("NFC", text[0] + mark) + text[1:]

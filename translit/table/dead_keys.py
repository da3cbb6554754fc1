"""Dead keys: a key that types nothing by itself, and puts its mark on the letter that comes next."""

from __future__ import annotations

#: A cell of two characters, this and a mark, is a dead key.
CIRCLE = "◌"
#: What a mark is without a letter, as X11 has it for a dead key and a blank; of those that are not here a no-break
#: space is the letter. Names as escapes would have Python load its table of names, which crashes 3.11 in a
#: sub-interpreter.
ACCENTS = {
    "\u0300": "`",  # grave accent
    "\u0301": "'",  # acute accent
    "\u0302": "^",  # circumflex accent
    "\u0303": "~",  # tilde
    "\u0304": "¯",  # macron
    "\u0306": "˘",  # breve
    "\u0307": "˙",  # dot above
    "\u0308": '"',  # diaeresis
    "\u030a": "°",  # ring above
    "\u030b": "˝",  # double acute accent
    "\u030c": "ˇ",  # caron
    "\u0327": "¸",  # cedilla
    "\u0328": "˛",  # ogonek
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
    return ACCENTS.get(mark, f"\u00a0{mark}") if mark else ""


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


def press(waiting: str, cell: str) -> tuple[str, str]:
    """Return what a cell types behind a dead key whose mark waits, if one does, and the mark that waits then.

    >>> press("\u0300", "и"), press("", "◌\u0300"), press("\u0300", "◌\u0300")
    (('ѝ', ''), ('', '̀'), ('`', ''))
    """
    mark = mark_of(cell)
    if mark:
        return accent(waiting), "" if waiting == mark else mark
    return put_on(waiting, cell), ""

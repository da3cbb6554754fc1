"""Dead keys: a key that types nothing by itself, and puts its mark on the letter that comes next."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

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

#: What a mark is called by when it stands alone, in other programs too.
STANDING = {standing: mark for mark, standing in ACCENTS.items()} | {"´": "\u0301", "¨": "\u0308", "˚": "\u030a"}


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
    from unicodedata import normalize  # few keys are dead, and no other waits for this

    from ..text.kinds import kind

    if not text or kind(text[0]) not in "Ul":
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


def mark_named(text: str) -> str:
    """Return the mark that another program means by a character: the mark itself, or what stands alone for it.

    >>> mark_named("´") == "\u0301", mark_named("\u0323") == "\u0323", mark_named("x")
    (True, True, '')
    """
    from unicodedata import combining

    return text if len(text) == 1 and combining(text) else STANDING.get(text, "")


def composed_with(mark: str, cells: Iterable[str]) -> dict[str, str]:
    """Return the letters among cells that a dead key changes, and what it makes of them.

    >>> composed_with("\u0300", ["и", "5", "б"]) == {"и": "ѝ", "б": "б\u0300"}
    True
    """
    made = {cell: put_on(mark, cell) for cell in dict.fromkeys(cells) if cell and not mark_of(cell)}
    return {cell: text for cell, text in made.items() if text != accent(mark) + cell}


def misread(mark: str, letter: str, made: str) -> str:
    """Return how a dead key of another program differs from ours, `""` where it makes the same.

    >>> misread("\u0300", "и", "ѝ"), misread("\u0300", "и", "й")
    ('', "dead key ◌̀ makes 'й' of 'и' there, and 'ѝ' here")
    """
    ours = put_on(mark, letter)
    # The dead key twice gives its sign once, as the key of that sign may not.
    same = made == ours or (letter in (accent(mark), mark) and made == letter)
    return "" if same else f"dead key {CIRCLE}{mark} makes {made!r} of {letter!r} there, and {ours!r} here"

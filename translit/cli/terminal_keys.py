"""The keys of a terminal: characters as they are, other keys by name, a paste in one piece."""

from __future__ import annotations

import codecs
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    class Source(Protocol):
        """What gives the bytes of keys."""

        def read(self, size: int, /) -> bytes: ...


END_OF_INPUT = "\x04"
#: What turns on, and off, that a terminal says where a paste begins and ends.
PASTES = ("\x1b[?2004h", "\x1b[?2004l")
_PASTED, _PASTE_ENDS = "200~", "\x1b[201~"
#: What terminals send behind an escape for keys that write nothing; others are of no use here.
_NAMES = {
    **{"D": "left", "C": "right", "H": "home", "F": "end"},
    **{"1~": "home", "7~": "home", "4~": "end", "8~": "end", "3~": "delete"},
    **{"1;5D": "word-left", "1;5C": "word-right", "1;3D": "word-left", "1;3C": "word-right"},
}
_CONTROLS = {
    **{"\x02": "left", "\x06": "right", "\x01": "home", "\x05": "end"},
    **{"\x17": "erase-word", "\x15": "erase-to-start", "\x0b": "erase-to-end", "\x14": "relayout"},
    **{"\b": "backspace", "\x7f": "backspace", "\n": "enter", "\r": "enter"},
}


#: The keys that shells know with Alt; terminals send an escape before them.
_WITH_ALT = {"b": "word-left", "f": "word-right", "\x7f": "erase-word", "\b": "erase-word"}


class Key(NamedTuple):
    """A key that writes nothing by itself, or a text that was pasted."""

    name: str
    text: str = ""


def keys(source: Source) -> Iterator[str | Key]:
    """Yield what is typed: characters, and keys by name; an unfinished sequence waits for its end.

    >>> from io import BytesIO
    >>> list(keys(BytesIO(b"a\\x1b[D\\x1b[200~x\\ny\\x1b[201~\\x1b[99~b")))
    ['a', Key(name='left', text=''), Key(name='paste', text='x\\ny'), 'b']
    """
    typed = _characters(source)
    for char in typed:
        if char == "\x1b":
            char = next(typed, "")
            if char in ("[", "O"):
                yield from _sequence(typed)
                continue
            if char in _WITH_ALT:
                yield Key(_WITH_ALT[char])
                continue
        if char in _CONTROLS:
            yield Key(_CONTROLS[char])
        elif char == END_OF_INPUT or char == "\t" or char >= " ":
            yield char


def _characters(source: Source) -> Iterator[str]:
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    while byte := source.read(1):
        yield from decode(byte)


def _sequence(typed: Iterator[str]) -> Iterator[Key]:
    said = ""
    for char in typed:
        said += char
        # The console of Linux says F1 by one more bracket.
        if "@" <= char <= "~" and said != "[":
            break
    if said == _PASTED:
        yield Key("paste", _pasted(typed))
    elif said in _NAMES:
        yield Key(_NAMES[said])


def _pasted(typed: Iterator[str]) -> str:
    text = ""
    for char in typed:
        text += char
        if text.endswith(_PASTE_ENDS):
            return text.removesuffix(_PASTE_ENDS)
    return text

"""Invisible characters as HTML spells them (`&shy;`): while a text is converted, characters that cannot be seen.

Keys know none of this: what is typed letter by letter is letters.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rules.meaning import Match
    from .step import Machine
    from .stretches import ByteMachine

_NAMES = "shy zwj zwnj ZeroWidthSpace NoBreak"
_NUMBERS = "#173 #xAD #xad #8203 #x200B #x200b #8204 #x200C #x200c #8205 #x200D #x200d #8288 #x2060"
#: Each spelling, and what stands for it: code points that are invisible whatever they will be, and are nothing yet.
STAND_INS = {f"&{name};": chr(0xE0200 + n) for n, name in enumerate(f"{_NAMES} {_NUMBERS}".split())}
BROWSER = {"SPELLINGS": f"{_NAMES} {_NUMBERS}"}
_BYTES = {spelling.encode(): stand_in.encode() for spelling, stand_in in STAND_INS.items()}
_BEGUN = frozenset(spelling[:end] for spelling in STAND_INS for end in range(1, len(spelling)))
_LONGEST = max(map(len, _BYTES))


def hide(text: str) -> str:
    """Return a text with stand-ins; the text itself if there is nothing to hide.

    >>> hide("роз&shy;гін") == "роз\\U000e0200гін"
    True
    """
    if "&" not in text or any(stand_in in text for stand_in in STAND_INS.values()):
        return text
    for spelling, stand_in in STAND_INS.items():
        text = text.replace(spelling, stand_in)
    return text


def show(text: str) -> str:
    """Return a text with the spellings again.

    >>> show(hide("щ&#173;ит &amp; &shy;"))
    'щ&#173;ит &amp; &shy;'
    """
    for spelling, stand_in in STAND_INS.items():
        text = text.replace(stand_in, spelling)
    return text


def show_matches(matches: Iterable[Match]) -> Iterator[Match]:
    """Yield the matches of a text with stand-ins as those of the text with the spellings."""
    from ..rules.meaning import Match

    start = 0
    for match in matches:
        source = show(match.source)
        yield Match(start, start + len(source), source, show(match.target), match.rule)
        start += len(source)


class EntityMachine:
    """The compiled machine, which is shown stand-ins in bytes, too."""

    def __init__(self, machine: ByteMachine) -> None:
        self._machine = machine

    def run(self, data: bytes, state: int, final: bool) -> tuple[bytes, int, int, int]:
        """Run bytes as `Machine.run` does; what may begin a spelling at the end is left for later, unless `final`."""
        if b"&" not in data or any(stand_in in data for stand_in in _BYTES.values()):
            return self._machine.run(data, state, final)
        last = data.rfind(b"&", max(0, len(data) - _LONGEST))
        end = len(data) if final or last < 0 or data[last:].decode("latin-1") not in _BEGUN else last
        hidden = data[:end]
        for spelling, stand_in in _BYTES.items():
            hidden = hidden.replace(spelling, stand_in)
        output, state, used, invalid = self._machine.run(hidden, state, final)
        for spelling, stand_in in _BYTES.items():
            output = output.replace(stand_in, spelling)
        return output, state, end - (len(hidden) - used), invalid


class EntityLetters:
    """A machine that goes on letter by letter where a word is too long to wait for, and is shown stand-ins, too."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def run(self, text: str, state: int, final: bool) -> tuple[str, int, int]:
        """Run a part of a text; return what is written by its end, the state then, and how much of it was read.

        What may begin a spelling at the end is left for later, unless it is `final`; then nothing is owed.
        """
        last = text.rfind("&", max(0, len(text) - _LONGEST))
        end = len(text) if final or last < 0 or text[last:] not in _BEGUN else last
        output, state = self._machine.run(hide(text[:end]), state)
        return show(output + self._machine.owed(state) if final else output), state, end

"""A conversion that leaves words of one's own alone, or spells them as one wants, in text, streams and keys alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..errors import UnfitTable, UnmappedCharacter
from ..machine.keys import KeyMachine
from ..machine.stretches import StreamConversion
from ..machine.word_keys import WordKeys
from .words import Found, OwnWords, endings_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..informal.conversion import InformalConversion
    from ..informal.profile import Profile
    from ..informal.session import Session
    from ..informal.way_back import WayBack
    from ..machine.by_rules import Errors, RuleConversion
    from ..rules.meaning import Match
    from ..table.value import Table

    Conversion = RuleConversion | InformalConversion | WayBack

#: What is longer without a blank is no word, and is not waited for.
LONGEST_HELD = 1 << 16


class KeptWordsConversion:
    """What another conversion makes of all but some words; between them each piece is converted by itself."""

    def __init__(self, inner: Conversion, words: OwnWords) -> None:
        self.inner: Conversion = inner
        self.words: OwnWords = words

    @property
    def table(self) -> Table:
        """The table itself."""
        return self.inner.table

    @property
    def reverse(self) -> bool:
        """True if it converts from the table's target script back to its source script."""
        return self.inner.reverse

    @property
    def sample(self) -> int:
        """How many bytes of a text it looks at before it begins."""
        return self.inner.sample

    def transliterate(self, text: str, errors: Errors = "keep") -> str:
        """Convert a whole text."""
        return self._convert(text, lambda piece: self.inner.transliterate(piece, errors))

    def stream(self, errors: Errors = "keep", beginning: bytes = b"") -> StreamConversion:
        """Return what a stream needs: no word is cut in two."""
        inner = self.inner.stream(errors, beginning)

        longest = inner.longest or LONGEST_HELD
        return StreamConversion(lambda text: self._convert(text, inner.convert), inner.cut, longest=longest)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield a Match for each piece of a text, in order; a word of one's own has no rule."""
        from ..rules.meaning import Match

        done = 0
        for found in [*self._find(text), Found(len(text), len(text), "")]:
            for match in self.inner.matches(text[done : found.start]):
                yield replace(match, start=done + match.start, end=done + match.end)
            if found.end > found.start:
                yield Match(found.start, found.end, text[found.start : found.end], found.written, None)
            done = found.end

    @property
    def rules(self) -> RuleConversion:
        """Raise UnfitTable: who wants rules would miss the words."""
        raise UnfitTable(self.table.id, "words of one's own are no rules, so that they can't be exported with a table")

    def keys(self, profile: Profile | None = None, addresses: bool | None = None) -> WordKeys | Session:
        """Begin to type; an informal table has candidates in place of such words."""
        keys = self.inner.keys(profile, addresses)
        levels = keys.levels if isinstance(keys, WordKeys) else keys
        return WordKeys(levels, self.transliterate) if isinstance(levels, KeyMachine) else levels

    def _find(self, text: str) -> Iterable[Found]:
        return self.words.find(text, self.inner.transliterate, endings_of(self.table.language))

    def _convert(self, text: str, convert: Callable[[str], str]) -> str:
        return convert_between(text, self._find(text), convert)


def convert_between(text: str, kept: Iterable[tuple[int, int, str]], convert: Callable[[str], str]) -> str:
    """Return a text converted but for some spans, each with what is written for it.

    >>> convert_between("ab Cd e", [(3, 5, "X")], str.upper)
    'AB X E'
    """
    done: list[str] = []
    start = 0
    for begin, end, written in [*kept, (len(text), len(text), "")]:
        try:
            done += [convert(text[start:begin]) if begin > start else "", written]
        except UnmappedCharacter as error:
            found = UnmappedCharacter(text, start + error.start, start + error.end, error.table_id)
            found.output = "".join(done).encode("utf-8", "surrogateescape") + error.output
            raise found from None
        start = end
    return "".join(done)

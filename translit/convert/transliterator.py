"""Text to text by a table: the object that `compile_table` gives, and `transliterate` on top of it."""

from __future__ import annotations

from functools import cache

from ..errors import NotInformal, UnfitTable, UnknownChoice, wrong_type
from ..machine import file
from ..machine.by_rules import RuleConversion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ..informal.conversion import InformalConversion
    from ..informal.profile import Profile
    from ..informal.session import Session
    from ..informal.way_back import WayBack
    from ..machine.by_rules import Errors
    from ..machine.keys import KeyMachine
    from ..machine.stretches import StreamConversion
    from ..machine.word_keys import WordKeys
    from ..rules.meaning import Match
    from ..table.value import Table
    from .kept_words import KeptWordsConversion
    from .words import Given


class Transliterator:
    """A table made ready to convert, in one direction. Make one with `compile_table`; it is reusable."""

    __slots__ = ("_conversion",)

    def __init__(self, conversion: RuleConversion | InformalConversion | WayBack | KeptWordsConversion) -> None:
        self._conversion = conversion

    def __reduce__(self) -> tuple[Callable[..., Transliterator], tuple[object, ...]]:
        return Transliterator, (self._conversion,)

    @property
    def table(self) -> Table:
        """The table this was compiled from."""
        return self._conversion.table

    @property
    def reverse(self) -> bool:
        """True if it converts from the table's target script back to its source script."""
        return self._conversion.reverse

    def transliterate(self, text: str, *, errors: Errors = "keep") -> str:
        """Convert a whole text.

        With `errors="strict"` a letter that the table has nothing for, and that is not of the target script already,
        raises UnmappedCharacter; by default it passes through unchanged. Any other `errors` raises UnknownChoice.

        >>> compile_table("bg-streamlined-2009").transliterate("Щастие в София")
        'Shtastie v Sofia'
        """
        if errors != "keep":
            _require_errors(errors)
        if not isinstance(text, str):
            raise wrong_type("a text (str) to transliterate", text)
        return self._conversion.transliterate(text, errors)

    def matches(self, text: str) -> Iterator[Match]:
        """Explain: yield one Match for each piece of `text`, in order, with the rule that converted it.

        Raises NoRules for a table that a model reads.

        >>> [(m.source, m.target) for m in compile_table("bg-streamlined-2009").matches("Щит")]
        [('Щ', 'Sht'), ('и', 'i'), ('т', 't')]
        """
        if not isinstance(text, str):
            raise wrong_type("a text (str) to transliterate", text)
        return self._conversion.matches(text)

    @property
    def _rules(self) -> RuleConversion:
        """The rules behind it, for who looks inside; raise NoRules, or UnfitTable, where they are not all there is."""
        return self._conversion.rules

    @property
    def _sample(self) -> int:
        """How many bytes of a text it looks at before it begins, where the text can be read twice."""
        return self._conversion.sample

    def _stream(self, *, errors: Errors = "keep", beginning: bytes = b"") -> StreamConversion:
        """Return what a `Stream` needs; `beginning` is what there is to see of the text before it is read."""
        return self._conversion.stream(_require_errors(errors), beginning)

    def _keys(self, profile: Profile | None = None, addresses: bool | None = None) -> KeyMachine | WordKeys | Session:
        """Begin to type, which an `InputEngine` does; raise NotInformal for a profile of a table that has rules."""
        return self._conversion.keys(profile, addresses)


def compile_table(
    table: Table | str | Path,
    *,
    reverse: bool = False,
    style: str = "",
    profile: Profile | None = None,
    fallback: Table | str | Path | None = None,
    keep_words: Given | None = None,
    read: bool = False,
) -> Transliterator:
    """Make a table ready to convert; a string is an id, an alias or the path of a table file.

    Informal tables are written in a `style` (which means the way back), and read with the habits of a `profile`.
    Letters that a scheme does not know are written by the scheme `fallback`. `keep_words` are words that stay as they
    are, or have a spelling of their own (`dj=диджей`), whatever their ending: several, a mapping, or the Path of a
    file. `read` is for the way back by a scheme: of words that it writes alike, the lexicon of the language and the
    words beside them say which is meant. Raises TableNotFound, TableError, NotInformal, UnknownStyle, UnfitTable,
    ValueError or, for a path, OSError.

    >>> compile_table("bg-streamlined-2009", fallback="ru-icao-9303").transliterate("Ельцын и Эмма Горбачёва")
    'Elytsyn i Emma Gorbacheva'
    >>> compile_table("bg-translit", keep_words=["Google", "dj=диджей"]).transliterate("Google i DJ-te")
    'Google и ДИДЖЕЙ-те'
    """
    if keep_words is not None:
        made = compile_table(table, reverse=reverse, style=style, profile=profile, fallback=fallback, read=read)
        return _with_words(made, keep_words)
    if read and isinstance(table, str) and fallback is None and not style and profile is None:
        return _share_reading(table, reverse)
    if isinstance(table, str) and not style and profile is None and not read:
        if fallback is None:
            return _share(table, reverse)
        if isinstance(fallback, str):
            return _share_with_fallback(table, fallback, reverse)
    from ..table.library import find_table

    if profile is not None and not hasattr(profile, "counts"):
        raise wrong_type("a Profile", profile, "load one with Profile.load(Path(…))")
    found = find_table(table)
    if fallback is not None:
        from ..table.derived import with_fallback

        found = with_fallback(found, find_table(fallback))
    return _made_reading(found, reverse) if read else _made(found, reverse, style, profile)


@cache
def _share(name: str, reverse: bool) -> Transliterator:
    content = file.find_shipped(name, reverse)
    if content is not None:
        return Transliterator(RuleConversion(name, reverse=reverse, content=content))
    from ..table.library import find_table

    return _made(find_table(name), reverse)


@cache
def _share_reading(name: str, reverse: bool) -> Transliterator:
    from ..table.library import find_table

    return _made_reading(find_table(name), reverse)


def _with_words(compiled: Transliterator, words: Given) -> Transliterator:
    from .kept_words import KeptWordsConversion
    from .words import read_words

    conversion = compiled._conversion
    inner = conversion.inner if isinstance(conversion, KeptWordsConversion) else conversion
    return Transliterator(KeptWordsConversion(inner, read_words(words)))


@cache
def _share_with_fallback(name: str, fallback: str, reverse: bool) -> Transliterator:
    from ..table.derived import with_fallback
    from ..table.library import find_table

    return _made(with_fallback(find_table(name), find_table(fallback)), reverse)


def _made(table: Table, reverse: bool, style: str = "", profile: Profile | None = None) -> Transliterator:
    """Make a table ready: the one place that knows the kinds there are."""
    if table.kind == "informal":
        from ..informal.conversion import InformalConversion

        return Transliterator(InformalConversion(table, reverse=reverse, style=style, profile=profile))
    if style or profile is not None:
        raise NotInformal(table.id, table.kind)
    return Transliterator(RuleConversion(table, reverse=reverse))


def _made_reading(table: Table, reverse: bool) -> Transliterator:
    if not reverse:
        raise UnfitTable(table.id, "a lexicon reads the way back: read=True goes with reverse=True")
    from ..informal.way_back import WayBack

    return Transliterator(WayBack(table))


def _require_errors(errors: Errors) -> Errors:
    if errors not in ("keep", "strict"):
        raise UnknownChoice("errors", errors, ("keep", "strict"))
    return errors


def transliterate(
    text: str,
    table: Table | str | Path,
    *,
    reverse: bool = False,
    errors: Errors = "keep",
    fallback: Table | str | Path | None = None,
    keep_words: Given | None = None,
    read: bool = False,
) -> str:
    """Convert `text` by a table, or back with `reverse=True`; `compile_table` says what the other settings are.

    >>> transliterate("Здравейте, ЩАСТИЕ!", "bg-streamlined-2009")
    'Zdraveyte, SHTASTIE!'
    """
    if isinstance(table, str) and fallback is None and keep_words is None and not read:
        # For one word, handing all settings on would take as long as converting it.
        compiled = _share(table, reverse)
    else:
        compiled = compile_table(table, reverse=reverse, fallback=fallback, keep_words=keep_words, read=read)
    return compiled.transliterate(text, errors=errors)

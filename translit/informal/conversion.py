"""An informal table behind the same calls as every other: text, streams and pipes, there and back."""

from __future__ import annotations

from functools import cached_property

from ..errors import NoRules, UnmappedCharacter
from ..machine.stretches import StreamConversion, telling_what_came_before
from ..machine.strict import foreign_letters
from .decoder import decoder
from .lines import LONGEST_LINE, last_line_end
from .texts import reader
from .writing import require_style, scheme_of, spelled_letters, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from ..machine.by_rules import Errors
    from ..table.value import Table
    from .lines import Reader
    from .profile import Profile
    from .session import Session


class InformalConversion:
    """Reads a person's Latin by the model of its language; `reverse` or a `style` writes it.

    `profile` holds a writer's habits known before. Raises UnknownStyle.
    """

    #: How many bytes of a text show how its writer spells.
    sample = 1 << 18

    def __init__(self, table: Table, *, reverse: bool = False, style: str = "", profile: Profile | None = None) -> None:
        if style:
            require_style(table, style)
        self.table = table
        #: True if it writes Latin.
        self.reverse: bool = reverse or bool(style)
        self._style, self._profile = style, profile
        #: What writes a style that is a scheme; it says itself what it has no spelling for.
        self._scheme = scheme_of(table, style) if style else None

    def __reduce__(self) -> tuple[Callable[..., InformalConversion], tuple[Table, bool, str, Profile | None]]:
        return _remade, (self.table, self.reverse, self._style, self._profile)

    @property
    def rules(self) -> NoReturn:
        """Raise NoRules: a model reads this table."""
        raise NoRules(self.table.id)

    def matches(self, text: str) -> NoReturn:
        """Raise NoRules: a model reads this table."""
        raise NoRules(self.table.id)

    def transliterate(self, text: str, errors: Errors = "keep") -> str:
        """Read, or write, a whole text; with `strict` raise UnmappedCharacter for a letter that has no spelling here.

        >>> from translit import transliterate
        >>> transliterate("6te doida utre", "bg-informal")
        'ще дойда утре'
        >>> transliterate("Шапка", "bg-informal", reverse=True)
        'Shapka'
        """
        if self._scheme:
            return self._scheme.transliterate(text, errors)
        if errors == "strict":
            self._require_spelled(text)
        return self._write(text) if self.reverse else self._reader().text(text)

    def stream(self, errors: Errors = "keep", beginning: bytes = b"") -> StreamConversion:
        """Return a conversion of line after line.

        It learns how the writer spells from the `beginning` of the text, or where none is shown from line to line.
        """
        if self._scheme:
            return self._scheme.stream(errors, beginning)
        if self.reverse:
            convert = self._write
        else:
            lines = self._reader(adapt=not beginning)
            if beginning:
                lines.learn(beginning.decode("utf-8", "surrogateescape").splitlines(keepends=True))

            def convert(text: str) -> str:
                return "".join(lines.stream(text.splitlines(keepends=True)))

        def convert_strictly(text: str) -> str:
            self._require_spelled(text)
            return convert(text)

        strict = telling_what_came_before(convert_strictly, last_line_end)
        return StreamConversion(strict if errors == "strict" else convert, last_line_end, longest=LONGEST_LINE)

    def keys(self, profile: Profile | None = None, addresses: bool | None = None) -> Session:
        """Begin to type, with candidates; addresses are always left alone."""
        from .session import Session

        return Session(self.table, profile if profile is not None else self._profile)

    def _reader(self, *, adapt: bool = True) -> Reader:
        return reader(self.table, profile=self._profile, adapt=adapt)

    def _write(self, text: str) -> str:
        return write(text, self.table, self._style)

    @cached_property
    def _spelled(self) -> frozenset[str]:
        """Every letter that some spelling has, in small letters."""
        if self.reverse:
            return frozenset("".join(spelled_letters(self.table, self._style)))
        return frozenset(char for spelling in decoder(self.table).table.spellings for char in spelling.latin)

    def _require_spelled(self, text: str) -> None:
        target = self.table.source_script if self.reverse else self.table.target_script
        foreign = foreign_letters(text, self._spelled, target, str.lower)
        for place, char in enumerate(text) if foreign else ():
            if char in foreign:
                raise UnmappedCharacter(text, place, place + 1, self.table.id)


def _remade(table: Table, reverse: bool, style: str, profile: Profile | None) -> InformalConversion:
    return InformalConversion(table, reverse=reverse, style=style, profile=profile)

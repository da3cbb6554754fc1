"""An informal table behind the same calls as every other: text, streams and pipes, there and back."""

from __future__ import annotations

from collections.abc import Callable

from ..convert.transliterator import Transliterator
from ..errors import NoRules, NotInformal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..convert.transliterator import Errors
    from ..rules.meaning import Meaning
    from ..table.value import Table
    from .profile import Profile


class Reading(Transliterator):
    """Reads a person's Latin by the model of its language; `reverse` writes it, in one of the table's styles.

    `profile` holds a writer's habits known before.
    """

    sample = 1 << 18

    def __init__(
        self, table: Table | str, *, reverse: bool = False, style: str = "", profile: Profile | None = None
    ) -> None:
        super().__init__(table, reverse=reverse)
        self._style, self._profile = style, profile

    @property
    def meaning(self) -> Meaning:
        """Raise NoRules: what a word becomes is weighed, not ruled."""
        raise NoRules(self.table.id)

    @property
    def compiled(self) -> None:
        """There is no machine for the loop in C to run."""
        return None

    def transliterate(self, text: str, *, errors: Errors = "keep") -> str:
        """Read a whole text; `errors` makes no difference, every letter has some reading.

        >>> from translit import transliterate
        >>> transliterate("6te doida utre", "bg-informal")
        'ще дойда утре'
        >>> transliterate("Шапка", "bg-informal", reverse=True)
        'Shapka'
        """
        from . import decode, write

        if self.reverse:
            return write(text, self.table.id, self._style)
        return decode(text, self.table.id, profile=self._profile)

    def by_stretches(self, beginning: bytes = b"") -> tuple[Callable[[str], str], Callable[[str], int]]:
        """Return a conversion of line after line, and where lines end.

        It learns how the writer spells from the `beginning` of the text, or where none is shown from line to line.
        """
        from . import reader, write

        if self.reverse:
            return lambda text: write(text, self.table.id, self._style), _last_line_end
        lines = reader(self.table.id, profile=self._profile, adapt=not beginning)
        if beginning:
            lines.learn(beginning.decode("utf-8", "surrogateescape").splitlines(keepends=True))
        return lambda text: "".join(lines.stream(text.splitlines(keepends=True))), _last_line_end


def informal(table_id: str, *, reverse: bool = False, style: str = "", profile: Profile | None = None) -> Reading:
    """Return an informal table ready to read, or with `reverse` or a `style` to write.

    Raises TableNotFound, TableError for a table of another kind, UnknownStyle.

    >>> informal("bg-informal", style="digits").transliterate("Ще дойда утре")
    '6te doida utre'
    """
    from ..table.library import find_table
    from .writing import require_style

    table = find_table(table_id)
    if table.kind != "informal":
        raise NotInformal(table.id, table.kind)
    if style:
        require_style(table.id, style)
    return Reading(table, reverse=reverse or bool(style), style=style, profile=profile)


def _last_line_end(text: str) -> int:
    """Return how much of a stream can be read before more is known; a very long line is cut at a blank."""
    end = text.rfind("\n") + 1
    return end or (text.rfind(" ") + 1 if len(text) > 1 << 16 else 0)

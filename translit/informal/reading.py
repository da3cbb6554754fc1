"""An informal table behind the same calls as every other: text, streams and pipes, there and back."""

from __future__ import annotations

from collections.abc import Callable

from ..converter import Transliterator
from ..errors import TranslitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..converter import Errors
    from ..transliterator import Meaning


class NoRules(TranslitError, TypeError):
    """Asked for the rules of a table that a model reads."""


class Reading(Transliterator):
    """Reads a person's Latin by the model of its language; `reverse` writes in the table's most usual spelling."""

    @property
    def meaning(self) -> Meaning:
        """Raise NoRules: what a word becomes is weighed, not ruled."""
        raise NoRules(f"{self.table.id} has no rules to show: `translit.suggest` ranks the readings of a word")

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

        return write(text, self.table.id) if self.reverse else decode(text, self.table.id)

    def by_stretches(self) -> tuple[Callable[[str], str], Callable[[str], int]]:
        """Return a conversion of line after line that learns how the writer spells, and where lines end."""
        from . import reader, write

        if self.reverse:
            return lambda text: write(text, self.table.id), _last_line_end
        lines = reader(self.table.id).stream
        return lambda text: "".join(lines(text.splitlines(keepends=True))), _last_line_end


def _last_line_end(text: str) -> int:
    """Return how much of a stream can be read before more is known; a very long line is cut at a blank."""
    end = text.rfind("\n") + 1
    return end or (text.rfind(" ") + 1 if len(text) > 1 << 16 else 0)

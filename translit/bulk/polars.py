"""Polars: once this is imported, expressions and series have `.translit.transliterate`, `fold`, `check` and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars

from ..checking.policy import load_policy
from ..checking.repairs import repairing
from ..search.folding import folding
from . import arrow
from .records import DETECTION, FINDING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..checking.policy import Policy
    from ..convert.transliterator import Transliterator
    from ..machine.by_rules import Errors
    from ..search.key_tables import Level
    from ..table.value import Table

_TYPES = {"u": polars.String, "i": polars.Int32, "g": polars.Float64}


@polars.api.register_expr_namespace("translit")
class Expressions:
    """What an expression can do, eager and lazy."""

    def __init__(self, expression: polars.Expr) -> None:
        self._expression = expression

    def transliterate(
        self, table: Transliterator | Table | str | Path, *, reverse: bool = False, errors: Errors = "keep"
    ) -> polars.Expr:
        """Convert texts or categories as `arrow.transliterate` does, whose arguments these are.

        >>> frame = polars.DataFrame({"name": ["Щастие", None]})
        >>> frame.select(polars.col("name").translit.transliterate("bg-streamlined-2009")).to_series().to_list()
        ['Shtastie', None]
        """
        transliterator = arrow.compiled(table, reverse)
        return self._map(lambda series: arrow.transliterate(series, transliterator, errors=errors))

    def fold(self, language: str = "bg", *, level: Level = "loose", keep_brands: bool = False) -> polars.Expr:
        """Make search keys as `arrow.fold` does.

        >>> frame = polars.DataFrame({"name": ["Щастие", "6tastie"]})
        >>> frame.select(polars.col("name").translit.fold("bg")).to_series().to_list()
        ['stastje', 'stastje']
        """
        folding(language, level)
        return self._map(lambda series: arrow.fold(series, language, level=level, keep_brands=keep_brands))

    def check(
        self, policy: str | Path | Policy = "text", language: str | None = None, *, lang: str = "en"
    ) -> polars.Expr:
        """Check texts as `arrow.check` does: a list of structs for each.

        >>> frame = polars.DataFrame({"name": ["срещ\N{LATIN SMALL LETTER A}", "Добре"]})
        >>> found = polars.col("name").translit.check().list.eval(polars.element().struct["suggestion"])
        >>> frame.select(found).to_series().to_list()
        [['среща'], []]
        """
        known = load_policy(policy, language)
        return self._map(lambda series: arrow.check(series, known, lang=lang), _lists_of(FINDING))

    def detect(self) -> polars.Expr:
        """Tell what the lines of texts are as `arrow.detect` does: a list of structs for each."""
        return self._map(arrow.detect, _lists_of(DETECTION))

    def repair(self, language: str = "bg") -> polars.Expr:
        """Put texts or categories right as `arrow.repair` does."""
        repairing(language)
        return self._map(lambda series: arrow.repair(series, language))

    def _map(self, convert: Callable[[polars.Series], object], made: Any = None) -> polars.Expr:
        # Without a type Polars takes that of what is given, which is right for texts and for categories.
        return self._expression.map_batches(lambda series: _named(series, convert(series)), made, is_elementwise=True)


@polars.api.register_series_namespace("translit")
class Columns:
    """What a series can do."""

    def __init__(self, series: polars.Series) -> None:
        self._series = series

    def transliterate(
        self, table: Transliterator | Table | str | Path, *, reverse: bool = False, errors: Errors = "keep"
    ) -> polars.Series:
        """Convert texts or categories as `arrow.transliterate` does, whose arguments these are.

        >>> polars.Series(["Щастие", None]).translit.transliterate("bg-streamlined-2009").to_list()
        ['Shtastie', None]
        """
        return _named(self._series, arrow.transliterate(self._series, table, reverse=reverse, errors=errors))

    def fold(self, language: str = "bg", *, level: Level = "loose", keep_brands: bool = False) -> polars.Series:
        """Make search keys as `arrow.fold` does.

        >>> polars.Series(["Щастие", "6tastie"]).translit.fold("bg").to_list()
        ['stastje', 'stastje']
        """
        return _named(self._series, arrow.fold(self._series, language, level=level, keep_brands=keep_brands))

    def check(
        self, policy: str | Path | Policy = "text", language: str | None = None, *, lang: str = "en", jobs: int = 1
    ) -> polars.Series:
        """Check texts as `arrow.check` does: a list of structs for each."""
        return _named(self._series, arrow.check(self._series, policy, language, lang=lang, jobs=jobs))

    def detect(self, *, jobs: int = 1) -> polars.Series:
        """Tell what the lines of texts are as `arrow.detect` does: a list of structs for each."""
        return _named(self._series, arrow.detect(self._series, jobs=jobs))

    def repair(self, language: str = "bg", *, jobs: int = 1) -> polars.Series:
        """Put texts or categories right as `arrow.repair` does.

        >>> polars.Series(["срещ\N{LATIN SMALL LETTER A}", None]).translit.repair().to_list()
        ['среща', None]
        """
        return _named(self._series, arrow.repair(self._series, language, jobs=jobs))


def _lists_of(fields: dict[str, str]) -> polars.List:
    return polars.List(polars.Struct({name: _TYPES[form] for name, form in fields.items()}))


def _named(series: polars.Series, converted: Any) -> polars.Series:
    return polars.Series(series.name, converted)

"""Polars: once this is imported, expressions and series have `.translit.transliterate` and `.translit.fold`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars

from ..search.folding import folding
from . import arrow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..convert.transliterator import Transliterator
    from ..machine.by_rules import Errors
    from ..search.key_tables import Level
    from ..table.value import Table


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

    def _map(self, convert: Callable[[polars.Series], object]) -> polars.Expr:
        # Without a type Polars takes that of what is given, which is right for texts and for categories.
        return self._expression.map_batches(lambda series: _named(series, convert(series)), is_elementwise=True)


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


def _named(series: polars.Series, converted: Any) -> polars.Series:
    return polars.Series(series.name, converted)

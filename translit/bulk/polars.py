"""Polars: once this is imported, every expression and series has `.translit.transliterate(table)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars

from . import arrow

if TYPE_CHECKING:
    from pathlib import Path

    from ..convert.transliterator import Transliterator
    from ..machine.by_rules import Errors
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

        def convert(series: polars.Series) -> polars.Series:
            return _convert(series, transliterator, errors)

        # Without a type Polars takes that of what is given, which is right for texts and for categories.
        return self._expression.map_batches(convert, is_elementwise=True)


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
        return _convert(self._series, arrow.compiled(table, reverse), errors)


def _convert(series: polars.Series, transliterator: Transliterator, errors: Errors) -> polars.Series:
    return polars.Series(series.name, arrow.transliterate(series, transliterator, errors=errors))

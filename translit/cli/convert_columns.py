"""`translit convert --column` itself, without a command line parser: a file with columns in, another out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from io import BufferedWriter

from ..errors import Misused
from ..files import replace_file
from .convert_files import compile_first, say_if_tentative
from .termination import cleaning_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Unpack

    from ..machine.by_rules import Errors
    from .convert_files import Made


def convert_columns(
    table: str,
    source: str,
    out: str,
    columns: Sequence[str],
    *,
    errors: Errors = "keep",
    jobs: int = 1,
    **made: Unpack[Made],
) -> None:
    """Write `source` to `out`, whole or not at all, with some columns converted; a terminal sees the rows counted.

    The table is `made` as `compile_first` has it. Raises what `translit.bulk.files.convert_columns` does.
    """
    if find_spec("pyarrow") is None:
        raise Misused("--column needs pyarrow: pip install translit-toolkit[parquet]")
    from ..bulk import files

    compiled = compile_first(table, [source], **made)
    say_if_tentative(compiled, table)
    with cleaning_up(), replace_file(out) as target:
        # What takes less than it is given is given the rest.
        whole: Any = BufferedWriter(target)
        files.convert_columns(source, whole, compiled, columns, errors=errors, jobs=jobs, progress=_shower(source))
        whole.detach()
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def _shower(source: str) -> Any:
    def show(rows: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{source}: {rows:,} rows")

    return show

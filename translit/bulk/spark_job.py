"""The job of Spark: each Parquet file of a folder with some columns converted, and those left out that are done.

`python -m translit.bulk.spark_job IN OUT --table ID --column NAME` runs it.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from . import arrow
from .spark import transliterate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import SparkSession

    from ..convert.transliterator import Transliterator
    from ..machine.by_rules import Errors


def convert_files(
    session: SparkSession,
    source: str,
    target: str,
    transliterator: Transliterator,
    columns: Sequence[str],
    *,
    errors: Errors = "keep",
) -> list[str]:
    """Write each Parquet file below `source` to `target/source=NAME`; return what went wrong, one text a file.

    Each file is a job of Spark's own, as many at a time as there are cores, cut as Spark cuts it. What Spark has
    marked as done (`_SUCCESS`) is not done again; a file that fails is named, with its row, and the others go on.
    """
    convert = partial(_convert_file, session, source, target, transliterator, columns, errors)
    files = session.read.option("recursiveFileLookup", "true").parquet(source).inputFiles()
    with ThreadPoolExecutor(session.sparkContext.defaultParallelism) as threads:
        return [problem for problem in threads.map(convert, sorted(map(unquote, files))) if problem]


def _convert_file(
    session: SparkSession,
    source: str,
    target: str,
    transliterator: Transliterator,
    columns: Sequence[str],
    errors: Errors,
    file: str,
) -> str:
    from pyspark.errors import PySparkException

    made = f"{target.rstrip('/')}/source={quote(_name_below(session, source, file), safe='')}"
    if _exists(session, f"{made}/_SUCCESS"):
        return ""
    frame = session.read.parquet(file)
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        return f"{file} has no column {missing[0]!r}: expected one of {', '.join(frame.columns)}"
    row = frame["_metadata.row_index"]
    converted = {name: transliterate(frame[name], transliterator, errors=errors, row=row) for name in columns}
    try:
        frame.withColumns(converted).write.mode("overwrite").parquet(made)
    except PySparkException as error:
        return f"{file}: {_told(error)}"
    return ""


def _told(error: Any) -> str:
    """Return what the row says that could not be converted, without the calls that led there."""
    found = re.search(r"UnmappedCharacter: (.*)", str(error))
    return found[1] if found else str(error)


def _name_below(session: SparkSession, source: str, file: str) -> str:
    """Return the path of a file below the folder it was found in, or the name of the one file there is."""
    path = _path(session, file).toUri().getPath()
    folder = _file_system(session, source).makeQualified(_path(session, source)).toUri().getPath()
    below: str = path.removeprefix(folder).strip("/")
    return below or path.rpartition("/")[2]


def _exists(session: SparkSession, path: str) -> bool:
    return bool(_file_system(session, path).exists(_path(session, path)))


def _path(session: SparkSession, path: str) -> Any:
    jvm: Any = session.sparkContext._jvm
    return jvm.org.apache.hadoop.fs.Path(path)


def _file_system(session: SparkSession, path: str) -> Any:
    context: Any = session.sparkContext
    return _path(session, path).getFileSystem(context._jsc.hadoopConfiguration())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the job; exit with 1 where a file could not be converted."""
    parser = ArgumentParser(
        "translit.bulk.spark_job", description="Convert columns of Parquet files; go on where stopped."
    )
    parser.add_argument("source", metavar="IN", help="a Parquet file or a folder of them, wherever Spark can read")
    parser.add_argument("target", metavar="OUT", help="a folder, in which each file becomes one: source=NAME")
    parser.add_argument("--table", required=True, help="the id or the path of a table")
    parser.add_argument("--column", required=True, action="append", help="a column of texts; may be given again")
    parser.add_argument("--reverse", action="store_true", help="from the table's target to its source script")
    parser.add_argument("--errors", choices=("keep", "strict"), default="keep")
    parser.add_argument("--master", help="the cluster; without it what the settings of Spark say")
    given = parser.parse_args(arguments)
    transliterator = arrow.compiled(given.table, given.reverse)
    session = _session(given.master)
    problems = convert_files(session, given.source, given.target, transliterator, given.column, errors=given.errors)
    session.stop()
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    sys.exit(1 if problems else 0)


def _session(master: str | None) -> SparkSession:
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    session: SparkSession = (builder.master(master) if master else builder).appName("translit").getOrCreate()
    return session


if __name__ == "__main__":
    main()

"""`translit convert` itself, without a command line parser: files in, files out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from ..convert.stream import Stream
from ..convert.transliterator import compile_table
from ..errors import FileProblem, Misused, TableError, TableNotFound, UnmappedCharacter
from ..table.library import may_be_tentative
from .filters import each_once, filter_files, may_have_format, name_of, read_beginning, read_chunks
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, TypedDict, Unpack

    from ..convert.parallel import ParallelStream
    from ..convert.transliterator import Transliterator
    from ..informal.profile import Profile
    from ..machine.by_rules import Errors
    from .coding import Coding
    from .filters import Filter

    class Made(TypedDict, total=False):
        """What a table is made for, besides its name."""

        reverse: bool
        #: For informal tables: how a writer spells, by name or by the file of his habits.
        style: str
        profile: str | None
        #: The table that writes letters which this one lacks.
        fallback: str | None
        #: The file of words that stay, or have a spelling of their own.
        keep_words: str | None
        #: Whether the way back asks the lexicon.
        read: bool

    class How(TypedDict, total=False):
        """What `filter_of` is told of files."""

        errors: Errors
        keep_invalid: bool
        keep: Iterable[str]
        encoding: str | None
        output_encoding: str | None
        form: str
        columns: Sequence[str]
        attributes: Sequence[str]


def convert_files(
    table: str,
    files: Iterable[str] = (),
    *,
    out: str | None = None,
    in_place: bool = False,
    jobs: int = 1,
    texts: Sequence[str] = (),
    made: Made | None = None,
    how: How | None = None,
) -> bool:
    """Convert files, stdin or `texts`, by a table, and tell whether all of it was fit to convert.

    `jobs` cores share the lines of a large file, or with `in_place` the files; with kinds of spans to keep, words to
    keep, `read` or `errors` they are of no use to one file. A text is given out as a line.
    """
    made, how = made or {}, how or {}
    compiled = compile_first(table, files, **made)
    say_if_tentative(compiled, table)
    if jobs > 1 and in_place:
        from functools import partial

        from .cores import on_cores
        from .termination import cleaning_up

        with cleaning_up():
            return all(list(on_cores(jobs, partial(_in_place, compiled, how), each_once(files))))
    parallel: Callable[[], ParallelStream] | None = None
    if jobs > 1 and not (made.get("keep_words") or made.get("read")):
        from functools import partial

        from ..convert.parallel import ParallelStream

        reverse, fallback = made.get("reverse", False), made.get("fallback")
        parallel = partial(ParallelStream, table, reverse=reverse, fallback=fallback, jobs=jobs)
    run, coding = filter_of(compiled, has_texts=bool(texts), parallel=parallel, **how)
    return filter_files(texts or files, out, in_place, run, coding)


def _in_place(compiled: Transliterator, how: How, path: str) -> bool:
    run, coding = filter_of(compiled, **how)
    return filter_files([path], None, True, run, coding)


def filter_of(
    compiled: Transliterator,
    *,
    errors: Errors = "keep",
    keep_invalid: bool = False,
    keep: Iterable[str] = (),
    encoding: str | None = None,
    output_encoding: str | None = None,
    form: str = "auto",
    columns: Sequence[str] = (),
    attributes: Sequence[str] = (),
    has_texts: bool = False,
    parallel: Callable[[], ParallelStream] | None = None,
) -> tuple[Filter, Coding | None]:
    """Return what converts one file by a table, and how files are read and written.

    Bytes that are not UTF-8 pass through; unless `keep_invalid` they are reported, and a file that has them is not
    rewritten in place. `keep` names kinds of spans to leave alone. `encoding` is what files are read in,
    `output_encoding` what is written, UTF-8 unless they are named. `form` is the format of files, one of
    `translit.documents`, `text`, or `auto`: as their names say; of one with columns only `columns` are converted,
    and `attributes` of tags where there are such. `parallel` makes the stream of a large file.
    """
    kinds = tuple(keep)
    coding = None
    if encoding or output_encoding:
        from .coding import Coding

        coding = Coding(encoding, output_encoding)

    def stream_of(path: str) -> Stream | ParallelStream:
        if compiled._sample:
            beginning = read_beginning(path, compiled._sample, coding)
            return Stream(compiled, errors=errors, keep=kinds, beginning=beginning)
        if kinds or parallel is None or errors != "keep":
            return Stream(compiled, errors=errors, keep=kinds)
        return parallel()

    def run(path: str, emit: Callable[[bytes], None]) -> bool:
        name = "<text>" if has_texts else name_of(path)
        stream = Stream(compiled, errors=errors, keep=kinds) if has_texts else stream_of(path)
        sample = b""
        try:
            if not has_texts and may_have_format(path, form):
                from .document_files import Texts, format_of_file, rewrite_whole

                if (named := format_of_file(path, form)) != "text":
                    texts = Texts(compiled, errors, kinds, columns, attributes)
                    emit(rewrite_whole(path, coding, named, texts.convert, texts.otherwise))
                    return True
            for chunk in [f"{path}\n".encode("utf-8", "surrogateescape")] if has_texts else read_chunks(path, coding):
                if converted := stream.feed(chunk):
                    emit(converted)
                if stream.invalid_count and not sample:
                    sample = chunk
            emit(stream.close())
        except FileProblem:
            if not os.path.isdir(path):  # noqa: PTH112
                raise
            told = "is a folder: -o OUT puts its files there, --in-place --recursive back"
            raise FileProblem(path, told) from None
        except UnmappedCharacter as error:
            if error.output:
                emit(error.output)
            letter = error.text[error.start : error.end]
            points = " ".join(f"U+{ord(c):04X}" for c in letter)
            # Raised, so that what is written whole or not at all stays as it was.
            where = f"{name}:{error.line}:{error.column}"
            raise FileProblem(where, f"{error.table_id} has no rule for {letter!r} ({points})") from None
        if stream.invalid_count and not keep_invalid:
            from .coding import say_invalid

            say_invalid(name, stream.invalid, stream.invalid_count, sample)
            say(f"{name}: these bytes were kept as they are; --invalid keep says that this is fine")
            return False
        return True

    return run, coding


def compile_first(table: str, files: Iterable[str], **made: Unpack[Made]) -> Transliterator:
    """Make the table that is named first; raise Misused where a file stands in its place."""
    given: dict[str, Any] = {
        **made,
        "profile": _habits(made.get("profile")),
        "keep_words": _path(made.get("keep_words")),
    }
    try:
        return compile_table(table, **given)
    except (TableNotFound, TableError, FileProblem) as error:
        if table.endswith(".toml") or not os.path.isfile(table):  # noqa: PTH113
            raise
        ids = [name for name in files if not os.path.exists(name)]  # noqa: PTH110
        example = f"translit convert {ids[0] if ids else 'bg-streamlined-2009'} {table}"
        raise Misused(
            f"{table} is a file, and the table comes first: {example} (`translit list` shows all tables)"
        ) from error


def say_if_tentative(compiled: Transliterator, name: str) -> None:
    """Say that a table's standard is a draft or pending, if it is."""
    if may_be_tentative(name) and (status := compiled.table.status) and status.is_tentative:
        say(f"{compiled.table.id} follows a standard that is not in force: {status}{status.url and f' ({status.url})'}")


def _path(name: str | None) -> Path | None:
    if name is None:
        return None
    from pathlib import Path

    return Path(name)


def _habits(profile: str | None) -> Profile | None:
    if profile is None:
        return None
    from pathlib import Path

    from ..informal.profile import Profile

    return Profile.load(Path(profile))

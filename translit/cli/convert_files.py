"""`translit convert` itself, without a command line parser: files in, files out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..convert.stream import Stream
from ..convert.transliterator import compile_table
from ..errors import UnmappedCharacter
from .filters import beginning, filtered, name_of, read_chunks
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..convert.parallel import ParallelStream
    from ..convert.transliterator import Errors, Transliterator


def convert_files(
    table: str,
    files: Iterable[str] = (),
    *,
    reverse: bool = False,
    out: str | None = None,
    in_place: bool = False,
    errors: Errors = "keep",
    keep_invalid: bool = False,
    keep: Iterable[str] = (),
    jobs: int = 1,
    style: str = "",
    profile: str | None = None,
) -> bool:
    """Convert files, or stdin, by a table, and tell whether all of it was fit to convert.

    Bytes that are not UTF-8 pass through; unless `keep_invalid` they are reported, and a file that has them is not
    rewritten in place. `keep` names kinds of spans to leave alone. `jobs` cores share the lines of a large file, or
    with `in_place` the files; with `keep` or `errors` they are of no use to one file. `style` and the saved `profile`
    of a writer are for informal tables.
    """
    if jobs > 1 and in_place:
        from functools import partial

        from ..convert.parallel import pool

        one = partial(
            convert_files,
            table,
            reverse=reverse,
            in_place=True,
            errors=errors,
            keep_invalid=keep_invalid,
            keep=keep,
            style=style,
            profile=profile,
        )
        return all(list(pool(jobs).map(one, [(path,) for path in files])))
    compiled = _informal(table, reverse, style, profile) if style or profile else compile_table(table, reverse=reverse)
    kept_kinds = tuple(keep)

    def stream_of(path: str) -> Stream | ParallelStream:
        if kept_kinds:
            convert, cut = _keeping(compiled, errors, kept_kinds)
            return Stream(compiled, errors=errors, convert=convert, cut=cut)
        if compiled.sample:
            return Stream(compiled, errors=errors, beginning=beginning(path, compiled.sample))
        if jobs < 2 or errors != "keep":
            return Stream(compiled, errors=errors)
        from ..convert.parallel import ParallelStream

        return ParallelStream(table, reverse=reverse, jobs=jobs)

    def run(path: str, emit: Callable[[bytes], None]) -> bool:
        stream = stream_of(path)
        try:
            for chunk in read_chunks(path):
                if converted := stream.feed(chunk):
                    emit(converted)
            emit(stream.close())
        except UnmappedCharacter as error:
            letter = error.text[error.start : error.end]
            points = " ".join(f"U+{ord(c):04X}" for c in letter)
            say(f"{name_of(path)}:{error.line}:{error.column}: {error.table_id} has no rule for {letter!r} ({points})")
            return False
        if stream.invalid_count and not keep_invalid:
            for place in stream.invalid:
                say(f"{name_of(path)}:{place}")
            if stream.invalid_count > len(stream.invalid):
                say(f"{name_of(path)}: {stream.invalid_count - len(stream.invalid)} more places are not UTF-8")
            say(f"{name_of(path)}: these bytes were kept as they are; --invalid keep says that this is fine")
            return False
        return True

    return filtered(files, out, in_place, run)


def _informal(table: str, reverse: bool, style: str, profile: str | None) -> Transliterator:
    from pathlib import Path

    from ..informal.conversion import informal
    from ..informal.profile import Profile

    return informal(table, reverse=reverse, style=style, profile=Profile.load(Path(profile)) if profile else None)


def _keeping(
    compiled: Transliterator, errors: Errors, kinds: tuple[str, ...]
) -> tuple[Callable[[str], str], Callable[[str], int]]:
    """Return a conversion that leaves spans of some kinds alone, and where a text may be cut for it."""
    from ..text.segments import kept, stable_end

    def convert(text: str) -> str:
        done, start = [], 0
        for span in kept(text, kinds):
            done += [between(text, start, span.start), text[span.start : span.end]]
            start = span.end
        return "".join([*done, between(text, start, len(text))])

    def between(text: str, start: int, end: int) -> str:
        try:
            return compiled.transliterate(text[start:end], errors=errors)
        except UnmappedCharacter as error:
            raise UnmappedCharacter(text, start + error.start, start + error.end, error.table_id) from None

    return convert, stable_end

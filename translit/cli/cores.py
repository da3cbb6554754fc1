"""Work on several cores: results come in order, and an interrupt ends all of it in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _Given = TypeVar("_Given")
    _Result = TypeVar("_Result")


def on_cores(jobs: int, function: Callable[[_Given], _Result], given: Iterable[_Given]) -> Iterator[_Result]:
    """Yield what the machine makes, in threads if it is compiled.

    At an interrupt it ends without waiting for the threads, which cannot be told to stop.
    """
    from ..convert.parallel import pool, works_in_threads

    try:
        # Work begins while it is given out, and so may an interrupt come.
        yield from pool(jobs).map(function, given)
    except KeyboardInterrupt:
        import os

        from ..files import remove_unfinished
        from .status import INTERRUPTED

        if works_in_threads():
            remove_unfinished()
            os._exit(INTERRUPTED)
        raise


def in_processes(
    jobs: int, function: Callable[[_Given], _Result], given: Iterable[_Given], handed: int = 1
) -> Iterator[_Result]:
    """Yield what Python itself makes, in processes that are `handed` so many at a time; one core needs no process."""
    if jobs < 2:
        yield from map(function, given)
        return
    import signal
    from concurrent.futures import ProcessPoolExecutor

    # An interrupt is told to the first process, which ends the others.
    pool = ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        yield from pool.map(function, given, chunksize=handed)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)

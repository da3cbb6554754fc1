"""How far work has come, for who sits at a terminal: how much is done, how fast, and how long the rest takes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from . import status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol, TypeVar

    _Item = TypeVar("_Item")

    class Bar(Protocol):
        """What shows how much is done."""

        def update(self, n: float | None = 1) -> object: ...
        def clear(self) -> object: ...
        def close(self) -> object: ...


#: What is done sooner shows nothing.
DELAY = 0.5


def counted(
    items: Iterable[_Item], total: int, what: str, unit: str, size: Callable[[_Item], int] | None = None
) -> Iterator[_Item]:
    """Yield items, and show on a terminal how many of them, or how much by their `size`, there have been.

    With tqdm it says how fast and how long, without it a percentage.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    bar = _bar(total, what, unit)
    status.shown.append(bar.clear)
    try:
        for item in items:
            yield item
            bar.update(size(item) if size else 1)
    finally:
        status.shown.remove(bar.clear)
        bar.close()


def _bar(total: int, what: str, unit: str) -> Bar:
    try:
        from tqdm import tqdm
    except ImportError:
        return _Percent(total, what)
    from threading import RLock

    # Its own would be shared by processes, and its watchman is a thread: neither is for a process that is to be forked.
    tqdm.set_lock(RLock())
    tqdm.monitor_interval = 0
    told = {"desc": what, "unit": unit, "unit_scale": unit == "B", "unit_divisor": 1000}
    bar: Bar = tqdm(total=total, file=sys.stderr, leave=False, delay=DELAY, dynamic_ncols=True, **told)
    return bar


class _Percent:
    """The number alone, on the line that it stands on."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what, self._done, self._shown = total, what, 0.0, -1

    def update(self, n: float | None = 1) -> None:
        """Take note of what is done."""
        self._done += n or 0
        percent = min(int(100 * self._done / max(self._total, 1)), 100)
        if percent != self._shown:
            self._shown = percent
            sys.stderr.write(f"\r{self._what}: {percent} %")
            sys.stderr.flush()

    def clear(self) -> None:
        """Make way for what is said."""
        if self._shown >= 0:
            sys.stderr.write(f"\r{' ' * (len(self._what) + 8)}\r")
            self._shown = -1

    def close(self) -> None:
        """Leave nothing behind."""
        self.clear()

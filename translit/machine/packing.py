"""A finished machine written as a machine file."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

from ..text._kinds import KINDS, STARTS
from .file import FORMAT, KINDS_NAMED, MAGIC, checksum
from .finished import FinishedMachine
from .step import KINDS as KIND_LETTERS


def build(machine: FinishedMachine, made_from: bytes = bytes(16)) -> bytes:
    """Return a machine as the content of a machine file; `made_from` is the digest of its table.

    Raises ValueError for one that is too large.
    """
    if len(machine.outputs) > 1 << 16 or len(machine.rows) > 1 << 15:
        raise ValueError("a machine too large for a machine file")
    pool = bytearray()
    places: dict[str, tuple[int, int]] = {}
    for text in [*machine.outputs, *machine.endings]:
        data = text.encode("utf-8")
        if text not in places:
            places[text] = len(pool), len(data)
            pool.extend(data)
    characters = _numbers(map(ord, machine.characters[KINDS_NAMED:]))
    written = _numbers(n for text in [*machine.outputs, *machine.endings] for n in places[text])
    rows = b"".join(map(_numbers, machine.rows))
    kinds = _kinds()
    body = characters + written + rows + kinds + pool
    sizes = (len(machine.characters), len(machine.rows), len(machine.outputs), len(pool), len(kinds))
    header = MAGIC + _numbers([FORMAT]) + made_from + _numbers(sizes)
    return header + checksum(header, body) + body


def _kinds() -> bytes:
    starts = [*(int(start, 16) for start in STARTS.split()), 0x110000]
    lengths = map(int.__sub__, starts[1:], starts)
    return b"".join(
        _varint(length << 2 | KIND_LETTERS.index(kind)) for length, kind in zip(lengths, KINDS, strict=True)
    )


def _numbers(numbers: Iterable[int]) -> bytes:
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _varint(number: int) -> bytes:
    data = bytearray()
    while number > 0x7F:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)

"""Pack the shares of a lexicon: arrays of cells, of which three together give the value of a word."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from translit.informal.model.shares import PRIME, cells_of

#: Bytes that one more array has to save, since each costs every word that is found beyond it some time.
PRICE = 8_000
#: The values of one array: its width in bits, and which values it holds itself.
Plan = tuple[tuple[int, int, int], ...]


def shape(words: int) -> tuple[int, int]:
    """Return how many places three stretches may begin at, and the bits of a stretch's length, for so many words.

    After Graf and Lemire, Binary Fuse Filters (2022), with some more room where there are few words.
    """
    bits = max(2, min(15, int(math.log(max(words, 2)) / math.log(3.33) + 2.25)))
    room = words * max(1.125, 0.875 + 0.25 * math.log(1e6) / math.log(max(words, 4))) + 8
    return max(1, math.ceil(room / 2**bits) - 2), bits


def array_bytes(words: int, width: int) -> int:
    """Return the bytes of an array for so many words; two more than its cells take, as two are read at a time."""
    stretches, bits = shape(words)
    return ((stretches + 2 << bits) * width + 7) // 8 + 2


def plan(counts: Sequence[int], price: int) -> Plan:
    """Divide values between arrays so that they are smallest: return (width, first value, past its last) of each.

    `counts` says how many words have each value, commonest first; `price`: what one more array has to save, in bytes.
    """

    @cache
    def best(first: int) -> tuple[int, Plan]:
        words, left = sum(counts[first:]), len(counts) - first
        options: list[tuple[int, Plan]] = []
        for width in range(max(left - 1, 1).bit_length() + 1):
            if 1 << width >= left:
                options.append((array_bytes(words, width), ((width, first, len(counts)),)))
            elif width:
                last = first + (1 << width) - 1
                size, rest = best(last)
                options.append((array_bytes(words, width) + price + size, ((width, first, last), *rest)))
        return min(options)

    return best(0)[1]


def fill(places: Mapping[int, int], width: int, factor: int) -> bytes | None:
    """Return an array that gives every key its number, or None if no order of filling works with this factor."""
    stretches, bits = shape(len(places))
    cells = stretches + 2 << bits
    holders, mixed = [0] * cells, [0] * cells
    of = {key: cells_of(key, factor, stretches, bits) for key in places}
    for key, three in of.items():
        for cell in three:
            holders[cell] += 1
            mixed[cell] ^= key
    alone = [cell for cell in range(cells) if holders[cell] == 1]
    order: list[tuple[int, int]] = []
    while alone:
        cell = alone.pop()
        if holders[cell] == 1:
            key = mixed[cell]
            order.append((key, cell))
            for other in of[key]:
                holders[other] -= 1
                mixed[other] ^= key
                if holders[other] == 1:
                    alone.append(other)
    if len(order) < len(places):
        return None
    values = [0] * cells
    # A cell that one word alone had left is free to be what that word needs, once all others that it holds are set.
    for key, cell in reversed(order):
        a, b, c = of[key]
        values[cell] ^= places[key] ^ values[a] ^ values[b] ^ values[c]
    digits = "".join([f"{value:0{width}b}" for value in reversed(values)])
    return int(digits, 2).to_bytes(array_bytes(len(places), width), "little")


def pack_shares(shares: Mapping[int, int], price: int = PRICE) -> tuple[bytes, list[dict[str, object]]]:
    """Return the arrays for the values of these keys, and what a header has to say of them."""
    common = sorted(Counter(shares.values()).items(), key=lambda item: (-item[1], item[0]))
    values = [value for value, _ in common]
    rank = {value: place for place, value in enumerate(values)}
    body = bytearray()
    levels: list[dict[str, object]] = []
    for width, first, last in plan([count for _, count in common], price):
        places = {key: min(rank[value], last) - first for key, value in sorted(shares.items()) if rank[value] >= first}
        factors = (pow(PRIME, power, 2**128) for power in range(3, 100))
        array, factor = next((array, factor) for factor in factors if (array := fill(places, width, factor)))
        stretches, bits = shape(len(places))
        levels.append(
            {
                "at": len(body),
                "width": width,
                "factor": factor,
                "stretches": stretches,
                "bits": bits,
                "values": values[first:last],
            }
        )
        body += array
    return bytes(body), levels

"""Turn a lexicon into packed arrays: a DAWG with word numbers, and a pruned character n-gram automaton."""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping

MAGIC = b"TLITINF2"
ORDER = 6
DISCOUNT = 0.6


class Packer:
    """Places sparse rows of labelled cells into one array, no two rows at the same base."""

    def __init__(self) -> None:
        self.taken = bytearray(1 << 12)
        self.bases: set[int] = set()
        self.from_here: dict[int, int] = {}

    def place(self, labels: list[int]) -> int:
        """The base for a row with these labels (ascending, 1..63).

        Rows of one size are looked for where the last one of that size was found, or searching would take minutes.
        The cells below 64 stay empty: a base of 0 is the row of a node without children.
        """
        low, taken, bases = labels[0], self.taken, self.bases
        position = self.from_here.get(len(labels), 64)
        while True:
            position = taken.find(0, position)
            if position < 0 or position + 128 > len(taken):
                position = len(taken) - 128 if position < 0 else position
                taken.extend(bytes(len(taken)))
                continue
            base = position - low
            if base > 0 and base not in bases:
                for k in labels:
                    if taken[base + k]:
                        break
                else:
                    break
            position += 1
        for k in labels:
            taken[base + k] = 1
        bases.add(base)
        self.from_here[len(labels)] = position
        return base


# --- the lexicon -------------------------------------------------------------------------------------------------


def minimal_dawg(words: Iterable[tuple[int, ...]]) -> tuple[list[dict[int, int]], list[bool], int]:
    """Daciuk's incremental construction over sorted words: (children of each node, accepting, root)."""
    children: list[dict[int, int]] = [{}]
    accepting = [False]
    register: dict[tuple[bool, tuple[tuple[int, int], ...]], int] = {}
    path = [0]
    previous: tuple[int, ...] = ()

    def freeze(down_to: int) -> None:
        while len(path) - 1 > down_to:
            node = path.pop()
            key = (accepting[node], tuple(sorted(children[node].items())))
            known = register.setdefault(key, node)
            if known != node:
                children[path[-1]][previous[len(path) - 1]] = known

    for word in words:
        shared = 0
        while shared < min(len(word), len(previous)) and word[shared] == previous[shared]:
            shared += 1
        freeze(shared)
        for label in word[shared:]:
            children.append({})
            accepting.append(False)
            children[path[-1]][label] = len(children) - 1
            path.append(len(children) - 1)
        accepting[path[-1]] = True
        previous = word
    freeze(0)
    return children, accepting, 0


def pack_lexicon(lexicon: Mapping[tuple[int, ...], float]) -> tuple[dict[str, bytes], int, list[tuple[int, ...]]]:
    """Arrays of the lexicon: cells (label, final, high skip, base), low skip, and -ln share by word number."""
    words = sorted(lexicon)
    children, accepting, root = minimal_dawg(words)
    reachable: list[int] = []
    seen = {root}
    stack = [root]
    while stack:
        node = stack.pop()
        reachable.append(node)
        for target in children[node].values():
            if target not in seen:
                seen.add(target)
                stack.append(target)
    counts: dict[int, int] = {}

    def count(node: int) -> int:
        if node not in counts:
            counts[node] = int(accepting[node]) + sum(count(t) for t in children[node].values())
        return counts[node]

    packer = Packer()
    bases = {node: 0 for node in reachable if not children[node]}
    for node in sorted((n for n in reachable if children[n]), key=lambda n: (-len(children[n]), n)):
        bases[node] = packer.place(sorted(children[node]))
    size = max(bases.values()) + 64
    cells, skips = array("I", bytes(4 * size)), array("H", bytes(2 * size))
    for node in reachable:
        skip = int(accepting[node])
        for label, target in sorted(children[node].items()):
            cell = bases[node] + label
            cells[cell] = label | accepting[target] << 6 | (skip >> 16) << 7 | bases[target] << 10
            skips[cell] = skip & 0xFFFF
            skip += count(target)
    shares = bytes(min(255, round(-math.log(lexicon[w]) * 12)) for w in words)
    return {"lex.cells": cells.tobytes(), "lex.skips": skips.tobytes(), "lex.shares": shares}, bases[root], words


# --- the character model -----------------------------------------------------------------------------------------

Context = tuple[int, ...]


def letter_model(lexicon: Mapping[Context, float], edge: int, keep: int) -> dict[str, bytes]:
    """A back-off automaton over letters, trained on word types weighted by share ** 0.35, pruned to `keep` n-grams."""
    least = min(lexicon.values())
    counts: dict[Context, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for word, share in sorted(lexicon.items()):
        weight = (share / least) ** 0.35
        text = (edge, *word, edge)
        for i in range(1, len(text)):
            for n in range(min(ORDER, i + 1)):
                counts[text[i - n : i]][text[i]] += weight
    full: dict[Context, dict[int, float]] = {}
    labels = edge
    gains: list[tuple[float, Context, int]] = []
    for context in sorted(counts, key=lambda c: (len(c), c)):
        row = counts[context]
        total = sum(row.values())
        spare = sum(min(c, DISCOUNT) for c in row.values()) / total
        lower = full[context[1:]] if context else {}
        probabilities = {}
        for letter, c in row.items():
            under = lower[letter] if context else 1 / labels
            probabilities[letter] = max(c - DISCOUNT, 0) / total + spare * under
            if context:
                gain = c * math.log(probabilities[letter] / under)
                gains.append((abs(gain), context, letter))
        full[context] = probabilities
    gains.sort(key=lambda g: (-g[0], g[1], g[2]))
    kept: dict[Context, dict[int, float]] = {(): {k: full[()].get(k, 1e-6) for k in range(1, labels + 1)}}
    number = 0
    for _, context, letter in gains:
        if number >= keep:
            break
        number += 1
        kept.setdefault(context, {})[letter] = full[context][letter]
        for end in range(len(context), 1, -1):  # a context can be reached only through its own beginning
            head, last = context[: end - 1], context[end - 1]
            if last in kept.get(head, {}) or last == edge:
                break
            kept.setdefault(head, {})[last] = full[head][last]
            number += 1
    kept.setdefault((edge,), {})
    states = sorted(kept, key=lambda c: (len(c), c))
    index = {context: i for i, context in enumerate(states)}

    def shorter(context: Context) -> Context:
        while context:
            context = context[1:]
            if context in index:
                return context
        return ()

    def probability(context: Context, letter: int) -> float:
        factor = 1.0
        while letter not in kept[context]:
            factor *= back_off[context]
            context = shorter(context)
        return factor * kept[context][letter]

    back_off: dict[Context, float] = {(): 1.0}
    for context in states[1:]:
        lower_state = shorter(context)
        inside = sum(kept[context].values())
        below = sum(probability(lower_state, k) for k in kept[context])
        back_off[context] = max(1 - inside, 1e-4) / max(1 - below, 1e-4)
    packer = Packer()
    bases = array("I", bytes(4 * len(states)))
    for context in sorted(states, key=lambda c: (-len(kept[c]), c)):
        if kept[context]:
            bases[index[context]] = packer.place(sorted(kept[context]))
    cells = array("I", bytes(4 * (max(bases) + 64)))
    fails = array("H", (index[shorter(c)] for c in states))
    backs = bytes(min(255, max(0, round(-math.log(back_off[c]) * 16) + 48)) for c in states)
    for context in states:
        for letter, p in kept[context].items():
            target = (*context, letter)
            while target not in index:
                target = target[1:]
            cost = min(255, max(0, round(-math.log(p) * 16)))
            cells[bases[index[context]] + letter] = letter | cost << 6 | index[target] << 14
    return {
        "lm.cells": cells.tobytes(),
        "lm.bases": bases.tobytes(),
        "lm.fails": fails.tobytes(),
        "lm.backs": backs,
        "lm.start": index[(edge,)].to_bytes(4, "little"),
    }


# --- the file ----------------------------------------------------------------------------------------------------


#: Bytes a number in each section, where there are several: the lowest bytes of all numbers are stored first, then the
#: next, which compresses better because the highest hardly change.
WIDTHS = {"lex.cells": 4, "lex.skips": 2, "lm.cells": 4, "lm.bases": 4, "lm.fails": 2, "context.keys": 4}


def assemble(header: Mapping[str, object], sections: Mapping[str, bytes]) -> bytes:
    """One file: magic, length of the JSON header, header with the place and the width of every section, sections."""
    places: dict[str, tuple[int, int, int]] = {}
    body = bytearray()
    for name, data in sections.items():
        width = WIDTHS.get(name, 1)
        places[name] = (len(body), len(data), width)
        for k in range(width):
            body.extend(data[k::width])
    text = json.dumps({**header, "sections": places}, ensure_ascii=False, sort_keys=True).encode()
    return MAGIC + len(text).to_bytes(8, "little") + text + zlib.compress(bytes(body), 9)

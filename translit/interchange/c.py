"""One C99 file that needs nothing else: the machine of a table as data, and typing and conversion by it."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from ..machine.finished import tabulate
from ..machine.keys import drawn_levels
from ..machine.portable import portable
from ..resources import read_text
from ..rules.reading import composed, parts, runs
from ..table.dead_keys import CIRCLE, accent, mark_of, put_on
from ..table.value import ISO_KEY, LEVELS
from ..text import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..convert.transliterator import Transliterator

#: A move for all characters of a kind is named by this and the kind's number: no code point is so high.
KIND = 0x110000
#: What `press` calls the key left of z that only ISO keyboards have, which no character names.
ISO_CODE = 0x110000
PARTS = 4
#: Above the number that `text.kinds` gives a character: invisible, control of direction, low mark.
SPECIAL = {"i": 1, "d": 2, "b": 3}
WIDTH = 118


class Move(NamedTuple):
    """What a character or kind does in a state: what is written, and the next state, or ~ the one that it does as."""

    key: int
    text: str
    following: int


def export(compiled: Transliterator) -> str:
    """Return the C source; its names begin with the table's id.

    >>> from translit.convert.transliterator import compile_table
    >>> "int bg_translit_feed(bg_translit *im" in export(compile_table("bg-translit"))
    True
    """
    table = compiled.table
    finished = tabulate(compiled._rules.lazy)
    machine = _Machine(portable(table, compiled.reverse, finished)["states"])
    levels = {} if compiled.reverse or table.kind != "layout" else drawn_levels(table)
    marks = sorted({mark for cells in levels.values() for cell in cells.values() if (mark := mark_of(cell))})
    named = {move.key for moves in machine.rows for move in moves if move.key < KIND}
    known = frozenset(map(chr, named))
    spelled = [(c, spelling) for c in composed() if (spelling := parts(c, known, finished.bases))]
    direction = ", the way back" if compiled.reverse else ""
    filled = {
        "about": f"{table.id}{direction}: {_comment(table.name['en'])}",
        "longest": str(machine.longest + _longest_pressed(levels)),
        "data": "\n".join(_data(machine, sorted(named), spelled, levels, marks)),
        "levels": _PRESS_ABOUT if levels else "",
        "press_declaration": _PRESS_DECLARATION if levels else "",
        "press": (_PRESS_DEAD if marks else _PRESS) if levels else "",
        "dead_keys": read_text("interchange/dead_keys.c.in") if marks else "",
        "step": _STEP_DEAD if marks else _STEP,
    }
    source = re.sub(r"@(\w+)@", lambda found: filled[found[1]], read_text("interchange/engine.c.in"))
    name = re.sub(r"\W", "_", table.id, flags=re.ASCII) + "_reverse" * compiled.reverse
    name = f"table_{name}" if not name[:1].isalpha() else name
    return re.sub(r"\btable(?=\b|_)", name, re.sub(r"\bTABLE_", f"{name.upper()}_", source))


class _Machine:
    """The states as docs/machine-json.md writes them, read into one list of moves for each."""

    def __init__(self, states: list[list[Any]]) -> None:
        self.owed: list[str] = [""]
        self.rows: list[list[Move]] = []
        longest: list[int] = []
        for state, row in enumerate(states):
            self.rows.append(sorted(self._read(state, row)))
            longest.append(0)
        for state, moves in enumerate(self.rows):
            # A state that a move does as has a smaller number.
            longest[state] = max(
                _size(m.text) + (longest[~m.following] if m.following < 0 else 4 + _size(self.owed[m.following]))
                for m in moves
            )
        #: Bytes that one key writes at most: a composed character is read part by part.
        self.longest: int = PARTS * max(longest) + max(map(_size, self.owed)) + 4

    def _read(self, state: int, row: list[Any]) -> Iterator[Move]:
        items = [*row, ""]
        at = 0
        while at < len(row):
            keys, change = items[at] or range(4), items[at + 1]
            at += 2
            added = change.lstrip("\b")
            text = _cut(self.owed[state], len(change) - len(added)) + added
            following = items[at]
            if isinstance(following, int):
                at += 1
            else:
                settled = 0
                if isinstance(following, list):
                    at += 1
                    settled = following[0]
                following = len(self.owed)
                self.owed.append(text.encode("utf-16-le")[2 * settled :].decode("utf-16-le"))
            if following >= 0:
                text = text[: len(text) - len(self.owed[following])]
            for key in keys:
                yield Move(KIND + key if isinstance(key, int) else ord(key), text, following)


def _cut(text: str, units: int) -> str:
    """Return a text without so many UTF-16 units at its end."""
    data = text.encode("utf-16-le")
    return data[: len(data) - 2 * units].decode("utf-16-le")


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _longest_pressed(levels: dict[str, dict[str, str]]) -> int:
    """Return how many bytes a cell may bring to what was pending, an accent before it and one on it."""
    return max((_size(cell) + 2 * PARTS for cells in levels.values() for cell in cells.values()), default=0)


def _data(
    machine: _Machine,
    named: list[int],
    spelled: list[tuple[str, str]],
    levels: dict[str, dict[str, str]],
    marks: list[str],
) -> Iterator[str]:
    """Yield the tables, array by array."""
    texts = dict.fromkeys([*machine.owed, *(move.text for moves in machine.rows for move in moves)])
    texts.update(dict.fromkeys(cell for cells in levels.values() for cell in cells.values() if not mark_of(cell)))
    owed = [*machine.owed, *map(accent, marks)]
    composed_with = _composed_with(marks)
    texts.update(dict.fromkeys([*owed, *marks, *composed_with.values()]))
    numbers = {text: number for number, text in enumerate(texts)}
    yield "typedef struct {\n    uint32_t key;\n    uint16_t text;\n    int16_t next;\n} table_move;\n"
    yield from ("enum {", f"    TABLE_KIND = 0x{KIND:X},", f"    TABLE_PARTS = {PARTS},")
    yield f"    TABLE_NAMED_COUNT = {max(1, len(named))},"
    yield f"    TABLE_SPELLED_COUNT = {max(1, len(spelled))},"
    yield f"    TABLE_KINDS_COUNT = {len(_kinds())}"
    yield "};\n"
    yield from _array("char *const TABLE_TEXTS[]", map(_literal, texts))
    yield from _array("uint16_t TABLE_OWED[]", (str(numbers[text]) for text in owed))
    starts = [0]
    for moves in machine.rows:
        starts.append(starts[-1] + len(moves))
    yield from _array("uint32_t TABLE_STARTS[]", map(str, starts))
    every = (f"{{{key}, {numbers[text]}, {then}}}" for moves in machine.rows for key, text, then in moves)
    yield from _array("table_move TABLE_MOVES[]", every)
    yield "/* The characters that some state names. */"
    yield from _array("uint32_t TABLE_NAMED[]", map(str, named or [KIND]))
    yield "/* Composed characters that are read as their parts. */"
    rows = [f"{{{', '.join(str(ord(each)) for each in char + spelling)}}}" for char, spelling in spelled]
    yield from _array("uint32_t TABLE_SPELLED[][TABLE_PARTS + 1]", rows or ["{0}"])
    yield "/* The kinds of all code points, run by run: where one begins, and its number. */"
    yield from _array("uint32_t TABLE_KINDS[][2]", (f"{{{start}, {number}}}" for start, number in _kinds()))
    if levels:
        yield "/* By level and key of a layout its text, or of a dead key its state. */"
        states = {f"{CIRCLE}{mark}": ~(len(machine.owed) + place) for place, mark in enumerate(marks)}
        pressed = sorted(
            (LEVELS.index(level) << 24 | _code(key), states.get(text, numbers.get(text, 0)))
            for level, cells in levels.items()
            for key, text in cells.items()
        )
        yield f"enum {{ TABLE_CELLS_COUNT = {len(pressed)} }};"
        yield from _array("int32_t TABLE_CELLS[][2]", (f"{{{key}, {text}}}" for key, text in pressed))
    if marks:
        yield f"enum {{ TABLE_STATES = {len(machine.owed)}, TABLE_COMPOSED_COUNT = {len(composed_with)} }};"
        yield from _array("uint16_t TABLE_MARKS[]", (str(numbers[mark]) for mark in marks))
        yield "/* Letters that have a sign of their own for a mark on them: by mark and letter. */"
        rows = [f"{{{place << 24 | ord(letter)}, {numbers[made]}}}" for (place, letter), made in composed_with.items()]
        yield from _array("uint32_t TABLE_COMPOSED[][2]", rows)


def _composed_with(marks: list[str]) -> dict[tuple[int, str], str]:
    """Return what is more than the letter and the mark, in ascending order."""
    cased = sorted(kinds.letters_of_kind("U") | kinds.letters_of_kind("l"))
    made = {(place, letter): put_on(mark, letter) for place, mark in enumerate(marks) for letter in cased}
    return {key: text for key, text in made.items() if text != key[1] + marks[key[0]]}


def _code(key: str) -> int:
    """Return the number of a key that has a level: its character, or `ISO_CODE`."""
    return ISO_CODE if key == ISO_KEY else ord(key)


def _array(declaration: str, items: Iterable[str]) -> Iterator[str]:
    yield f"static const {declaration} = {{"
    line = "   "
    for item in items:
        if len(line) + len(item) > WIDTH:
            yield line
            line = "   "
        line += f" {item},"
    yield line
    yield "};\n"


@cache
def _kinds() -> tuple[tuple[int, int], ...]:
    special = b"".join(bytes([SPECIAL.get(kind, 0)]) * length for kind, length in runs())
    plain = kinds.kinds().translate(bytes.maketrans(b"Ulcn", bytes(range(4))))
    found, start = [], 0
    for (above, number), run in groupby(zip(special, plain, strict=True)):
        found.append((start, above << 2 | number))
        start += sum(1 for _ in run)
    return tuple(found)


def _literal(text: str) -> str:
    """Return a text as a string of C; a question mark could begin a trigraph, and controls are not seen."""
    escaped = "".join(f"\\{char}" if char in '"\\?' else char if char.isprintable() else _octal(char) for char in text)
    return f'"{escaped}"'


def _octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8"))


def _comment(text: str) -> str:
    return text.replace("*/", "* /").replace("\n", " ")


_LEVEL_NAMES = ", ".join(f"TABLE_{level.upper().replace('-', '_')}" for level in LEVELS)
_PRESS_ABOUT = """\
 *     table_press(&im, 'x', TABLE_ALTGR, &edit)
 *                                         presses the key that has this character on a level where that differs from
 *                                         what the character tells; 0: the level has nothing there;
 *                                         TABLE_ISO_KEY is the key left of z that only ISO keyboards have
"""
_PRESS_DECLARATION = f"""\
enum {{ {_LEVEL_NAMES} }}; /* levels */
enum {{ TABLE_ISO_KEY = 0x{ISO_CODE:X} }};
int table_press(table *im, uint32_t key, int level, table_edit *edit);
"""
_STEP = "    next = table_step(im->state, key, &out);\n"
_STEP_DEAD = """\
    next = table_step(im->state < TABLE_STATES ? im->state : 0, key, &out);
    if (im->state >= TABLE_STATES) table_put_mark(im->state, &out);
"""
_PRESS = """\
/* Presses a key on a level: what that gives is settled at once, behind whatever was pending. */
int table_press(table *im, uint32_t key, int level, table_edit *edit) {
    char after[TABLE_LONGEST + 1];
    table_out out = {after, 0, TABLE_LONGEST};
    uint32_t wanted = (uint32_t)level << 24 | key;
    const int32_t *cell = TABLE_CELLS[table_find(TABLE_CELLS, TABLE_CELLS_COUNT, sizeof *TABLE_CELLS, wanted)];
    if (key > TABLE_ISO_KEY || level < 0 || level > 0x7F || (uint32_t)cell[0] != wanted) return 0;
    table_put(&out, table_preedit(im), strlen(table_preedit(im)));
    table_put(&out, TABLE_TEXTS[cell[1]], strlen(TABLE_TEXTS[cell[1]]));
    return table_remember(im, 0, after, out.bytes, edit);
}

"""
_PRESS_DEAD = """\
/* Presses a key on a level: what that gives is settled at once, behind whatever was pending; a dead key waits. */
int table_press(table *im, uint32_t key, int level, table_edit *edit) {
    char after[TABLE_LONGEST + 1];
    table_out out = {after, 0, TABLE_LONGEST};
    uint32_t wanted = (uint32_t)level << 24 | key;
    const int32_t *cell = TABLE_CELLS[table_find(TABLE_CELLS, TABLE_CELLS_COUNT, sizeof *TABLE_CELLS, wanted)];
    int waiting = im->state >= TABLE_STATES, next = 0;
    if (key > TABLE_ISO_KEY || level < 0 || level > 0x7F || (uint32_t)cell[0] != wanted) return 0;
    if (cell[1] < 0) {
        table_put(&out, table_preedit(im), strlen(table_preedit(im)));
        /* Twice the same gives its sign once. */
        next = ~cell[1] == im->state ? 0 : ~cell[1];
        table_put(&out, TABLE_TEXTS[TABLE_OWED[next]], strlen(TABLE_TEXTS[TABLE_OWED[next]]));
    } else {
        if (!waiting) table_put(&out, table_preedit(im), strlen(table_preedit(im)));
        table_put(&out, TABLE_TEXTS[cell[1]], strlen(TABLE_TEXTS[cell[1]]));
        if (waiting) table_put_mark(im->state, &out);
    }
    return table_remember(im, next, after, out.bytes, edit);
}

"""

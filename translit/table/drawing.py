"""A table for people: its summary, its keyboard or letter chart as text and as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from .head import KEYS
from .value import LEVELS, Table

TITLES = {
    "plain": "plain",
    "shift": "Shift",
    "caps": "Caps Lock",
    "caps-shift": "Caps Lock + Shift",
    "altgr": "AltGr",
    "altgr-shift": "AltGr + Shift",
}
# How far each row of keys stands to the right of the row above the first, in keys.
_INDENTS = (0.0, 1.5, 1.8, 2.3)
# From one key of a picture to the next, and round all of them; cards of a letter chart in a row.
_PITCH, _EDGE = 52, 4
_CARDS_A_ROW = 12


def summary(table: Table) -> dict[str, object]:
    """Return what a table says of itself, as JSON has it."""
    said = {
        "name": dict(table.name),
        "aliases": list(table.aliases),
        "status": {k: v for k in ("state", "date", "url") if (v := getattr(table.status, k, ""))},
    }
    return {key: said.get(key, getattr(table, key.replace("-", "_"), "")) for key in KEYS}


def contents(table: Table) -> dict[str, object]:
    """Return the whole table as JSON has it: its summary, rules, keys and samples."""
    whole = summary(table)
    if table.kind == "informal":
        whole |= table.extra
    elif table.keys:
        whole["keys"] = {level: [list(row) for row in rows] for level, rows in table.keys.items()}
    else:
        whole["case"] = table.case
        if table.capitals:
            whole["capitals"] = dict(table.capitals)
        whole["classes"] = dict(table.classes)
        whole["rules"] = [
            {k: v for k, v in (("from", r.source), ("to", r.target), ("after", r.after), ("before", r.before)) if v}
            for r in table.rules
        ]
    whole["samples"] = [[s.source, s.target] for s in table.samples if not s.fails]
    return whole


def draw(table: Table) -> str:
    """Return a table drawn in text: heading, then keyboard levels or letters and rules."""
    lines = [f"{table.id}: {table.name['en']}"]
    own = table.name.get(table.language)
    if own and own != table.name["en"]:
        lines.append(own)
    lines += [f"{table.kind}, {table.language}, {table.source_script} → {table.target_script}"]
    lines += [line for line in (table.standard, table.url) if line]
    if table.status:
        lines.append(f"{table.status}{table.status.url and f': {table.status.url}'}")
    lines += ["", *chart(table)]
    if table.samples:
        lines += ["", "samples"]
        wide = max(len(s.source) for s in table.samples[:8])
        lines += [f"  {s.source:{wide}}  {'←' if s.reverse else '→'}  {s.target}" for s in table.samples[:8]]
    return "\n".join(lines)


def chart(table: Table) -> Iterator[str]:
    """Yield the keyboard of a layout, the letters and rules of a scheme, or the spellings of an informal table.

    >>> from translit import tables
    >>> next(chart(tables["sr-latin"]))
    '  а a             б b             в v             г g'
    """
    return {"layout": _keyboard, "scheme": _letters, "informal": _habits}[table.kind](table)


def _keyboard(table: Table) -> Iterator[str]:
    for level in LEVELS:
        rows = table.keys.get(level)
        if not rows:
            continue
        yield TITLES[level]
        for row, indent in zip(rows, _INDENTS, strict=True):
            extra = len(row) == 11 and row is rows[-1]
            yield " " * int(4 * indent + 1 - 4 * extra) + " ".join(f"{visible(cell):^3}" for cell in row).rstrip()
        yield ""


def visible(cell: str) -> str:
    """Show a combining mark on a dotted circle, a blank by its code point, and no text as `·`."""
    if not cell:
        return "·"
    if len(cell) > 1:
        return cell
    if cell.isspace() or not cell.isprintable():
        return f"{ord(cell):04X}"
    from unicodedata import combining

    return f"◌{cell}" if combining(cell) else cell


def _letters(table: Table) -> Iterator[str]:
    plain = [r for r in table.rules if not (r.after or r.before)]
    pairs = [f"{_spoken(r.source)} {_spoken(r.target)}" for r in plain]
    wide = max(map(len, pairs), default=0) + 3
    across = max(1, 78 // wide)
    for start in range(0, len(pairs), across):
        yield "  " + "".join(f"{pair:{wide}}" for pair in pairs[start : start + across]).rstrip()
    with_context = [r for r in table.rules if r.after or r.before]
    if with_context:
        yield ""
        yield "in context (^ word start, $ word end)"
        yield from (f"  {rule}" for rule in with_context)
    for name, members in table.classes.items():
        yield f"  {{{name}}} = {members}"


def _habits(table: Table) -> Iterator[str]:
    sections = table.extra.get("spellings", {})
    usual, rare = sections.get("common", {}), sections.get("rare", {})
    rows = [(letters, " ".join(usual.get(letters, "-").split())) for letters in usual | rare]
    wide = max((len(spelled) for _, spelled in rows), default=0)
    yield "letters, how they are usually written, and more rarely"
    for letters, spelled in rows:
        yield f"  {letters:4} {spelled:{wide}}   {' '.join(rare.get(letters, '').split())}".rstrip()
    if styles := table.extra.get("styles"):
        yield ""
        yield f"styles: {', '.join(_style(name, styles[name]) for name in sorted(styles))}"


def _style(name: str, letters: Mapping[str, str]) -> str:
    return f"{name} ({letters['scheme']})" if "scheme" in letters else name


def _spoken(text: str) -> str:
    return "".join(map(visible, text)) if text else "∅"


def draw_svg(table: Table) -> str:
    """Return an SVG picture: the keyboard with all its levels, or the letter chart."""
    cells = list(_keys(table) if table.keys else _cards(table))
    width = max((cell.x for cell in cells), default=0) + _EDGE + _PITCH
    height = max((cell.y for cell in cells), default=0) + _EDGE + _PITCH
    title = escape(f"{table.id}: {table.name['en']}")
    body = "".join(
        f'<g transform="translate({cell.x:g} {cell.y + 30:g})"><rect width="48" height="48" rx="6"/>{cell.inner}</g>\n'
        for cell in cells
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height + 34:g}" role="img" '
        f'aria-label="{title}">\n<title>{title}</title>\n'
        "<style>rect{fill:#fff;stroke:#888}text{font:15px sans-serif;fill:#111}.s{font-size:12px;fill:#555}"
        ".t{font-size:16px;font-weight:bold}</style>\n"
        f'<text class="t" x="4" y="20">{title}</text>\n{body}</svg>\n'
    )


class _Cell(NamedTuple):
    """A key or a card of a picture, and what is written on it."""

    x: float
    y: float
    inner: str


def _keys(table: Table) -> Iterator[_Cell]:
    places = {"plain": (8, 40), "shift": (8, 18), "altgr": (28, 40), "altgr-shift": (28, 18)}
    for number, (row, indent) in enumerate(zip(table.keys["plain"], _INDENTS, strict=True)):
        extra = len(row) == 11 and number == 3
        for column in range(len(row)):
            texts = ""
            for level, (x, y) in places.items():
                rows = table.keys.get(level)
                cell = rows[number][column - len(row) + len(rows[number])] if rows else ""
                if cell:
                    small = ' class="s"' if "altgr" in level else ""
                    texts += f'<text{small} x="{x}" y="{y}">{escape(visible(cell))}</text>'
            yield _Cell(_EDGE + _PITCH * (indent + column - extra), _EDGE + _PITCH * number, texts)


def _cards(table: Table) -> Iterator[_Cell]:
    spelled = table.extra.get("spellings", {}).get("common", {}) if table.kind == "informal" else {}
    pairs = [(_spoken(r.source), _spoken(r.target)) for r in table.rules if not (r.after or r.before)]
    pairs += [(letters, " ".join(latin.split()[:2])) for letters, latin in spelled.items() if len(letters) < 3]
    for number, (source, target) in enumerate(pairs):
        inner = f'<text x="8" y="18">{escape(source)}</text><text class="s" x="8" y="40">{escape(target)}</text>'
        row, column = divmod(number, _CARDS_A_ROW)
        yield _Cell(_EDGE + _PITCH * column, _EDGE + _PITCH * row, inner)

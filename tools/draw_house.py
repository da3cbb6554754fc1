"""Draw the floors of the house in docs/architecture.md: `python -m tools.draw_house [--check]`.

A room is a package, or a module at the top. Its story is the first sentence of its docstring; without one, of the
comment at the head of the JavaScript module that uses most others of the room. Its floor is where the contract in
pyproject.toml has it. An arrow goes from a room to one that it uses; imports inside functions and for types only count.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from textwrap import wrap

import grimp

from tools.generated import ROOT, update

PAGES = [ROOT / "docs" / "architecture.md"]
PART = "house"
PACKAGE = ROOT / "translit"
#: Rooms without code, beside the room that reads them: one file there is one thing more.
STORES = {
    "layouts": ("table", "The tables, in the checkout beside the package. One file a table", "<id>.toml"),
    "checking/languages": ("checking", "Alphabets and word lists. One file a language", "<language>.toml"),
    "checking/policies": ("checking", "What a text has to be. One file a policy", "<policy>.toml"),
    "search/keys": ("search", "What search keys are made by. One file a language", "<language>.toml"),
    "locale": ("resources", "What people are told, translated. One file a language", "<language>/…/translit.po"),
}
#: The room of the package itself, whose names are imported when they are first used.
DOOR = "translit"
NAME, TEXT, COUNTS = 20, 72, 8


@dataclass(frozen=True, slots=True)
class Room:
    """One room: what it is for, and what stands in it."""

    name: str
    story: str
    modules: tuple[str, ...] = ()


class House:
    """The package as floors of rooms, with the arrows between them."""

    @cached_property
    def floors(self) -> list[list[str]]:
        """Return the floors that the contract orders, from the top; a floor names the rooms at the top of the package.

        >>> House().floors[0], House().floors[-1]
        (['__main__'], ['errors'])
        """
        with (ROOT / "pyproject.toml").open("rb") as file:
            contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
        layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
        return [re.findall(r"\w+", layer) for layer in layers]

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """Return what each module imports, by dotted names of Python modules and paths of JavaScript ones."""
        graph = grimp.build_graph("translit", exclude_type_checking_imports=False, cache_dir=None)
        found = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
        for path in sorted(PACKAGE.rglob("*.js")):
            sources = re.findall(r'^(?:import|export)[^"]*? from "(\.[^"]+)"', path.read_text("utf-8"), re.MULTILINE)
            found[_name(path)] = {_name((path.parent / source).resolve()) for source in sources}
        return found

    @cached_property
    def circles(self) -> list[list[str]]:
        """Return each group of modules that reach one another by imports."""
        reached = {module: _reach(self.imports, module) for module in self.imports}
        groups = {
            frozenset(other for other in reached[module] if module in reached[other])
            for module in reached
            if module in reached[module]
        }
        return sorted(sorted(group) for group in groups)

    @cached_property
    def arrows(self) -> dict[tuple[str, str], list[str]]:
        """Return the imports behind each arrow from one room to another."""
        found: dict[tuple[str, str], list[str]] = {}
        for module in sorted(self.imports):
            for used in sorted(self.imports[module]):
                rooms = room_of(module), room_of(used)
                if rooms[0] != rooms[1]:
                    found.setdefault(rooms, []).append(f"{module} -> {used}")
        return found

    @cached_property
    def rooms(self) -> dict[str, Room]:
        """Return all rooms by name, in the order of their names."""
        modules: dict[str, list[str]] = {}
        for module in sorted(self.imports):
            name = module.rpartition("/" if "/" in module else ".")[2]
            inside = modules.setdefault(room_of(module), [])
            if _source(module).name != "__init__.py" and name != room_of(module) and not name.startswith("_"):
                inside.append(name)
        found = {name: Room(name, story(name), tuple(inside)) for name, inside in modules.items()}
        found |= {name: Room(name, text, (files,)) for name, (_, text, files) in STORES.items()}
        return dict(sorted(found.items()))

    def on_floor(self, floor: list[str]) -> Iterator[Room]:
        """Yield the rooms of a floor, each followed by those inside it and those beside it."""
        for top in floor:
            inside = [room for name, room in self.rooms.items() if name.partition("/")[0] == top]
            yield from inside
            yield from (self.rooms[name] for name, store in STORES.items() if store[0] == top and "/" not in name)


def room_of(module: str) -> str:
    """Return the room that a module stands in.

    >>> room_of("translit.cli.commands.fix"), room_of("translit.errors"), room_of("translit.checking")
    ('cli/commands', 'errors', 'checking')
    >>> room_of("translit/web/check/words.js"), room_of("translit")
    ('web/check', 'translit')
    """
    path = _source(module)
    if path.parent == PACKAGE:
        return DOOR if path.stem == "__init__" else path.stem
    return path.parent.relative_to(PACKAGE).as_posix()


def story(room: str) -> str:
    """Return the first sentence that a room says of itself.

    >>> story("text")
    'Characters and pieces of text: what they are, where they stand, and how one text differs from another'
    """
    place = PACKAGE if room == DOOR else PACKAGE / room
    source = next((file for file in (place / "__init__.py", place.with_suffix(".py")) if file.is_file()), None)
    if source is not None:
        text = ast.get_docstring(ast.parse(source.read_text("utf-8"))) or ""
    else:
        scripts = {script.name: script.read_text("utf-8") for script in sorted(place.glob("*.js"))}
        users = {name: sum(f'"./{name}"' in script for script in scripts.values()) for name in scripts}
        entry = scripts[max(scripts, key=lambda name: (scripts[name].count("\nimport "), users[name]))]
        text = "\n".join(
            row.removeprefix("//") for row in takewhile(lambda row: row.startswith("//"), entry.split("\n"))
        )
    paragraph = " ".join(text.partition("\n\n")[0].split())
    return re.split(r"[.:](?= [A-Z]|$)", paragraph)[0].replace("`", "")


def drawing(house: House) -> str:
    """Return the house as text: the floors from the top, and on each its rooms with what they use and are used by."""
    line = "─" * (NAME + TEXT + COUNTS + 2)
    lines = [f"   ┌{line}┐"]
    lines += _drawn(house, house.rooms[DOOR], "")
    floors = [rooms for floor in house.floors if (rooms := list(house.on_floor(floor)))]
    for level, rooms in zip(reversed(range(len(floors))), floors, strict=True):
        lines.append(f"   ├{line}┤")
        for place, room in enumerate(rooms):
            lines += _drawn(house, room, "" if place else f"{level}")
    lines.append(f"   └{line}┘")
    count = f"{len(house.rooms)} rooms, {len(house.arrows)} arrows, {len(house.circles)} circles."
    legend = "↓ how many rooms it uses, ↑ how many use it."
    return "\n".join(["```text", *lines, f"    {count}  {legend}", "```"])


def _drawn(house: House, room: Room, level: str) -> Iterator[str]:
    down, up = (sum(arrow[end] == room.name for arrow in house.arrows) for end in (0, 1))
    counts = "".join(f"{sign}{n:<3}" if n else " " * 4 for sign, n in (("↓", down), ("↑", up)))
    text = [*wrap(f"{room.story}.", TEXT - 2), *wrap("  ".join(room.modules), TEXT - 2)]
    for number, row in enumerate(text):
        name, side = ("", "") if number else (room.name, counts)
        yield f"{'' if number else level:>2} │ {name:{NAME}}{row:{TEXT}}{side:{COUNTS}} │"


def _source(module: str) -> Path:
    """Return the file of a module."""
    if "/" in module:
        return ROOT / module
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _name(script: Path) -> str:
    return script.relative_to(ROOT).as_posix()


def _reach(imports: Mapping[str, set[str]], module: str) -> set[str]:
    """Return all modules that a module imports, directly or by way of others."""
    found: set[str] = set()
    ahead = [module]
    while ahead:
        for other in imports[ahead.pop()] - found:
            found.add(other)
            ahead.append(other)
    return found


def write(argument: str) -> str:
    """Return what stands in the page."""
    return drawing(House())


if __name__ == "__main__":
    update(PAGES, PART, write)

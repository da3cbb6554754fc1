"""Write the public names of `translit` as the last release has them: `python -m tools.update_api [--again]`.

`docs/api.txt` is a stub: each name with its signature. A test compares it with the code: what is taken away or changed
has to be named in CHANGELOG.md, what is added need not be. It is written when the version in pyproject.toml is a new
one; `--again` writes it whatever the version, before there was a release.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import griffe

ROOT = Path(__file__).parents[1]
SNAPSHOT = ROOT / "docs" / "api.txt"
HEADER = "# The public names of translit {version}, written by tools/update_api.py.\n"


def package() -> griffe.Module:
    """Return the package as its source and its stubs say that it is; nothing of it is imported."""
    return cast(griffe.Module, griffe.load("translit", search_paths=[str(ROOT)], resolve_aliases=True))


def version() -> str:
    """Return the version in pyproject.toml."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert isinstance(found, str)
    return found


def version_of(snapshot: str) -> str:
    """Return the version that a snapshot is of.

    >>> version_of(HEADER.format(version="0.1.0"))
    '0.1.0'
    """
    return snapshot.partition("\n")[0].split(",")[0].rpartition(" ")[2]


def snapshot(source: griffe.Module) -> str:
    """Return the public names of the package as a stub."""
    parts = ["\n".join(_lines(name, thing)) for name, thing in _public(source)]
    return HEADER.format(version=version()) + "\n".join(f"\n{part}" for part in parts) + "\n"


def _public(source: griffe.Module) -> Iterator[tuple[str, Any]]:
    """Yield what the package's own stub names, at home."""
    for name, member in sorted(source.members.items()):
        if member.is_alias:
            yield name, cast(griffe.Alias, member).final_target


def _members(thing: Any) -> Iterator[tuple[str, Any]]:
    for name, member in thing.members.items():
        if name == "__init__" or not name.startswith("_"):
            yield name, member


def _lines(name: str, thing: Any) -> Iterator[str]:
    if thing.is_class:
        bases = ", ".join(str(base) for base in thing.bases)
        yield f"class {name}({bases}):" if bases else f"class {name}:"
        members = [f"    {line}" for inner, member in _members(thing) for line in _lines(inner, member)]
        yield from members or ["    ..."]
    elif thing.is_function:
        yield from (f"@{label}" for label in ("classmethod", "staticmethod") if label in thing.labels)
        yield f"def {name}({_parameters(thing)}) -> {thing.returns}: ..."
    elif "property" in thing.labels:
        yield "@property"
        yield f"def {name}(self) -> {thing.annotation}: ..."
    else:
        yield f"{name}: {thing.annotation}" if thing.annotation else f"{name} = {thing.value}"


def _parameters(function: Any) -> str:
    written: list[str] = []
    star = False
    for parameter in function.parameters:
        kind = parameter.kind
        if kind is griffe.ParameterKind.keyword_only and not star:
            written.append("*")
            star = True
        mark = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}.get(kind, "")
        star = star or mark == "*"
        text = f"{mark}{parameter.name}" + (f": {parameter.annotation}" if parameter.annotation else "")
        if parameter.default is not None and not mark:
            text += f" = {parameter.default}" if parameter.annotation else f"={parameter.default}"
        written.append(text)
    return ", ".join(written)


def types_named(source: griffe.Module) -> Iterator[tuple[str, list[griffe.Expr]]]:
    """Yield each public name that has annotations, members of classes included, with these."""
    for path, thing in _everything(source):
        found = [thing.returns, *(p.annotation for p in thing.parameters)] if thing.is_function else []
        found += [thing.annotation] if thing.is_attribute else thing.bases if thing.is_class else []
        yield path, [each for each in found if isinstance(each, griffe.Expr)]


def docstrings(source: griffe.Module) -> Iterator[tuple[str, str]]:
    """Yield each public name that has a docstring, members of classes included, with that."""
    for path, thing in _everything(source):
        if thing.docstring:
            yield path, thing.docstring.value


def _everything(source: griffe.Module) -> Iterator[tuple[str, Any]]:
    for name, thing in _public(source):
        yield name, thing
        if thing.is_class:
            yield from ((f"{name}.{inner}", member) for inner, member in _members(thing))


def broken(old: str, new: str) -> list[tuple[str, str]]:
    """Return which names of an old snapshot a new one takes away or changes, and what became of each.

    >>> broken("def a(x: int) -> int: ...", "def a(x: int, y: int = 0) -> int: ...")
    []
    >>> broken("def a(x: int) -> int: ...", "def b(x: int) -> int: ...")
    [('a', 'Public object was removed')]
    """
    before, after = _read(old), _read(new)
    found = [
        (breakage.obj.path.partition(".")[2].partition("(")[0], breakage.kind.value)
        for breakage in griffe.find_breaking_changes(before, after)
    ]
    return found + [(name, what) for name, what in _retyped(before, after) if name not in dict(found)]


def _read(snapshot: str) -> griffe.Module:
    with TemporaryDirectory() as folder:
        path = Path(folder, "api.py")
        # What is inherited is compared at its own class; a base from elsewhere would be looked for in vain.
        path.write_text(snapshot, encoding="utf-8")
        return griffe.visit("api", path, snapshot)


def _retyped(before: griffe.Module, after: griffe.Module) -> Iterator[tuple[str, str]]:
    """Yield what has another type: griffe compares names, kinds and defaults."""
    new = dict(_typed(after))
    for (name, part), old in _typed(before):
        if (name, part) in new and new[name, part] != old:
            yield name, f"{part or 'it'} was {old}, is {new[name, part]}"


def _typed(module: griffe.Module, path: str = "") -> Iterator[tuple[tuple[str, str], str]]:
    holder: Any = module[path] if path else module
    for name, thing in holder.members.items():
        here = f"{path}.{name}" if path else name
        if thing.is_class:
            yield (here, "bases"), ", ".join(map(str, thing.bases))
            yield from _typed(module, here)
        elif thing.is_function:
            yield (here, "what it returns"), str(thing.returns)
            yield from (((here, p.name), str(p.annotation)) for p in thing.parameters)
        else:
            yield (here, ""), str(thing.annotation)


def changes_named(changelog: str) -> set[str]:
    """Return the names that a changelog has, as code, under Changed or Removed of what is not released yet."""
    unreleased = re.search(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    parts = re.split(r"^### (\w+)\n", unreleased[1] if unreleased else "", flags=re.MULTILINE)[1:]
    told = " ".join(
        text for title, text in zip(parts[::2], parts[1::2], strict=True) if title in ("Changed", "Removed")
    )
    return {found.removeprefix("translit.") for found in re.findall(r"`([\w.]+)(?:\([^`]*\))?`", told)}


def main() -> None:
    written = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""
    if written and version_of(written) == version() and "--again" not in sys.argv[1:]:
        sys.exit(f"{SNAPSHOT.relative_to(ROOT)} has the names of {version()}: it is written anew with the next version")
    SNAPSHOT.write_text(snapshot(package()), encoding="utf-8")


if __name__ == "__main__":
    main()

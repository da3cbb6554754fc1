"""What a project asks of its files: `[tool.translit.check]` in the nearest `pyproject.toml` that has it."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ..errors import FileProblem, PolicyError
from .facts import raw_rules
from .policy import TYPES, Policy, load_policy, no_such, unknown_settings
from .severity import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FILE = "pyproject.toml"
#: What a project takes for granted: its files are programs.
POLICY = "code"
#: What may be set, and its type; `policy` is a name, or a file named from the project's folder.
_WANTED: Mapping[str, type] = {
    "policy": str,
    "language": str,
    "include": list,
    "exclude": list,
    "hidden": bool,
    "allowed_words": list,
    "allowed_characters": str,
    "severity": dict,
    "baseline": str,
    "fail_on": str,
    "per_file": dict,
    "per_file_ignores": dict,
}
#: What may be set for some files.
_OF_FILES = ("policy", "language", "allowed_words", "allowed_characters", "severity")
_ADDED = ("allowed_words", "allowed_characters", "severity")


_TYPES = {"per_file": "settings by pattern", "per_file_ignores": "lists of codes by pattern"}


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of one project, by their names in the file."""

    #: The folder that patterns and paths are meant from.
    folder: str
    policy: str = POLICY
    language: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    #: Whether hidden files are meant, too.
    hidden: bool = False
    allowed_words: tuple[str, ...] = ()
    allowed_characters: str = ""
    severity: tuple[tuple[str, str], ...] = ()
    #: The file of the findings that are let be; "" is none.
    baseline: str = ""
    #: The mildest severity that is a failure, or "never".
    fail_on: str = "warning"
    #: What is set for the files that fit a pattern, and the codes that are let be in them, in the order of the file.
    per_file: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def at(self, path: str) -> Project:
        """Return the settings for one file: what is said later wins, and lists are added.

        >>> project = Project("/p", per_file=(("ru/**", (("policy", "text"), ("language", "ru"))),))
        >>> project.at("/p/ru/a.po").policy, project.at("/p/a.py").policy
        ('text', 'code')
        """
        if not (self.per_file or self.per_file_ignores):
            return self
        from pathlib import Path

        from .meant import is_at_or_below, path_within

        within = path_within(Path(path), Path(self.folder))
        fitting = tuple(said for pattern, said in self.per_file if is_at_or_below(within, pattern))
        off = tuple(
            (code, "off")
            for pattern, codes in self.per_file_ignores
            if is_at_or_below(within, pattern)
            for code in codes
        )
        return _changed(self, (*fitting, *([(("severity", off),)] if off else ())))

    def of_patterns(self) -> list[Project]:
        """Return the settings for the files that fit each pattern, if they fit no other."""
        return [_changed(self, (said,)) for _, said in self.per_file]

    def wanted(self, policy: str | None = None, language: str | None = None) -> Policy:
        """Return what the files have to be; what is named here goes before what the project says. Raises PolicyError.

        >>> Project("", allowed_words=("foo",)).wanted("text").allowed_words
        ('foo',)
        """
        base = load_policy(policy or _from(self.folder, self.policy), language or self.language)
        return base.replace(
            allowed_words=(*base.allowed_words, *self.allowed_words),
            allowed_characters=base.allowed_characters + self.allowed_characters,
            severity={**base.severity, **dict(self.severity)},
        )


@lru_cache(256)
def _changed(project: Project, said: tuple[tuple[tuple[str, Any], ...], ...]) -> Project:
    changed = project
    for settings in said:
        changes = {key: getattr(changed, key) + value if key in _ADDED else value for key, value in settings}
        changed = replace(changed, **changes)
    return changed


def _from(folder: str, policy: str) -> str:
    return os.path.join(folder, policy) if policy.endswith(".toml") else policy  # noqa: PTH118


def find_project(place: str) -> Project | None:
    """Return the project that a folder is in: the search ends with its repository. Raises PolicyError."""
    folder = os.path.abspath(place)  # noqa: PTH100
    while True:
        if found := _read(folder):
            return found
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
            return None
        folder = parent


def _read(folder: str) -> Project | None:
    path = os.path.join(folder, FILE)  # noqa: PTH118
    try:
        changed = os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return None
    return _parse(folder, path, changed)


@lru_cache(64)
def _parse(folder: str, path: str, changed: int) -> Project | None:
    from ..files import read_whole
    from ..table.toml import NotToml, parse_toml

    try:
        content = read_whole(path)
        if b"translit" not in content:
            return None
        data: Any = parse_toml(content.decode("utf-8-sig"))
        for key in ("tool", "translit"):
            data = data.get(key) if isinstance(data, dict) else None
    except FileProblem as error:
        raise PolicyError(path, [error.reason]) from None
    except (UnicodeDecodeError, NotToml) as error:
        raise PolicyError(path, [str(error)]) from None
    if not isinstance(data, dict):
        return None
    if problems := list(unknown_settings(data, ["check"])):
        raise PolicyError(path, problems)
    data = data.get("check")
    if not isinstance(data, dict):
        return None
    data = _underscored(data)
    per_file = data.get("per_file")
    if isinstance(per_file, dict):
        data["per_file"] = {pattern: _underscored(said) for pattern, said in per_file.items()}
    if problems := [*unknown_settings(data, _WANTED), *_wrong(data, _WANTED), *_wrong_of_files(data)]:
        raise PolicyError(path, problems)
    return Project(folder, **{key: _frozen(value) for key, value in data.items()})


def _underscored(said: Any) -> Any:
    """Return settings by our names for them: `per-file` is `per_file`."""
    return {key.replace("-", "_"): value for key, value in said.items()} if isinstance(said, dict) else said


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((key, _frozen(each)) for key, each in value.items())
    return tuple(value) if isinstance(value, list) else value


def _wrong(data: dict[str, Any], wanted: Mapping[str, type]) -> Iterator[str]:
    for key, value in data.items():
        kind = wanted.get(key, object)
        is_of_texts = not isinstance(value, list) or all(isinstance(each, str) for each in value)
        if not isinstance(value, kind) or not is_of_texts:
            yield f"{key} is {value!r}: expected {_TYPES.get(key, TYPES.get(kind))}"
    severities = (*SEVERITIES, "never")
    if isinstance(fail_on := data.get("fail_on", "error"), str) and fail_on not in severities:
        yield f"fail_on is {fail_on!r}: expected one of {', '.join(map(repr, severities))}"


def _wrong_of_files(data: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with what is said of some files; policies and severities are looked at when they are used."""
    wanted = {key: kind for key, kind in _WANTED.items() if key in _OF_FILES}
    for pattern, said in _of_patterns(data, "per_file"):
        if isinstance(said, dict):
            yield from (f"per_file.{pattern!r}: {problem}" for problem in unknown_settings(said, wanted))
            yield from (f"per_file.{pattern!r}: {problem}" for problem in _wrong(said, wanted))
        else:
            yield f"per_file.{pattern!r} is {said!r}: expected settings, such as {{ policy = 'text' }}"
    codes = raw_rules()["severity"]
    for pattern, said in _of_patterns(data, "per_file_ignores"):
        if not isinstance(said, list):
            yield f"per_file_ignores.{pattern!r} is {said!r}: expected {TYPES[list]}"
            continue
        for code in said:
            if code not in codes:
                yield f"per_file_ignores.{pattern!r}: {code}: {no_such('code', str(code), codes)}"


def _of_patterns(data: dict[str, Any], key: str) -> Iterable[tuple[str, Any]]:
    said = data.get(key)
    return said.items() if isinstance(said, dict) else ()

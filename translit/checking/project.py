"""What a project asks of its files: `[tool.translit.check]` in the nearest `pyproject.toml` that has it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from ..errors import FileProblem, PolicyError
from .policy import TYPES, Policy, load_policy, unknown_settings
from .severity import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

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
}


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
        for key in ("tool", "translit", "check"):
            data = data.get(key) if isinstance(data, dict) else None
    except FileProblem as error:
        raise PolicyError(path, [error.reason]) from None
    except (UnicodeDecodeError, NotToml) as error:
        raise PolicyError(path, [str(error)]) from None
    if not isinstance(data, dict):
        return None
    if problems := [*unknown_settings(data, _WANTED), *_wrong(data)]:
        raise PolicyError(path, problems)
    return Project(folder, **{key: _frozen(value) for key, value in data.items()})


def _frozen(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, dict) else tuple(value) if isinstance(value, list) else value


def _wrong(data: dict[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        kind = _WANTED.get(key, object)
        is_of_texts = not isinstance(value, list) or all(isinstance(each, str) for each in value)
        if not isinstance(value, kind) or not is_of_texts:
            yield f"{key} is {value!r}: expected {TYPES[kind]}"
    severities = (*SEVERITIES, "never")
    if isinstance(fail_on := data.get("fail_on", "error"), str) and fail_on not in severities:
        yield f"fail_on is {fail_on!r}: expected one of {', '.join(map(repr, severities))}"

"""Policies: what a text has to be, as data. One TOML file in `translit/policies/` or anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ..errors import TranslitError
from ..shipped import names, read_named
from .finding import SEVERITIES
from .language import UnknownLanguage, load_language
from .length import MEASURES
from .rules import rules

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "policies"


class PolicyError(TranslitError, ValueError):
    """A policy cannot be used; `problems` says why, one line each."""

    def __init__(self, policy: str, problems: list[str]) -> None:
        #: Its name or path.
        self.policy = policy
        self.problems = tuple(problems)
        super().__init__("\n".join(f"policy {policy}: {problem}" for problem in problems))


@dataclass(frozen=True, slots=True)
class Policy:
    """What a text has to be. Every field may stand in a policy file under its own name.

    >>> Policy(script="Cyrl", max_length=10).max_length
    10
    """

    name: str = "custom"
    #: Whose alphabet and word lists: bg, ru, uk, sr or mk.
    language: str = "bg"
    #: The script to write in as an ISO 15924 code, or "" for any.
    script: str = ""
    #: "some": a text without a word in that script is refused; "every": so is each word in another.
    words: str = "some"
    required: bool = False
    min_length: int = 0
    #: 0 is no limit.
    max_length: int = 0
    #: What lengths are counted in: "utf16" as browsers do, "code points" or "graphemes".
    count: str = "utf16"
    #: How many marks may stand over one letter.
    max_marks: int = 2
    #: Severities by code: "error", "warning", "info" or "off"; a code not named keeps its own.
    severity: Mapping[str, str] = field(default_factory=dict)
    #: The severity of every code.
    severities: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "severities", {**rules().severity, **self.severity})
        problems = list(_problems(self))
        if problems:
            raise PolicyError(self.name, problems)

    @property
    def looks_at_whole_texts(self) -> bool:
        """Whether a text has to be seen whole; if not, it can be checked line by line."""
        wants = self.severities
        return bool(self.required or self.min_length or self.max_length or self.script or wants["all_caps"] != "off")


def _near(name: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, list(known), 2)


def _problems(policy: Policy) -> Iterator[str]:
    try:
        load_language(policy.language)
    except UnknownLanguage as error:
        yield str(error)
    for name, allowed in (
        ("script", ["", "Cyrl", "Latn", "Grek"]),
        ("words", ["some", "every"]),
        ("count", list(MEASURES)),
    ):
        value = getattr(policy, name)
        if value not in allowed:
            yield f"{name} is {value!r}: expected one of {', '.join(map(repr, allowed))}"
    for name in ("min_length", "max_length", "max_marks"):
        value = getattr(policy, name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            yield f"{name} is {value!r}: expected a whole number, 0 or more"
    for code, severity in policy.severity.items():
        if code not in rules().severity:
            near = _near(code, rules().severity)
            yield f"severity.{code}: no such code" + (f"; did you mean {near[0]}?" if near else "")
        elif severity not in (*SEVERITIES, "off"):
            yield f"severity.{code} is {severity!r}: expected 'error', 'warning', 'info' or 'off'"


def policies() -> list[str]:
    """Return the names of the policies that come with the package.

    >>> policies()
    ['comment', 'name', 'strict', 'text', 'title']
    """
    return names(_FOLDER)


def load_policy(policy: str | Path | Policy, language: str | None = None) -> Policy:
    """Return a policy by name, or from a TOML file of one's own; `language` overrides its language.

    >>> load_policy("comment").max_length
    2000

    Raises `PolicyError` with every problem of a file, or with near names when there is no such policy.
    """
    if not isinstance(policy, Policy):
        policy = _load(str(policy))
    return replace(policy, language=language) if language else policy


@cache
def _load(name: str) -> Policy:
    shipped = read_named(_FOLDER, name)
    if shipped is not None:
        return _parse(name, shipped)
    if not name.endswith(".toml"):
        near = _near(name, policies())
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(policies())}"
        raise PolicyError(name, [f"no such policy; {hint} (a file of your own ends in .toml)"])
    import tomllib
    from pathlib import Path

    try:
        return _parse(name, tomllib.loads(Path(name).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PolicyError(name, [str(error)]) from error


def _parse(name: str, data: dict[str, Any]) -> Policy:
    known = {item.name: item.type for item in fields(Policy) if item.init}
    wrong = [
        f"{key}: no such setting" + (f"; did you mean {near[0]}?" if near else "")
        for key in data
        if key not in known
        for near in [_near(key, known)]
    ]
    if wrong:
        raise PolicyError(name, wrong)
    return Policy(**cast(dict[str, Any], {"name": name, **data}))

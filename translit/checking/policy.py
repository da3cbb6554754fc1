"""Policies: what a text has to be, as data. One TOML file in `translit/checking/policies/` or anywhere else."""

from __future__ import annotations

from functools import cache

from ..errors import FileProblem, UnknownLanguage, reason
from ..errors import PolicyError as PolicyError
from ..resources import names, read_toml
from .facts import raw_rules
from .language import load_language
from .length import MEASURES
from .severity import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any, NoReturn

_FOLDER = "checking/policies"


class Policy:
    """What a text has to be. Every setting may stand in a policy file under its own name; none can be changed later.

    >>> Policy(script="Cyrl", max_length=10).max_length
    10
    """

    __slots__ = (
        "allowed_characters", "allowed_words", "code", "count", "fixes", "language", "max_length", "max_marks",
        "min_length", "name", "required", "script", "severities", "severity", "words",
    )  # fmt: skip

    name: str
    #: Whose alphabet and word lists, see `languages()`.
    language: str
    #: The script to write in as an ISO 15924 code, or "" for any.
    script: str
    #: "some": a text without a word in that script is refused; "every": so is each word in another.
    words: str
    required: bool
    min_length: int
    #: 0 is no limit.
    max_length: int
    #: What lengths are counted in: "utf16" as browsers do, "code points" or "graphemes".
    count: str
    #: How many marks may stand over one letter.
    max_marks: int
    #: Severities by code: "error", "warning", "info" or "off"; a code not named keeps its own.
    severity: Mapping[str, str]
    #: Whether the text is a program, in which look-alikes and single characters are all that is looked for.
    code: bool
    #: Whether a finding may say what `fix` writes; if not, it only suggests.
    fixes: bool
    #: Words that are right as they stand.
    allowed_words: tuple[str, ...]
    #: Letters and invisible characters that are right wherever they stand.
    allowed_characters: str
    #: The severity of every code.
    severities: Mapping[str, str]

    def __init__(
        self,
        name: str = "custom",
        language: str = "bg",
        script: str = "",
        words: str = "some",
        required: bool = False,
        min_length: int = 0,
        max_length: int = 0,
        count: str = "utf16",
        max_marks: int = 2,
        severity: Mapping[str, str] | None = None,
        code: bool = False,
        fixes: bool = True,
        allowed_words: Iterable[str] = (),
        allowed_characters: str = "",
    ) -> None:
        given = {key: value for key, value in locals().items() if key != "self"}
        if isinstance(allowed_words, (list, set, frozenset)):
            given["allowed_words"] = tuple(allowed_words)
        given["severity"] = dict(severity or {})
        given["severities"] = {**raw_rules()["severity"], **given["severity"]}
        for key, value in given.items():
            object.__setattr__(self, key, value)
        problems = list(_problems(self))
        if problems:
            raise PolicyError(name, problems)

    def settings(self) -> dict[str, Any]:
        """Return every setting by its name, in the order that `Policy` takes them, as a policy file has it."""
        return {key: getattr(self, key) for key in SETTINGS} | {"allowed_words": list(self.allowed_words)}

    def replace(self, **changes: Any) -> Policy:
        """Return another policy, with some settings changed.

        >>> load_policy("comment").replace(max_length=10).max_length
        10
        """
        return Policy(**{**self.settings(), **changes})

    __replace__ = replace

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a policy can't be changed: use replace({name}=...)")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a policy can't be changed")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self.settings() == other.settings()

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"Policy({', '.join(f'{key}={value!r}' for key, value in self.settings().items())})"

    def __reduce__(self) -> tuple[type[Policy], tuple[Any, ...]]:
        return Policy, tuple(self.settings().values())

    @property
    def looks_at_whole_texts(self) -> bool:
        """Whether a text has to be seen whole; if not, it can be checked line by line."""
        wants = self.severities
        return bool(self.required or self.min_length or self.max_length or self.script or wants["all_caps"] != "off")


#: What a policy file may set, in the order that `Policy` takes it.
SETTINGS = tuple(key for key in Policy.__annotations__ if key != "severities")
#: What is asked for, in words.
TYPES: dict[type[Any], str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    list: "a list of texts",
    dict: "severities by code",
}
#: What a policy file may name besides: the policy whose settings it changes.
EXTENDS = "extends"
#: How many unknown settings of a file are said.
MOST_UNKNOWN = 10


def no_such(what: str, name: str, known: Iterable[str]) -> str:
    """Say that there is no code, or whatever it is, of this name, and which may have been meant.

    >>> no_such("policy", "comnent", policies())
    'no such policy; did you mean comment?'
    """
    meant = _near(name, known)
    return f"no such {what}" + (f"; did you mean {meant[0]}?" if meant else "")


def _near(name: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, list(known), 2)


def _problems(policy: Policy) -> Iterator[str]:
    codes = raw_rules()["severity"]
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
    words = policy.allowed_words
    if not isinstance(words, tuple) or not all(isinstance(word, str) for word in words):
        yield f"allowed_words is {list(words) if isinstance(words, tuple) else words!r}: expected {TYPES[list]}"
    if not isinstance(policy.allowed_characters, str):
        yield f"allowed_characters is {policy.allowed_characters!r}: expected {TYPES[str]}"
    for code, severity in policy.severity.items():
        if code not in codes:
            yield f"severity.{code}: {no_such('code', code, codes)}"
        elif severity not in (*SEVERITIES, "off"):
            yield f"severity.{code} is {severity!r}: expected 'error', 'warning', 'info' or 'off'"


def policies() -> list[str]:
    """Return the names of the policies that come with the package.

    >>> {"comment", "name", "strict", "text", "title"} <= {*policies()}
    True
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
    return policy.replace(language=language) if language else policy


@cache
def _load(name: str, extended_by: tuple[str, ...] = ()) -> Policy:
    if name in extended_by:
        raise PolicyError(name, ["a circle: " + " extends ".join((*extended_by[extended_by.index(name) :], name))])
    if name.isidentifier():
        try:
            return _parse(name, read_toml(f"{_FOLDER}/{name}.toml"), extended_by)
        except OSError:
            pass
    if not name.endswith(".toml"):
        meant = _near(name, policies())
        hint = f"did you mean {' or '.join(meant)}?" if meant else f"there are {', '.join(policies())}"
        raise PolicyError(name, [f"no such policy; {hint} (a file of your own ends in .toml)"])
    from ..files import read_whole
    from ..table.toml import NotToml, parse_toml

    try:
        return _parse(name, parse_toml(read_whole(name).decode("utf-8-sig")), extended_by)
    except FileProblem as error:
        raise PolicyError(name, [error.reason]) from None
    except OSError as error:
        raise PolicyError(name, [reason(error)]) from None
    except (UnicodeDecodeError, NotToml) as error:
        raise PolicyError(name, [str(error)]) from None


def _parse(name: str, data: dict[str, Any], extended_by: tuple[str, ...]) -> Policy:
    wrong = [*unknown_settings(data, (EXTENDS, *SETTINGS)), *_of_another_type(data)]
    if wrong:
        raise PolicyError(name, wrong)
    extended = data.get(EXTENDS)
    if extended is None:
        return Policy(**{"name": name, **data})
    base = _extended(name, extended, extended_by)
    said = {key: value for key, value in data.items() if key != EXTENDS}
    severity = {**base.severity, **data.get("severity", {})}
    return Policy(**{**base.settings(), "name": name, **said, "severity": severity})


def _extended(name: str, extended: str, extended_by: tuple[str, ...]) -> Policy:
    """Return the policy that a file extends: one of the package, or a file beside it."""
    from os.path import dirname, join, normpath

    if not extended.isidentifier():
        extended = normpath(join(dirname(name), extended))  # noqa: PTH118, PTH120
    return _load(extended, (*extended_by, name))


def unknown_settings(data: dict[str, Any], known: Iterable[str]) -> Iterator[str]:
    """Yield what to say of each setting of a file that there is not."""
    for key in [key for key in data if key not in known][:MOST_UNKNOWN]:
        yield f"{key}: {no_such('setting', key, known)}"


def _of_another_type(data: dict[str, Any]) -> Iterator[str]:
    from reprlib import repr as brief

    wanted = {key: type(value) for key, value in Policy().settings().items()}
    wanted[EXTENDS] = str
    for key, value in data.items():
        if key in wanted and type(value) is not wanted[key]:
            yield f"{key} is {brief(value)}: expected {TYPES[wanted[key]]}"

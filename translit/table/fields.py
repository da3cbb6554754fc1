"""Read a table's TOML key by key: each value as what it should be, or else a problem noted with its line."""

from __future__ import annotations

import re
from typing import Any

from ..errors import Problem
from .lines import line_of

#: How much is said of a key, and of what is wrong with it: more is never read, and may be a whole file.
MOST_SAID = 500
#: How many problems of a table are said at once.
MOST_PROBLEMS = 100


def shorten(text: str) -> str:
    """Return a text that fits into a message: its middle is left out if it is long.

    >>> len(shorten("a" * 1_000_000))
    500
    """
    half = MOST_SAID // 2
    return text if len(text) <= MOST_SAID else f"{text[:half]}…{text[1 - half :]}"


class TooManyProblemsError(Exception):
    """Enough is known to be wrong: nobody mends more at a time."""


class Fields:
    """What a TOML file says, and all that is found wrong with it."""

    def __init__(self, said: dict[str, Any], text: str) -> None:
        self.said = said
        self.text = text
        self.problems: list[Problem] = []

    def problem(self, key: str, message: str) -> None:
        """Note what is wrong with a key; raise TooManyProblemsError behind the last that is said."""
        if len(self.problems) == MOST_PROBLEMS:
            self.problems.append(Problem(line_of(self.text, key), "", "there are more problems: mend these first"))
            raise TooManyProblemsError
        self.problems.append(Problem(line_of(self.text, key), shorten(key), shorten(message)))

    def string(self, key: str, what: str, *, required: bool = False) -> str:
        """Return a text that is not empty, or `""`; `what` says what is expected."""
        value = self.said.get(key)
        if value is None:
            if required:
                self.problem(key, f"missing: expected {what}")
            return ""
        if not isinstance(value, str) or not value:
            self.problem(key, f"expected {what}, found {value!r}")
            return ""
        return value

    def script(self, key: str, example: str) -> str:
        """Return the code of a script, or `""`."""
        value = self.string(key, f'an ISO 15924 code such as "{example}"', required=True)
        if value and not re.fullmatch(r"[A-Z][a-z]{3}", value):
            self.problem(key, f'expected an ISO 15924 code such as "{example}", found {value!r}')
        return value

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        """Return one of several words, or whatever text stands there."""
        listed = ", ".join(f'"{c}"' for c in choices[:-1]) + f' or "{choices[-1]}"'
        value = self.said.get(key)
        if value is None:
            self.problem(key, f"missing: expected {listed}")
        elif value not in choices:
            self.problem(key, f"expected {listed}, found {value!r}")
        return value if isinstance(value, str) else ""

    def boolean(self, key: str) -> bool:
        """Return whether a key is true; it is false where it is missing."""
        value = self.said.get(key, False)
        if not isinstance(value, bool):
            self.problem(key, f"expected true or false, found {value!r}")
        return value is True

    def strings(self, key: str) -> list[str]:
        """Return a list of texts, empty where it is missing."""
        value = self.said.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.problem(key, f"expected a list of strings, found {value!r}")
            return []
        return value

    def names(self, key: str) -> dict[str, str]:
        """Return names by language, an English one among them."""
        value = self.said.get(key)
        wanted = 'a table of names such as { en = "…", bg = "…" }'
        if value is None:
            self.problem(key, f"missing: expected {wanted}")
        elif not isinstance(value, dict) or not all(isinstance(v, str) and v for v in value.values()):
            self.problem(key, f"expected {wanted}, found {value!r}")
        elif "en" not in value:
            self.problem(key, "expected an English name too: en = …")
        else:
            return value
        return {}

    def texts(self, key: str, example: str) -> dict[str, str]:
        """Return texts by name, none where it is missing."""
        value = self.said.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) and v for v in value.values()):
            self.problem(key, f"expected a table of texts such as {example}, found {value!r}")
            return {}
        return value

    def section(self, key: str) -> dict[str, Any]:
        """Return a table of TOML, empty where it is missing."""
        value = self.said.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, f"expected a table, found {value!r}")
            return {}
        return value

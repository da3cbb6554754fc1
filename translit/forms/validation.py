"""What every framework's validator shares: the text as it is counted, the language to speak, what a schema says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..checking import Policy, load_policy
from ..checking.length import normalise_newlines

#: A policy by name, by path, or made in code.
AnyPolicy = str | Path | Policy
#: The language of messages, or what is asked for it at each message: a request may have one of its own.
AnyLanguage = str | Callable[[], str]


def ask_language(language: AnyLanguage) -> str:
    """Return the language to speak now.

    >>> ask_language("bg"), ask_language(lambda: "en")
    ('bg', 'en')
    """
    return language if isinstance(language, str) else language()


def read_submitted(value: Any) -> str:
    """Return a posted text with the line ends that the browser counted, not the CRLF it sent."""
    return normalise_newlines(str(value))


def describe(policy: AnyPolicy) -> str:
    """Return what a schema can say about a policy, whose lengths are not those of JSON Schema.

    >>> describe("comment")
    'Checked by the policy "comment": at most 2000 UTF-16 code units, a line end counted as one.'
    """
    wanted = load_policy(policy)
    said = f'Checked by the policy "{wanted.name}"'
    if not wanted.max_length:
        return f"{said}."
    unit = {"utf16": "UTF-16 code units"}.get(wanted.count, wanted.count)
    return f"{said}: at most {wanted.max_length} {unit}, a line end counted as one."

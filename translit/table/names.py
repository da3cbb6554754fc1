"""What tables are called: by whoever looks for one with words, and by whoever got a name nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

#: How many names are suggested at most.
_MOST = 3


def searched(head: Mapping[str, Any]) -> str:
    """Return what words are looked for in: the id, the language, the aliases and the names of a table.

    >>> searched({"id": "bg-x", "language": "bg", "aliases": [], "name": {"en": "Bulgarian"}})
    'bg-x bg Bulgarian'
    """
    return " ".join([head["id"], head["language"], *head["aliases"], *head["name"].values()])


def has(head: Mapping[str, Any], words: Iterable[str]) -> bool:
    """Tell whether each of the words begins a word of the id or the names of a table, whatever its capitals.

    >>> has({"id": "bg-x", "language": "bg", "aliases": [], "name": {"en": "Bulgarian"}}, ["bulg", "X"])
    True
    """
    text = searched(head)
    return all(re.search(rf"(?<![^\W_]){re.escape(word)}", text, re.IGNORECASE) for word in words)


def near(name: str, heads: Mapping[str, Mapping[str, Any]], others: Sequence[str]) -> list[str]:
    """Return names of tables that may be meant: those that its words name, the usual ones first, or else those alike.

    >>> heads = {"bg-x": {"id": "bg-x", "language": "bg", "usual": True, "aliases": [], "name": {"bg": "Фонетична"}}}
    >>> near("фонетична", heads, ()), near("bg", heads, ()), near("bgx", heads, ()), near("my-ox", heads, ["my-own"])
    (['bg-x'], ['bg-x'], ['bg-x'], ['my-own'])
    """
    words = re.findall(r"[^\W_]+", name)
    named = [head for head in heads.values() if words and has(head, words)]
    small = name.lower()
    named.sort(key=lambda head: (not head["id"].startswith(small), head["language"] != small, not head["usual"]))
    if named:
        return [head["id"] for head in named[:_MOST]]
    aliases = [alias for head in heads.values() for alias in head["aliases"]]
    return get_close_matches(name.lower(), [*heads, *aliases, *others], n=_MOST, cutoff=0.5)

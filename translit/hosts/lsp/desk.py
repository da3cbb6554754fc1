"""What is asked of an open file, and what is wrong in it: by the editor's settings, and by those of its project."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ...checking.baseline import Baseline
from ...checking.ignores import Ignores
from ...checking.meant import is_meant
from ...checking.policy import Policy, load_policy
from ...checking.project import Project, find_project
from ...checking.stream import Located, check_stream

#: Languages of editors in which people write prose; all others are programs.
PROSE = {
    *("asciidoc", "git-commit", "gitcommit", "html", "latex", "mail", "markdown", "org", "plaintext", "rst"),
    *("restructuredtext", "srt", "tex", "text", "typst"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an editor may set; the settings of a project hold where it says nothing.

    >>> Settings.of({"policy": "comment", "tables": ["bg-law"], "other": 1})
    Settings(policy='comment', language='', messages='en', tables=('bg-law',))
    """

    #: A policy by its name, or a file; "" is that of the project, or what fits the kind of file.
    policy: str = ""
    language: str = ""
    #: The language that findings are told in.
    messages: str = "en"
    #: The tables that a selection may be converted by, offered with the other actions.
    tables: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: object) -> Settings:
        """Return what an editor said, without what is not known here."""
        given: dict[str, Any] = said if isinstance(said, dict) else {}
        texts = {
            each.name: given[each.name]
            for each in fields(cls)
            if each.name != "tables" and isinstance(given.get(each.name), str)
        }
        tables = given.get("tables")
        return cls(**texts, tables=tuple(map(str, tables)) if isinstance(tables, (list, tuple)) else ())


def find(text: str, path: str | None, kind: str, settings: Settings) -> list[Located]:
    """Return what is wrong in a file, if its project wants it looked at. Raises PolicyError or FileProblem."""
    project = find_project(os.path.dirname(path)) if path else None  # noqa: PTH120
    if project and path and not is_meant(Path(path), project.include, project.exclude, Path(project.folder)):
        return []
    # Half a surrogate pair has no UTF-8 form; what stands for it is as long.
    ignores = Ignores()
    chunks = ignores.watch([text.encode("utf-8", "replace")])
    wanted = _policy(project.at(path) if project and path else None, kind, settings)
    found = [each for each in check_stream(chunks, wanted) if not ignores.lets_be(each)]
    if project and path and project.baseline:
        return Baseline.read(os.path.join(project.folder, project.baseline)).new(path, found)  # noqa: PTH118
    return found


def _policy(project: Project | None, kind: str, settings: Settings) -> Policy:
    policy, language = settings.policy or None, settings.language or None
    if project:
        return project.wanted(policy, language)
    return load_policy(policy or ("text" if kind in PROSE else "code"), language)

"""What `translit check` is asked for: texts, one after the other, or the files of a project by its settings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ..checking.policy import load_policy
from ..checking.project import Project, find_project
from ..checking.severity import SEVERITIES
from ..errors import Misused

if TYPE_CHECKING:
    from ..checking.baseline import Baseline
    from ..checking.policy import Policy
    from .reports import Report


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command, by their names there."""

    policy: str | None
    script: str | None
    language: str | None
    each_line: bool
    severity: str
    fail_on: str | None
    is_project: bool
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    hidden: bool
    since: str | None
    baseline: str | None
    update_baseline: bool
    jobs: int
    encoding: str | None
    no_ignore_comments: bool
    unused_ignores: bool
    columns: tuple[str, ...] = ()


def check(names: Sequence[str], asked: Options, report: Report) -> bool:
    """Tell what is wrong in what is named, or in standard input; return whether anything failed."""
    if asked.columns:
        return _check_columns(names, asked, report)
    if asked.since is not None and not names:
        names = ["."]
    of_project = asked.is_project or asked.update_baseline or asked.since is not None or asked.baseline is not None
    if not names or "-" in names:
        if of_project:
            raise Misused("standard input is no file of a project: name files or folders")
        return _check_texts(names, asked, report)
    project = find_project(_common_folder(names))
    if not (project or of_project or any(os.path.isdir(name) for name in names)):  # noqa: PTH112
        return _check_texts(names, asked, report)
    return _check_project(names, project, asked, report)


def _common_folder(names: Sequence[str]) -> str:
    try:
        common = os.path.commonpath([os.path.abspath(name) for name in names])  # noqa: PTH100
    except ValueError:
        # Files of two drives.
        return "."
    return common if os.path.isdir(common) else os.path.dirname(common)  # noqa: PTH112, PTH120


def _check_texts(names: Sequence[str], asked: Options, report: Report) -> bool:
    from .coding import coding_of
    from .findings import find_in_files

    return find_in_files(
        names,
        _with_script(load_policy(asked.policy or "text", asked.language), asked.script),
        report,
        each_line=asked.each_line,
        shown=_at_least(asked.severity),
        failing=_at_least(asked.fail_on or "error"),
        coding=coding_of(asked.encoding),
    )


def _check_columns(names: Sequence[str], asked: Options, report: Report) -> bool:
    from .check_columns import check_columns, require_rows
    from .coding import coding_of

    said = ("since", "baseline", "update_baseline", "is_project", "include", "exclude", "hidden", "unused_ignores")
    require_rows(
        report.form, (f"--{name.removeprefix('is_').replace('_', '-')}" for name in said if getattr(asked, name))
    )
    return check_columns(
        names,
        asked.columns,
        _with_script(load_policy(asked.policy or "text", asked.language), asked.script),
        report,
        shown=_at_least(asked.severity),
        failing=_at_least(asked.fail_on or "error"),
        coding=coding_of(asked.encoding),
        jobs=asked.jobs,
    )


def _check_project(names: Sequence[str], found: Project | None, asked: Options, report: Report) -> bool:
    from pathlib import Path

    from .changed_lines import changed_lines
    from .linting import Lint, lint

    project = found or Project("")
    wanted = Lint(
        partial(_policy_of, project, asked.policy, asked.language, asked.script),
        Path(found.folder) if found else None,
        asked.include or project.include,
        (*project.exclude, *asked.exclude),
        hidden=asked.hidden or project.hidden,
        is_project=asked.is_project,
        each_line=asked.each_line,
        encoding=asked.encoding,
        shown=_at_least(asked.severity),
        failing=_at_least(asked.fail_on or project.fail_on),
        jobs=asked.jobs,
        heeds_comments=not asked.no_ignore_comments,
        tells_unused=asked.unused_ignores,
    )
    # A mistake in any of the settings is told before a file is read.
    for settings in (project, *project.of_patterns()):
        settings.wanted(asked.policy, asked.language)
    baseline = _baseline(project, asked)
    changed = None if asked.since is None else changed_lines(asked.since, _common_folder(names))
    failed = lint(names, wanted, report, baseline, changed, asked.update_baseline)
    if baseline and asked.update_baseline:
        baseline.write()
    return failed


def _policy_of(project: Project, policy: str | None, language: str | None, script: str | None, path: str) -> Policy:
    return _policy(project.at(path), policy, language, script)


@lru_cache(64)
def _policy(project: Project, policy: str | None, language: str | None, script: str | None) -> Policy:
    return _with_script(project.wanted(policy, language), script)


def _baseline(project: Project, asked: Options) -> Baseline | None:
    path = asked.baseline or (project.baseline and os.path.join(project.folder, project.baseline))  # noqa: PTH118
    if asked.update_baseline and not path:
        raise Misused("--update-baseline: expected --baseline FILE, or baseline = in [tool.translit.check]")
    if asked.update_baseline and asked.since is not None:
        raise Misused("--update-baseline: expected whole files, not the lines of --since")
    if not path:
        return None
    from ..checking.baseline import Baseline

    is_new = asked.update_baseline and not os.path.exists(path)  # noqa: PTH110
    return Baseline(path) if is_new else Baseline.read(path)


def _with_script(policy: Policy, script: str | None) -> Policy:
    return policy if script is None else policy.replace(script=script)


def _at_least(severity: str) -> Sequence[str]:
    return () if severity == "never" else SEVERITIES[: list[str](SEVERITIES).index(severity) + 1]

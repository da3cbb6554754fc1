"""`translit check`: what is wrong in a text, where, and what to write instead."""

from __future__ import annotations

import sys
from typing import Any

import click

from ...checking.severity import SEVERITIES
from ..options import FileName, Found, json_option, languages, message_languages, policies, read_option, text_option


def _forms() -> tuple[str, ...]:
    from ..reports import FORMS

    return FORMS


@click.command()
@click.argument("files", nargs=-1, type=FileName(), metavar="[FILE|FOLDER]...")
@text_option
@click.option(
    "--policy",
    type=Found(policies, other="FILE.toml"),
    show_default="text; code for projects",
    help="What the text has to be, or a file of your own.",
)
@click.option("--script", metavar="CODE", help="The script the text must be in, such as Cyrl.")
@click.option(
    "-l",
    "--language",
    type=Found(languages),
    help="The language of the text, if not that of the policy. For the messages see --lang.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME",
    help="Of tables (CSV, JSON lines, Parquet, Arrow) look into this column, every cell a text of its own; tell rows.",
)
@click.option("--each-line", is_flag=True, help="Every line is a text of its own.")
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help="The least severe finding to show.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    show_default="error; warning for projects",
    help="The least severe finding that makes the command fail.",
)
@click.option(
    "--format", "form", type=Found(_forms), default="text", show_default=True, help="For people, programs or services."
)
@click.option("-o", "--output", type=FileName(), metavar="FILE", help="Write the findings to a file.")
@click.option("--project", "is_project", is_flag=True, help="The files are those of a project: leave what it leaves.")
@click.option("--include", multiple=True, metavar="PATTERN", help="Below folders, only files like this: '*.py'.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave files and folders like this: 'vendor/*'.")
@click.option("--hidden", is_flag=True, help="Below folders, hidden files too, but not those of git: .github and such.")
@click.option("--since", metavar="COMMIT", help="Only lines that were added since, as git knows: HEAD, origin/main.")
@click.option("--baseline", type=FileName(), metavar="FILE", help="Let be the findings that this file has.")
@click.option(
    "--update-baseline", is_flag=True, help="Write all findings to the baseline: they are let be from now on."
)
@click.option("--no-ignore-comments", is_flag=True, help="Heed no comment that says `translit: ignore`.")
@click.option("--unused-ignores", is_flag=True, help="Tell such comments that let nothing be: a failure.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Use so many cores for many files."
)
@read_option
@json_option("one object a line, as --format json does")
@click.option(
    "--lang",
    type=Found(message_languages),
    default="en",
    show_default=True,
    help="The language of the messages. For the text see --language.",
)
def command(files: tuple[str, ...], form: str, as_json: bool, output: str | None, lang: str, **asked: Any) -> None:
    """Find look-alike letters and the other faults of a text, as `file:line:column: severity: code: message`.

    Reads stdin unless files are named, and all files below folders. Exits with 1 if there is a finding that --fail-on
    says, or a file that cannot be read, or is not UTF-8 where no other encoding was named.

    A folder, and files below a pyproject.toml with [tool.translit.check], are a project: its settings hold, and its
    files are programs unless it says otherwise.

    \b
    printf 'Утре имаме срещa' | translit check
    translit check --policy comment --each-line --json comments.txt
    translit check . -j 2 --format sarif -o findings.sarif
    translit check --column comment --policy comment people.csv
    translit check --since origin/main --format github
    """
    from ...checking import PolicyError, UnknownLanguage
    from ..checks import Options, check
    from ..reports import Report

    report = Report("json" if as_json else form, lang, output)
    try:
        failed = check(files, Options(**asked), report)
    except (PolicyError, UnknownLanguage) as error:
        raise click.UsageError(str(error)) from None
    report.close()
    sys.exit(1 if failed else 0)

"""`translit check`: what is wrong in a text, where, and what to write instead."""

from __future__ import annotations

import sys

import click

from ...checking.severity import SEVERITIES
from ..options import FileName, Found, json_option, languages, message_languages, policies, read_option


@click.command()
@click.argument("files", nargs=-1, type=FileName(), metavar="[FILE]...")
@click.option(
    "--policy",
    type=Found(policies, other="FILE.toml"),
    default="text",
    show_default=True,
    help="What the text has to be, or a file of your own.",
)
@click.option("--script", metavar="CODE", help="The script the text must be in, such as Cyrl.")
@click.option(
    "-l",
    "--language",
    type=Found(languages),
    help="The language of the text, if not that of the policy. For the messages see --lang.",
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
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or programs.",
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
def command(
    files: tuple[str, ...],
    policy: str,
    script: str | None,
    language: str | None,
    each_line: bool,
    severity: str,
    form: str,
    encoding: str | None,
    as_json: bool,
    lang: str,
) -> None:
    """Find look-alike letters and the other faults of a text, as `file:line:column: severity: code: message`.

    Reads stdin unless files are named. Exits with 1 if there is an error among the findings, or a byte that is
    not UTF-8 where no other encoding was named.

    \b
    printf 'Утре имаме срещa' | translit check
    translit check --policy comment --each-line --json comments.txt
    """
    from ...checking import PolicyError, UnknownLanguage, load_policy
    from ..coding import coding_of
    from ..findings import report

    try:
        wanted = load_policy(policy, language)
        if script is not None:
            wanted = wanted.replace(script=script)
    except (PolicyError, UnknownLanguage) as error:
        raise click.UsageError(str(error)) from None
    form = "json" if as_json else form
    coding = coding_of(encoding)
    failed = report(files, wanted, each_line=each_line, severity=severity, form=form, language=lang, coding=coding)
    sys.exit(1 if failed else 0)

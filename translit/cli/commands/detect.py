"""`translit detect`: what each line is written in."""

from __future__ import annotations

import sys

import click

from ..options import json_option


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--words", is_flag=True, help="Each word too, below its line.")
@json_option("one object a line, with words, scores and positions")
def command(files: tuple[str, ...], words: bool, as_json: bool) -> None:
    """Say what each line is: Cyrillic, romanised, English, other, or typed with the wrong keyboard layout.

    \b
    echo 'ghbdtn, rfr ltkf' | translit detect
    """
    from ..detections import report

    sys.exit(0 if all([report(name, len(files) > 1, words=words, as_json=as_json) for name in files or ("-",)]) else 1)

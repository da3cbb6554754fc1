"""`translit detect`: what each line is written in."""

from __future__ import annotations

import sys

import click

from ..options import FileName, json_option, read_option, text_option


@click.command()
@click.argument("files", nargs=-1, type=FileName(), metavar="[FILE]...")
@text_option
@click.option("--words", is_flag=True, help="Each word too, below its line.")
@read_option
@json_option("one object a line, with words, scores and positions")
def command(files: tuple[str, ...], words: bool, encoding: str | None, as_json: bool) -> None:
    """Say what each line is, in what language, and how probable that is.

    \b
    cyrillic   Belarusian, Bulgarian, Macedonian, Russian, Serbian or Ukrainian, in an old spelling too (ru-petr1708)
    romanised  one of these in Latin letters, as people write it
    english    English
    other      any other language in any script; one in Cyrillic is named where its letters and words tell (kk)
    layout     typed with the wrong keyboard layout on, or off
    none       no words

    \b
    echo 'ghbdtn, rfr ltkf' | translit detect
    """
    from ..coding import coding_of
    from ..detections import report

    coding = coding_of(encoding)
    done = [report(name, len(files) > 1, words=words, as_json=as_json, coding=coding) for name in files or ("-",)]
    sys.exit(0 if all(done) else 1)

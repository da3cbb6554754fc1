"""ICU as an oracle: transform rules, run by its own command."""

import subprocess
from collections.abc import Sequence

from tests.oracles.missing import program

PACKAGE = "icu-devtools"


def transformed(rules: str, texts: Sequence[str]) -> list[str]:
    """Return what the rules of a transform make of texts, each a line.

    >>> transformed("a > b ;", ["banana", "cat"])
    ['bbnbnb', 'cbt']
    """
    # Each text stands alone: a transform sees no more than a line.
    command = [program("uconv", PACKAGE), "-f", "utf-8", "-t", "utf-8", "-x", rules]
    ran = subprocess.run(command, input="\n".join(texts).encode(), capture_output=True, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()
    answers = ran.stdout.decode().split("\n")
    assert len(answers) == len(texts)
    return answers

"""jquery.ime as an oracle: itself, from npm, in a page of jsdom."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.oracles.missing import program
from tests.places import ROOT

SCRIPT = ROOT / "tests" / "web" / "jquery_ime.mjs"
RULES = ROOT / "tests" / "web" / "node_modules" / "jquery.ime" / "rules"


def typed(asked: Sequence[tuple[str, str, Sequence[str]]]) -> list[list[str]]:
    """Return what keys type by input methods: each is a script, or "" for one that comes with it, an id and keys."""
    command = [program("node", "nodejs"), str(SCRIPT)]
    ran = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    answers: list[list[str]] = json.loads(ran.stdout)
    return answers


def rules(method: str) -> Path:
    """Return the file of one of its own input methods.

    >>> rules("ru-kbd").name
    'ru-kbd.js'
    """
    return RULES / method.partition("-")[0] / f"{method}.js"

"""Keyman as an oracle: its own compilers, from npm, and its engine, which types by what they made."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.oracles.missing import program
from tests.places import ROOT

SCRIPT = ROOT / "tests" / "web" / "keyman.mjs"


def compiled(files: Sequence[Path]) -> list[tuple[bool, list[str]]]:
    """Compile .kmn and keyboard3 files, each to a .kmx beside it; return whether it could be, and what was said."""
    command = [program("node", "nodejs"), str(SCRIPT), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()
    return [(each["compiled"], each["messages"]) for each in json.loads(ran.stdout.splitlines()[-1])]

"""jquery.ime as an oracle: its rules, run in a page without a browser."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.oracles.missing import NodeOracleMissing, program
from tests.places import ROOT

PACKAGE = "nodejs"
MODULES = ROOT / "tests" / "web" / "node_modules"

#: A text, or keys each with whether Alt is held.
Keys = str | Sequence[tuple[str, bool]]


def ask(asked: Sequence[tuple[str, Sequence[Keys]]]) -> list[list[str]]:
    """Return what is typed under many methods, in one run; a key that its rules fail at gives the error.

    >>> ask([("ru-yawerty", ["/q"])])
    [['ђ']]
    """
    node = program("node", PACKAGE)
    for module in ("jquery.ime", "jsdom"):
        if not (MODULES / module).exists():
            raise NodeOracleMissing(module, module)
    with TemporaryDirectory() as folder:
        question, answers = Path(folder, "asked"), Path(folder, "answers")
        question.write_text(json.dumps(asked), encoding="utf-8")
        script = Path(__file__).with_suffix(".mjs")
        run = subprocess.run(
            [node, str(script), str(question), str(answers)],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
        )  # fmt: skip
        if not answers.exists():
            raise RuntimeError(f"node wrote nothing: {run.stderr.decode()}")
        found: list[list[str]] = json.loads(answers.read_text(encoding="utf-8"))
    return found


def known(methods: Sequence[str]) -> list[list[str]]:
    """Return no sequences: its rules match the text before the caret, so that only texts can be asked."""
    return [[] for _ in methods]

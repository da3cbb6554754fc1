"""jquery.ime as an oracle: its rules, run in a page without a browser."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.oracles.missing import NodeOracleMissing, program
from tests.places import ROOT
from translit import relayout

PACKAGE = "nodejs"
MODULES = ROOT / "tests" / "web" / "node_modules"

#: A text, or keys each with whether Alt is held.
Keys = str | Sequence[tuple[str, bool]]
#: Methods that change what the keyboard of the system types, which is this one.
OVER = dict.fromkeys(("cyrl-palochka", "ky-cyrl-alt", "udm-alt"), "ru-jcuken")


def ask(asked: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
    """Return what keys of an American keyboard type under many methods, in one run.

    >>> ask([("ru-yawerty", ["/q"])])
    [['ђ']]
    """
    return received([(method, [given(method, keys) for keys in texts]) for method, texts in asked])


def given(method: str, keys: str) -> str:
    """Return what a method is given for keys: the letters of the keyboard that it changes.

    >>> given("ky-cyrl-alt", "y"), given("ru-kbd", "y")
    ('н', 'y')
    """
    return relayout(keys, "us", OVER[method]) if method in OVER else keys


def received(asked: Sequence[tuple[str, Sequence[Keys]] | tuple[str, Sequence[Keys], str]]) -> list[list[str]]:
    """Return what is typed under many methods that are given characters; a key that its rules fail at gives the error.

    A method that does not come with jquery.ime has its script beside its keys.

    >>> received([("ky-cyrl-alt", [[("н", True)]])])
    [['ң']]
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


def fixtures() -> dict[str, list[tuple[list[tuple[str, bool]], str]]]:
    """Return what jquery.ime's own tests type under each method, and what they expect."""
    node = program("node", PACKAGE)
    path = MODULES / "jquery.ime" / "test" / "jquery.ime.test.fixtures.js"
    code = f"{path.read_text(encoding='utf-8')}; console.log(JSON.stringify(testFixtures))"
    ran = subprocess.run([node, "-"], input=code.encode(), capture_output=True, check=True, timeout=60)
    blocks = json.loads(ran.stdout)
    found: dict[str, list[tuple[list[tuple[str, bool]], str]]] = {}
    for block in blocks:
        tests = found.setdefault(block.get("inputmethod", ""), [])
        tests += [([_key(key) for key in test["input"]], test["output"]) for test in block["tests"]]
    return found


def _key(key: Any) -> tuple[str, bool]:
    """Return a character and whether Alt is held, of either way to write a key."""
    return (key, False) if isinstance(key, str) else (key[0], bool(key[1]))


def rules(method: str) -> Path:
    """Return the file of one of its own input methods.

    >>> rules("ru-kbd").name
    'ru-kbd.js'
    """
    return MODULES / "jquery.ime" / "rules" / method.partition("-")[0] / f"{method}.js"

"""A checking language is one file, and so is a policy: with one more of each the suite's walk finds nothing to mend."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

#: What looks at every language and every policy there is.
WALK = [
    *("tests/checking", "tests/web/test_rules.py", "tests/cli/test_check.py", "tests/test_docs.py"),
    *("translit/checking", "translit/cli", "translit/web", "translit/resources.py"),
]
COPIED = (
    *("translit", "layouts", "tests", "docs", "tools", "examples", "benchmarks"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "pyproject.toml"),
)
#: A language of its own alphabet, so that it is told from the one it was made of.
LANGUAGE = "zz"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the checkout with one language and one policy more."""
    copied = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        if (ROOT / name).is_dir():
            leave = shutil.ignore_patterns("__pycache__", "node_modules", "corpus")
            shutil.copytree(ROOT / name, copied / name, ignore=leave)
        else:
            shutil.copy(ROOT / name, copied / name)
    checking = copied / "translit" / "checking"
    made = (checking / "languages" / "mk.toml").read_text(encoding="utf-8")
    made = re.sub('^name = ".*"$', 'name = "Toyish"', made, flags=re.MULTILINE)
    made = re.sub('^alphabet = "', 'alphabet = "ҩ', made, flags=re.MULTILINE)
    (checking / "languages" / f"{LANGUAGE}.toml").write_text(made, encoding="utf-8")
    (checking / "policies" / "letter.toml").write_text(
        f'name = "letter"\nlanguage = "{LANGUAGE}"\nscript = "Cyrl"\nmin_length = 4\n', encoding="utf-8"
    )
    return copied


def run(copy: Path, *command: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run([sys.executable, "-m", *command], cwd=copy, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    return ran.stdout


@pytest.mark.slow
def test_a_language_and_a_policy_of_one_file_each_are_known_everywhere(copy: Path) -> None:
    shown = run(copy, "translit", "check", "--help")
    assert LANGUAGE in shown and "letter" in shown
    text = copy / "a.txt"
    text.write_text("мы и ҩ\n", encoding="utf-8")
    said = run(copy, "translit", "check", "--policy", "letter", "--severity", "info", "--lang", "bg", str(text))
    assert "„ы“ в „мы“ не е буква от азбуката на езика Toyish" in said and said.count("\n") == 1


@pytest.mark.slow
def test_the_walk_over_all_languages_and_policies_asks_for_no_other_edit(copy: Path) -> None:
    said = run(copy, "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", "-k", "not real_browsers", *WALK)
    assert "passed" in said and "skipped" not in said

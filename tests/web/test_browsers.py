"""The form in real browsers: the suites of tests/web, one run for each browser."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.places import PACKAGE, WEB
from translit.table.value import LEVELS
from translit.web import asset

pytestmark = pytest.mark.browser
EDITORS = [f"editors/{path.stem}" for path in sorted((PACKAGE / "web/editors").glob("*.js"))]

ENGINES = ["chromium", "firefox", "webkit"]
SUITES = ["field", "situations", "keys", "form", "law", "words", "editors", "frameworks"]
#: What differs in its server, or is told in the docs, is the same in every browser: one engine tries it.
ONCE = ["examples", "docs"]
RUNS = [*((browser, suite) for suite in SUITES for browser in ENGINES), *(("chromium", suite) for suite in ONCE)]


@pytest.mark.browser
@pytest.mark.parametrize(("browser", "suite"), RUNS)
def test_browser(browser: str, suite: str) -> None:
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    assert (WEB / "node_modules").is_dir(), "the drivers are missing: npm ci --prefix tests/web"
    environment = os.environ | {"BROWSER": browser, "PYTHON": sys.executable}
    ran = subprocess.run(
        [program, "--test", "--test-reporter=spec", str(WEB / f"{suite}.test.mjs")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]


@pytest.mark.slow
def test_the_types_compile_and_name_what_there_is() -> None:
    tsc = WEB / "node_modules/typescript/bin/tsc"
    program = shutil.which("node")
    assert program and tsc.is_file(), "tsc is missing: npm ci --prefix tests/web"
    ran = subprocess.run([program, str(tsc), "-p", str(WEB / "types")], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout
    for name in ("translit", "elements", "spelling", "relayout", "search", "findings", "rules", "keyboard", *EDITORS):
        types = typed(name)
        assert exported((PACKAGE / "web" / f"{name}.js").read_text("utf-8")) == types != set(), name
        assert exported(asset(f"{name}.js").content.decode()) == types, name


def test_the_types_know_every_level() -> None:
    levels = re.search(r"type Level = (.*);", (PACKAGE / "web" / "engine.d.ts").read_text("utf-8"))
    assert levels and tuple(re.findall('"(.*?)"', levels[1])) == LEVELS


def typed(name: str) -> set[str]:
    """Return what a module exports by its types, those that it passes on included."""
    source = (PACKAGE / "web" / f"{name}.d.ts").read_text("utf-8")
    return exported(source).union(*map(typed, re.findall(r'^export \* from "\./(\w+)\.js"', source, re.M)))


def exported(source: str) -> set[str]:
    listed = [name.strip() for names in re.findall(r"\bexport ?\{(.*?)\}", source) for name in names.split(",")]
    return {*listed, *re.findall(r"\bexport (?:async )?(?:const|function|class) (\w+)", source)}

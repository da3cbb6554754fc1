"""The form in real browsers: the suites of tests/web, one run for each browser."""

import json
import os
import re
import secrets
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import is_night
from tests.places import PACKAGE, ROOT, WEB
from translit.table.value import LEVELS
from translit.web import asset

pytestmark = pytest.mark.browser
EDITORS = [f"editors/{path.stem}" for path in sorted((PACKAGE / "web/editors").glob("*.js"))]

ENGINES = ["chromium", "firefox", "webkit"]
SUITES = ["field", "situations", "keys", "form", "law", "words", "editors", "frameworks"]
#: What differs in its server, is told in the docs or seen in the tree of one engine is tried by that engine alone.
ONCE = ["examples", "docs", "access"]
RUNS = [
    *((browser, suite) for suite in SUITES for browser in ENGINES),
    *(("chromium", suite) for suite in ONCE),
    *((browser, "extension") for browser in ("chromium", "firefox")),
]


@pytest.mark.browser
@pytest.mark.parametrize(("browser", "suite"), RUNS)
def test_browser(browser: str, suite: str) -> None:
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    assert (WEB / "node_modules").is_dir(), "the drivers are missing: npm ci --prefix tests/web"
    environment = os.environ | {"BROWSER": browser, "PYTHON": sys.executable}
    by_night = is_night()
    if by_night and suite == "law":
        environment |= {"TYPED": "10000", "SEED": str(secrets.randbelow(1 << 32))}
    ran = subprocess.run(
        [program, "--test", "--test-reporter=spec", str(WEB / f"{suite}.test.mjs")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=3600 if by_night else 170,
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


@pytest.mark.parametrize("name", ["web-react", "web-vue"])
def test_an_example_is_built_as_npm_start_does(name: str, tmp_path: Path) -> None:
    project = ROOT / "examples" / name
    program, *options = shlex.split(json.loads((project / "package.json").read_text("utf-8"))["scripts"]["start"])
    assert program == "esbuild"
    (tmp_path / "translit-web").symlink_to(PACKAGE / "web")
    kept = [option for option in options if not option.startswith(("--outfile", "--servedir"))]
    ran = subprocess.run(
        [str(WEB / "node_modules/.bin/esbuild"), *kept, f"--outfile={tmp_path}/main.bundle.js"],
        cwd=project,
        env=os.environ | {"NODE_PATH": os.pathsep.join([str(WEB / "node_modules"), str(tmp_path)])},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    built = (tmp_path / "main.bundle.js").read_text("utf-8")
    assert "translit-switch" in built and 'from "translit-web"' not in built


def test_the_types_know_every_level() -> None:
    levels = re.search(r"type Level = (.*);", (PACKAGE / "web" / "engine.d.ts").read_text("utf-8"))
    assert levels and tuple(re.findall('"(.*?)"', levels[1])) == LEVELS


def typed(name: str) -> set[str]:
    """Return what a module exports by its types, those that it passes on included."""
    source = (PACKAGE / "web" / f"{name}.d.ts").read_text("utf-8")
    return exported(source).union(*map(typed, re.findall(r'^export \* from "\./(\w+)\.js"', source, re.M)))


def exported(source: str) -> set[str]:
    listed = [name.strip() for names in re.findall(r"\bexport ?\{(.*?)\}", source) for name in names.split(",")]
    return {*listed, *re.findall(r"\bexport (?:async )?(?:let|const|function|class) (\w+)", source)}

"""The form in real browsers: the suites of tests/web, one run for each browser."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "web"
ENGINES = ["chromium", "firefox", "webkit"]
#: The examples differ in their servers, not in what they send to a browser: one engine posts to each.
RUNS = [(browser, suite) for suite in ("field", "form") for browser in ENGINES] + [("chromium", "examples")]


@pytest.mark.parametrize(("browser", "suite"), RUNS)
def test_browser(browser: str, suite: str) -> None:
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    assert (HERE / "node_modules").is_dir(), "the drivers are missing: npm ci --prefix tests/web"
    environment = os.environ | {"BROWSER": browser, "PYTHON": sys.executable}
    ran = subprocess.run(
        [program, "--test", "--test-reporter=spec", str(HERE / f"{suite}.test.mjs")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]

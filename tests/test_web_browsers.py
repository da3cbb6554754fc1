"""The form in real browsers: the suites of tests/web, one run for each browser."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "web"
SUITES = sorted(path.name for path in HERE.glob("*.test.mjs"))


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("browser", ["chromium", "firefox", "webkit"])
def test_browser(browser: str, suite: str) -> None:
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    assert (HERE / "node_modules").is_dir(), "the drivers are missing: npm ci --prefix tests/web"
    environment = os.environ | {"BROWSER": browser, "PYTHON": sys.executable}
    ran = subprocess.run(
        [program, "--test", "--test-reporter=spec", str(HERE / suite)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]

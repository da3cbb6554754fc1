"""A message language is one file: a catalogue added to a copy of the package is spoken everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.places import ROOT, WEB

pytestmark = pytest.mark.slow
#: Three forms, as many languages have: one, two to four, the others.
PLURALS = "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy that also speaks a language where each text is the English one behind a sign."""
    copy = tmp_path_factory.mktemp("package")
    ignore = shutil.ignore_patterns("__pycache__", "data", "*.mo")
    for name in ("translit", "layouts"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignore)
    shutil.copy(ROOT / "hatch_build.py", copy)
    with (ROOT / "translit/locale/bg/LC_MESSAGES/translit.po").open("rb") as source:
        toy = read_po(source, locale="sk")
    toy.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", PLURALS)]
    for message in toy:
        if isinstance(message.id, str):
            message.string = f"¤ {message.id}" if message.id else message.string
        else:
            message.string = tuple(f"¤{number} {message.id[1]}" for number in range(3))
    path = copy / "translit/locale/sk/LC_MESSAGES/translit.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as target:
        write_po(target, toy)
    subprocess.run([sys.executable, "hatch_build.py"], check=True, cwd=copy)
    return copy


def run(package: Path, code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(package)}
    ran = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=package, env=environment, capture_output=True, text=True
    )
    return ran.stdout


SPOKEN = """
import translit
from translit.resources import message_languages
from translit.web import asset, asset_names, render_field
from translit.web.demo import Demo
from translit.web.findings import findings

assert "sk" in message_languages() and "words/sk.json" in asset_names()
words = asset("words/sk.json").content.decode()
assert '"off":"¤ Off"' in words and '"left":["¤2 {n} characters left","¤0 {n} characters left",' in words
field = render_field(language="sk", limit=3)
assert '<div class="translit-field" lang="sk">' in field
for text in ("¤ Cyrillic<", "¤ Off<", "¤ Comment<", "¤1 At most 3 characters<"):
    assert text in field, text
page = Demo().answer("GET", "/?lang=sk").body.decode()
for text in ('<html lang="sk">', "¤ Comments", "¤ Send", "¤ Choose…", "Български", ">English<"):
    assert text in page, text
assert 'hreflang="sk">¤ English</a>' in Demo().answer("GET", "/?lang=en").body.decode()
refused = Demo().answer("POST", "/?lang=sk", b"comment=hello").body.decode()
assert "¤ Please write in ¤ Cyrillic." in refused
assert [found["message"] for found in findings("hello", "sk")][0].startswith("¤ Please write")
(finding,) = translit.check("а" * 5, translit.Policy(max_length=3))
assert finding.message("sk-SK").startswith("¤1 The text is 2 characters too long")
"""


def test_a_message_language_is_one_file(package: Path) -> None:
    run(package, SPOKEN)
    added = {path.relative_to(package) for path in (package / "translit").rglob("sk*/**/*") if path.is_file()}
    assert {path.name for path in added} == {"translit.po", "translit.mo"}


@pytest.mark.browser
def test_the_browser_speaks_it(package: Path) -> None:
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    environment = {**os.environ, "PACKAGE": str(package), "LANGUAGE": "sk", "PYTHON": sys.executable}
    ran = subprocess.run(
        [program, "--test", "--test-reporter=spec", str(WEB / "words.test.mjs")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]

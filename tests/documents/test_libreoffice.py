"""LibreOffice itself: our extension in it, installed and taken away again, and files of its own that were converted."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from tests.oracles.missing import OracleMissing
from tools import build_office
from translit.cli.app import app

pytestmark = pytest.mark.slow
SESSION = Path(__file__).with_name("office_session.py")
#: Packages of Debian have their Python there, and no other knows LibreOffice.
PYTHON = "/usr/bin/python3"
#: `unopkg` refuses to install for root alone.
NOBODY: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


class Office(NamedTuple):
    """What was done in LibreOffice, and what is left of it."""

    sheet: dict[str, Any]
    text: dict[str, Any]
    #: Files that name us when all is taken away.
    left: list[str]
    #: Files that it wrote, converted, as it reads them again.
    converted: dict[str, str]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    if not (shutil.which("soffice") and Path("/usr/lib/python3/dist-packages/uno.py").exists()):
        raise OracleMissing("LibreOffice", "libreoffice-writer libreoffice-calc python3-uno")
    with TemporaryDirectory() as folder:
        yield lived(Path(folder))


def lived(folder: Path) -> Office:
    folder.chmod(0o777)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder)}

    def run(*words: str) -> str:
        ran = subprocess.run(words, env=environment, cwd="/", capture_output=True, text=True, timeout=60, **NOBODY)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return str(ran.stdout)

    run("unopkg", "add", profile, str(build_office.build(folder)))
    session = str(shutil.copy(SESSION, folder))
    pipe = f"translit{os.getpid()}{time.monotonic_ns()}"
    listening = [f"--accept=pipe,name={pipe};urp;", "--headless", "--norestore", "--nologo"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    program = subprocess.Popen(
        ["soffice", profile, *listening], env=environment, cwd="/", process_group=0, **quiet, **NOBODY
    )
    try:
        told = [json.loads(line) for line in run(PYTHON, session, pipe, str(folder)).splitlines()]
        program.wait(30)
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
    converted = {path.name: reread(path, run, profile) for path in sorted(folder.glob("made.*"))}
    run("unopkg", "remove", profile, build_office.NAME)
    # What was taken away is deleted when extensions are asked for again.
    assert "translit" not in run("unopkg", "list", profile)
    files = [path for path in (folder / "profile").rglob("*") if path.is_file() and b"translit" in path.read_bytes()]
    # There LibreOffice keeps what it has taken away until another extension is added; its registries don't clear what
    # is free again.
    left = [str(path) for path in files if "/user/extensions/tmp/" not in str(path) and path.suffix != ".rdb"]
    return Office(told[0]["sheet"], told[1]["text"], left, converted)


def reread(path: Path, run: Any, profile: str) -> str:
    """Convert a file as `translit convert` does, and return its text as LibreOffice sees it then."""
    out = path.with_name(f"sr{path.suffix}")
    result = CliRunner().invoke(app, ["convert", "sr-latin", "-o", str(out), str(path)])
    assert result.exit_code == 0, result.output
    out.chmod(0o644)
    kind = "txt:Text (encoded):UTF8" if path.suffix in (".odt", ".docx") else "csv:Text - txt - csv (StarCalc):44,34,76"
    folder = path.with_name(f"read-{path.suffix[1:]}")
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(out))
    return next(folder.iterdir()).read_text("utf-8-sig").strip()


def test_a_selection_is_converted_and_looks_as_before(office: Office) -> None:
    assert office.text["converted"] == "Manja i Džej\nне <b>дирај</b>"
    assert office.text["parts"] == [["Ma", 100.0], ["nj", 150.0], ["a i Džej", 100.0]]
    assert office.text["whole"] == "Manja i Džej\nne <b>diraj</b>"


def test_it_is_one_step_to_undo(office: Office) -> None:
    assert office.text["undo"][1] == "translit"
    assert office.text["undone"] == "Мања и Џеј\nне <b>дирај</b>"


def test_a_part_of_a_word_is_converted_back(office: Office) -> None:
    assert office.text["part"] == "Манja i Džej\nne <b>diraj</b>"


def test_cells_are_converted_and_formulas_are_not(office: Office) -> None:
    assert office.sheet["converted"] == ["Shtit", "Щит", "12", "Щит"]
    assert office.sheet["parts"] == [["Ма", 100.0], ["њ", 150.0]]


def test_the_wrong_layout_is_put_right(office: Office) -> None:
    assert office.text["relayout"] == "да Привет"
    assert office.sheet["relayout"] == "Привет"


def test_a_document_is_commented_once(office: Office) -> None:
    ((place, said),) = office.text["comments"]
    assert place == "срещ\x61" and said.startswith("translit: ") and "среща" in said
    assert office.text["comments again"] == office.text["comments"]


def test_what_stands_beside_the_text_is_commented_and_converted(office: Office) -> None:
    """Notes, cells of a table, a frame, a header and a footer, of which the second and the last were not selected."""
    assert office.text["apart"]["commented"] == ["срещ\x61"] * 7
    converted = [f"{number} {'Щит' if number in (1, 6) else 'Shtit'}" for number in range(7)]
    assert office.text["apart"]["converted"] == converted


def test_comments_of_others_stay(office: Office) -> None:
    said = office.sheet["comments"]
    assert said[-1].startswith("Mine\ntranslit: ") and office.sheet["comments again"] == said
    assert office.sheet["comments at last"] == [*said[:-1], "Mine"]


def test_nothing_is_left_of_it(office: Office) -> None:
    assert office.left == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((kind, "Dobro jutro, Njujorče & <drugi>") for kind in ("odt", "docx")),
        *((kind, "Njujork,Njujork!") for kind in ("ods", "xlsx")),
    ],
)
def test_what_convert_writes_is_opened_by_libreoffice(office: Office, kind: str, text: str) -> None:
    assert office.converted[f"made.{kind}"] == text

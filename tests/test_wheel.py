"""What is installed, in each way to install it, works from anywhere and holds `translit` and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.wheel

SITE_PACKAGES = Path(pytest.__file__).parents[1]
TABLES = ("bg-streamlined-2009", "bg-phonetic-traditional")
WITHOUT_COMPILER = {"CC": "/bin/false", "CXX": "/bin/false"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of this checkout with few tables, so that building them all is left to releases."""
    copy = tmp_path_factory.mktemp("checkout") / "translit-toolkit"
    for name in ("translit", "layouts", "tests", "docs", "tools", "benchmarks", "fuzz"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.so", "data"))
    for path in ROOT.iterdir():
        # A worktree has a file of the name `.git`, by which the copy would be one too.
        if path.is_file() and path.name != ".git":
            shutil.copy(path, copy)
    for table in (copy / "layouts").glob("*.toml"):
        if table.stem not in TABLES:
            table.unlink()
    return copy


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what building and running need, without this project and without a download."""
    folder = tmp_path_factory.mktemp("packages")
    for path in SITE_PACKAGES.iterdir():
        if not path.name.startswith(("translit", "_translit", "__editable__")) and path.suffix != ".pth":
            (folder / path.name).symlink_to(path)
    return folder


class Installed:
    """A fresh environment that something was installed into, and a working directory elsewhere."""

    def __init__(self, folder: Path, packages: Path, *what: str, **env: str) -> None:
        self.env = {**os.environ, "PYTHONPATH": str(packages), **env}
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        venv.create(folder / "venv", with_pip=False)
        self.bin = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        pip = [str(self.bin / "python"), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
        subprocess.run([*pip, "--no-build-isolation", *what], check=True, env=self.env, cwd=folder)
        self.site_packages = next((folder / "venv").glob("lib/python*/site-packages"))

    def python(self, code: str) -> str:
        return self._run("python", "-c", code).strip()

    def convert(self, text: str) -> str:
        return self._run("translit", "convert", "bg-streamlined-2009", text=text)

    def _run(self, program: str, *arguments: str, text: str = "") -> str:
        command = [str(self.bin / program), *arguments]
        done = subprocess.run(
            command, check=True, env=self.env, cwd=self.elsewhere, input=text.encode(), stdout=subprocess.PIPE
        )
        return done.stdout.decode()

    def top_level(self) -> set[str]:
        names = {path.name for path in self.site_packages.iterdir() if not path.name.startswith("__pycache__")}
        return {name for name in names if not name.endswith((".dist-info", ".pth"))}


def works(installed: Installed, machine: str) -> None:
    assert installed.convert("Щастие в България\n") == "Shtastie v Bulgaria\n"
    assert installed.python("from translit.machine.file import in_use; print(in_use())") == machine
    assert installed.python("import translit; print(translit.transliterate('Shte', 'bg-law', reverse=True))") == "Ще"
    # Messages were compiled for it, with a C compiler or without.
    assert installed.python("import translit; print(translit.check('hello', 'comment')[0].message('bg')[:4])") == "Моля"


USES_SHIPPED = """
import sys
from translit import compile_table
shipped = [compile_table("bg-streamlined-2009", reverse=reverse)._rules.is_shipped for reverse in (False, True)]
assert compile_table("bg-streamlined-2009").transliterate("Щит") == "Shtit"
print(all(shipped), sorted({"tomllib", "translit.table.value", "click"} & set(sys.modules)))
"""


def built(checkout: Path, packages: Path, out: Path, *what: str, **env: str) -> Path:
    command = [sys.executable, "-m", "build", "--no-isolation", "--skip-dependency-check", *what, "-o", str(out), "."]
    subprocess.run(command, check=True, cwd=checkout, capture_output=True, env={**os.environ, **env})
    return next(out.glob("*.whl"))


def test_a_wheel_has_the_compiled_machine_and_every_table(checkout: Path, packages: Path, tmp_path: Path) -> None:
    # Built by way of the sdist, as a release is.
    wheel = built(checkout, packages, tmp_path / "dist")
    assert "-cp311-abi3-" in wheel.name
    installed = Installed(tmp_path, packages, str(wheel))
    assert installed.top_level() == {"translit"}
    names = set(zipfile.ZipFile(wheel).namelist())
    assert not {name for name in names if name.endswith((".c", ".h")) or "/__pycache__/" in name}
    assert {"translit/py.typed", "translit/__init__.pyi", "translit/checking/__init__.pyi"} <= names
    for table in TABLES:
        assert f"translit/machines/{table}.machine" in names
        assert f"translit/machines/{table}.reverse.machine" in names
    works(installed, "compiled machine")
    assert installed.python(USES_SHIPPED) == "True []"
    # A table edited in place is believed before the machine that was made of it.
    edited = installed.site_packages / "translit" / "layouts" / "bg-streamlined-2009.toml"
    edited.write_text(edited.read_text().replace('"щ" = "sht"', '"щ" = "w"'))
    assert installed.convert("щит") == "wit"


def test_pip_install_from_a_checkout(checkout: Path, packages: Path, tmp_path: Path) -> None:
    installed = Installed(tmp_path, packages, str(checkout))
    assert installed.top_level() == {"translit"}
    works(installed, "compiled machine")
    assert installed.python(USES_SHIPPED) == "True []"


def test_an_editable_install(checkout: Path, packages: Path, tmp_path: Path) -> None:
    installed = Installed(tmp_path, packages, "-e", str(checkout))
    assert installed.top_level() <= {"translit"}
    assert installed.python("import translit; print(translit.__file__)").startswith(str(checkout))
    works(installed, "compiled machine")
    assert not (checkout / "translit" / "machines").exists()
    for loop in (checkout / "translit" / "machine").glob("*.so"):
        loop.unlink()


@pytest.mark.parametrize("what", [(), ("-e",)], ids=["install", "editable"])
def test_without_a_compiler_the_pure_machine_runs(
    checkout: Path, packages: Path, tmp_path: Path, what: tuple[str, ...]
) -> None:
    installed = Installed(tmp_path, packages, *what, str(checkout), **WITHOUT_COMPILER)
    works(installed, "pure-Python machine")
    assert not list(installed.site_packages.glob("translit/machines"))


@pytest.mark.slow
def test_pre_commit_installs_the_hook_and_runs_it(checkout: Path, packages: Path, tmp_path: Path) -> None:
    here = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PYTHONPATH": str(packages), "HOME": str(tmp_path)}
    # "0" is how pip is told this by its environment.
    env = {**os.environ, **here, "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_DEPS": "1"}

    def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True)

    project = tmp_path / "project"
    project.mkdir()
    (project / "a.py").write_text("if \N{CYRILLIC SMALL LETTER A}dmin:\n", "utf-8")
    (project / "pyproject.toml").write_text("[tool.translit.check]\nexclude = ['vendor/']\n", "utf-8")
    (project / "vendor").mkdir()
    shutil.copy(project / "a.py", project / "vendor")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    for folder in (checkout, project):
        run(folder, "git", "init", "--quiet").check_returncode()
        run(folder, "git", "add", "--all").check_returncode()
        run(folder, "git", *who, "commit", "--quiet", "--message", "all").check_returncode()
    done = run(project, sys.executable, "-m", "pre_commit", "try-repo", str(checkout), "translit-check", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a.py:1:4: warning: mixed_script_confusable" in done.stdout and "vendor" not in done.stdout

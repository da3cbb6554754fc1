"""The public face: the names, what they promise, that importing costs nothing, and that no name goes unseen."""

from __future__ import annotations

import builtins
import dataclasses
import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import griffe
import pytest

import translit
from tests.places import PACKAGE, ROOT
from tools import update_api
from translit.errors import TranslitError
from translit.faces import homes_of

#: Every package that has a stub is a face.
FACES = sorted(".".join(stub.relative_to(PACKAGE.parent).parent.parts) for stub in PACKAGE.rglob("__init__.pyi"))


@pytest.mark.parametrize("face", FACES)
def test_every_public_name_is_there_and_documented(face: str) -> None:
    module = import_module(face)
    names = dir(module)
    assert names == sorted(homes_of(face)) and names
    for name in names:
        value = getattr(module, name)
        assert value is getattr(import_module(homes_of(face)[name], face), name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__doc__, name
    namespace: dict[str, object] = {}
    exec(f"from {face} import *", namespace)
    assert sorted(set(namespace) - {"__builtins__"}) == names


@pytest.mark.parametrize("face", FACES)
def test_a_stub_has_one_name_a_line(face: str) -> None:
    lines = (PACKAGE.parent / face.replace(".", "/") / "__init__.pyi").read_text(encoding="utf-8").splitlines()
    names = [found[1] for line in lines if (found := re.fullmatch(r"from [.\w]+ import (\w+) as \1", line))]
    assert len(names) == len(set(names)) == len([line for line in lines if not line.startswith("#")])


@pytest.mark.parametrize("face", FACES)
def test_no_public_name_is_a_module_too(face: str) -> None:
    """Whichever is imported first would be what the name stands for."""
    folder = PACKAGE.parent / face.replace(".", "/")
    assert not [
        name for name in homes_of(face) if (folder / f"{name}.py").exists() or (folder / name / "__init__.py").exists()
    ]


@pytest.mark.parametrize("face", FACES)
def test_unknown_names_are_attribute_errors(face: str) -> None:
    with pytest.raises(AttributeError, match=rf"^module '{face}' has no attribute 'translate'$") as caught:
        getattr(import_module(face), "translate")  # noqa: B009
    assert caught.value.name == "translate"


def test_without_its_stub_a_package_still_has_its_modules(tmp_path: Path) -> None:
    """As in an archive that somebody made of the modules alone."""
    with ZipFile(tmp_path / "app.zip", "w") as archive:
        for path in PACKAGE.rglob("*.py"):
            archive.write(path, path.relative_to(ROOT))
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'app.zip')!r})\n"
        "from translit import text\nfrom translit.text import kinds\nfrom translit.informal import alignment\n"
        "print(kinds.kind('a'), hasattr(text, 'x'))\nimport translit; translit.check"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.split() == ["l", "False"], done.stderr
    assert "AttributeError: package 'translit' is without its stub" in done.stderr


def test_names_are_found_whatever_was_imported_before() -> None:
    script = (
        "import translit.checking.stream, translit.cli.fixes, translit.detection.lines, translit.engine, translit\n"
        "from translit.checking import repair\n"
        "print(callable(repair), callable(translit.repair), callable(translit.detect), callable(translit.check))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 4


@pytest.mark.parametrize("name", ["Table", "Rule", "Sample", "Match", "Edit", "Change", "Candidate", "Detection"])
def test_values_are_frozen_and_slotted(name: str) -> None:
    value = getattr(translit, name)
    assert dataclasses.is_dataclass(value)
    assert vars(value)["__dataclass_params__"].frozen
    assert hasattr(value, "__slots__")


def test_import_is_light() -> None:
    script = "import sys; before = set(sys.modules); import translit; print(*(set(sys.modules) - before))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert {name for name in loaded if name.startswith("translit")} == {"translit"}
    assert loaded.isdisjoint({"tomllib", "dataclasses", "re", "click", "importlib_resources"})


def test_asking_for_an_error_loads_nothing_else() -> None:
    script = "import sys, translit; translit.TableNotFound; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert {name for name in loaded if name.startswith("translit")} == {
        *("translit", "translit.errors", "translit.faces", "translit.resources"),
    }
    assert loaded.isdisjoint({"tomllib", "dataclasses", "typing", "importlib_resources", "pathlib"})


def test_errors_have_one_root_and_are_all_public() -> None:
    from translit import errors

    public = {name for name, value in vars(errors).items() if inspect.isclass(value) and not name.startswith("_")}
    assert public <= set(dir(translit))
    for name in public - {"Problem"}:
        assert issubclass(getattr(translit, name), TranslitError)


# What the source says, read without importing it: annotations for type checkers exist there only.

SOURCE = update_api.package()
#: Where what is public lives, by its path there.
PUBLIC = {SOURCE[name].canonical_path: name for name in dir(translit)}
#: What takes part in the machinery behind a public class and hands out what is not public: to be underscored.
PLUMBING = {"Transliterator.__init__"}


def test_what_is_returned_or_taken_is_public() -> None:
    loose = {
        (path, name.canonical_path)
        for path, annotations in update_api.types_named(SOURCE)
        for annotation in annotations
        for name in annotation.iterate(flat=True)
        if isinstance(name, griffe.ExprName)
        if name.canonical_path.startswith("translit.") and name.canonical_path not in PUBLIC
        if SOURCE[name.canonical_path.removeprefix("translit.")].is_class
    }
    assert {path for path, _ in loose} == PLUMBING, loose


def test_what_is_raised_is_public() -> None:
    public = set(dir(translit))
    for path, docstring in update_api.docstrings(SOURCE):
        told = " ".join(re.findall(r"[Rr]aises? [^.;]+", docstring))
        named = {
            name for name in re.findall(r"\w+", told) if name in SOURCE["errors"].classes or name.endswith("Error")
        }
        assert named - set(dir(builtins)) <= public, path


# The names of the last release, as docs/api.txt has them.


def test_the_names_of_the_last_release_still_stand() -> None:
    written = update_api.SNAPSHOT.read_text(encoding="utf-8")
    assert update_api.version_of(written) == update_api.version(), "a release: run python -m tools.update_api"
    named = update_api.changes_named((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    broken = update_api.broken(written, update_api.snapshot(SOURCE))
    missing = [f"{name}: {what}" for name, what in broken if name not in named]
    assert not missing, (
        "say so in CHANGELOG.md, [Unreleased], Changed or Removed, with the name as code:\n" + "\n".join(missing)
    )


OLD = """
class Edit:
    delete: int
    def __init__(self, delete: int = 0, insert: str = '') -> None: ...
    def apply(self, text: str) -> str: ...

def check(text: str, policy: str = 'comment') -> list[Finding]: ...
"""


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        ("", "", []),
        ("policy: str = 'comment'", "policy: str = 'comment', language: str = ''", []),
        ("class Edit", "class Added: ...\nclass Edit", []),
        ("def check", "def check_all", ["check"]),
        ("text: str, policy", "line: str, policy", ["check"]),
        ("    def apply(self, text: str) -> str: ...\n", "", ["Edit.apply"]),
        ("    delete: int\n", "", ["Edit.delete"]),
        (" = 'comment'", " = 'text'", ["check"]),
        ("-> list[Finding]", "-> tuple[Finding, ...]", ["check"]),
        ("apply(self, text: str)", "apply(self, text: bytes)", ["Edit.apply"]),
    ],
)
def test_what_breaks_a_name_is_noticed(old: str, new: str, broken: list[str]) -> None:
    assert old in OLD
    assert sorted({name for name, _ in update_api.broken(OLD, OLD.replace(old, new))}) == broken


def test_changes_are_named_where_they_are_told() -> None:
    page = (
        "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- `new`\n\n### Changed\n\n- `check(text)`, `translit.Edit`.\n"
    )
    page += "\n### Removed\n\n- `Edit.apply`: gone.\n\n## [0.1.0]\n\n### Removed\n\n- `old`\n"
    assert update_api.changes_named(page) == {"check", "Edit", "Edit.apply"}

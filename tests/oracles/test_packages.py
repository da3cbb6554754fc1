"""A missing oracle is an error that names its Debian package, and that package is on the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracles import emacs, vim, xkb
from tests.oracles.editors import Editor
from tests.oracles.missing import OracleMissing, listed_packages
from tests.places import ROOT

pytestmark = pytest.mark.oracle

LISTED = listed_packages(ROOT)


@pytest.mark.parametrize(
    "package",
    [xkb.LIBRARY_PACKAGE, xkb.DATA_PACKAGE, vim.PACKAGE, vim.KEYMAP_PACKAGE, emacs.PACKAGE],
)
def test_the_package_is_on_the_list(package: str) -> None:
    assert package in LISTED


@pytest.mark.parametrize(("editor", "package"), [(vim, vim.PACKAGE), (emacs, emacs.PACKAGE)])
def test_no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, editor: Editor, package: str) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OracleMissing, match=f"apt-get install {package} "):
        editor.typed("bulgarian-bds", ["q"])


def test_no_vim_keymap() -> None:
    with pytest.raises(OracleMissing, match=f"apt-get install {vim.KEYMAP_PACKAGE} "):
        vim.typed("no-such-keymap", ["q"])


def test_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xkb, "LIBRARY", "libno-such.so.0")
    with pytest.raises(OracleMissing, match=f"apt-get install {xkb.LIBRARY_PACKAGE} "):
        xkb.open_library()


def test_no_layout() -> None:
    with pytest.raises(OracleMissing, match=f"apt-get install {xkb.DATA_PACKAGE} "):
        xkb.Keymap("bg", "no-such-variant")

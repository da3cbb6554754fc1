"""What an oracle says when the program or library it asks is not on this machine."""

import importlib
import shutil
from pathlib import Path
from types import ModuleType


class OracleMissing(RuntimeError):
    """A program or library that a test asks is not installed; `package` is the Debian package that has it.

    >>> print(OracleMissing("libxkbcommon.so.0", "libxkbcommon0"))
    the oracle libxkbcommon.so.0 is not installed: apt-get install libxkbcommon0 (see tools/system-packages.txt)
    """

    installer, listed_in = "apt-get install", "tools/system-packages.txt"

    def __init__(self, wanted: str, package: str) -> None:
        super().__init__(f"the oracle {wanted} is not installed: {self.installer} {package} (see {self.listed_in})")
        self.wanted = wanted
        self.package = package


class PythonOracleMissing(OracleMissing):
    """A Python library that a test asks is not installed; `package` is its distribution.

    >>> print(PythonOracleMissing("transliteration_ua", "transliteration-ua"))
    the oracle transliteration_ua is not installed: pip install transliteration-ua (see the extra dev in pyproject.toml)
    """

    installer, listed_in = "pip install", "the extra dev in pyproject.toml"


class NodeOracleMissing(OracleMissing):
    """A module of Node's that a test asks is not installed; `package` is what npm calls it.

    >>> print(NodeOracleMissing("jsdom", "jsdom"))
    the oracle jsdom is not installed: npm ci --prefix tests/web (see tests/web/package.json)
    """

    installer, listed_in = "npm ci --prefix", "tests/web/package.json"

    def __init__(self, wanted: str, package: str) -> None:
        super().__init__(wanted, "tests/web")
        self.package = package


def program(name: str, package: str) -> str:
    """Return the path of a program, or raise OracleMissing.

    >>> program("no-such-editor", "vim")
    Traceback (most recent call last):
    ...
    tests.oracles.missing.OracleMissing: the oracle no-such-editor is not installed: apt-get install vim ...
    """
    found = shutil.which(name)
    if found is None:
        raise OracleMissing(name, package)
    return found


def library(name: str, distribution: str) -> ModuleType:
    """Import a Python library, or raise PythonOracleMissing.

    >>> library("no_such_library", "no-such-library")
    Traceback (most recent call last):
    ...
    tests.oracles.missing.PythonOracleMissing: the oracle no_such_library is not installed: pip install ...
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise PythonOracleMissing(name, distribution) from error


def listed_packages(root: Path) -> frozenset[str]:
    """Return the Debian packages that tools/system-packages.txt of a checkout names."""
    lines = (root / "tools" / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if (name := line.partition("#")[0].strip()))

"""What an oracle says when the program it asks is not on this machine."""

import shutil
from pathlib import Path


class OracleMissing(RuntimeError):
    """A program or library that a test asks is not installed; `package` is the Debian package that has it.

    >>> print(OracleMissing("libxkbcommon.so.0", "libxkbcommon0"))
    the oracle libxkbcommon.so.0 is not installed: apt-get install libxkbcommon0 (see tools/system-packages.txt)
    """

    def __init__(self, wanted: str, package: str) -> None:
        super().__init__(
            f"the oracle {wanted} is not installed: apt-get install {package} (see tools/system-packages.txt)"
        )
        self.wanted = wanted
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


def listed_packages(root: Path) -> frozenset[str]:
    """Return the Debian packages that tools/system-packages.txt of a checkout names."""
    lines = (root / "tools" / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if (name := line.partition("#")[0].strip()))

"""The packages whose texts are read: fetched by apt, never installed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

FOR_ALL = ("gimp-data", "inkscape", "iso-codes", "mc-data", "git", "coreutils")
PER_LANGUAGE = ("libreoffice-l10n", "manpages")


def names(language: str) -> Iterator[str]:
    """Yield the packages that may hold texts of a language.

    >>> [*names("uk")][-2:]
    ['libreoffice-l10n-uk', 'manpages-uk']
    """
    yield from FOR_ALL
    for stem in PER_LANGUAGE:
        yield f"{stem}-{language}"


def fetch(wanted: Iterable[str], folder: Path) -> list[str]:
    """Unpack each package below a folder, if it isn't there yet; return the names that the archive doesn't know."""
    return [name for name in wanted if not ((folder / name).is_dir() or _unpack(name, folder))]


def _unpack(name: str, folder: Path) -> bool:
    downloads = folder / "downloads" / name
    downloads.mkdir(parents=True, exist_ok=True)
    asked = subprocess.run(
        ["apt-get", "download", name],
        cwd=downloads,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
    )
    if "Unable to locate package" in asked.stderr or "has no installation candidate" in asked.stderr:
        return False
    if asked.returncode:
        raise SystemExit(f"apt-get download {name}: {asked.stderr}")
    (package,) = downloads.glob("*.deb")
    partial = downloads / "unpacked"
    subprocess.run(["dpkg-deb", "--extract", package, partial], check=True)
    partial.rename(folder / name)
    package.unlink()
    return True

"""The packages whose texts are read: fetched by apt, never installed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

FOR_ALL = ("gimp-data", "inkscape", "iso-codes", "mc-data", "git", "coreutils")
PER_LANGUAGE = ("libreoffice-l10n", "manpages")
#: To see whether what was mended for the others holds elsewhere.
HELD_OUT = (
    "aptitude-common", "audacity-data", "bash", "binutils-common", "darktable", "digikam-data", "evolution-common",
    "findutils", "gcc-12-locales", "gnucash-common", "gnupg-l10n", "libc-l10n", "nano", "nautilus-data", "passwd",
    "util-linux-locales", "vlc-l10n", "wget",
)  # fmt: skip


def names(language: str, held_out: bool = False) -> list[str]:
    """Return the packages that may hold texts of a language, or those that are held out.

    >>> names("uk")[-2:]
    ['libreoffice-l10n-uk', 'manpages-uk']
    """
    return [*HELD_OUT] if held_out else [*FOR_ALL, *(f"{stem}-{language}" for stem in PER_LANGUAGE)]


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

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
    "apt", "aptitude-common", "audacity-data", "bash", "binutils-common", "bison", "brasero-common", "caja-common",
    "claws-mail-i18n", "darktable", "deluge-common", "diffutils", "digikam-data", "dpkg", "e2fsprogs",
    "epiphany-browser-data", "evince-common", "evolution-common", "file-roller", "filezilla-common", "findutils",
    "freeciv-data", "gawk", "gcc-12-locales", "gedit-common", "gettext", "gnome-control-center-data",
    "gnome-terminal-data", "gnucash-common", "gnupg-l10n", "gparted-common", "grep", "gthumb-data", "kbd",
    "libc-l10n", "lynx", "lyx-common", "make", "man-db", "mate-panel-common", "mutt", "nano", "nautilus-data",
    "parted", "passwd", "pidgin-data", "poedit-common", "psmisc", "quodlibet", "rhythmbox-data", "sed",
    "shotwell-common", "sudo", "synaptic", "systemd", "tar", "texinfo", "thunar-data", "totem-common",
    "transmission-common", "util-linux-locales", "vim-runtime", "vlc-l10n", "weechat-curses", "wget", "xz-utils",
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

"""Names of files: converted, fit for every file system, as short as these need, and no two alike in a folder."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

#: What the names of our own journals begin with: they are never renamed.
JOURNAL = "translit-rename-"
#: How many bytes a name may have on nearly every file system.
MOST_BYTES = 255
#: What Windows allows in no name, and what no terminal shows.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029]')
#: What is lost at the end of a name, or not seen there.
_UNSEEN_END = re.compile(r"(?<![\s.])[\s.]+\Z")
#: Names that are devices on Windows, whatever their suffix.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
#: What says of what kind a file is, and is no word: .txt, .tar.gz.
_SUFFIXES = re.compile(r"(?:\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,5})+$")
_EMPTY = "untitled"


@dataclass(frozen=True, slots=True)
class Rename:
    """A file and what it is to be called, both as whole paths."""

    old: Path
    new: Path


def new_name(name: str, convert: Callable[[str], str], most_bytes: int = MOST_BYTES) -> str:
    """Return what a file is to be called; its own name if the conversion changes nothing of it.

    >>> new_name("Щука и Жаба.txt", str.upper), new_name("жаба?.tar.gz", lambda text: "aux")
    ('ЩУКА И ЖАБА.txt', 'aux_.tar.gz')
    """
    stem, suffix = _split(name)
    converted = convert(stem)
    if converted == stem:
        return name
    return numbered_name(_portable(unicodedata.normalize("NFC", converted)), suffix, 1, most_bytes)


def numbered_name(stem: str, suffix: str, number: int, most_bytes: int) -> str:
    """Return a name with a number, which is not said if it is 1, in so many bytes.

    >>> numbered_name("щит", ".txt", 2, 12), numbered_name("щит", ".txt", 1, 255)
    ('щи (2).txt', 'щит.txt')
    """
    ending = (f" ({number})" if number > 1 else "") + suffix
    return _cut(stem, most_bytes - len(_encoded(ending))) + ending


def plan(
    paths: Iterable[Path], convert: Callable[[str], str], *, recursive: bool = False, most_bytes: int = MOST_BYTES
) -> Iterator[Rename]:
    """Yield what is to be renamed, what lies in a folder before the folder; a name that is taken gets a number.

    Links are renamed, and not followed. Hidden files are left alone unless they are named. Raises OSError.
    """
    folders: dict[Path, _Folder] = {}
    planned: set[Path] = set()
    for path in _walk(paths, recursive):
        folder = folders.get(path.parent) or folders.setdefault(path.parent, _Folder(path.parent))
        name = as_text(path.name)
        wanted = new_name(name, convert, most_bytes)
        place = path.parent.resolve() / path.name
        if wanted != name and place not in planned and not name.startswith(JOURNAL):
            planned.add(place)
            yield Rename(path, path.parent / as_name(folder.take(name, wanted, most_bytes)))


def as_text(name: str) -> str:
    """Return the name of a file as text: UTF-8 whatever the locale; bytes that are not stay as they are."""
    return os.fsencode(name).decode("utf-8", "surrogateescape")


def as_name(text: str) -> str:
    """Return a text as the name of a file."""
    return os.fsdecode(_encoded(text))


class _Folder:
    """The names in a folder, those included that files in it will have."""

    def __init__(self, path: Path) -> None:
        names = [as_text(entry.name) for entry in path.iterdir()]
        self._folds_case = _folds_case(path, names)
        self._taken = {self._key(name) for name in names}

    def take(self, old: str, wanted: str, most_bytes: int) -> str:
        """Return a name that no other file has, and take it."""
        stem, suffix = _split(wanted)
        for number in count(1):
            name = wanted if number == 1 else numbered_name(stem, suffix, number, most_bytes)
            # The same letters in other capitals or another normal form are no other file.
            if self._key(name) not in self._taken or self._key(name) == self._key(old):
                self._taken.add(self._key(name))
                return name
        raise AssertionError

    def _key(self, name: str) -> str:
        composed = unicodedata.normalize("NFC", name)
        return composed.casefold() if self._folds_case else composed


def _folds_case(folder: Path, names: Iterable[str]) -> bool:
    """Tell whether capitals make no other name in a folder: then a file is found by both."""
    there = set(names)
    for name in there:
        other = name.swapcase()
        if other not in there and other.lower() == name.lower():
            return os.path.lexists(folder / as_name(other))
    return False


def _walk(paths: Iterable[Path], recursive: bool) -> Iterator[Path]:
    for top in paths:
        top.lstat()
        if recursive and top.is_dir() and not top.is_symlink():
            for folder, names, files in os.walk(top, topdown=False, onerror=_raise):
                if not _hidden(folder, top):
                    yield from (Path(folder, name) for name in sorted([*names, *files]) if name[0] != ".")
        # A folder that is named by dots only is where somebody stands: what lies there is meant.
        if top.name not in ("", ".."):
            yield top


def _hidden(folder: str, top: Path) -> bool:
    return any(part.startswith(".") for part in Path(folder).relative_to(top).parts)


def _raise(error: OSError) -> None:
    raise error


def _split(name: str) -> tuple[str, str]:
    found = _SUFFIXES.search(name, 1)
    return (name[: found.start()], found[0]) if found else (name, "")


def _portable(stem: str) -> str:
    """Return a name without what some file system forbids."""
    stem = _FORBIDDEN.sub(lambda sign: "" if sign[0] == '"' else "_", stem).lstrip()
    stem = _UNSEEN_END.sub("", stem)
    if _DEVICES.fullmatch(stem.partition(".")[0].rstrip(" ")):
        first, dot, rest = stem.partition(".")
        stem = f"{first.rstrip(' ')}_{dot}{rest}"
    return stem or _EMPTY


def _cut(text: str, most_bytes: int) -> str:
    """Return as much of a text as there is room for, without parting a letter from its marks."""
    if len(_encoded(text)) <= most_bytes:
        return text
    end = len(_encoded(text)[: max(most_bytes, 0)].decode("utf-8", "ignore"))
    while end and unicodedata.combining(text[end]):
        end -= 1
    return _UNSEEN_END.sub("", text[:end]) or text[:1]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")

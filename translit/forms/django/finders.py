"""Static files below `translit/`: the module and the tables, the latter made when they are asked for."""

from __future__ import annotations

from atexit import register
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from ...resources import path_of
from ...web.assets import asset, asset_names

PREFIX = "translit/"
_WRITING = Lock()


@cache
def _folder() -> Path:
    """Return a folder that nobody else can write to, which goes when the process does."""
    folder = mkdtemp(prefix="translit-")
    register(rmtree, folder, ignore_errors=True)
    return Path(folder)


class AssetStorage(Storage):
    """The assets as read-only files."""

    prefix = ""

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return ContentFile(asset(name.removeprefix(PREFIX)).content, name=name)

    def exists(self, name: str) -> bool:
        return name.removeprefix(PREFIX) in asset_names()

    def path(self, name: str) -> str:
        """Return a real file with the content of an asset, for the development server."""
        found = asset(name.removeprefix(PREFIX))
        path = _folder() / found.etag[1:-1] / Path(name).name
        # Nobody is told of a file that another thread is writing.
        with _WRITING:
            if not path.is_file():
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(found.content)
        return str(path)

    def get_modified_time(self, name: str) -> Any:
        from datetime import UTC, datetime

        return datetime.fromtimestamp(path_of("web").stat().st_mtime, UTC)


class AssetFinder(BaseFinder):
    """Finds the assets for runserver and collectstatic."""

    storage: AssetStorage = AssetStorage()

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        every = find_all or kwargs.get("all", False)
        found = self.storage.path(path) if path.startswith(PREFIX) and self.storage.exists(path) else None
        if every or found is None:
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, AssetStorage]]:
        for name in asset_names():
            if not matches_patterns(PREFIX + name, ignore_patterns or ()):
                yield PREFIX + name, self.storage

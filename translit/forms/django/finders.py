"""Static files below `translit/`: the module and the tables, the latter made when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from ...resources import path_of
from ...web.assets import asset, asset_names

PREFIX = "translit/"


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
        path = Path(gettempdir()) / f"translit-{found.etag[1:-1]}" / Path(name).name
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

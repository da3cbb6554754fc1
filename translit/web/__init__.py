"""The comment form: a field that types Cyrillic in the browser, and the same conversion and checks on the server."""

from .assets import Asset, asset, asset_names, asset_path
from .field import TABLES, render_field
from .submission import Cleaned, clean, converted

__all__ = [
    "TABLES",
    "Asset",
    "Cleaned",
    "asset",
    "asset_names",
    "asset_path",
    "clean",
    "converted",
    "render_field",
]

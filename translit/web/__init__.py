"""The comment form: a field that types Cyrillic in the browser, and the same conversion and checks on the server."""

from .assets import Asset, asset, asset_names, asset_path
from .field import TABLES, render_field
from .submission import Cleaned, clean, convert_posted

__all__ = [
    "TABLES",
    "Asset",
    "Cleaned",
    "asset",
    "asset_names",
    "asset_path",
    "clean",
    "convert_posted",
    "render_field",
]

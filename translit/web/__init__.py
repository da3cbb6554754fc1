"""The comment form: a field that types Cyrillic in the browser, and the same conversion and checks on the server."""

from .assets import Asset, asset, asset_names, asset_path
from .forms import Cleaned, clean, converted
from .render import TABLES, render_field

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

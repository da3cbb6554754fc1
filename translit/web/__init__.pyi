# The public names, one a line: where each lives, and what it is called.
from .assets import Asset as Asset
from .assets import asset as asset
from .assets import asset_names as asset_names
from .assets import asset_path as asset_path
from .field import TABLES as TABLES
from .field import render_field as render_field
from .submission import Cleaned as Cleaned
from .submission import clean as clean
from .submission import convert_posted as convert_posted

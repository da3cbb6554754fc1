"""Where the parts of the checkout lie that tests look at."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "translit"
CASES = ROOT / "tests" / "cases"
WEB = ROOT / "tests" / "web"

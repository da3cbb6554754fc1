"""How hypothesis runs: no test measures time, and continuous integration draws the same examples every time.

`HYPOTHESIS_PROFILE=nightly` (or `pytest --hypothesis-profile=nightly`) draws a hundred times more, other ones each
night, also of the properties that say how many (`tests/examples.py`).
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile(
    "nightly", deadline=None, max_examples=10_000, print_blob=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here"))

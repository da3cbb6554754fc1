"""Fuzz one target, guided by coverage: `python -m fuzz TARGET [FOLDER] [-max_total_time=600] [-max_len=300]`.

Needs atheris (`pip install translit-toolkit[fuzz]`). What libFuzzer finds is left in the current folder; put it into
`fuzz/corpus/TARGET/`, where the tests run it ever after.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris


def main() -> None:
    """Run the target that the command line names, from the kept corpus and one of its own."""
    with atheris.instrument_imports(include=["translit", "tomllib"]):
        from fuzz.targets import TARGETS
    name, *options = sys.argv[1:] or [""]
    if name not in TARGETS:
        sys.exit(f"expected one of {', '.join(TARGETS)}")
    kept = Path(__file__).parent / "corpus" / name
    folders = [option for option in options if not option.startswith("-")]
    flags = [option for option in options if option.startswith("-")]
    atheris.Setup([sys.argv[0], *flags, *folders, str(kept)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""Write the parts of pages that are made from the code or the tables, and say which of them are out of date.

A part stands between `<!-- NAME ARGUMENT -->` and `<!-- end -->`; what is around it is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]


def regenerate(page: str, name: str, write: Callable[[str], str]) -> str:
    r"""Return a page with each part of one name written anew, from its argument (which may be empty).

    >>> regenerate("a\n<!-- loud hey -->\nold\n<!-- end -->\n", "loud", str.upper)
    'a\n<!-- loud hey -->\nHEY\n<!-- end -->\n'
    """
    part = re.compile(rf"(<!-- {re.escape(name)}(?: ([^\n]*?))? -->\n).*?(<!-- end -->)", re.DOTALL)
    return part.sub(lambda found: f"{found[1]}{write(found[2] or '').rstrip()}\n{found[3]}", page)


def arguments(page: str, name: str) -> list[str]:
    r"""Return what the parts of one name are of.

    >>> arguments("<!-- loud a -->\n<!-- end -->\n<!-- loud b -->\n<!-- end -->\n", "loud")
    ['a', 'b']
    """
    return re.findall(rf"^<!-- {re.escape(name)}(?: (.*?))? -->$", page, re.MULTILINE)


def outdated(pages: Sequence[Path], name: str, write: Callable[[str], str]) -> list[Path]:
    """Return the pages whose parts of one name are not what would be written now."""
    return [page for page in pages if (text := page.read_text("utf-8")) != regenerate(text, name, write)]


def update(pages: Sequence[Path], name: str, write: Callable[[str], str]) -> None:
    """Write the parts of one name, or with `--check` on the command line exit with 1 if one is out of date."""
    old = outdated(pages, name, write)
    checking = sys.argv[1:] == ["--check"]
    for page in old:
        print(f"{page.relative_to(ROOT)} {'is out of date' if checking else 'is written anew'}")
        if not checking:
            page.write_text(regenerate(page.read_text("utf-8"), name, write), encoding="utf-8")
    sys.exit(1 if checking and old else 0)

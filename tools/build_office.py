"""Build the extension of LibreOffice: `python -m tools.build_office OUT`. The package is in it, as it runs anywhere.

It is the same from build to build, but for the messages that are compiled or not.
"""

from __future__ import annotations

import argparse
from html import escape
from pathlib import Path

from tools.build_extension import ROOT, project_version, write_archive
from translit.resources import message_languages
from translit.web.words import OFFICE, say

SOURCES = ROOT / "integrations" / "libreoffice"
NAME = "org.translit-toolkit.libreoffice"
#: What the menu asks for, in its order.
REQUESTS = ("convert", "relayout", "check", "table")
#: What of the package a macro has no use for.
LEFT = {".c", ".h", ".so", ".pyc", ".js", ".ts", ".css"}
_OPENED = '<?xml version="1.0" encoding="UTF-8"?>\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT")
    build(parser.parse_args().out)


def build(out: Path) -> Path:
    """Write the extension and return where."""
    out.mkdir(parents=True, exist_ok=True)
    return write_archive(out / f"translit-{project_version()}.oxt", contents())


def contents() -> dict[str, bytes]:
    """Return all files of the extension."""
    package = (path for path in (ROOT / "translit").rglob("*") if path.is_file() and path.suffix not in LEFT)
    tables = (ROOT / "layouts").glob("*.toml")
    return {
        "META-INF/manifest.xml": manifest().encode(),
        "description.xml": description().encode(),
        "Addons.xcu": menu().encode(),
        "translit_menu.py": (SOURCES / "translit_menu.py").read_bytes(),
        **{f"pythonpath/{path.relative_to(ROOT).as_posix()}": path.read_bytes() for path in package},
        **{f"pythonpath/translit/layouts/{path.name}": path.read_bytes() for path in tables},
    }


def manifest() -> str:
    """Return what says which of the files LibreOffice loads."""
    kinds = {
        "translit_menu.py": "application/vnd.sun.star.uno-component;type=Python",
        "Addons.xcu": "application/vnd.sun.star.configuration-data",
    }
    entries = "".join(
        f' <manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>\n'
        for name, kind in kinds.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return f'{_OPENED}<manifest:manifest xmlns:manifest="{space}">\n{entries}</manifest:manifest>\n'


def description() -> str:
    """Return what LibreOffice says of the extension."""
    return f"""{_OPENED}<description xmlns="http://openoffice.org/extensions/description/2006">
 <identifier value="{NAME}"/>
 <version value="{project_version()}"/>
 <display-name><name lang="en">translit-toolkit</name></display-name>
</description>
"""


def menu() -> str:
    """Return the menu, in every language that we speak."""
    items = "".join(_item(number, request) for number, request in enumerate(REQUESTS, start=1))
    return f"""{_OPENED}<oor:component-data xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="Addons" oor:package="org.openoffice.Office">
<node oor:name="AddonUI"><node oor:name="OfficeMenuBar"><node oor:name="{NAME}" oor:op="replace">
<prop oor:name="Title"><value xml:lang="en">Translit</value></prop>
<prop oor:name="Context"><value>com.sun.star.text.TextDocument,com.sun.star.sheet.SpreadsheetDocument</value></prop>
<node oor:name="Submenu">
{items}</node></node></node></node></oor:component-data>
"""


def _item(number: int, request: str) -> str:
    titles = "".join(
        f'<value xml:lang="{language}">{escape(say(OFFICE[request], language))}</value>'
        for language in message_languages()
    )
    return f"""<node oor:name="m{number}" oor:op="replace">
<prop oor:name="URL"><value>service:translit.Menu?{request}</value></prop>
<prop oor:name="Title">{titles}</prop>
<prop oor:name="Target"><value>_self</value></prop></node>
"""


if __name__ == "__main__":
    main()

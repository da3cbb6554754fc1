"""Build the browser extension, for Chromium and for Firefox, and bookmarklets: `python -m tools.build_extension OUT`.

All of it is made of the modules of `translit/web` and of `integrations/browser`, and is the same from build to build.
OUT gets a folder and an archive for each browser, and a page with a link for each bookmarklet.
"""

from __future__ import annotations

import argparse
import json
import re
import struct
import tomllib
import zlib
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from translit.checking import languages
from translit.resources import message_languages
from translit.table.library import heads
from translit.web.assets import asset, asset_path, file_names
from translit.web.demo_pages import list_typing_tables
from translit.web.field import TABLES
from translit.web.join import BANNER, TOKEN, squeeze
from translit.web.words import EXTENSION, say

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "integrations" / "browser"
#: What a browser reads as it stands; the other sources are parts of scripts.
FILES = ("background.js", "bridge.js", "popup.css", "popup.html", "popup.js", "ready.js", "site.js")
MANIFESTS: dict[str, dict[str, Any]] = {
    "chromium": {
        "background": {"service_worker": "background.js", "type": "module"},
        "minimum_chrome_version": "111",
    },
    "firefox": {
        "background": {"scripts": ["background.js"], "type": "module"},
        "browser_specific_settings": {
            "gecko": {
                "id": "translit-toolkit@translit-toolkit",
                "strict_min_version": "142.0",
                "data_collection_permissions": {"required": ["none"]},
            }
        },
    },
}
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "([^"]+)";$', re.MULTILINE)
_PASSED_ON = re.compile(r'^export (\{[^}]*\}) from "([^"]+)";$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("([^"]+)"\)')
_EXPORTED = re.compile(r"^export (?=(?:async )?(?:const|let|function|class) (\w+))", re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--bookmarklet", metavar="TABLE", action="append", help="may be given several times")
    options = parser.parse_args()
    build(options.out)
    (options.out / "bookmarklets.html").write_text(bookmarklets(options.bookmarklet or list(TABLES)), "utf-8")


def build(out: Path) -> None:
    """Write the extension for each browser, as a folder and as an archive."""
    shared = contents()
    for browser in MANIFESTS:
        files = {**shared, "manifest.json": manifest(browser)}
        for name, content in files.items():
            file = out / browser / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        write_archive(out / f"translit-{browser}-{project_version()}.zip", files)


def write_archive(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write an archive that is the same whenever it is written."""
    with ZipFile(path, "w") as archive:
        for name in sorted(files):
            # The day on which the count of such archives begins, since no other says anything.
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name], ZIP_DEFLATED)
    return path


def contents() -> dict[str, bytes]:
    """Return all that both browsers get, by its place in the extension."""
    tables = [
        {"id": name, **{key: heads()[name][key] for key in ("language", "name")}} for name in list_typing_tables()
    ]
    modules = ["rules.js", *(name for name in file_names() if name.startswith("check/"))]
    return {
        **{name: (SOURCES / name).read_bytes() for name in FILES},
        **{f"icon-{size}.png": icon(size) for size in (16, 48, 128)},
        **{f"translit/{name}": asset(name).content for name in modules},
        **{f"tables/{table['id']}.json": asset(f"tables/{table['id']}.json").content for table in tables},
        **{f"rules/{language}.json": asset(f"rules/{language}.json").content for language in languages()},
        **{f"_locales/{language}/messages.json": messages(language) for language in message_languages()},
        "tables.json": _json({"tables": tables, "languages": sorted(languages())}),
        "page.js": script("page.js", _read).encode(),
    }


def manifest(browser: str) -> bytes:
    """Return the manifest for a browser.

    >>> json.loads(manifest("chromium"))["permissions"]
    ['activeTab', 'scripting', 'storage']
    """
    shared = json.loads((SOURCES / "manifest.json").read_text("utf-8"))
    return _json({**shared, "version": project_version(), **MANIFESTS[browser]})


def messages(language: str) -> bytes:
    """Return what the extension says in a language."""
    return _json({name: {"message": say(word, language)} for name, word in EXTENSION.items()})


def bookmarklet(table: str) -> str:
    """Return the address of a bookmarklet that types by a table.

    >>> bookmarklet("bg-phonetic-traditional")[:16]
    'javascript:(()=>'
    """
    data = asset(f"tables/{table}.json").content.decode().strip()
    source = script("bookmarklet.js", _read).removeprefix(BANNER)
    # The only name of it that a table is put in place of, once.
    before, after = re.split(r"\bTABLE\b", source)
    script_with_table = in_single_quotes(f"{before}{data}{after}".strip())
    return "javascript:" + quote(script_with_table, safe="~!*()';:@&=+$,/?[]{}|^`\\<>-_.")


def in_single_quotes(source: str) -> str:
    r"""Return a script with its strings in the quotes that an address has as one character, where they can be.

    >>> in_single_quotes('a = ["b", "it\'s", /["]/]')
    'a = [\'b\', "it\'s", /["]/]'
    """
    tokens = (token[0] for token in TOKEN.finditer(source))
    return "".join(f"'{token[1:-1]}'" if token[0] == '"' and "'" not in token else token for token in tokens)


def bookmarklets(chosen: Iterable[str]) -> str:
    """Return a page with a link for each table, which somebody draws to the bookmarks of a browser."""
    links = "".join(
        f'<p><a href="{escape(bookmarklet(table))}">{escape(heads()[table]["name"]["en"])}</a></p>\n'
        for table in chosen
    )
    return f'<!doctype html>\n<meta charset="utf-8">\n<title>Bookmarklets</title>\n{links}'


def script(name: str, read: Callable[[str], str]) -> str:
    r"""Return a module, with all that it imports or may import later, as one script that runs wherever it is put.

    >>> files = {"a.js": 'import { b } from "./c/b.js";\nlet a = b;\n', "c/b.js": "export const b = 1;\n"}
    >>> made = script("a.js", files.__getitem__)
    >>> '"c/b.js":($x,$l)=>{let b=1;Object.assign($x,{b});}' in made, made[-16:]
    (True, '$l("a.js");})();')
    """
    modules: dict[str, str] = {}

    def add(part: str) -> None:
        text = read(part)
        modules[part] = wrapped(text, part)
        for other in [
            *(found[1] for found in (*_IMPORT.findall(text), *_PASSED_ON.findall(text))),
            *_LATER.findall(text),
        ]:
            if place(part, other) not in modules:
                add(place(part, other))

    add(name)
    made = ",".join(f'"{part}":($x,$l)=>{{{text}}}' for part, text in modules.items())
    # Each runs once, when another first asks for it.
    ask = "d={},$l=(n)=>{if(!(n in d))m[n](d[n]={},$l);return d[n];}"
    return f'{BANNER}(()=>{{const m={{{made}}},{ask};$l("{name}");}})();'


def wrapped(text: str, part: str) -> str:
    r"""Return a module as the body of a function of what it exports, `$x`, and of how it asks for others, `$l`."""
    own = _EXPORTED.findall(text)

    def asked(other: str) -> str:
        return f'$l("{place(part, other)}")'

    def names(listed: str) -> str:
        return re.sub(r"(\w+) as (\w+)", r"\1: \2", listed)

    passed_on = [
        f"const {listed} = {asked(other)}; Object.assign($x, {listed});" for listed, other in _PASSED_ON.findall(text)
    ]
    text = _PASSED_ON.sub("", text)
    text = _IMPORT.sub(lambda found: f"const {names(found[1])} = {asked(found[2])};", text)
    text = _LATER.sub(lambda found: f"Promise.resolve().then(() => {asked(found[1])})", text)
    text = _EXPORTED.sub("", text).replace("import.meta.url", "document.baseURI")
    return squeeze("\n".join([text, *passed_on, f"Object.assign($x, {{{', '.join(own)}}});"]), last=False)


def place(part: str, other: str) -> str:
    """Return the place of a module that a part names.

    >>> place("translit/editors/quill.js", "../translit.js"), place("page.js", "./fields.js")
    ('translit/translit.js', 'fields.js')
    """
    folders = part.split("/")[:-1]
    for step in other.split("/"):
        if step == "..":
            folders.pop()
        elif step != ".":
            folders.append(step)
    return "/".join(folders)


def _read(name: str) -> str:
    if not name.startswith("translit/"):
        return (SOURCES / name).read_text("utf-8")
    text = asset_path(name.removeprefix("translit/")).read_text("utf-8")
    # Pages of others keep their elements, and their fields until somebody enters them.
    return re.sub(r'^export .* from "\./page\.js";\n', "", text, flags=re.MULTILINE)


def icon(size: int) -> bytes:
    """Return the letter Щ on blue as a PNG; it is made of strokes alone.

    >>> icon(16)[1:4]
    b'PNG'
    """
    rows = (bytes(_is_stroke(x / size * 16, y / size * 16) for x in range(size)) for y in range(size))
    pixels = b"".join(b"\0" + row for row in rows)
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)),
        (b"PLTE", b"\x0b\x57\xd0\xff\xff\xff"),
        (b"IDAT", zlib.compress(pixels, 9)),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _is_stroke(x: float, y: float) -> bool:
    stands = any(left <= x < left + 2 for left in (2, 6, 10)) and 3 <= y < 12
    return stands or (2 <= x < 14 and 10 <= y < 12) or (12 <= x < 14 and 10 <= y < 14)


def project_version() -> str:
    project: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project["version"]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    main()

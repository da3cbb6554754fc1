"""What IBus reads to know our input methods, and the files of a user that `install` makes and `uninstall` removes."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ..table.drawing import summary
from ..table.library import find_table, heads

BUS_NAME = "org.translit_toolkit.IBus"
#: What the name of an input method begins with; the id of its table follows.
PREFIX = "translit:"
#: Where IBus looks if it is not told.
SYSTEM = Path("/usr/share/ibus/component")
#: Where this is current, IBus reads nothing of a user's.
SYSTEM_CACHE = Path("/var/cache/ibus/bus/registry")


def component(tables: Iterable[str]) -> str:
    """Return the XML by which IBus knows tables as input methods.

    >>> print(component(["bg-translit"]).split("<engine>")[1])  # doctest: +ELLIPSIS
    <BLANKLINE>
      <name>translit:bg-translit</name>
      <longname>Български с латински букви</longname>
      <description>Bulgarian typed in Latin letters</description>
      <language>bg</language>
      ...
    """
    command = shlex.join([sys.executable, "-P", "-m", "translit", "ibus", "serve"])
    said = [
        ("name", BUS_NAME),
        ("description", "Typing Cyrillic by tables of translit-toolkit"),
        ("exec", command),
        ("author", "The translit-toolkit authors"),
        ("license", "MIT"),
        ("textdomain", "translit-toolkit"),
    ]
    engines = "".join(_element("engine", _engine(table)) for table in tables)
    described = _element("component", said, f"<engines>\n{engines}</engines>\n")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{described}'


def named(table: str) -> str:
    """Return what a table is called here, by its id, an alias or its path; raise TableNotFound or TableError.

    >>> named("bg-phonetic")
    'bg-phonetic-traditional'
    """
    found = find_table(table)
    return found.id if found.id in heads() and not Path(table).is_file() else str(Path(table).resolve())


def _engine(table: str) -> list[tuple[str, str]]:
    head: Mapping[str, Any] = heads()[table] if table in heads() else summary(find_table(table))
    language, names = head["language"], head["name"]
    return [
        ("name", PREFIX + table),
        ("longname", names.get(language, names["en"])),
        ("description", names["en"]),
        ("language", language),
        ("license", "MIT"),
        ("author", "The translit-toolkit authors"),
        # The keyboard that is there: a layout asks where a key is, a scheme what it says.
        ("layout", "default"),
        ("symbol", language.upper()),
        ("icon", ""),
        ("rank", "0"),
    ]


def _element(name: str, said: Iterable[tuple[str, str]], last: str = "") -> str:
    lines = "".join(f"  <{each}>{escape(text)}</{each}>\n" for each, text in said)
    return f"<{name}>\n{lines}{last}</{name}>\n"


def usual(languages: Iterable[str]) -> list[str]:
    """Return the tables by which people type these languages; of all languages, if there are none of these.

    >>> {"bg-phonetic-traditional", "bg-translit", "bg-informal"} <= set(usual(["bg"]))
    True
    """
    typed = {table: head for table, head in heads().items() if _types_cyrillic(head)}
    found = []
    for language in dict.fromkeys(languages):
        of_it = [table for table, head in typed.items() if head["language"] == language]
        schemes = [table for table in of_it if typed[table]["kind"] != "layout"]
        layouts = [table for table in of_it if typed[table]["usual"] and table not in schemes]
        found += sorted([*schemes, *layouts] if layouts else of_it)
    return found or sorted(typed)


def _types_cyrillic(head: Mapping[str, Any]) -> bool:
    return (head["source-script"], head["target-script"]) == ("Latn", "Cyrl")


def languages(environment: Mapping[str, str]) -> list[str]:
    """Return the languages of a user, best first.

    >>> languages({"LANG": "bg_BG.UTF-8", "LANGUAGE": "bg:ru:en"})
    ['bg', 'ru', 'en']
    """
    names = environment.get("LANGUAGE", "").split(":")
    names += [environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG")]
    found = [name.partition("_")[0].partition(".")[0].partition("@")[0] for name in names]
    return list(dict.fromkeys(name for name in found if name not in ("", "C", "POSIX")))


def install(tables: Iterable[str], environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Make the files by which IBus finds these tables at the next login; return them."""
    described, told, _ = _paths(environment)
    path = f"${{IBUS_COMPONENT_PATH:-{SYSTEM}}}:{described.parent}"
    for file, content in ((described, component(tables)), (told, f"IBUS_COMPONENT_PATH={path}\n")):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return [described, told]


def uninstall(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Remove what `install` made, and what was kept since; return what there was."""
    found = [file for file in _paths(environment) if file.exists()]
    for file in found:
        file.unlink()
        _remove_empty(file.parent, above=2 if file.name == "translit.xml" else 1)
    return found


def _remove_empty(folder: Path, above: int) -> None:
    """Remove a folder of ours and those above it, as many as are counted, while nothing else is in them."""
    with suppress(OSError):
        for each in [folder, *folder.parents][:above]:
            each.rmdir()


def _paths(environment: Mapping[str, str]) -> Iterator[Path]:
    home = Path(environment.get("HOME") or Path.home())
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    yield data / "ibus/component/translit.xml"
    yield config / "environment.d/60-translit-ibus.conf"
    yield config / "translit/ibus.json"


def addresses_kept(table: str) -> bool | None:
    """Return whether the user wants addresses left as they are typed by a table; None if he never said."""
    kept = _settings().get(table)
    return kept if isinstance(kept, bool) else None


def keep_addresses(table: str, wanted: bool) -> None:
    """Remember it."""
    *_, file = _paths(os.environ)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**_settings(), table: wanted}, indent=2) + "\n", encoding="utf-8")


def _settings() -> dict[str, Any]:
    *_, file = _paths(os.environ)
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}

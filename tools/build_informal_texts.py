"""Read the running text that neighbours of words are counted in: translations, manuals, stories and essays."""

from __future__ import annotations

import html
import io
import json
import re
import struct
import sys
import tarfile
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools import build_informal_sources as sources

LAYOUTS = Path(__file__).parents[1] / "layouts"

# --- one reader for each kind of file -------------------------------------------------------------------------


def mo_strings(content: bytes) -> Iterator[str]:
    """The translations in a gettext `.mo` file."""
    order = "<" if content[:4] == b"\xde\x12\x04\x95" else ">"
    count, _, table = struct.unpack_from(order + "3I", content, 8)
    for i in range(count):
        length, offset = struct.unpack_from(order + "2I", content, table + 8 * i)
        yield from content[offset : offset + length].decode("utf-8", "replace").split("\0")


def langpack_strings(content: bytes) -> Iterator[str]:
    """The translations in a Mozilla language pack (Fluent, properties and DTD files)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith((".ftl", ".properties", ".dtd", ".ini")):
                continue
            for line in archive.read(name).decode("utf-8", "replace").splitlines():
                stripped = line.strip()
                if stripped.startswith(("#", "//", "<!--")) and "ENTITY" not in stripped:
                    continue
                if "ENTITY" in stripped:
                    yield from re.findall(r'"([^"]*)"', stripped)
                else:
                    yield re.sub(r"^[-.\w\[\]*]+\s*[=\]]\s*", "", stripped)


def pak_strings(content: bytes) -> Iterator[str]:
    """The strings of a Chromium resource pack, version 5 in UTF-8: a table of numbers and offsets, then the texts."""
    version, encoding, count, _ = struct.unpack_from("<IB3xHH", content)
    if (version, encoding) != (5, 1):
        raise ValueError("not a resource pack of version 5 in UTF-8")
    offsets = [struct.unpack_from("<HI", content, 12 + 6 * i)[1] for i in range(count + 1)]
    for start, end in pairwise(offsets):
        yield content[start:end].decode("utf-8", "replace")


def json_strings(content: bytes) -> Iterator[str]:
    """Every string value of a JSON file, in file order; names of members are no text.

    >>> list(json_strings('{"a": ["да", {"b": "не"}], "c": 1}'.encode()))
    ['да', 'не']
    """
    waiting = [json.loads(content)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            waiting.extend(reversed(list(value.values() if isinstance(value, dict) else value)))


def quoted_strings(content: bytes) -> Iterator[str]:
    """The string literals of a JavaScript file.

    >>> list(quoted_strings("const a = { b: 'да', c: `не` }".encode()))
    ['да', 'не']
    """
    for match in re.finditer(r"""(['"`])((?:\\.|(?!\1).)*)\1""", content.decode("utf-8"), re.DOTALL):
        yield re.sub(r"\\(.)", lambda m: " " if m[1] in "nrt" else m[1], match[2])


def plain_strings(content: bytes) -> Iterator[str]:
    """The lines of a text file."""
    yield from content.decode("utf-8").splitlines()


UNREAD = re.compile(r"<(script|style|pre|info|code|head)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
INLINE = re.compile(
    r"</?(?:a|abbr|app|b|bdo|bdi|cite|cmd|em|emph|file|font|gui|guiseq|i|input|key|keyseq|link|quote|span|strong|sub|sup|sys|tt|u|var"
    r"|option|command|filename|emphasis|wbr)\b[^>]*>",
    re.IGNORECASE,
)


def page_strings(content: bytes) -> Iterator[str]:
    """The paragraphs of an HTML or Mallard page, without code and without what is said about the page.

    >>> list(page_strings("<p>Това е <em>така</em>.</p><pre>x = 1</pre><p>Да</p>".encode()))
    ['Това е така.', 'Да']
    """
    text = INLINE.sub("", UNREAD.sub(" ", content.decode("utf-8", "replace")))
    for part in re.split(r"<[^>]*>", text):
        if part.strip():
            yield " ".join(html.unescape(part).split())


# --- what is read ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Files of one package: the start of its file name, a pattern of paths, and their reader.

    `{0}` stands for the language, `{1}` for the language with or without its country (`bg`, `bg_BG`, `bg-BG`).
    A source without either names its one language.
    """

    package: str
    files: str
    reader: Callable[[bytes], Iterator[str]]
    only: str = ""


COUNTRIES = {"bg": "BG", "ru": "RU", "uk": "UA", "sr": "(?:RS|SR)", "mk": "MK", "be": "BY"}
SOURCES = (
    Source("libreoffice-l10n-{0}", r"/resource/{0}/LC_MESSAGES/.*\.mo$", mo_strings),
    Source("firefox-esr-l10n-{0}", r"\.xpi$", langpack_strings),
    Source("thunderbird-l10n-{0}", r"\.xpi$", langpack_strings),
    Source("chromium-l10n", r"/locales/{0}\.pak$", pak_strings),
    Source("cataclysm-dda-data", r"/locale/{1}/LC_MESSAGES/.*\.mo$", mo_strings),
    Source("gnome-user-docs", r"/help/{0}/gnome-help/.*\.page$", page_strings),
    Source("libreoffice-help-ru", r"/help/{0}/text/.*\.html$", page_strings),
    Source("debian-handbook", r"/html/{1}/.*\.html$", page_strings),
    Source("home_assistant_frontend", r"/translations/(?:[a-z-]+/)?{0}-[0-9a-f]+\.json$", json_strings),
    Source("home_assistant_intents", r"/data/{0}\.json$", json_strings),
    Source("ua_gec", r"/gec-fluency/(?:train|test)/target-sentences/.*\.txt$", plain_strings, only="uk"),
)


def package_files(path: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """The files of a Debian package, a wheel or an npm archive whose name matches `pattern`, in name order."""
    if path.suffix == ".deb":
        yield from sources.deb_files(path, pattern)
    elif path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            for name in sorted(wheel.namelist()):
                if re.search(pattern, name):
                    yield name, wheel.read(name)
    else:
        with tarfile.open(path) as archive:
            for member in sorted(archive.getmembers(), key=lambda m: m.name):
                extracted = archive.extractfile(member) if re.search(pattern, member.name) else None
                if extracted is not None:
                    yield member.name, extracted.read()


def read(source: Source, folder: Path, language: str) -> Iterator[str]:
    """The strings of one source in one language, as they are written there."""
    path = sources.find(folder, source.package.format(language))
    if path is not None and source.only in ("", language):
        codes = language, f"{language}(?:[-_]{COUNTRIES[language]})?"
        pattern = re.sub(r"\{([01])\}", lambda m: codes[int(m[1])], source.files)
        for _, content in package_files(path, pattern):
            yield from source.reader(content)


# --- from strings to text -------------------------------------------------------------------------------------

#: What stands where a program puts in a name or a number: a word, but none of any language.
HOLE = " X "
CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select)")
MARKUP = re.compile(r"<[^>]*>|&[\w.#]+;|[~_&](?=\w)|\\[nt]|\*\*|`")
HOLES = re.compile(
    r"\{[^}]*\}+|%\d*\$?[-\w]+|\$\(?\w+\)?|\$\{?\w+\}?|(?:https?|ftp)://\S+|\S+@\S+\.\w+|\S*[A-Za-z]\S*[/\\_.=]\S*[A-Za-z]\S*"
)
SENTENCES = re.compile(r"(?<=[.!?…])[\"»”)]*\s+(?=[\"«„(—–-]*\s*[A-ZЀ-ЯҐ])|\s*[\n\r•|]\s*")


def alphabet(language: str) -> frozenset[str]:
    """The letters of a language, as its table of spellings lists them, and those that are written for them."""
    table = tomllib.loads((LAYOUTS / f"{language}-informal.toml").read_text("utf-8"))
    letters = {letter for spellings in table["spellings"].values() for letter in spellings if len(letter) == 1}
    return frozenset(letters | {"ru": set("ё"), "be": set("ё"), "mk": set("ѐѝ")}.get(language, set()))


def sentences(text: str, letters: Iterable[str]) -> Iterator[str]:
    """The sentences of a string that are in the language of these letters, with a hole for each placeholder.

    >>> list(sentences("Имате {n} писма. Виж <b>ги</b>! See https://x.bg now. Мы читаем.", "абвгежзимнпст"))
    ['Имате X писма.', 'Виж ги!']
    """
    letters = frozenset(letters)
    parts = re.findall(r"\{([^{}]*)\}", text) if CHOICE.search(text) else [text]
    for part in parts:
        clean = MARKUP.sub("", unicodedata.normalize("NFC", html.unescape(part)).replace("\u0301", ""))
        for sentence in SENTENCES.split(HOLES.sub(HOLE, clean)):
            cyrillic = [c for c in sentence.lower() if "Ѐ" <= c <= "ӿ"]
            latin = sum(c.isalpha() for c in sentence) - len(cyrillic)
            if len(cyrillic) > max(1, latin) and letters.issuperset(cyrillic):
                yield " ".join(sentence.split())


def running_text(folder: Path, language: str) -> list[str]:
    """Every sentence of every source in one language, each once, in the order of the sources."""
    letters = alphabet(language)
    found: dict[str, None] = {}
    for source in SOURCES:
        for text in read(source, folder, language):
            found.update(dict.fromkeys(sentences(text, letters)))
    return list(found)

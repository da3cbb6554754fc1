"""Assets are made once, whoever asks at the same time, and only those that there are."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident

import pytest

from translit import tables
from translit.errors import UnknownAsset
from translit.web import asset, asset_names, assets


def test_what_fifty_ask_for_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    makers: list[int] = []
    make = assets._make

    def watched(folder: str, name: str) -> bytes:
        makers.append(get_ident())
        return make(folder, name)

    monkeypatch.setattr(assets, "_make", watched)
    assets._prepare.cache_clear()
    together = Barrier(50)

    def ask(name: str) -> object:
        together.wait()
        return asset(name)

    with ThreadPoolExecutor(50) as threads:
        found = set(threads.map(ask, ["tables/bg-phonetic.json", "words/bg.json"] * 25))
    assert len(found) == len(makers) == 2
    assert not assets._making


def test_the_module_with_any_one_table_stays_small() -> None:
    """Ten kilobytes with what people type by; what only romanises may be somewhat larger."""
    module = len(gzip.compress(asset("translit.js").content, 9))
    for name in asset_names():
        if name.startswith("tables/"):
            typed = tables[name.removeprefix("tables/").removesuffix(".json")].source_script == "Latn"
            size = module + len(gzip.compress(asset(name).content, 9))
            assert size < (10 * 1024 if typed else 11 * 1024), (name, size)


def test_what_makes_search_keys_in_a_page_is_as_small_as_the_docs_say() -> None:
    sizes = {name: len(gzip.compress(asset(name).content, 9)) for name in asset_names() if name.startswith("keys/")}
    assert max(sizes, key=lambda name: sizes[name]) == "keys/bg.json"
    assert sizes.pop("keys/bg.json") < 6_450 and min(sizes.values()) > 5_300 and max(sizes.values()) < 5_900
    assert len(gzip.compress(asset("search.js").content, 9)) < 1_250


@pytest.mark.parametrize(
    "name",
    [
        "tables/bg-informal.json",
        "tables/none.json",
        f"rules/{'a' * 60_000}.json",
        "words/en-GB.json",
        "web.js/",
        "",
        "a\0.js",
    ],
)
def test_what_is_no_asset_is_said_to_be_none(name: str) -> None:
    assert name not in asset_names()
    with pytest.raises(UnknownAsset):
        asset(name)
    assert name not in assets._making

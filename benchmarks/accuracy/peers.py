"""Other readers, measured in the same run: cyrtranslit, transliterate and ICU, each as its documentation says."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

Read = Callable[[str], str]


def peers(language: str) -> dict[str, Read]:
    """Name and version -> text to Cyrillic, for the peers that are installed and know the language."""
    found: dict[str, Read] = {}
    for make in (_cyrtranslit, _transliterate, _icu):
        try:
            found.update(make(language))
        except ImportError:
            continue
    return found


def _cyrtranslit(language: str) -> dict[str, Read]:
    library = import_module("cyrtranslit")
    code = {"uk": "ua", "be": "by"}.get(language, language)
    if code not in library.supported():
        return {}
    return {"cyrtranslit": lambda text: str(library.to_cyrillic(text, code))}


def _transliterate(language: str) -> dict[str, Read]:
    library = import_module("transliterate")
    if language not in library.get_available_language_codes():
        return {}
    return {"transliterate": lambda text: str(library.translit(text, language))}


def _icu(language: str) -> dict[str, Read]:
    icu = import_module("icu")
    names = {"bg": "bg-bg_Latn/BGN", "ru": "Russian-Latin/BGN", "uk": "Ukrainian-Latin/BGN", "sr": "Serbian-Latin/BGN"}
    names |= {"mk": "Macedonian-Latin/BGN", "be": "Belarusian-Latin/BGN"}
    other = ("ICU Russian BGN", "Russian-Latin/BGN") if language == "bg" else ("ICU Latin-Cyrillic", "Cyrillic-Latin")
    found: dict[str, Read] = {}
    for label, name in (("ICU BGN", names.get(language, "")), other):
        try:
            reverse = icu.Transliterator.createInstance(name, icu.UTransDirection.REVERSE)
        except icu.ICUError:
            continue
        found[label] = lambda text, reverse=reverse: str(reverse.transliterate(text))  # type: ignore[misc]
    return found

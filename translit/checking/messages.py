"""Findings in words. The English texts are the keys of the gettext domain `translit`."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations
from typing import Any

from ..resources import catalogue
from .finding import Finding
from .language import load_language


def N_(*texts: str) -> tuple[str, ...]:  # noqa: N802 - the mark that gettext tools look for
    """Mark a text, or a singular and its plural, as one to be translated."""
    return texts


#: What is said of each code; a second text is the plural, by the parameter that COUNTED names.
MESSAGES: dict[str, tuple[str, ...]] = {
    "required": N_("Please fill in this field."),
    "max_length": N_(
        "The text is %(over)d character too long (the limit is %(limit_value)d).",
        "The text is %(over)d characters too long (the limit is %(limit_value)d).",
    ),
    "min_length": N_(
        "Please write at least %(limit_value)d character.", "Please write at least %(limit_value)d characters."
    ),
    "script_not_allowed": N_("Please write in %(script_name)s."),
    "latin_transliteration": N_("This is %(language_name)s in Latin letters."),
    "mixed_script": N_("“%(word)s” mixes letters of two scripts."),
    "confusable_digit": N_("“%(word)s” has a digit in place of a letter."),
    "letter_outside_alphabet": N_(
        "“%(letter)s” in “%(word)s” is not a letter of the %(language_name)s alphabet.",
        "“%(letter)s” in “%(word)s” are not letters of the %(language_name)s alphabet.",
    ),
    "all_caps": N_("Please do not write in capital letters only."),
    "invisible_character": N_("There is an invisible character (%(code_point)s)."),
    "bidi_control": N_("There is a text-direction control (%(code_point)s)."),
    "restricted_character": N_("The character %(code_point)s is not allowed."),
    "compatibility_character": N_("“%(text)s” uses special letter forms."),
    "excessive_marks": N_("There are too many marks over a letter."),
    "replacement_character": N_("Part of the text was damaged (�)."),
    "not_nfc": N_("The text is not in normal form C."),
}
COUNTED = {"max_length": "over", "min_length": "limit_value"}

#: By the script of the letters that do not belong.
MIXED = {
    "Latn": N_(
        "In “%(word)s” the letter “%(letters)s” is Latin.", "In “%(word)s” the letters “%(letters)s” are Latin."
    ),
    "Cyrl": N_(
        "In “%(word)s” the letter “%(letters)s” is Cyrillic.",
        "In “%(word)s” the letters “%(letters)s” are Cyrillic.",
    ),
    "Grek": N_(
        "In “%(word)s” the letter “%(letters)s” is Greek.", "In “%(word)s” the letters “%(letters)s” are Greek."
    ),
    "": N_(
        "In “%(word)s” the letter “%(letters)s” is of another script.",
        "In “%(word)s” the letters “%(letters)s” are of another script.",
    ),
}
WHOLE = {
    "Latn": N_("“%(word)s” is typed in Latin letters."),
    "Cyrl": N_("“%(word)s” is typed in Cyrillic letters."),
    "Grek": N_("“%(word)s” is typed in Greek letters."),
}
ASK_ONE = N_("Did you mean “%(first)s”?")
ASK_TWO = N_("Did you mean “%(first)s” or “%(second)s”?")
IN_CYRILLIC = N_("In Cyrillic: “%(first)s”.")

SCRIPT_NAMES = {"Cyrl": N_("Cyrillic"), "Latn": N_("the Latin alphabet"), "Grek": N_("Greek")}


def render(finding: Finding, language: str = "en") -> str:
    """Return what a finding says, and asks, in `bg` or `en`."""
    words = catalogue(language)
    params = {**finding.params, **_names(finding.params, language)}
    said = _said(finding, words) % params
    asked = _asked(finding, words)
    return f"{said} {asked}" if asked else said


def _names(params: Mapping[str, Any], language: str) -> dict[str, str]:
    own = "bg" if language.partition("-")[0].lower() == "bg" else "en"
    known = load_language(str(params.get("alphabet", "bg")))
    script = SCRIPT_NAMES.get(str(params.get("required", "Cyrl")), ("",))[0]
    return {
        "language_name": known.names[own],
        "script_name": catalogue(language).gettext(script),
    }


def _said(finding: Finding, words: NullTranslations) -> str:
    params = finding.params
    if finding.code == "mixed_script_confusable":
        texts = MIXED.get(str(params["script"]), MIXED[""])
        return words.ngettext(texts[0], texts[1], len(params["letters"]))
    if finding.code == "whole_script_confusable":
        return words.gettext(WHOLE[params["script"]][0])
    texts = MESSAGES[finding.code]
    if len(texts) == 1:
        return words.gettext(texts[0])
    counted = COUNTED.get(finding.code)
    return words.ngettext(texts[0], texts[1], params[counted] if counted else len(params["letter"]))


_ASKING = ("mixed_script_confusable", "mixed_script", "whole_script_confusable", "confusable_digit")


def _asked(finding: Finding, words: NullTranslations) -> str:
    if finding.code == "latin_transliteration" and finding.suggestions:
        return words.gettext(IN_CYRILLIC[0]) % {"first": finding.suggestions[0]}
    if finding.code not in _ASKING or not finding.suggestions:
        return ""
    first, *others = finding.suggestions
    if others:
        return words.gettext(ASK_TWO[0]) % {"first": first, "second": others[0]}
    return words.gettext(ASK_ONE[0]) % {"first": first}

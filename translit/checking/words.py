"""Judge one chunk of a word by its letters alone: which script can it live in, and what should it be?

Nothing here looks at the text around the chunk, so a verdict can be kept; `neighbours` does that part.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ..text.kinds import is_lower, is_title, is_upper
from ..text.scripts import NEUTRAL, script_of
from .facts import LAST_EVERYDAY_LATIN, plain_base, rules
from .language import Language, alphabets, load_language
from .normal import normal
from .twin_words import twin_words

#: Characters inside a word that nobody sees; accents are not among them.
UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]+")

#: A Roman numeral in capitals.
ROMAN = re.compile("(?=.*[IVX])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_STEM_AND_ENDING = re.compile(r"([A-Za-z]+)([\u0400-\u045f\u0490\u0491]+)")
#: Two parts of two scripts.
_TWO_PARTS = re.compile(
    r"([A-Za-z]{2,})([\u0400-\u045f\u0490\u0491]{2,})|([\u0400-\u045f\u0490\u0491]{2,})([A-Za-z]{2,})"
)
#: A name with a letter or two of the other script at its end or beginning, told by the case: ПозицияX, файлN, csН,
#: ПРЕФИКСaa, pБРВ, ZТЕСТ, HxПошук, HTTPЗапрос, ЗначениеВJSON.
_NAMED_BY_LETTER = re.compile(
    r"[\u0400-\u045f\u0490\u0491]+[\u0430-\u045f\u0491](?:[A-Z]{1,8}|(?<=.{3})n)|[a-z]+[\u0400-\u042f\u0490]"
    r"|[\u0400-\u042f\u0490]{2,}[a-z]{1,2}|(?:[a-z]|[DFGLNQRUVWZ])[\u0400-\u042f\u0490]{2,}"
    r"|[A-Za-z]*[a-z][\u0400-\u042f\u0490][\u0430-\u045f\u0491]{2,}|[\u0400-\u042f\u0490]{3,}[DFGJLNQRSUVWZ]"
    r"|[\u0400-\u042f\u0490]+(?:x[\u0400-\u042f\u0490]+)+|[\u0400-\u042f\u0490]{2,}(?:XYZ?|YX)"
    r"|[A-Z]{2,}[\u0400-\u042f\u0490][\u0430-\u045f\u0491]{2,}"
    r"|[\u0400-\u045f\u0490\u0491]+[\u0430-\u045f\u0491][\u0400-\u042f\u0490][A-Z]{2,8}"
)
_LATIN_VOWELS = frozenset("aeiouy")
#: Ukrainian words with і behind the vowel of a prefix, and words that begin with ї.
_WITHOUT_YI = re.compile(
    "(?:не)?(?:за|на|по|до|не|пере|про|при|поза|де|ре|аеро|анти|авіа|авто|аудіо|біо|відео|гео|гідро|екс?о|електро|енерго|кіно"
    "|макро|мікро|міні|нейро|псевдо|радіо|само|теле|фото)?"
    "і(?=н(?!ня)|ме[нт]|мов|мпе|мпо|муні|міт|лю[сз]|гнор|гр|де[аої]|ден|зол|зра|сн|стор|стот|скр|спа|рж|рон)"
)
_BEGINS_WITH_YI = re.compile("і(?:[жй]|х(?!т)|зд|ї|і$)")

#: No word of any language here is longer; what is, is not read.
LONGEST_WORD = 100

#: In a Cyrillic sentence a longer word that could be of either script is Cyrillic, even in capitals.
LONGEST_ACRONYM = 4

#: Their Latin twins, ï and ë, are of hardly a word.
DOTTED = frozenset("їЇёЁ")

#: Small letters that look like their near twins in italics only.
UNLIKE_SMALL = frozenset("mt")

#: Letters that carry a stress: the vowels, and р in Serbian; a Latin ć is no с.
_STRESSED = frozenset("аеёєиіїоуъыэюяр")

#: Letters that Unicode has with an accent too, and that carry no stress: ѓ and ќ are letters of their own.
UNSTRESSED = frozenset("гкГК")

#: What `script_letter` says of the letters of the scripts that a text may have to be in.
SCRIPT_LETTERS = {"Cyrl": "C", "Latn": "L", "Grek": "G"}
#: The script of such a letter.
SCRIPT_CODES = {letter: script for script, letter in SCRIPT_LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a chunk: a code, the readings likeliest first, and the one that is sure."""

    code: str
    readings: tuple[str, ...] = ()
    fix: str | None = None
    #: The letters that do not belong, and the script they are of.
    letters: str = ""
    script: str = "Latn"
    #: Whether it is written so on purpose, and is worth a message only where a policy asks for one.
    on_purpose: bool = False


def bare(chunk: str) -> str:
    """Return a chunk without what nobody sees, in plain letters and normal form C."""
    if chunk.isascii():
        return chunk
    seen = UNSEEN.sub("", chunk)
    plain = "".join(unicodedata.normalize("NFKC", char) if _is_dressed(char) else char for char in seen)
    return normal(plain)


@cache
def dressed_letter() -> re.Pattern[str]:
    """Return what matches a letter or digit in another dress: fullwidth, joined, mathematical."""
    return re.compile(f"[{rules().classes['compatibility']}]")


def _is_dressed(char: str) -> bool:
    return char > "\u2100" and dressed_letter().match(char) is not None


@lru_cache(maxsize=4096)
def script_letter(char: str) -> str:
    """Return `C`, `L`, `G`, `O` for a letter of Cyrillic, Latin, Greek or another script, `-` for any other sign."""
    if not char.isalpha():
        return "-"
    script = script_of(char)
    return SCRIPT_LETTERS.get(script) or ("-" if script in NEUTRAL else "O")


def scripts_in(word: str) -> set[str]:
    """Return the scripts that the letters of a word are of, as `script_letter` names them."""
    found = set(map(script_letter, word))
    found.discard("-")
    return found


@lru_cache(maxsize=8192)
def judge(chunk: str, code: str, lean: str = "") -> Verdict | None:
    """Return what is wrong with a chunk in a language, or None.

    >>> judge("срещ\\N{LATIN SMALL LETTER A}", "bg").fix
    'среща'
    >>> judge("Facebo\\N{CYRILLIC SMALL LETTER O}k", "bg").fix
    'Facebook'

    `lean` is the script of the sentence, `C` or `L`; it orders two readings that are equally good.
    """
    language = load_language(code)
    word = bare(chunk)
    scripts = scripts_in(word)
    if "O" in scripts and "C" not in scripts and not _looks_latin(word):
        return None
    if scripts == {"C"}:
        return _outside(word, language)
    if len(scripts) < 2:
        return None
    if len(word) > LONGEST_WORD:
        return Verdict("mixed_script")
    if "C" not in scripts:
        return _in_latin(word)
    if "L" not in scripts:
        return _in_cyrillic(word, language)
    if undrawn(word) != word:
        return _in_guise(word, language, lean)
    return _between(word, language, lean)


@lru_cache(maxsize=8192)
def judge_by_twins(chunk: str, code: str) -> Verdict | None:
    """Return what is wrong with a chunk of two scripts that twins alone spell in one, or None.

    >>> judge_by_twins("us\\N{CYRILLIC SMALL LETTER IE}r", "bg").readings, judge_by_twins("ПозицияX", "bg")
    (('user',), None)
    """
    verdict = judge(chunk, code)
    if not verdict or verdict.code != "mixed_script_confusable":
        return None
    word = bare(chunk)
    readings = tuple(filter(None, (to_latin(word), to_cyrillic(word, load_language(code)))))
    return _verdict(word, readings, None) if readings else None


def _looks_latin(word: str) -> bool:
    """Say whether each letter of another script beside Latin ones is one that looks like a letter of ours."""
    known = rules()
    return all(char in known.to_latin or char in known.to_cyrillic for char in word if script_letter(char) == "O")


def is_spelled(word: str, language: Language) -> bool:
    """Say whether every Cyrillic letter of a word is one of a language."""
    return all(script_letter(char) != "C" or _spells(char, language.alphabet) for char in word)


def _outside(word: str, language: Language) -> Verdict | None:
    letters = dict.fromkeys(char for char in word if not _spells(char, language.alphabet))
    return Verdict("letter_outside_alphabet", letters="".join(letters), script="Cyrl") if letters else None


def _spells(char: str, alphabet: frozenset[str]) -> bool:
    if char in alphabet or script_letter(char) == "-":
        return True
    base, accents = plain_base(char)
    return base in alphabet and accents in ("\u0300", "\u0301") and base not in UNSTRESSED


def _in_latin(word: str) -> Verdict | None:
    """Judge a chunk of Latin letters and letters of Greek or beyond: a formula, or a look-alike."""
    if len(word) <= rules().longest_formula:
        return None
    strange = "".join(dict.fromkeys(char for char in word if script_letter(char) in "GO"))
    reading = to_latin(word)
    if reading and sum(script_letter(char) == "L" for char in word) * 2 >= len(word):
        return Verdict("mixed_script_confusable", (reading,), reading, strange, script_of(strange[0]))
    return Verdict("mixed_script", letters=strange, script=script_of(strange[0]))


def _in_cyrillic(word: str, language: Language) -> Verdict | None:
    strange = "".join(dict.fromkeys(char for char in word if script_letter(char) in "GO"))
    is_short = len(word) < rules().longest_formula and "O" not in scripts_in(word)
    reading = to_cyrillic(word, language) or (None if is_short else to_cyrillic(word, language, near=True))
    if reading:
        return Verdict("mixed_script_confusable", (reading,), reading, strange, script_of(strange[0]))
    if is_short:
        return None
    return Verdict("mixed_script", letters=strange, script=script_of(strange[0]))


@lru_cache(maxsize=8192)
def to_latin(word: str, near: bool = False) -> str | None:
    """Return a chunk with each letter replaced by its Latin twin, or None if one has none."""
    known = {**rules().to_latin, **rules().near_latin} if near else rules().to_latin
    return _respell(word, "L", known)


@lru_cache(maxsize=8192)
def to_cyrillic(word: str, language: Language, near: bool = False, sound: bool = False) -> str | None:
    """Return a chunk with each letter replaced by its Cyrillic twin, or None if one has none.

    The letters it may use are those of the language, or of a language that has all Cyrillic letters
    the chunk already holds: "Киeвi" is Ukrainian wherever it stands, when a "ї" or "є" says so.
    """
    known = rules().to_cyrillic
    if near:
        known = {**rules().near_cyrillic, **known}
    if sound:
        known = {**rules().sound, **{k: v for k, v in known.items() if v in language.alphabet}}
    reading = _respell(word, "C", known)
    if reading is None:
        return None
    allowed = _letters_for(word, language)
    if "ї" in allowed:
        reading = _with_yi(word, reading)
    return reading if all(_spells(char, allowed) or char in word for char in reading) else None


def _letters_for(word: str, language: Language) -> frozenset[str]:
    """Return the letters that a word may have: of the language, or of those that have all Cyrillic letters in it."""
    present = {char for char in word if script_letter(char) == "C"}
    if all(_spells(char, language.alphabet) for char in present):
        return language.alphabet
    fitting = [letters for letters in alphabets().values() if all(_spells(char, letters) for char in present)]
    if fitting or all(any(_spells(char, letters) for letters in alphabets().values()) for char in present):
        return frozenset().union(*fitting)
    # A language that we do not know has the letters that all share, and і: қазіргі.
    return language.alphabet.union("іІһҺ") - {"ї", "Ї"}


def _with_yi(word: str, reading: str) -> str:
    """Return a Ukrainian reading with ї for each Latin i that stands for it: мрії, країна, її, but поінформувати."""
    if len(word) != len(reading) or (is_upper(word) and word.isascii()):
        return reading
    kept = _WITHOUT_YI.match(reading.lower())
    prefix = kept.end() - 1 if kept else -1
    letters = list(reading)
    for place, char in enumerate(word):
        behind_vowel = place > 0 and reading[place - 1].lower() in rules().word_vowels
        if (
            char in "iI"
            and place != prefix
            and (behind_vowel or (place == 0 and _BEGINS_WITH_YI.match(reading.lower())))
        ):
            letters[place] = "ї" if char == "i" else "Ї"
    return "".join(letters)


def _respell(word: str, target: str, known: dict[str, str]) -> str | None:
    out = []
    for char in word:
        letter = script_letter(char)
        if letter in (target, "-"):
            out.append(char)
        elif char in known:
            out.append(known[char].lower() if letter == "O" and _is_small(word) else known[char])
        else:
            base, accents = plain_base(char)
            if not accents or base not in known or not set(accents) <= rules().marks:
                return None
            composed = unicodedata.normalize("NFC", known[base] + accents)
            if target == "L" and len(composed) == 1 and composed > LAST_EVERYDAY_LATIN:
                return None
            if target == "C" and len(composed) > 1 and composed[0].lower() not in _STRESSED:
                return None
            out.append(composed)
    return normal("".join(out))


def _is_small(word: str) -> bool:
    """Say whether a word is in small letters, but for those of scripts that may know no others."""
    return is_lower("".join(char for char in word if script_letter(char) != "O"))


@cache
def _guises() -> dict[int, str]:
    return str.maketrans({**rules().small_capitals, **rules().raised})


def undrawn(word: str) -> str:
    """Return a word with plain letters for small capitals and for letters above or below the line."""
    return word.translate(_guises())


def _in_guise(word: str, language: Language, lean: str) -> Verdict | None:
    """Judge a chunk of Cyrillic letters and of Latin ones that are drawn as something else."""
    if len(word) < rules().longest_formula and word[-1] in rules().raised:
        return None
    letters = "".join(dict.fromkeys(char for char in word if script_letter(char) in "LGO"))
    if cyrillic := drawn_in_cyrillic(word, language):
        latin = to_latin(undrawn(word), near=True)
        readings, fix = ((cyrillic, latin), None) if latin else ((cyrillic,), cyrillic)
        return Verdict("mixed_script_confusable", readings, fix, letters, script_of(letters[0]))
    return replace(_between(undrawn(word), language, lean), letters=letters, fix=None)


def drawn_in_cyrillic(word: str, language: Language) -> str | None:
    """Return a word with the Cyrillic letters that its small capitals and raised letters look like, or None."""
    return to_cyrillic("".join(rules().raised.get(char, char) for char in word), language, near=True)


def _between(word: str, language: Language, lean: str) -> Verdict:
    """Judge a chunk that mixes Cyrillic and Latin letters."""
    if _NAMED_BY_LETTER.fullmatch(word) or _is_list_of_keys(word):
        return Verdict("mixed_script", letters=_latin_letters(word), on_purpose=True)
    cyrillic, latin = to_cyrillic(word, language), to_latin(word)
    if cyrillic and latin and not DOTTED.isdisjoint(word) and latin.lower() not in rules().latin_words:
        latin = None
    if latin and ROMAN.fullmatch(latin):
        return _verdict(word, (latin,), latin, "mixed_script")
    joined = _stem_and_ending(word, language, cyrillic, latin)
    if joined:
        return joined
    near = not (cyrillic or latin)
    if near:
        if _is_compound(word):
            return Verdict("mixed_script", letters=_latin_letters(word), on_purpose=True)
        cyrillic, latin = to_cyrillic(word, language, near=True), to_latin(word, near=True)
    if cyrillic and not latin:
        is_unsure = _is_stray(word, cyrillic, language, near) or _begins_with_name(word)
        return _verdict(word, (cyrillic,), None if is_unsure else cyrillic)
    if latin and not cyrillic:
        return _only_latin(word, latin, language, lean, near)
    if cyrillic and latin:
        return _tie(word, cyrillic, latin, language, lean)
    return _unreadable(word, language)


def _verdict(word: str, readings: tuple[str, ...], fix: str | None, code: str = "mixed_script_confusable") -> Verdict:
    best = readings[0] if readings else ""
    to_latin_script = best and not any(script_letter(char) == "C" for char in best)
    alien = "CGO" if to_latin_script else "LGO"
    letters = "".join(dict.fromkeys(char for char in word if script_letter(char) in alien))
    return Verdict(code, readings, fix, letters, script_of(letters[0]) if letters else "Latn")


def _stem_and_ending(word: str, language: Language, cyrillic: str | None, latin: str | None) -> Verdict | None:
    """Judge "facebookа" and "SMSи": a Latin stem whose Cyrillic ending lost its hyphen."""
    parts = _STEM_AND_ENDING.fullmatch(word)
    if not parts:
        return None
    stem, ending = parts.groups()
    if ending not in language.endings or (latin and latin.lower() in rules().latin_words):
        return None
    joined = f"{stem}-{ending}"
    if stem.lower() in rules().latin_stems:
        return _verdict(word, (joined,), joined, "mixed_script")
    if len(stem) > 1 and is_upper(stem):
        inside = to_cyrillic(stem, language)
        if inside and inside.lower() in language.lookalikes:
            return None
        if inside and not ROMAN.fullmatch(stem) and cyrillic:
            return _verdict(word, (joined, cyrillic), None, "mixed_script")
        return _verdict(word, (joined,), joined, "mixed_script")
    if cyrillic or len(stem) < 2:
        return None
    if latin:
        # After a vowel the letter is no ending: "Nokiа" is a name with one wrong letter.
        plain = len(stem) < 3 or stem[-1].lower() in _LATIN_VOWELS
        return None if plain else _verdict(word, (latin, joined), None, "mixed_script")
    if to_cyrillic(stem, language, near=True):
        return None
    return _verdict(word, (joined,), None, "mixed_script")


def _is_list_of_keys(word: str) -> bool:
    """Say whether each letter stands in both cases, as answers to press do: YyДд."""
    pairs = list(zip(word[::2], word[1::2], strict=False))
    return len(word) % 2 == 0 and all(a != b and a.lower() == b.lower() for a, b in pairs)


def _is_compound(word: str) -> bool:
    """Say whether a capital begins the part of the other script, as in names: ГОГОЛЬfest, TechПарк, FРАСП."""
    parts = _TWO_PARTS.fullmatch(word)
    if not parts:
        return False
    first, second = (part for part in parts.groups() if part)
    if is_upper(first):
        return len(second) > 2 and is_lower(second[1:])
    return is_lower(first[-1]) and is_upper(second[0])


def _latin_letters(word: str) -> str:
    return "".join(dict.fromkeys(char for char in word if script_letter(char) == "L"))


def _is_stray(word: str, cyrillic: str, language: Language, near: bool) -> bool:
    """Say whether a Latin letter at an end need not stand for its twin: mрекъсване, Вырезатьt, YВи."""
    if (word[0].isascii() == word[-1].isascii()) or not all(script_letter(char) == "C" for char in word[1:-1]):
        return False
    stray, rest = (word[0], word[1:]) if word[0].isascii() else (word[-1], word[:-1])
    if near:
        return stray in UNLIKE_SMALL and cyrillic.lower() not in known_words(language)
    return is_upper(word[:2]) and is_title(rest) and rest.lower() in known_words(language)


def _begins_with_name(word: str) -> bool:
    """Say whether a known Latin name lost what stood behind it: Macромански."""
    parts = _TWO_PARTS.fullmatch(word)
    if not parts or not parts[1] or len(parts[2]) < LONGEST_ACRONYM:
        return False
    return len(parts[1]) > 2 and is_title(parts[1]) and parts[1].lower() in rules().latin_words


def _only_latin(word: str, latin: str, language: Language, lean: str, near: bool) -> Verdict:
    """Judge a chunk that only Latin can spell, unless a letter is there for its sound: "сеgа"."""
    own = sum(script_letter(char) == "L" for char in word)
    is_latin = own * 2 > len(word) or (own * 2 == len(word) and lean == "L")
    if latin.lower() in rules().latin_words or (is_latin and not near):
        return _verdict(word, (latin,), latin)
    meant = _drawn(word, language) if near else None
    meant = meant or to_cyrillic(word, language, near=True, sound=True)
    return _verdict(word, (meant, latin) if meant else (latin,), None)


def _drawn(word: str, language: Language) -> str | None:
    """Return the Cyrillic reading of a chunk whose Latin letters look like Cyrillic ones in italics: "npостak"."""
    letters = str.maketrans(rules().drawn)
    return to_cyrillic(word.translate(letters), language, near=True)


def _tie(word: str, cyrillic: str, latin: str, language: Language, lean: str) -> Verdict:
    readings: tuple[str, ...] = (latin, cyrillic) if lean == "L" else (cyrillic, latin)
    known = [
        reading
        for reading in readings
        if (is_known(reading, language) if reading == cyrillic else reading.lower() in rules().latin_twins)
    ]
    if not known and (cyrillic in language.acronyms or (lean == "C" and not _may_be_acronym(word))):
        known = [cyrillic]
    fix = known[0] if len(known) == 1 or (known and lean) else None
    if fix:
        readings = (fix, *(reading for reading in readings if reading != fix))
    return _verdict(word, readings, fix)


def _may_be_acronym(word: str) -> bool:
    return len(word) <= LONGEST_ACRONYM and is_upper(word)


@lru_cache(maxsize=16)
def known_words(language: Language) -> frozenset[str]:
    return language.lookalikes | language.short_words | language.label_nouns


def is_known(word: str, language: Language) -> bool:
    """Say whether a word is in a list of its language, or in the lexicon of what twins alone can spell."""
    small = word.lower()
    return small in known_words(language) or small in twin_words(language)


def _unreadable(word: str, language: Language) -> Verdict:
    latin_letters = sum(script_letter(char) == "L" for char in word)
    meant = to_cyrillic(word, language, near=True, sound=True)
    if meant and latin_letters * 2 <= len(word):
        return _verdict(word, (meant,), None, "mixed_script")
    parts = _STEM_AND_ENDING.fullmatch(word)
    readings = ("-".join(parts.groups()),) if parts and len(parts[1]) > 1 else ()
    return _verdict(word, readings, None, "mixed_script")


BROWSER: dict[str, object] = {
    "unseen": UNSEEN,
    "roman_numeral": ROMAN,
    "stem_and_ending": _STEM_AND_ENDING,
    "two_parts": _TWO_PARTS,
    "without_yi": _WITHOUT_YI,
    "begins_with_yi": _BEGINS_WITH_YI,
    "stressed": _STRESSED,
    "named_by_letter": _NAMED_BY_LETTER,
    "latin_vowels": _LATIN_VOWELS,
    "longest_word": LONGEST_WORD,
    "last_everyday_latin": LAST_EVERYDAY_LATIN,
    "script_codes": SCRIPT_CODES,
    "neutral_scripts": NEUTRAL,
    "unstressed": UNSTRESSED,
    "unlike_small": UNLIKE_SMALL,
    "dotted": DOTTED,
    "longest_acronym": LONGEST_ACRONYM,
    "dressed": lambda language: dressed_letter(),
}

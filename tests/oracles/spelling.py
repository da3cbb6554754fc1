"""Other programs that spell Cyrillic in Latin letters, each asked for a list of words without blanks."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from tests.oracles.missing import OracleMissing, library, program
from tests.oracles.scriptshifter import scriptshifter

PERL_PACKAGE = "liblingua-translit-perl"
ICU_PACKAGE = "icu-devtools"
_PERL = "my $t = Lingua::Translit->new($ARGV[0]); while (<STDIN>) { print $t->translit($_) }"


def lingua_translit(system: str, words: Sequence[str]) -> list[str]:
    """Ask Perl's Lingua::Translit for one of its tables, as one line; its own command has our command's name.

    >>> lingua_translit("Streamlined System BUL", ["щастие"])
    ['shtastie']
    """
    command = [program("perl", "perl"), "-CSA", "-MLingua::Translit", "-e", _PERL, system]
    done = subprocess.run(command, input=" ".join(words), capture_output=True, text=True, timeout=30, check=False)
    if done.returncode:
        raise OracleMissing("Lingua::Translit", PERL_PACKAGE)
    return done.stdout.split()


def interscript(system: str, words: Sequence[str]) -> list[str]:
    """Ask interscript for one of its maps."""
    found = library("interscript", "interscript")
    found.load_map(system)
    return [found.transliterate(system, word) for word in words]


def translitua(words: Sequence[str], system: str = "UkrainianKMU") -> list[str]:
    """Ask translitua for one of its systems; it writes signs of minutes where standards have modifier letters.

    >>> translitua(["Юлія"])
    ['Yuliia']
    """
    found = library("translitua", "translitua")
    signs = str.maketrans("′″", "ʹʺ")
    return [found.translit(word, getattr(found, system)).translate(signs) for word in words]


def iuliia(system: str, words: Sequence[str]) -> list[str]:
    """Ask iuliia for one of its schemas; the ё that it leaves in Latin text is Cyrillic.

    >>> iuliia("mosmetro", ["Юлия"])
    ['Yuliya']
    """
    found = library("iuliia", "iuliia")
    letters = str.maketrans({"\N{CYRILLIC SMALL LETTER IO}": "ë", "\N{CYRILLIC CAPITAL LETTER IO}": "Ë"})
    return [found.schemas.get(system).translate(word).translate(letters) for word in words]


def icu(transform: str, words: Sequence[str]) -> list[str]:
    """Ask ICU, through its command, for a transform; it writes primes where BGN/PCGN has quotation marks.

    >>> icu("Russian-Latin/BGN", ["Ельцин"])
    ['Yel’tsin']
    """
    command = [program("uconv", ICU_PACKAGE), "-f", "utf8", "-t", "utf8", "-x", transform]
    asked = "\n".join(words)
    done = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", timeout=60, check=True)
    return done.stdout.translate(str.maketrans("ʹʺ", "’”")).split("\n")


def transliteration_ua(words: Sequence[str]) -> list[str]:
    """Ask transliteration-ua for the Ukrainian system of 2010."""
    found = library("transliteration_ua", "transliteration-ua")
    return [found.transliterate_ua(word) for word in words]


def cyrtranslit(words: Sequence[str]) -> list[str]:
    """Ask cyrtranslit for Serbian."""
    found = library("cyrtranslit", "cyrtranslit")
    return [found.to_latin(word, "sr") for word in words]


def kaalin(_system: str, words: Sequence[str]) -> list[str]:
    """Ask kaalin for Karakalpak.

    >>> kaalin("kaa", ["Шымбай"])
    ['Shımbay']
    """
    found = library("kaalin.converter", "kaalin")
    return [found.cyrillic2latin(word) for word in words]


def mn_translit(_system: str, words: Sequence[str]) -> list[str]:
    """Ask mn-translit for MNS 5217:2012.

    >>> mn_translit("mns-5217", ["хөдөө"])
    ['khödöö']
    """
    found = library("mn_translit", "mn-translit")
    return [found.cyrillic_to_latin(word) for word in words]


def serbian_translit(language: str, words: Sequence[str]) -> list[str]:
    """Ask serbian-translit for Serbian (`srp`) or Montenegrin (`cnr`).

    >>> serbian_translit("srp", ["Њујорк"])
    ['Njujork']
    """
    found = getattr(library("serbian_translit", "serbian-translit"), language)
    return [found.to_lat(word) for word in words]


def latynkatar(_system: str, words: Sequence[str]) -> list[str]:
    """Ask latynkatar for Łacinka with ž, č and š, softness not spread.

    >>> latynkatar("modern", ["Яўген"])
    ['Jaŭhien']
    """
    found = library("latynkatar", "latynkatar")
    return [found.CyrLatConverter(word).convert() for word in words]


def alifbo(alphabet: str, words: Sequence[str]) -> list[str]:
    """Ask alifbo for the Uzbek Latin of 2026 (`new`) or that of 1995 (`old`), which it writes from the new one.

    >>> alifbo("new", ["шўро"]), alifbo("old", ["шўро"])
    (['şöro'], ['shoʻro'])
    """
    found = library("alifbo", "alifbo")
    new = [found.from_cyrillic(word).text for word in words]
    return new if alphabet == "new" else [found.to_old_latin(word).text for word in new]


#: Programs that know many systems, by the name that tables give them as `counterparts`.
COUNTERPARTS: Mapping[str, Callable[[str, Sequence[str]], list[str]]] = {
    "alifbo": alifbo,
    "icu": icu,
    "interscript": interscript,
    "iuliia": iuliia,
    "kaalin": kaalin,
    "latynkatar": latynkatar,
    "lingua-translit": lingua_translit,
    "mn-translit": mn_translit,
    "scriptshifter": scriptshifter,
    "serbian-translit": serbian_translit,
    "translitua": lambda system, words: translitua(words, system),
}

#: Each oracle by the name that tests/cases/schemes.toml gives it, with the language it is asked about.
ORACLES: Mapping[str, tuple[str, Callable[[Sequence[str]], list[str]]]] = {
    "Lingua::Translit": ("bulgarian", partial(lingua_translit, "Streamlined System BUL")),
    "interscript bgna-2009": ("bulgarian", partial(interscript, "bgna-bul-Cyrl-Latn-2009")),
    "interscript odni-2015": ("bulgarian", partial(interscript, "odni-bul-Cyrl-Latn-2015")),
    "translitua": ("ukrainian", translitua),
    "transliteration-ua": ("ukrainian", transliteration_ua),
    "interscript ua-2010": ("ukrainian", partial(interscript, "ua-ukr-Cyrl-Latn-2010")),
    "cyrtranslit": ("serbian", cyrtranslit),
    "interscript bgnpcgn-2005": ("serbian", partial(interscript, "bgnpcgn-srp-Cyrl-Latn-2005")),
}

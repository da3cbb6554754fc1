"""Words of dictionaries with their parts of speech, and all their forms: what lists of frequent words leave out."""

from __future__ import annotations

import gzip
import math
import re
import sys
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools import build_informal_pack as pack
from tools import build_informal_sources as sources
from tools.build_informal_letters import pack_letters
from tools.build_informal_rows import pack_rows
from tools.build_informal_shares import pack_shares
from translit import tables
from translit.informal.model.file import Model
from translit.informal.model.shares import SHARE_UNIT, key_of
from translit.machine.by_rules import RuleConversion

#: The parts of speech that inflect, as FreeDict marks them behind a headword.
PARTS = {"n": "noun", "v": "verb", "adj": "adjective"}
HEAD = re.compile(r"<(\w+)[^>]*>$")
#: A line of translations: words with commas between them, behind a number if there are several.
TRANSLATED = re.compile(r"(?:\d+\. )?([а-яѝ]+(?: се| си)?(?:, [а-яѝ]+(?: се| си)?)*)$")
VOWELS = re.compile("[аеиоуъюя]")
#: How many of a verb's forms have to be known where a dictionary has only a relative, and how long they have to be.
ENOUGH, ENOUGH_OF_ASPECT, PROOF = 3, 1, 5
#: Letters of the shortest word that is taken from a dictionary.
SHORTEST = 3
#: What words cost that no list of frequent words has, in nats: an entry, a form that analogy made too, any other.
ENTRY, LIKELY_FORM, FORM = 16.0, 16.75, 17.25
#: How many n-grams of letters are kept: forms teach how a language's words are built, so all of them are learned from.
NGRAMS = 80_000
ATTRIBUTION = (
    "Words of the dictionaries of FreeDict that translate into Bulgarian, by WikDict from Wiktionary (CC BY-SA 3.0, "
    "freedict.org, wikdict.com), with their forms."
)
GRAMMAR = Path(__file__).with_name("build_informal_bg.toml")
DATA = Path(__file__).parents[1] / "translit" / "informal" / "data"
#: The code by which the dictionaries of a language are named.
DICTIONARIES = {"bg": "bul"}


def freedict(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """Yield (word, part of speech) of every dictionary that translates into a language, in the order of their names."""
    for name in sorted(sources.manifest()):
        if re.match(rf"dict-freedict-\w+-{language}_", name):
            for _, data in sources.deb_files(folder / name, r"\.dict\.dz$"):
                yield from translated(gzip.decompress(data).decode("utf-8"))


def translated(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words that a dictionary's text translates into, with their part of speech ("" if it is unsaid).

    >>> list(translated("abbot /x/ <n>\\nигумен, абат\\nsuperior\\nabate <v>\\n1. стихвам, сля\u0301гам се"))
    [('игумен', 'noun'), ('абат', 'noun'), ('стихвам', 'verb'), ('слягам', 'verb')]
    """
    part = ""
    for line in unicodedata.normalize("NFD", text).replace("\u0301", "").replace("\u0300", "").splitlines():
        line = unicodedata.normalize("NFC", line)
        if head := HEAD.search(line):
            part = PARTS.get(head[1], "")
        elif found := TRANSLATED.match(line):
            for word in found[1].split(", "):
                yield word.split()[0], part


@cache
def grammar() -> dict[str, dict[str, str]]:
    """Return the endings of each part of speech of Bulgarian by the end of its dictionary form."""
    rules: dict[str, dict[str, str]] = tomllib.loads(GRAMMAR.read_text("utf-8"))
    return rules


def inflect(word: str, part: str, known: Collection[str] = ()) -> list[str]:
    """Return the forms of a word, itself among them: where it may go on in several ways, in verbs made of them.

    >>> inflect("смола", "noun"), inflect("сом", "noun")
    (['смола', 'смолата', 'смоли', 'смолите'], ['сом', 'сома', 'сомът', 'сомове', 'сомовете'])
    >>> inflect("сом", "noun", {"соми"})
    ['сом', 'сома', 'сомът', 'соми', 'сомите']
    """
    rules = grammar()[part]
    short = "1" if len(VOWELS.findall(word)) == 1 else ""
    ends = (word[cut:] for cut in range(len(word) + 1))
    key = next((key for end in ends for key in (short + end, end) if key in rules), None)
    if key is None:
        return [word]
    stem = word[: len(word) - len(key.lstrip("1"))]
    always, *ways = ([stem + end.strip("-") for end in way.split()] for way in rules[key].split("|"))
    shown = [way for way in ways if any(form in known for form in way if form not in always)] or ways[:1]
    return [*always, *(form for way in shown for form in way)]


def relatives(verb: str) -> Iterator[tuple[str, int]]:
    """Yield what may be verbs beside this one, of the other aspect or with another prefix, and how many forms prove it.

    >>> found = dict(relatives("млъквам"))
    >>> found["млъкна"] < found["замлъквам"], "пивам" in dict(relatives("изпивам"))
    (True, True)
    """
    rules = grammar()["aspect"]
    aspects = [verb.removesuffix(end) + other for end in rules if verb.endswith(end) for other in rules[end].split()]
    yield from ((other, ENOUGH_OF_ASPECT) for other in aspects)
    for other in (verb, *aspects):
        for prefix in grammar()["prefix"]["verb"].split():
            yield prefix + other, ENOUGH
            if other.startswith(prefix):
                yield other.removeprefix(prefix), ENOUGH


def derived(verbs: Collection[str], known: Collection[str]) -> Iterator[list[str]]:
    """Yield the forms of verbs made of these that no dictionary has, of which enough forms are known.

    >>> [forms[0] for forms in derived({"млъквам"}, {"млъкна", "млъкни", "млъкнал"})]
    ['млъкна']
    """
    proofs: dict[str, int] = {}
    for verb in sorted(verbs):
        for other, enough in relatives(verb):
            if other not in verbs and len(VOWELS.findall(other)) > 1:
                proofs[other] = min(enough, proofs.get(other, enough))
    for verb, enough in sorted(proofs.items()):
        forms = inflect(verb, "verb", known)
        if len({form for form in forms if len(form) >= PROOF}.intersection(known)) >= enough:
            yield forms


def add_words(words: Mapping[str, float], entries: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Return words with what each costs in nats, and those of a dictionary with all their forms.

    Forms that were made by analogy, which cost most, stay only where the dictionary has them.
    """
    made = max(words.values()) - 1e-6
    found = {word: nats for word, nats in words.items() if nats < made}
    known = frozenset(found)
    entries = sorted({(word, part) for word, part in entries if len(word) >= SHORTEST})
    forms = {form for word, part in entries if part for form in inflect(word, part, known)}
    verbs = {word for word, part in entries if part == "verb"}
    forms.update(form for entry in derived(verbs, known) for form in entry)
    for form in forms:
        if len(form) >= SHORTEST:
            found.setdefault(form, LIKELY_FORM if form in words else FORM)
    for word, _ in entries:
        found[word] = min(found.get(word, ENTRY), ENTRY)
    return found


def twins(names: Set[str], words: Set[str], language: str) -> list[str]:
    """Return the names that a scheme of a language writes like a word that is none, in order: Варна and върна."""
    found: set[str] = set()
    for table in sorted(tables.values(), key=lambda table: table.id):
        if table.kind == "scheme" and table.language == language:
            scheme = RuleConversion(table)
            written = set(map(scheme.transliterate, words - names))
            found.update(name for name in names if scheme.transliterate(name) in written)
    return sorted(found)


def add(path: Path, folder: Path, language: str) -> None:
    """Put the words of the dictionaries of a language into its model file, which has none of them yet."""
    model = Model(path.read_bytes(), path)
    entries = set(freedict(folder, DICTIONARIES[language]))
    words = add_words(dict(model.words()), entries)
    coded = {tuple(model.code[c] for c in word): nats for word, nats in words.items() if model.code.keys() >= set(word)}
    rows, automaton = pack_rows(coded)
    shares, levels = pack_shares({key_of(codes): round(nats / SHARE_UNIT) for codes, nats in coded.items()})
    learned = {codes: math.exp(-nats) for codes, nats in coded.items()}
    fresh = {**rows, "lex.shares": shares, **pack_letters(learned, model.edge, NGRAMS)}
    names = name_list(language) & words.keys() - {word for word, part in entries if part}
    alike = " ".join(twins(names, words.keys(), language))
    header = {name: value for name, value in model.header.items() if name != "sections"}
    header["attribution"] = f"{header['attribution']} {ATTRIBUTION}"
    header |= {"lexicon": automaton, "shares": levels, "words": len(coded), "names": alike}
    sections = {name: fresh.get(name, bytes(section)) for name, section in model.sections.items()}
    pack.write(path, pack.assemble(header, sections))


def name_list(language: str) -> set[str]:
    """Return first and last names and towns, in small letters."""
    towns = {name for name, _ in sources.city_names(300_000, language.upper())}
    return {name.lower() for name in towns | sources.faker_names(f"{language}_{language.upper()}")}


if __name__ == "__main__":
    for language in DICTIONARIES:
        add(DATA / f"{language}.bin", Path(sys.argv[1]), language)

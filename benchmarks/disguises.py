"""Measure how many disguised words are found and put right: twins at random, and insults that are to pass a filter.

    python -m benchmarks.disguises [--words COUNT] [--treebanks FOLDER]

The words with twins are the commonest of each language by wordfreq (extra `models`; nothing of it is kept), each in
small letters, with a capital and in capitals, with a random part of the letters that have an exact Latin twin replaced:
by itself, in the midst of a sentence, and where such a word belongs: with a capital at its beginning, in capitals where
all of it is. With --treebanks, every word of the dev and test parts of UD treebanks, which no list was written from.
Then the other way round, English words with Cyrillic letters. The insults are mild, ten a language.
"""

from __future__ import annotations

import argparse
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.accuracy.texts import TREEBANKS, treebank
from translit import transliterate
from translit.checking import Policy, check, repair
from translit.checking.facts import rules
from translit.checking.language import load_language
from translit.resources import read_toml

TWINS = {cyrillic: latin for latin, cyrillic in rules().to_cyrillic.items() if latin.isascii()}
ENGLISH_TWINS = {latin: cyrillic for cyrillic, latin in TWINS.items() if latin in "aceopxyABCEHKMOPTXY"}
SENTENCES = {"alone": "{}", "in English": "I found {} there yesterday", "in Bulgarian": "Вчера видях {} и си тръгнах"}

INSULTS = {
    "bg": "глупак идиот простак тъпанар кретен малоумник боклук дебил нахалник мързеливец",
    "ru": "дурак идиот кретен болван придурок тупица негодяй мерзавец подлец бездельник",
    "uk": "дурень ідіот бовдур нікчема телепень негідник покидьок придурок йолоп ледацюга",
    "sr": "будала идиот кретен глупан простак битанга нитков лењивац лопужа дебил",
    "mk": "глупак идиот кретен простак будала дебил никаквец лопов мрзливец магаре",
}
GEORGIAN = {"о": "ო", "у": "უ", "е": "ე", "а": "ა"}
CHEROKEE = {"а": "Ꭺ", "е": "Ꭼ", "р": "Ꮲ", "т": "Ꭲ", "к": "Ꮶ"}
GREEK = {"о": "ο", "а": "α", "р": "ρ", "к": "κ", "п": "π", "е": "ε"}
DIGITS = {letter: digit for digit, letters in rules().digits.items() for letter in letters}
SMALL_CAPITALS = {"а": "ᴀ", "о": "ᴏ", "е": "ᴇ", "к": "ᴋ", "т": "ᴛ", "р": "ᴘ", "м": "ᴍ"}


def replaced(word: str, twins: dict[str, str]) -> str | None:
    """Return a word with the first letter that can be disguised so, or None."""
    place = next((place for place, char in enumerate(word) if char in twins), None)
    return None if place is None else word[:place] + twins[word[place]] + word[place + 1 :]


def shifted(alphabet: int, word: str) -> str | None:
    """Return a word with its first twin as a letter of an alphabet that begins at a code point."""
    place = next((place for place, char in enumerate(word) if TWINS.get(char, "-").islower()), None)
    if place is None:
        return None
    return word[:place] + chr(alphabet + ord(TWINS[word[place]]) - ord("a")) + word[place + 1 :]


def marked(mark: str) -> Callable[[str], str | None]:
    return lambda word: "".join(char + mark for char in word)


def inside(sign: str) -> Callable[[str], str | None]:
    return lambda word: word[:2] + sign + word[2:]


DISGUISES: dict[str, Callable[[str], str | None]] = {
    "one Latin letter": lambda word: replaced(word, TWINS),
    "all twins Latin": lambda word: "".join(TWINS.get(char, char) for char in word),
    "a Greek letter": lambda word: replaced(word, GREEK),
    "a Georgian letter": lambda word: replaced(word, GEORGIAN),
    "a Cherokee letter": lambda word: replaced(word, CHEROKEE),
    "a circled letter": lambda word: shifted(0x24D0, word),
    "a squared letter": lambda word: shifted(0x1F130, word),
    "a small capital": lambda word: replaced(word, SMALL_CAPITALS),
    "a fullwidth letter": lambda word: shifted(0xFF41, word),
    "a mathematical letter": lambda word: shifted(0x1D41A, word),
    "struck through": marked("\u0336"),
    "dotted": marked("\u0323"),
    "underlined": marked("\u0332"),
    "a zero-width space": inside("\u200b"),
    "a soft hyphen": inside("\u00ad"),
    "a digit": lambda word: replaced(word, DIGITS),
    "set apart by blanks": " ".join,
    "set apart by full stops": ".".join,
}


def words_of(code: str, count: int) -> list[str]:
    """Return the commonest words of a language; Serbian ones are put in Cyrillic where they are not."""
    wordfreq = import_module("wordfreq")
    alphabet = load_language(code).alphabet
    words: list[str] = wordfreq.top_n_list({"sr": "sh"}.get(code, code), count * 6)
    if code == "sr":
        words = [transliterate(word, "sr-latin", reverse=True) if word < "\u0400" else word for word in words]
    return [word for word in dict.fromkeys(words) if len(word) > 1 and alphabet.issuperset(word)][:count]


def swapped(word: str, twins: dict[str, str], dice: random.Random) -> str | None:
    """Return a word with a random part, not empty, of its letters that have twins replaced; None if none has."""
    places = [place for place, char in enumerate(word) if char in twins]
    if not places:
        return None
    chosen = {*dice.sample(places, dice.randint(1, len(places)))}
    return "".join(twins[char] if place in chosen else char for place, char in enumerate(word))


def kind(word: str, twins: dict[str, str], own: Callable[[str], bool]) -> str:
    """Say what is left of a word's script: a letter that only it has, letters that both have, nothing."""
    left = [char for char in word if own(char)]
    return "none left" if not left else "sure" if any(char not in twins for char in left) else "either"


def shapes(words: list[str]) -> Iterator[str]:
    for word in words:
        yield from (word, word.capitalize(), word.upper())


def words_in(folder: Path, code: str) -> list[str]:
    """Return the words of a language's treebank, each once."""
    alphabet = load_language(code).alphabet
    texts = (text for split in ("dev", "test") for text in treebank(folder, code, split))
    words = dict.fromkeys(word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text.lower()))
    return [word for word in words if alphabet.issuperset(word)]


def in_the_midst(sentence: str, word: str) -> str:
    return sentence


def where_it_belongs(sentence: str, word: str) -> str:
    """Return a sentence with the place for a word where a capital, or capitals, are no surprise."""
    if word.isupper():
        return sentence.upper()
    first, *others = sentence.replace("{} ", "").split()
    return " ".join(("{}", first.lower(), *others)) if word[0].isupper() else sentence


def print_twins(code: str, words: list[str]) -> None:
    sample = str(read_toml(f"checking/languages/{code}.toml")["sample"])
    print_row(f"{code}, alone", words, TWINS, code, "{}", lambda char: char > "\u0400")
    print_row(f"{code}, in a sentence", words, TWINS, code, sample, lambda char: char > "\u0400")
    print_row(f"{code}, where it belongs", words, TWINS, code, sample, lambda char: char > "\u0400", where_it_belongs)


def print_row(
    name: str,
    words: list[str],
    twins: dict[str, str],
    code: str,
    sentence: str,
    own: Callable[[str], bool],
    placed: Callable[[str, str], str] = in_the_midst,
) -> None:
    dice, found = random.Random(name), Counter[tuple[str, str]]()
    for word in shapes(words):
        disguised = swapped(word, twins, dice)
        if disguised:
            place = placed(sentence, word)
            text, meant = place.format(disguised), place.format(word)
            fixed = repair(text, code)
            verdict = "right" if fixed == meant else "left" if fixed == text else "wrong"
            found[kind(disguised, twins, own), verdict] += 1
    parts = []
    for left in ("sure", "either", "none left"):
        all_of_it = sum(number for (one, _), number in found.items() if one == left)
        share = 100 * found[left, "right"] / all_of_it if all_of_it else 100
        parts.append(f"{left} {share:5.1f} % of {all_of_it:5}, {found[left, 'wrong']} wrong")
    print(f"{name:22}", "; ".join(parts))


def print_insults() -> None:
    policies = {code: Policy(language=code, severity={"letters_set_apart": "warning"}) for code in INSULTS}
    for name, disguise in DISGUISES.items():
        tried = found = right = 0
        for code, words in INSULTS.items():
            for word in words.split():
                disguised = disguise(word)
                if disguised is None:
                    continue
                tried += 1
                text = f"{SENTENCE_BEFORE[code]} {unicodedata.normalize('NFC', disguised)}!"
                findings = [one for one in check(text, policies[code])]
                found += bool(findings)
                offered = any(word in one.suggestions for one in findings if one.code == "letters_set_apart")
                right += repair(text, code) == f"{SENTENCE_BEFORE[code]} {word}!" or offered
        print(f"{name:26} found {found:2} of {tried:2}, put right or offered {right:2}")


SENTENCE_BEFORE = {"bg": "Ти си голям", "ru": "Ты просто", "uk": "Ти просто", "sr": "Ти си велики", "mk": "Ти си голем"}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--treebanks", type=Path, help="a folder with checkouts of UD treebanks")
    arguments = parser.parse_args()
    count = arguments.words
    for code in INSULTS:
        print_twins(code, words_of(code, count))
    for code in (*INSULTS, "be") if arguments.treebanks else ():
        words = words_in(arguments.treebanks, code)
        print(f"{len(words)} words of {TREEBANKS[code][0]}")
        print_twins(code, words)
    english = [
        word for word in import_module("wordfreq").top_n_list("en", count * 2) if word.isascii() and word.isalpha()
    ]
    english += sorted(rules().latin_stems)
    for name, sentence in SENTENCES.items():
        print_row(f"English, {name}", english, ENGLISH_TWINS, "bg", sentence, str.isascii)
    print_insults()


if __name__ == "__main__":
    main()

"""One key for every spelling: a law over every scheme and style, how many words share a key, and keys that stay."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import product

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.common_words import common_words, some_words
from tests.examples import examples
from tests.places import ROOT
from tests.search.laws import broken, excused, writers
from translit import UnknownChoice, fold
from translit.bulk import arrow
from translit.machine import _loop
from translit.machine.by_rules import RuleConversion
from translit.machine.chained import PLANE
from translit.search.folding import KEY_VERSION, folding
from translit.search.key_tables import LEVELS, Level, deviations, fold_languages, passes

LANGUAGES = fold_languages()
EVERY = list(product(LANGUAGES, LEVELS))
#: Of the 20,000 commonest words, how many in a hundred may share their key with another word.
MOST_SHARED = {
    ("be", "loose"): 3.5,
    ("be", "strict"): 3.3,
    ("bg", "loose"): 3.0,
    ("bg", "strict"): 1.6,
    ("mk", "loose"): 2.0,
    ("mk", "strict"): 1.5,
    ("ru", "loose"): 6.8,
    ("ru", "strict"): 6.2,
    ("sr", "loose"): 3.0,
    ("sr", "strict"): 3.0,
    ("uk", "loose"): 8.0,
    ("uk", "strict"): 7.5,
}
SPELLINGS = [
    ("bg", "щастие shtastie Shtastie 6tastie Schastie štastie ŝastie shchastie"),
    ("bg", "Георги Georgi georgi"),
    ("bg", "мъжът mazhat mujut myjyt măžăt muzhut"),
    ("bg", "София Sofia Sofiya Sofija Sofiq Sofiâ"),
    ("bg", "ябълка yabalka qbulka iabylka jabălka âbʺlka"),
    ("bg", "чувство chuvstvo 4uvstvo 4uwstwo čuvstvo"),
    ("bg", "Горна Gorna"),
    ("bg", "Синьо sinyo sinio sinʹo sin'o"),
    ("ru", "Щукин Shchukin Schukin Ščukin Shhukin Ŝukin"),
    ("ru", "Юлия Yuliya Iuliia Julija Yulia Ûliâ"),
    ("ru", "Хрущёв Хрущев Khrushchev Hruschev Xruščëv"),
    ("ru", "подъезд podezd pod'ezd podʺezd podyezd podieezd"),
    ("uk", "Київ Kyiv Kyyiv Kyïv Kijiv"),
    ("uk", "Згурський Zghurskyi Zgurskyj"),
    ("uk", "Харків Kharkiv Harkiv Xarkiv"),
    ("uk", "Щука Shchuka Shhuka Schuka Ščuka Shuka"),
    ("uk", "Цезар Cezar Czezar Tsezar Tzezar"),
    ("uk", "Шхуна Shkhuna Shhuna"),
    ("uk", "обличчя oblychchia obly44ya"),
    ("bg", "Шхуна Shhuna Shkhuna"),
    ("bg", "Щука Shtuka Shhuka Shchuka"),
    ("be", "Гомель Homel Homieĺ Gomel Homyel"),
    ("be", "Жыткавічы Zhytkavichy Žytkavičy"),
    ("mk", "Ѓорѓи Gjorgji Ǵorǵi Gorgi"),
    ("mk", "Скопје Skopje Skopye"),
    ("mk", "Човек Chovek Čovek 4ovek Covek"),
    ("mk", "Шушкање Shushkanje 6u6kanje 6u6kanye"),
    ("sr", "Јованчић Jovančić Yovancic Jovan4ic"),
    ("sr", "Међа Međa Medja Megja"),
    ("sr", "Шаш Šaš Sas Shash 6a6"),
    ("sr", "Ђоковић Đoković Djokovic Dokovic Djoković"),
    ("sr", "Жижић Žižić Zizic"),
]


@pytest.mark.parametrize(("language", "level"), EVERY)
def test_every_scheme_and_style_has_the_key_of_the_cyrillic(language: str, level: Level) -> None:
    assert list(broken(language, level, some_words()[language][::4])) == []


@pytest.mark.slow
@pytest.mark.parametrize(("language", "level"), EVERY)
def test_so_it_is_with_rarer_words(language: str, level: Level) -> None:
    assert list(broken(language, level, common_words(language))) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_exception_is_needed(language: str) -> None:
    """Where the others agree with a scheme after all, nothing is to be excused."""
    names = {writer.name for writer in writers(language)}
    for each in deviations(language):
        assert each.by in {*names, "*"} and each.level in ("", *LEVELS)
        levels: tuple[Level, ...] = tuple(level for level in LEVELS if each.level in ("", level))
        words = tuple(w for w in common_words(language) if any(part in f"{w}$" for part in each.letters))[:60]
        assert any(next(broken(language, level, words, excuse=False, by=each.by), None) for level in levels), each


@pytest.mark.parametrize("language", LANGUAGES)
@examples(20)
@given(data=st.data())
def test_texts_of_any_writer_and_any_capitals(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(some_words()[language]), min_size=1, max_size=4))
    text = data.draw(st.sampled_from([" ", "-", ", ", " „", "/"])).join(words)
    text = data.draw(st.sampled_from([text, text.upper(), text.title(), text.capitalize()]))
    writer = data.draw(st.sampled_from(writers(language)))
    if not excused(language, "loose", writer, re.sub(r"[^\w']", "$", text)):
        assert fold(writer.write(text), language) == fold(text, language)


@pytest.mark.parametrize(("language", "spellings"), SPELLINGS)
def test_known_spellings_of_a_word(language: str, spellings: str) -> None:
    assert len({fold(word, language) for word in spellings.split()}) == 1, {
        w: fold(w, language) for w in spellings.split()
    }


@pytest.mark.parametrize(("language", "level"), EVERY)
def test_few_words_share_a_key(language: str, level: Level) -> None:
    assert shared(language, level, some_words()[language]) < MOST_SHARED[language, level]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "level"), EVERY)
def test_so_few_of_twenty_thousand_share_a_key(language: str, level: Level) -> None:
    found = shared(language, level, common_words(language))
    assert MOST_SHARED[language, level] - 0.8 < found < MOST_SHARED[language, level]


def shared(language: str, level: Level, words: tuple[str, ...]) -> float:
    """Return how many words in a hundred have the key of another."""
    keys = Counter(map(folding(language, level), words))
    return 100 * sum(number for number in keys.values() if number > 1) / len(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_strict_keys_tell_no_less_apart(language: str) -> None:
    words = some_words()[language]
    assert len(set(map(folding(language, "strict"), words))) >= len(set(map(folding(language), words)))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bg", "жена цена сцена"),
        ("bg", "шапка чапла цапа"),
        ("ru", "мама мёд мода мыло"),
        ("uk", "ніч ніж"),
        ("sr", "кућа купа"),
    ],
)
def test_other_words_have_other_keys(language: str, words: str) -> None:
    assert len({fold(word, language) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize(("language", "level"), EVERY)
def test_keys_of_this_version_stay_what_they_are(language: str, level: Level) -> None:
    """Whoever stored keys looks for them: what changes one raises KEY_VERSION, with another file of keys."""
    stored = (ROOT / "tests" / "search" / f"keys-{KEY_VERSION}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in stored]
    mine = {text: key for of, on, text, key in rows if (of, on) == (language, level)}
    assert len(mine) > 100
    assert {text: fold(text, language, level=level) for text in mine} == mine


def test_brands_stay_apart_if_asked() -> None:
    assert fold("LG") == fold("ЛГ")
    assert fold("LG", keep_brands=True) != fold("ЛГ", keep_brands=True) == fold("ЛГ")
    assert fold("телефон LG, Нокиа", keep_brands=True) == "telefon ylg nokja"
    assert fold("Shtastie", keep_brands=True) == fold("щастие", keep_brands=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_begins_as_a_brand(language: str) -> None:
    everything = "".join(map(chr, range(0x20, 0x530))) + " y yy ya"
    assert all("y" not in fold(everything, language, level=level) for level in LEVELS)


@pytest.mark.parametrize("language", LANGUAGES)
@examples(20)
@given(text=st.text(max_size=40))
def test_any_text_has_a_key_and_so_have_its_normal_forms(language: str, text: str) -> None:
    key = fold(text, language)
    assert key == " ".join(key.split()) and all(word.isalnum() for word in key.split())


def test_marks_and_what_cannot_be_seen_make_no_difference() -> None:
    assert fold("щА\u0301стие") == fold("ща\u00adстие") == fold("щастие")
    for word in ("šćepanović", "Ångström", "Горбачёв", "район", "ĺžń"):
        assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))


def test_digits_are_letters_only_inside_words() -> None:
    assert fold("4 часа, 46 лв., 2026 г.") == "4 qasa 46 lv 2026 g"
    assert fold("4asa 6koda 7mi ko64e") == fold("часа шкода 7ми кошче")


@pytest.mark.parametrize(("language", "level"), EVERY)
def test_machines_compiled_and_not_make_the_same_keys(language: str, level: Level) -> None:
    words = some_words()[language][:100]
    text = " ".join([*words, *(writer.write(" ".join(words[:20])) for writer in writers(language))])
    key, compiled = folding(language, level), folding(language, level).compiled
    assert compiled is not None
    for part in (text, text.upper(), text.title(), *text.split()[:300]):
        assert compiled.fold(part) == key.plain(part)


#: What the tables of a folding treat apart: digits, composed letters, marks, the unseen, pictures, other scripts.
STRANGE = "46719ѝЍйŠšžǰḗỳї́̆̈\u0323\u00ad\u200d\u202eΣσςİıKẞßﬁȺ²Ⅷ①中한αא_-\u2028\0😀🄀𐐀𝐀"


@pytest.mark.parametrize(("language", "level"), EVERY)
@examples(15)
@given(data=st.data())
def test_compiled_keys_of_any_text_are_the_keys(language: str, level: Level, data: st.DataObject) -> None:
    letters = st.sampled_from("".join(some_words()[language][:50]) + "abcdefghijklmnopqrstuvwxyz'4 ")
    text = data.draw(
        st.lists(letters | letters.map(str.upper) | st.sampled_from(STRANGE) | st.characters()).map("".join)
    )
    key, compiled = folding(language, level), folding(language, level).compiled
    assert compiled is not None
    found = compiled.fold(text)
    assert found in (None, key.plain(text))
    if re.fullmatch(r"[А-Яа-яёЁ -~]*", text):
        assert found is not None
    if not re.search("[\ud800-\udfff]", text):
        keys = pyarrow.array(arrow.fold(pyarrow.array([text, None]), language, level=level)).to_pylist()
        assert keys == [key.plain(text), None]


@pytest.mark.parametrize(("language", "level"), EVERY)
def test_every_character_alone_and_between_letters(language: str, level: Level) -> None:
    key, compiled = folding(language, level), folding(language, level).compiled
    assert compiled is not None
    for start in (*range(0x20, 0x3100, 40), 0xD7F0, 0xFB00, 0xFE00, 0xFFE0, 0x10400, 0x1F2F0, 0x1FAF0, 0x20000):
        for text in map(chr, range(start, start + 40, 1 if start < 0x600 else 19)):
            if not "\ud800" <= text < "\ue000":
                assert compiled.fold(f"{text}а4{text}с {text}") in (None, key.plain(f"{text}а4{text}с {text}")), hex(
                    start
                )


def test_what_is_no_folding_is_refused() -> None:
    small, word = bytes(2 * PLANE), bytes(PLANE)
    machine = RuleConversion(passes("bg", "loose")[1]).compiled
    assert machine is not None
    for machines, digits_first, letters in (((), False, small), ((machine,), True, small), ((machine,), False, b"")):
        with pytest.raises(ValueError, match="machines"):
            _loop.Folding(machines, digits_first, letters, word)
    with pytest.raises(TypeError, match="expected machines"):
        _loop.Folding(("",), False, small, word)  # type: ignore[arg-type]
    assert _loop.Folding((machine,), False, small, word).fold("а") is None


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(UnknownChoice, match="unknown language 'de': expected one of be, bg"):
        fold("а", "de")
    with pytest.raises(UnknownChoice, match="unknown level 'sloppy': expected one of loose, strict"):
        fold("а", level="sloppy")  # type: ignore[arg-type]

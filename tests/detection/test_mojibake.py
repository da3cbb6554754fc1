"""Wrong encodings are undone where that is nearly certain, and good text is left alone."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from benchmarks.encodings import READ, WRITTEN, lines, misread, sentences
from tests.places import ROOT
from translit import explain_encoding, repair_encoding
from translit.detection.code_pages import CYRILLIC, guess_encoding
from translit.text.edits import apply_changes


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Àëèñà", "Алиса"),
        ("РџСЂРёРІРµС‚", "Привет"),
        ("Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82", "Привет"),
        ("бНОПНЯ", "Вопрос"),
        ("Öåëòà å äàëå÷å", "Целта е далече"),
        ("Р\ufffdСЃС‚РѕСЂРёСЏ", "История"),
        ("от Àëèñà и Боби", "от Алиса и Боби"),
        ("Subject: РџСЂРёРІРµС‚ (fwd)\r\nок\r\n", "Subject: Привет (fwd)\r\nок\r\n"),
    ],
)
def test_known_examples(wrong: str, right: str) -> None:
    assert repair_encoding(wrong) == right


@pytest.mark.slow
@pytest.mark.parametrize(("written", "read"), [pair for pair in product(WRITTEN, READ) if pair[0] != pair[1]])
def test_lines_of_twenty_characters(written: str, read: str) -> None:
    wrong = [(line, misread(line, [(written, read)])) for line in lines(50)]
    known = [(line, text) for line, text in wrong if text is not None]
    lost = [(line, text) for line, text in known if repair_encoding(text) != line]
    # Where nearly all letters of two code pages are the same, a line may differ in one letter only.
    allowed = 0.2 if {written, read} == {"mac-cyrillic", "cp1251"} else 0.06
    assert len(lost) <= allowed * len(known), lost


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("read", ["cp1251", "latin-1", "cp866", "koi8-r"])
def test_utf8_read_wrong_again_and_again(read: str, times: int) -> None:
    for line in ("Ще дойда утре следобед", "Съешь ещё этих мягких булок", "Кожушок і ґанок"):
        wrong = misread(line, [("utf-8", read)] * times)
        assert wrong is not None
        assert repair_encoding(wrong) == line


def test_a_code_page_inside_utf8() -> None:
    for written in CYRILLIC:
        wrong = misread("Ще дойда утре следобед", [(written, "latin-1"), ("utf-8", "cp1251")])
        assert wrong is not None
        assert repair_encoding(wrong) == "Ще дойда утре следобед"


def _good() -> list[str]:
    texts: list[str] = []
    for path in sorted((ROOT / "tests" / "cases").glob("*.json")):
        cases = json.loads(path.read_text("utf-8"))
        texts += [case["text"] for case in cases if isinstance(case, dict) and case.get("verdict") == "ok"]
    for name in ("foreign_cyrillic.tsv", "foreign_latin.tsv", "other_scripts.tsv", "respelled.tsv", "technical.txt"):
        texts += Path(ROOT / "tests" / "detection" / name).read_text("utf-8").splitlines()
    return texts


def test_good_text_is_left_alone() -> None:
    texts = [
        *_good(),
        *sentences()[:300],
        "Größe, été, façade, niño",
        "ÀÁÂÃÄÅ ÆÇÈÉ",
        "░▒▓█ └──┴──┘",
        "НАТО, ЕС, САЩ, ООН",
        "Ѓоко дойде",
    ]
    assert len(texts) > 900
    assert [text for text in texts if repair_encoding(text) != text] == []


def test_changes_say_where_and_why() -> None:
    text = "😀 добре\nОт: Àëèñà и пак\n"
    (change,) = explain_encoding(text)
    assert text[change.start : change.end] == change.before == "Àëèñà"
    assert (change.start16 - change.start, change.why) == (1, "cp1251 read as cp1252")
    assert apply_changes(text, [change]) == "😀 добре\nОт: Алиса и пак\n"


def test_repairing_twice_changes_nothing_more() -> None:
    for line in lines(40):
        wrong = misread(line, [("utf-8", "cp1251")])
        once = repair_encoding(wrong or "")
        assert repair_encoding(once) == once


def test_a_text_is_asked_for() -> None:
    with pytest.raises(TypeError, match="a text"):
        repair_encoding(b"bytes")  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", *CYRILLIC])
def test_encodings_are_told(encoding: str) -> None:
    told = 0
    chosen = [f"{a}\n{b}\n" for a, b in zip(sentences()[:40:2], sentences()[1:40:2], strict=True)]
    known = []
    for text in chosen:
        try:
            known.append((text, text.encode(encoding)))
        except UnicodeEncodeError:
            continue
    for text, content in known:
        guessed = guess_encoding(content)
        told += guessed is not None and content.decode(guessed) == text
    assert told >= 0.9 * len(known) > 5


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Größe der Straße, für Müller und Söhne über Österreich.", "cp1252"),
        ("Šta je to što želiš, čoveče? Đavole, ćutke!", "cp1250"),
        ("日本語のテキストです。今日はいい天気ですね。", "shift-jis"),
    ],
)
def test_what_is_not_cyrillic_is_told_by_the_library(text: str, encoding: str) -> None:
    guessed = guess_encoding(text.encode(encoding))
    assert guessed not in (None, *CYRILLIC)
    assert guessed and text.encode(encoding).decode(guessed) == text


@pytest.mark.parametrize(
    "text",
    [
        "я не знаю",
        "короче я его не видел с прошлого года, я думаю",
        "я тебе дуже люблю",
        "не можу говорити, я на роботі",
        "я сумую па табе",
        "друг път ще знам да не вярвам",
        "Љуба",
        "цена в €",
        "5 € на брой",
    ],
)
def test_a_short_text_of_windows_is_not_taken_for_one_of_macintosh(text: str) -> None:
    assert guess_encoding(text.encode("cp1251")) == "cp1251"


@pytest.mark.parametrize("text", ["Короче, я его не видел. Ещё приду", "Цена: 10 €, Љубиша", "Всичко е наред"])
def test_a_text_of_macintosh_is_still_one(text: str) -> None:
    assert text.encode("mac-cyrillic").decode(guess_encoding(text.encode("mac-cyrillic")) or "ascii") == text

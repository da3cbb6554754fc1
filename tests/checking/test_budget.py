"""How much is looked into is decided before any of it is: by counting, so that the same text gets the same answer."""

from __future__ import annotations

import pytest

from translit.checking import Policy, check, faults
from translit.checking.budget import BUDGET, FAR_TOO_LONG, PLAIN_SHARE
from translit.web.findings import check_sent, find_blocking, findings, repair_sent

LATIN_A = "\N{LATIN SMALL LETTER A}"
CYRILLIC = Policy(script="Cyrl")
HOSTILE = {
    "letters": f"{LATIN_A} " * 200_000,
    "parts": f"{LATIN_A}-а.{LATIN_A}_" * 50_000,
    "one word": "vi" * 200_000,
    "look-alikes": f"срещ{LATIN_A}\n" * 50_000,
    "digits": "4овек " * 50_000,
    "marks": "а\N{COMBINING ACUTE ACCENT}" * 100_000,
    "a stack": "а" + "\N{COMBINING ACUTE ACCENT}" * 200_000,
    "unseen": "\N{ZERO WIDTH SPACE}" * 200_000,
    "line separators": "\N{LINE SEPARATOR}" * 200_000,
    "no-break spaces": "а\N{NO-BREAK SPACE}" * 100_000,
    "emoji": "\N{GRINNING FACE} " * 100_000,
    "capitals and one letter more": "А " * 200_000 + LATIN_A,
    "a romanised text": "6te doida utre " * 20_000,
}


@pytest.fixture
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*_: object) -> None:
        raise AssertionError("somebody looked into the text")

    for name in ("_local_faults", "_whole_faults"):
        monkeypatch.setattr(faults, name, look)


@pytest.mark.usefixtures("nobody_looks")
@pytest.mark.parametrize("name", HOSTILE)
def test_nobody_looks_into_what_is_too_much(name: str) -> None:
    text = HOSTILE[name]
    for policy in ("comment", "title", "name", "strict"):
        assert [found.code for found in check(text, policy)] == ["max_length"]
    for wide in (Policy(), CYRILLIC, Policy(max_length=10**6), Policy(max_length=10**6, count="graphemes")):
        (found,) = check_sent(text, wide)
        assert (found.code, found.severity, found.start, found.end) == ("too_complex", "error", 0, len(text))
    assert repair_sent(text, "text") == repair_sent(text, "comment") == text


@pytest.mark.usefixtures("nobody_looks")
def test_it_is_said_in_words_and_refuses() -> None:
    (said,) = findings(HOSTILE["letters"], "bg", "text")
    assert said["message"] == "Твърде много думи в текста изискват проверка. Моля, съкратете го."
    assert [found.code for found in find_blocking(HOSTILE["letters"], "text")] == ["too_complex"]


def test_only_words_with_something_in_them_count() -> None:
    plain, odd = "мама мие рамката, ", f"срещ{LATIN_A} "
    few = plain * 1000 + odd * (BUDGET // len(odd))
    assert {found.code for found in check_sent(few, "text")} == {"mixed_script_confusable"}
    assert [found.code for found in check_sent(few + odd * 2, "text")] == ["too_complex"]
    assert check_sent(plain * 100_000, "text") == []
    assert [found.code for found in check_sent(plain * (BUDGET * PLAIN_SHARE // len(plain)) + odd * 20, "text")] == [
        "too_complex"
    ]
    every = Policy(script="Cyrl", words="every")
    assert check_sent(plain * 1000, every) == []
    assert [found.code for found in check_sent(plain * 1000 + odd, every)] == ["too_complex"]


def test_a_text_that_is_a_little_too_long_is_looked_into() -> None:
    policy = Policy(max_length=100)
    text = f"срещ{LATIN_A} " * 30
    assert {found.code for found in check(text, policy)} == {"mixed_script_confusable", "max_length"}
    assert [found.code for found in check(text * FAR_TOO_LONG, policy)] == ["max_length"]


def test_without_a_budget_all_of_a_text_is_looked_into() -> None:
    text = f"срещ{LATIN_A} " * 3000
    assert len(check(text, "text")) == 3000
    assert len(check_sent(text, Policy(severity={"too_complex": "off"}))) == 3000
    mild = Policy(max_length=10, severity={"max_length": "warning"})
    assert "mixed_script_confusable" in {found.code for found in find_blocking(text[:100], mild)}

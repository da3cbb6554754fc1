"""What a user may write, with every type said: checked as it stands by mypy and pyright, both strict, and run."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path

import translit
from translit import Candidate, Change, Detection, Edit, Finding, InputEngine, Table


def convert(text: str) -> str:
    law: translit.Transliterator = translit.compile_table("bg-streamlined-2009")
    pieces: list[str] = [match.target for match in law.matches(text)]
    rules: list[translit.Rule | None] = [match.rule for match in law.matches(text)]
    assert "".join(pieces) == law.transliterate(text, errors="keep") and len(rules) == len(pieces)
    stream: translit.Stream = translit.Stream(law)
    written: bytes = stream.feed(text.encode()) + stream.close()
    places: list[int] = [place.line for place in stream.invalid]
    assert written.decode() == "".join(pieces) and not places
    return translit.transliterate(text, "bg-streamlined-2009", reverse=False)


def type_keys(keys: str, table: Table | str | Path) -> str:
    engine: InputEngine = InputEngine(table)
    text: str = ""
    for key in keys:
        edit: Edit = engine.feed(key)
        text = edit.apply(text)
    readings: list[Candidate] = engine.candidates(3)
    if readings:
        text = engine.choose(len(readings) - 1).apply(text)
    undone: Edit | None = engine.backspace()
    return text if undone is None else undone.apply(text)


def look_over(text: str) -> list[str]:
    findings: list[Finding] = translit.check(text, policy=translit.load_policy("comment"))
    fixed: translit.Repair = translit.repair_and_explain(text)
    changes: tuple[Change, ...] = fixed.changes
    seen: list[Detection] = translit.detect(text)
    foreign: list[translit.Chunk] = translit.check_script(text, "Cyrl")
    return [
        *(finding.message("bg") for finding in findings),
        *(f"{change.start}-{change.end}: {change.before} -> {change.after} ({change.why})" for change in changes),
        *(f"{found.language}: {found.score:.2f}" for found in seen),
        *(chunk.text for chunk in foreign),
    ]


def type_words(words: str, habits: translit.Profile) -> tuple[str, translit.Profile]:
    session: translit.Session = translit.Session("bg-informal", habits)
    text: str = ""
    for key in words:
        text = session.feed(key).apply(text)
    best: Candidate | None = next(iter(session.candidates(1)), None)
    engine: InputEngine = InputEngine(translit.compile_table("bg-translit", keep_words={"Google": ""}))
    again: InputEngine = pickle.loads(pickle.dumps(engine))
    stream: translit.Stream = translit.Stream("bg-streamlined-2009", reverse=True)
    assert again.preedit == engine.preedit and stream.close() == b""
    return text if best is None else f"{text} ({best.text} {best.probability:.1f})", session.profile


def name(titles: list[str]) -> list[str]:
    numbered: list[str] = list(translit.slugs(titles, unique=True, max_length=20))
    return [*numbered, translit.slug(titles[0], language="uk")]


def find(table_id: str) -> Table | None:
    tables: Mapping[str, Table] = translit.tables
    try:
        return tables[table_id]
    except translit.TableNotFound as error:
        suggestions: tuple[str, ...] = error.suggestions
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
        return tables.get(suggestions[0]) if suggestions else None


def strictly(text: str) -> tuple[int, int] | None:
    try:
        translit.transliterate(text, "bg-streamlined-2009", errors="strict")
    except translit.UnmappedCharacter as error:
        return error.start, error.end
    except translit.TranslitError as error:
        raise SystemExit(str(error)) from error
    return None


def main() -> None:
    print(convert("Щастие"))
    print(type_keys("shte", "bg-translit"), type_keys("koi", "bg-informal"))
    print(*look_over("Това e ghbdtn"), sep="\n")
    learned: translit.Profile = translit.Profile.learn("6te doida v 6est", "bg-informal")
    typed, learned = type_words("6te doid", learned)
    print(typed, len(learned.counts) > 3, *name(["Нов щит", "Нов щит"]))
    found: Table | None = find("bg-streamlined-209")
    print(found.id if found else "not found", strictly("Добре ы"))
    best: list[Candidate] = translit.suggest("6te", "bg-informal", 1)
    print(best[0].text, best[0].probability > 0.5)


if __name__ == "__main__":
    main()

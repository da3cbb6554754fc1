"""Files renamed: what they are called, that nothing is lost, and that it can be undone."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.cli.test_cli import bad, translit
from translit import FileProblem, compile_table, transliterate
from translit.names.files import new_name, plan
from translit.names.journal import rename_all, undo

LAW = "bg-streamlined-2009"


def law(text: str) -> str:
    return transliterate(text, LAW)


def back(text: str) -> str:
    return transliterate(text, LAW, reverse=True)


def there(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that one stands in, with files and folders in it."""
    for name in ("Щука и Жаба.txt", "щит", "Музика/Песен 1.mp3", "Музика/Стари/Ария.tar.gz", "Музика/.скрит/тих.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Щука и Жаба.txt", "Shtuka i Zhaba.txt"),
        ("plain.txt", "plain.txt"),
        ("щит: ново?.txt", "shtit_ novo_.txt"),
        ("кон. ", "kon"),
        ("пр*н", "pr_n"),
        ("кон.тар.txt", "kon.tar.txt"),
        ("архив.tar.gz", "arhiv.tar.gz"),
        ("щит.съобщение", "shtit.saobshtenie"),
        ("Глава 1.5", "Glava 1.5"),
        ("a: b.txt", "a: b.txt"),
        ("ь", "y"),
        (unicodedata.normalize("NFD", "май"), "may"),
        ("ъ" * 300 + ".txt", "a" * 251 + ".txt"),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert new_name(name, law) == expected


def test_names_that_windows_reserves_and_empty_ones() -> None:
    for name in ("кон", "КОН", "нул.txt", "лпт1", "аух.tar.gz"):
        made = new_name(name, lambda text: transliterate(text, "ru-bgn-pcgn-1947").replace("k", "c").replace("kh", "x"))
        assert made.partition(".")[0].lower() not in ("con", "nul", "aux"), made
    assert new_name("кон.txt", lambda text: "CON") == "CON_.txt"
    assert new_name("кон", lambda text: "com1.x") == "com1_.x"
    assert new_name("ъ.txt", lambda text: "") == "untitled.txt"
    assert new_name("ъ.txt", lambda text: '"') == "untitled.txt"
    assert new_name("обява", lambda text: 'ob"yava') == "obyava"


def test_the_way_back_leaves_suffixes_and_fits_in_bytes() -> None:
    assert new_name("Shtuka i Zhaba.txt", back) == "Щука и Жаба.txt"
    long = new_name("a" * 200 + ".tar.gz", back)
    assert long == "а" * 124 + ".tar.gz" and len(long.encode()) <= 255
    marks = new_name("x" * 200, lambda text: "я\u0301" * 200, 64)
    assert len(marks.encode()) <= 64 and marks.endswith("\u0301")


@pytest.mark.parametrize(
    ("converted", "name"),
    [
        ("\x85", "_.txt"),
        ("a\x9bb\x07\u2028", "a_b__.txt"),
        ("\u3000щ \u00a0.", "щ.txt"),
        ("\u2003", "untitled.txt"),
        ("a" * 10 + "\u3000" * 9, "a" * 10 + ".txt"),
        ("a" * 10 + "\u3000" * 9 + "b", "a" * 10 + ".txt"),
    ],
)
def test_controls_and_blanks_that_nobody_sees(converted: str, name: str) -> None:
    assert new_name("щит.txt", lambda text: converted, 30) == name


@given(st.text(max_size=40), st.integers(16, 60))
@example("\x85", 20)
def test_any_name_that_is_made_is_a_name_and_fits(converted: str, most: int) -> None:
    name = new_name("щит.txt", lambda text: converted, most)
    if converted != "щит":
        assert len(name.encode("utf-8", "surrogateescape")) <= most and name.endswith(".txt")
        assert not set(name) & set('<>:"/\\|?*\0\n\t') and name.strip() == name and len(name) > 4


def test_names_that_are_taken_get_a_number(tmp_path: Path) -> None:
    for name in ("щит.txt", "шит.txt", "shtit.txt", "shtit (2).txt", "щ\u00adит.txt"):
        (tmp_path / name).touch()
    planned = list(plan(sorted(tmp_path.iterdir()), law))
    assert [each.new.name for each in planned if "щ" in each.old.name] == ["sht\u00adit.txt", "shtit (3).txt"]
    two = tmp_path / "two"
    two.mkdir()
    for name in ("ьо", "йо", "yo"):
        (two / name).touch()
    made = [each.new.name for each in plan([two], lambda text: law(text), recursive=True)]
    assert made == ["yo (2)", "yo (3)"]


def test_what_was_planned_is_done_written_down_and_undone(folder: Path) -> None:
    before = there(folder)
    journal = folder / "journal"
    planned = list(plan([Path()], law, recursive=True))
    assert [r for r in rename_all(planned, journal) if isinstance(r, FileProblem)] == []
    journal_text = journal.read_text(encoding="ascii")
    assert there(folder) == [
        "Muzika",
        "Muzika/.скрит",
        "Muzika/.скрит/тих.txt",
        "Muzika/Pesen 1.mp3",
        "Muzika/Stari",
        "Muzika/Stari/Aria.tar.gz",
        "Shtuka i Zhaba.txt",
        "journal",
        "shtit",
    ]
    assert len(journal_text.splitlines()) == 1 + len(planned)
    assert not [r for r in undo(journal) if isinstance(r, FileProblem)]
    journal.unlink()
    assert there(folder) == before
    assert (folder / "Музика/Стари/Ария.tar.gz").read_text(encoding="utf-8") == "Музика/Стари/Ария.tar.gz"


@pytest.mark.parametrize("done", range(1, 6))
@pytest.mark.parametrize("cut", [0, 5])
def test_an_end_in_the_middle_is_undone_too(folder: Path, done: int, cut: int) -> None:
    before = there(folder)
    journal = folder / "journal"
    steps = rename_all(list(plan([Path()], law, recursive=True)), journal)
    for _ in range(done):
        next(steps)
    steps.close()  # type: ignore[attr-defined]
    with journal.open("a") as file:
        # The next line was written, or begun, and the file not renamed.
        line = json.dumps({"old": str(folder / "щит"), "new": str(folder / "shtit")}) + "\n"
        file.write(line[:cut] if cut else line)
    assert not [r for r in undo(journal) if isinstance(r, FileProblem)]
    journal.unlink()
    assert there(folder) == before


def test_nothing_is_written_over(folder: Path) -> None:
    planned = list(plan([Path("щит")], law))
    Path("shtit").write_text("mine")
    (problem,) = rename_all(planned, Path("journal"))
    assert str(problem).endswith("not renamed: shtit is there already")
    assert Path("shtit").read_text() == "mine" and Path("щит").exists()
    with pytest.raises(FileProblem, match="journal: cannot write: file exists"):
        list(rename_all(planned, Path("journal")))
    Path("щит").unlink()
    (problem,) = list(undo(Path("journal")))
    assert Path("щит").read_text() == "mine"


def test_links_are_renamed_and_not_followed(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "тих").touch()
    Path("връзка").symlink_to(other)
    Path("счупена").symlink_to("no")
    assert not [
        r
        for r in rename_all(list(plan([Path("връзка"), Path("счупена")], law, recursive=True)), Path("j"))
        if isinstance(r, FileProblem)
    ]
    assert Path("vrazka").is_symlink() and Path("schupena").is_symlink() and (other / "тих").exists()


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode("щит".encode() + b"\xff.txt")
    (tmp_path / name).touch()
    (each,) = plan(list(tmp_path.iterdir()), law)
    assert os.fsencode(each.new.name) == b"shtit\xff.txt"
    assert [r for r in rename_all([each], tmp_path / "j")] == [each]
    assert list(undo(tmp_path / "j")) and (tmp_path / name).exists()


def test_the_command_does_nothing_unless_told(folder: Path) -> None:
    before = there(folder)
    done = translit("rename", LAW, "Щука и Жаба.txt", "щит", "Щука и Жаба.txt")
    assert done.stdout.decode() == "Щука и Жаба.txt -> Shtuka i Zhaba.txt\nщит -> shtit\n"
    assert done.stderr.decode() == "translit: 2 would be renamed; --apply does it\n"
    assert there(folder) == before
    done = translit("rename", "-l", "bg", "--recursive", "--apply", ".")
    assert done.returncode == 0 and Path("Muzika/Stari/Aria.tar.gz").exists()
    assert b"to undo: translit rename --undo translit-rename-" in done.stderr
    assert translit("rename", "--undo").returncode == 0
    (journal,) = folder.glob("translit-rename-*.jsonl")
    assert there(folder) == sorted([*before, journal.name])
    done = translit("rename", "--undo", journal.name)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == f"translit: {journal.name}: nothing is left to undo\n"
    done = translit("rename", LAW, "-r", "--recursive", ".")
    assert b"translit-rename" not in done.stdout


def test_what_the_command_refuses(folder: Path) -> None:
    assert "Missing argument 'FILE...'" in bad(2, "rename", LAW)
    assert "no such file" in bad(1, "rename", LAW, "--apply", "no", "щит") and Path("щит").exists()
    assert "there is no journal" in bad(2, "rename", "--undo")
    Path("a.json").write_text("{}")
    assert "a.json: no journal of translit rename" in bad(1, "rename", "--undo", "a.json")
    assert "and nothing beside it" in bad(2, "rename", "--undo", "a.json", LAW)
    assert (
        "cannot write: " in bad(1, "rename", LAW, "щит", "--apply", "--journal", "/no/journal") and Path("щит").exists()
    )


def test_a_table_with_a_fallback() -> None:
    assert new_name("Ельцын.txt", compile_table(LAW, fallback="icao").transliterate) == "Elytsyn.txt"

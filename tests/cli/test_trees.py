"""Folders: which files are converted, where they go, what is told, and that nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from translit.cli import trees
from translit.cli.app import app

FILES = {
    "a.txt": "Щастие\n",
    "b/c.md": "Щит и щека\n",
    "b/d/latin.txt": "only Latin\n",
    "b/skip.log": "Щека\n",
    ".hidden/x.txt": "Щека\n",
    ".dot.txt": "Щека\n",
}


def run(*args: str) -> Result:
    return CliRunner().invoke(app, ["convert", "bg-law", *args])


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lay_out(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    lay_out(root, FILES)
    (root / "picture.png").write_bytes(b"\x89PNG\r\n\0\0" + "Щ".encode())
    (root / "link.txt").symlink_to(root / "a.txt")
    return root


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_into_another_folder(tree: Path, tmp_path: Path, jobs: str) -> None:
    before = read(tree)
    result = run(str(tree), "-o", str(tmp_path / "out"), "-j", jobs)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "translit: 5 files: 4 converted, 1 skipped (binary)\n"
    assert read(tmp_path / "out") == {
        "a.txt": b"Shtastie\n",
        "b/c.md": b"Shtit i shteka\n",
        "b/d/latin.txt": b"only Latin\n",
        "b/skip.log": b"Shteka\n",
    }
    assert read(tree) == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_in_place(tree: Path, jobs: str) -> None:
    before = read(tree)
    untouched = (tree / "b/d/latin.txt").stat()
    result = run("--in-place", "--recursive", str(tree), "-j", jobs)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "translit: 5 files: 3 converted, 1 unchanged, 1 skipped (binary)\n"
    changed = {
        "a.txt": b"Shtastie\n",
        "link.txt": b"Shtastie\n",
        "b/c.md": b"Shtit i shteka\n",
        "b/skip.log": b"Shteka\n",
    }
    assert read(tree) == {**before, **changed}
    assert (tree / "link.txt").is_symlink()
    assert (tree / "b/d/latin.txt").stat().st_ino == untouched.st_ino


def test_a_dry_run_writes_nothing(tree: Path) -> None:
    before = read(tree)
    result = run("--in-place", "--recursive", "--dry-run", str(tree))
    assert read(tree) == before
    assert result.stdout.splitlines() == [str(tree / name) for name in ("a.txt", "b/c.md", "b/skip.log")]
    assert result.stderr == "translit: 5 files: 3 would be converted, 1 unchanged, 1 skipped (binary)\n"


def test_a_backup_is_kept_and_never_written_over(tree: Path) -> None:
    for text in ("Щастие", "Щит"):
        (tree / "a.txt").write_text(text, "utf-8")
        assert run("--in-place", "--recursive", "--backup", str(tree)).exit_code == 0
    assert (tree / "a.txt").read_text("utf-8") == "Shtit"
    assert (tree / "a.txt.bak").read_text("utf-8") == "Щастие"
    assert (tree / "a.txt.bak2").read_text("utf-8") == "Щит"
    assert not (tree / "b/d/latin.txt.bak").exists()


@pytest.mark.parametrize(
    ("options", "converted"),
    [
        (["--include", "*.txt"], ["a.txt", "b/d/latin.txt"]),
        (["--include", "*.txt", "--include", "b/*.md"], ["a.txt", "b/c.md", "b/d/latin.txt"]),
        (["--exclude", "*.log", "--exclude", "b/d/"], ["a.txt", "b/c.md"]),
        (["--exclude", "b"], ["a.txt"]),
    ],
)
def test_chosen_by_pattern(options: list[str], converted: list[str], tree: Path, tmp_path: Path) -> None:
    assert run(str(tree), "-o", str(tmp_path / "out"), *options).exit_code == 0
    assert sorted(read(tmp_path / "out")) == converted


def test_ignored_files_are_those_that_git_ignores(tree: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tree)], check=True)
    (tree / ".gitignore").write_text("*.log\n!b/keep.log\n/d/\n", "utf-8")
    (tree / "b" / ".gitignore").write_text("build/\n*.tmp\n!c.tmp\n", "utf-8")
    (tree / ".git" / "info" / "exclude").write_text("secret.txt\n", "utf-8")
    for name in ("b/keep.log", "b/build/x.txt", "b/c.tmp", "b/e.tmp", "secret.txt", "d/x.txt", "b/secret.txt"):
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text("Щит", "utf-8")
    listed = subprocess.run(
        ["git", "-C", str(tree), "ls-files", "-co", "--exclude-standard"], capture_output=True, check=True, text=True
    ).stdout.split()
    left = ("link.txt", "picture.png", "b/.gitignore")
    wanted = sorted(name for name in listed if not name.startswith(".") and name not in left)
    assert run(str(tree), "-o", str(tmp_path / "out")).exit_code == 0
    assert sorted(read(tmp_path / "out")) == wanted
    assert run(str(tree / "b"), "-o", str(tmp_path / "below")).exit_code == 0
    assert sorted(read(tmp_path / "below")) == [name[2:] for name in wanted if name.startswith("b/")]


def test_other_ignore_files(tree: Path, tmp_path: Path) -> None:
    (tree / ".ignore").write_text("*.md\n", "utf-8")
    (tree / "b" / ".rgignore").write_text("!c.md\nskip.*\n", "utf-8")
    assert run(str(tree), "-o", str(tmp_path / "out")).exit_code == 0
    assert sorted(read(tmp_path / "out")) == ["a.txt", "b/c.md", "b/d/latin.txt"]


def test_one_bad_file_stops_no_other(tree: Path) -> None:
    (tree / "aa.txt").write_bytes("Щит ".encode() + b"\xff\n")
    before = (tree / "aa.txt").read_bytes()
    result = run("--in-place", "--recursive", str(tree))
    assert result.exit_code == 1
    assert "3 converted" in result.stderr and "1 failed" in result.stderr
    assert (tree / "aa.txt").read_bytes() == before
    assert (tree / "b/c.md").read_bytes() == b"Shtit i shteka\n"


def test_other_encodings(tree: Path) -> None:
    (tree / "w.txt").write_bytes("Ще дойда утре следобед".encode("cp1251"))
    (tree / "u.txt").write_bytes("Ще дойда утре следобед".encode("utf-16"))
    result = run("--in-place", "--recursive", "--encoding", "auto", "--output-encoding", "same", str(tree))
    assert result.exit_code == 0, result.stderr
    assert (tree / "w.txt").read_bytes() == b"Shte doyda utre sledobed"
    assert (tree / "u.txt").read_bytes().decode("utf-16") == "Shte doyda utre sledobed"


def test_a_large_file_goes_through_in_pieces(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "COMPARED", 4)
    assert run(str(tree), "-o", str(tmp_path / "out")).exit_code == 0
    assert run("--in-place", "--recursive", str(tree)).exit_code == 0
    assert (tree / "a.txt").read_bytes() == (tmp_path / "out" / "a.txt").read_bytes() == b"Shtastie\n"


def test_what_is_written_is_not_read_again(tree: Path) -> None:
    assert run(str(tree), "-o", str(tree / "out")).exit_code == 0
    assert run(str(tree), "-o", str(tree / "out")).exit_code == 0
    assert not (tree / "out" / "out").exists()


def test_several_folders_and_a_file(tree: Path, tmp_path: Path) -> None:
    assert run(str(tree / "b"), str(tree / "a.txt"), "-o", str(tmp_path / "out")).exit_code == 0
    assert sorted(read(tmp_path / "out")) == ["a.txt", "b/c.md", "b/d/latin.txt", "b/skip.log"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "is a folder: -o OUT puts its files there"),
        (["--in-place"], "--recursive converts all files below it"),
    ],
)
def test_a_folder_needs_a_place(args: list[str], told: str, tree: Path) -> None:
    before = read(tree)
    result = run(str(tree), *args)
    assert (result.exit_code, read(tree)) == (2, before)
    assert told in result.stderr


def test_a_folder_alone_says_what_to_do(tree: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "translit", "convert", "bg-law", str(tree)], capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"is a folder: -o OUT puts its files there, --in-place --recursive back" in done.stderr


def test_a_missing_file_is_said(tree: Path, tmp_path: Path) -> None:
    result = run(str(tree), "nothing.txt", "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "nothing.txt: cannot read: no such file or directory" in result.stderr


def test_files_go_into_a_folder_that_is_there_or_is_named_as_one(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.txt": "щ", "b/b.srt": "1\n0:1 --> 0:2\nщ\n", "c/a.txt": "ж", "there/old.txt": "щ"})
    a, b, c = (str(tmp_path / name) for name in ("a.txt", "b/b.srt", "c/a.txt"))
    for out in (f"{tmp_path / 'new'}/", str(tmp_path / "there")):
        result = run(a, b, c, "-o", out)
        assert (Path(out, "a.txt").read_text("utf-8"), Path(out, "b.srt").read_text("utf-8")[-4:]) == ("sht", "sht\n")
        assert result.exit_code == 1 and result.stderr.endswith("translit: 3 files: 2 converted, 1 failed\n")
        assert f"{c}: not written: {Path(out, 'a.txt')} is for {a}" in result.stderr
    assert (tmp_path / "there" / "old.txt").read_text("utf-8") == "щ"
    twice = run("--in-place", "--recursive", str(tmp_path / "c"), c)
    assert (twice.exit_code, twice.stderr) == (0, "translit: 1 file: 1 converted\n")
    assert run(a, "-o", str(tmp_path / "one")).stderr == "" and (tmp_path / "one").read_text("utf-8") == "sht"


@pytest.mark.parametrize("copy", [(), ("--copy",)])
def test_what_cannot_be_written_is_not_blamed_on_reading(copy: tuple[str, ...], tree: Path, tmp_path: Path) -> None:
    (tmp_path / "full").write_text("")
    out = tmp_path / "full" / "out"
    result = run(str(tree), "-o", str(out), *copy)
    assert result.exit_code == 1 and "cannot read" not in result.stderr
    assert f"{out / 'a.txt'}: cannot write: not a directory" in result.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_words_that_stay_are_read_once_for_all_files(tree: Path, tmp_path: Path, jobs: str) -> None:
    words, out = tmp_path / "words.txt", tmp_path / "out"
    result = run(str(tree), "-o", str(out), "-j", jobs, "--keep-words", str(words))
    assert (result.exit_code, result.stderr) == (1, f"translit: {words}: no such file or directory\n")
    assert not out.exists()
    words.write_text("щит\n", "utf-8")
    assert run(str(tree), "-o", str(out), "-j", jobs, "--keep-words", str(words)).exit_code == 0
    assert (out / "b" / "c.md").read_text("utf-8") == "Щит i shteka\n"


SITE = {
    "index.html": '<html><link href="стил.css"><a href="стр/о.html" title="Щит">Щит</a><img src="щ.png" alt="Щит">',
    "стр/о.html": "<p class=щ>Щит</p>",
    "стил.css": ".щ { color: red } /* щит */",
    "js/a.js": "const щ = 'щит'",
    "знак.svg": "<svg><style>.щ{}</style><text class='щ'>Щит</text></svg>",
    "data.json": '{"щ": "Щит"}',
}
#: What no table touches.
PICTURE, PACKED = b"\x89PNG\r\n\0\0" + "щ".encode(), b"PK\x05\x06" + b"\0" * 18


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    lay_out(root, SITE)
    (root / "щ.png").write_bytes(PICTURE)
    (root / "щ.zip").write_bytes(PACKED)
    return root


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_other_edition_of_a_site_is_whole(site: Path, tmp_path: Path, jobs: str) -> None:
    out = tmp_path / "out"
    result = run(str(site), "-o", str(out), "--copy", "--attributes", "all", "-j", jobs)
    assert (result.exit_code, result.stderr) == (0, "translit: 8 files: 4 converted, 4 copied\n")
    expected = {name: text.encode() for name, text in SITE.items()} | {"щ.png": PICTURE, "щ.zip": PACKED}
    for name in ("index.html", "стр/о.html", "знак.svg", "data.json"):
        expected[name] = expected[name].replace("Щит".encode(), b"Shtit")
    expected["index.html"] = expected["index.html"].replace(b"<html>", b'<html lang="bg-Latn">')
    expected["знак.svg"] = expected["знак.svg"].replace(b"<svg>", b'<svg lang="bg-Latn">')
    assert read(out) == expected
    assert (out / "щ.png").stat().st_mtime == (site / "щ.png").stat().st_mtime


def test_programs_are_left_unless_a_pattern_names_them(site: Path, tmp_path: Path) -> None:
    result = run(str(site), "-o", str(tmp_path / "out"))
    assert result.stderr == "translit: 8 files: 4 converted, 2 left (programs), 2 skipped (binary)\n"
    assert not (tmp_path / "out" / "стил.css").exists()
    assert run(str(site), "-o", str(tmp_path / "css"), "--include", "*.css").exit_code == 0
    assert read(tmp_path / "css") == {"стил.css": b".sht { color: red } /* shtit */"}
    assert run(str(site), "-o", str(tmp_path / "some"), "--include", "*.css", "--copy").exit_code == 0
    assert read(tmp_path / "some")["index.html"] == SITE["index.html"].encode() and len(read(tmp_path / "some")) == 8
    assert run("--in-place", "--recursive", "--format", "text", str(site)).stderr.startswith(
        "translit: 8 files: 6 conv"
    )


def test_a_dry_run_copies_nothing(site: Path, tmp_path: Path) -> None:
    result = run(str(site), "-o", str(tmp_path / "out"), "--copy", "--dry-run")
    assert result.stderr == "translit: 8 files: 4 would be converted, 4 would be copied\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("args", [["--in-place", "--recursive"], []])
def test_a_copy_needs_another_folder(site: Path, args: list[str]) -> None:
    assert run(str(site), "--copy", *args).exit_code == 2
    assert read(site)["стил.css"] == SITE["стил.css"].encode()


A = "\N{LATIN SMALL LETTER A}"
BAD, GOOD = f"Утре имаме срещ{A}", "Утре имаме среща"


def fix(*args: str) -> Result:
    return CliRunner().invoke(app, ["fix", *args])


@pytest.fixture
def faulty(tree: Path) -> Path:
    (tree / "bad.txt").write_text(BAD, "utf-8")
    (tree / "b/bad.md").write_text(f"{BAD} `срещ{A}`\n", "utf-8")
    (tree / "b/bg.po").write_text(f'msgid "срещ{A}"\nmsgstr "{BAD} %s"\n', "utf-8")
    (tree / "b/p.html").write_text(f'<p class="срещ{A}" title="{BAD}" lang="bg">сре<b>щ{A}</b> &#1097;</p>', "utf-8")
    document = docx.Document()
    for part in ("Утре имаме сре", f"щ{A}"):
        (document.paragraphs[0] if document.paragraphs else document.add_paragraph()).add_run(part)
    document.save(str(tree / "d.docx"))
    return tree


MENDED = {
    "bad.txt": GOOD,
    "b/bad.md": f"{GOOD} `срещ{A}`\n",
    "b/bg.po": f'msgid "срещ{A}"\nmsgstr "{GOOD} %s"\n',
    "b/p.html": f'<p class="срещ{A}" title="{GOOD}" lang="bg">сре<b>ща</b> щ</p>',
}


def texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text("utf-8") for name in MENDED}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_fix_puts_a_folder_right(faulty: Path, jobs: str) -> None:
    before = read(faulty)
    result = fix("--in-place", "--recursive", "--backup", str(faulty), "-j", jobs)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "translit: 10 files: 5 fixed, 4 unchanged, 1 skipped (binary)\n"
    assert texts(faulty) == MENDED
    paragraph = docx.Document(str(faulty / "d.docx")).paragraphs[0]
    assert [run.text for run in paragraph.runs] == ["Утре имаме сре", "ща"]
    kept = {name.removesuffix(".bak"): content for name, content in read(faulty).items() if name.endswith(".bak")}
    assert kept == {name: before[name] for name in (*MENDED, "d.docx")}
    again = fix("--in-place", "--recursive", "--exclude", "*.bak", str(faulty))
    assert again.stderr == "translit: 10 files: 9 unchanged, 1 skipped (binary)\n"


def test_fix_writes_to_another_folder_what_is_chosen(faulty: Path, tmp_path: Path) -> None:
    before = read(faulty)
    result = fix(
        str(faulty), "-o", str(tmp_path / "out"), "--include", "*.txt", "--include", "*.po", "--exclude", "a.*"
    )
    assert (result.exit_code, result.stderr) == (0, "translit: 3 files: 3 fixed\n")
    written = {name: content.decode() for name, content in read(tmp_path / "out").items()}
    assert written == {
        "bad.txt": GOOD,
        "b/bg.po": MENDED["b/bg.po"],
        "b/d/latin.txt": "only Latin\n",
    }
    assert read(faulty) == before


def test_fix_says_what_it_would_do(faulty: Path) -> None:
    before = read(faulty)
    dry = fix("--in-place", "--recursive", "--dry-run", "--explain", str(faulty))
    named = [str(faulty / name) for name in ("b/bad.md", "b/bg.po", "b/p.html", "bad.txt", "d.docx")]
    assert dry.stdout.splitlines() == named
    said = dry.stderr.splitlines()
    assert f"translit: {faulty / 'bad.txt'}:1:12: срещ{A} -> среща (mixed_script_confusable)" in said
    assert f"translit: {faulty / 'd.docx'}: срещ{A} -> среща (mixed_script_confusable)" in said
    assert len(said) == 7 and said[-1] == "translit: 10 files: 5 would be fixed, 4 unchanged, 1 skipped (binary)"
    shown = fix("--diff", str(faulty))
    assert shown.exit_code == 1
    assert [line[4:] for line in shown.stdout.splitlines() if line.startswith("+++ ")] == named[:4]
    assert f"Binary files {faulty / 'd.docx'} and {faulty / 'd.docx'} differ\n" in shown.stdout
    assert read(faulty) == before
    subprocess.run(["git", "apply", "-p0", "--unsafe-paths", "--exclude=*.docx", "-"], check=True, cwd="/",
                   input=shown.stdout_bytes)  # fmt: skip
    assert texts(faulty) == MENDED


def test_fix_takes_all_of_a_file_where_that_is_asked_for(faulty: Path) -> None:
    path = faulty / "b/bg.po"
    assert fix("--format", "text", str(path)).stdout == MENDED["b/bg.po"].replace(f"срещ{A}", "среща")
    (faulty / "x.json").write_text('{"щ": ', "utf-8")
    assert "is no JSON: Expecting value; --format text takes all of it" in fix(str(faulty / "x.json")).stderr
    (faulty / "m.md").write_text("`Àëèñà`\nРџСЂРёРІРµС‚\n", "utf-8")
    assert fix("--encoding", str(faulty / "m.md")).stdout == "`Алиса`\nПривет\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "is a folder: -o OUT puts its files there"),
        (["--in-place"], "--recursive mends all files below it"),
        (["--diff", "--in-place", "--recursive"], "--in-place excludes --output and --diff"),
    ],
)
def test_fix_needs_a_place_for_a_folder(args: list[str], told: str, faulty: Path) -> None:
    before = read(faulty)
    result = fix(str(faulty), *args)
    assert (result.exit_code, read(faulty)) == (2, before) and told in result.stderr


def test_one_file_that_is_no_text_stops_no_other_that_is_put_right(faulty: Path) -> None:
    (faulty / "aa.txt").write_bytes(f"{BAD} ".encode() + b"\xff\n")
    result = fix("--in-place", "--recursive", "-j", "2", str(faulty))
    assert result.exit_code == 1 and "5 fixed, 4 unchanged, 1 skipped (binary), 1 failed" in result.stderr
    assert (faulty / "aa.txt").read_bytes().endswith(b"\xff\n") and A.encode() in (faulty / "aa.txt").read_bytes()

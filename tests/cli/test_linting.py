"""`translit check` over a project: which files, by whose settings, what is let be, and how services are told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft4Validator

from tests.places import ROOT
from translit.cli.app import app
from translit.cli.reports import FORMS
from translit.hosts.lsp.desk import Settings, find

A = "\N{CYRILLIC SMALL LETTER A}"
BAD = f"if {A}dmin:\n    pass\n"
GOOD = "# права на роль\nif admin:\n    pass\n"
SCHEMA = Draft4Validator(json.loads(Path(__file__).with_name("sarif-2.1.0.json").read_text("utf-8")))


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, which no repository and no settings are above."""
    root = tmp_path / "tree"
    write(root, {"src/a.py": BAD, "src/b.py": GOOD, "docs/в.md": f"x\n\n{BAD}", ".hidden/c.py": BAD})
    (root / "src/picture.png").write_bytes(b"\x89PNG\r\n\0\0" + BAD.encode())
    (root / ".git").mkdir()
    monkeypatch.chdir(root)
    return root


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def run(*args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["check", *args], input=stdin)


def places(result: Result) -> list[str]:
    return [":".join(line.split(":")[:3]) for line in result.stdout.splitlines()]


def settings(root: Path, *lines: str) -> None:
    write(root, {"pyproject.toml": "\n".join(["[tool.translit.check]", *lines, ""])})


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_is_walked_and_its_files_are_programs(tree: Path, jobs: str) -> None:
    result = run(".", "-j", jobs)
    assert places(result) == ["docs/в.md:3:4", "src/a.py:1:4"]
    assert result.exit_code == 1
    assert result.stderr == "translit: 2 findings in 2 of 3 files, 1 skipped (binary)\n"
    assert run("src/b.py", ".hidden/none.py").exit_code == 1
    clean = run("src", "--exclude", "a.*")
    assert (clean.exit_code, clean.stdout) == (0, "") and "0 findings in 1 file," in clean.stderr


def test_hidden_files_are_checked_where_they_are_wanted(tree: Path) -> None:
    write(tree, {".git/x.py": BAD, ".github/workflows/a.yml": BAD})
    wanted = [".github/workflows/a.yml:1:4", ".hidden/c.py:1:4", "docs/в.md:3:4", "src/a.py:1:4"]
    assert places(run(".", "--hidden")) == wanted
    settings(tree, "hidden = true", 'exclude = [".hidden/"]')
    assert places(run(".")) == [place for place in wanted if "hidden" not in place]


def test_files_without_a_project_are_texts_as_ever(tree: Path) -> None:
    write(tree, {"t.txt": "качих го във facebookа\n"})
    assert (run("t.txt").exit_code, run("t.txt", "--fail-on", "warning").exit_code) == (0, 1)
    assert run("src/a.py", "--fail-on", "never").exit_code == 0
    assert "mixed_script:" in run("t.txt").stdout and run("t.txt", "--project").stdout == ""
    assert run("--fail-on", "never", stdin="срещ\N{LATIN SMALL LETTER A}").exit_code == 0


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (['include = ["*.py"]'], ["src/a.py"]),
        (['exclude = ["src/"]'], ["docs/в.md"]),
        (['exclude = ["docs/*"]'], ["src/a.py"]),
        ([f'allowed_words = ["{A}dmin"]'], []),
        ([f'allowed_characters = "{A}"'], []),
        (["severity = { mixed_script_confusable = 'off' }"], []),
        (['policy = "own.toml"'], []),
    ],
)
@pytest.mark.parametrize("where", [".", "src", "docs/в.md"])
def test_a_project_has_its_settings_wherever_one_stands(
    tree: Path, lines: list[str], names: list[str], where: str
) -> None:
    settings(tree, *lines)
    write(tree, {"own.toml": 'extends = "code"\nallowed_words = ["\\u0430dmin"]\nlanguage = "ru"\n'})
    below = [name for name in names if name.startswith(where.removeprefix("."))]
    assert [place.split(":")[0] for place in places(run(where, "--project"))] == below


def test_options_go_before_settings_and_settings_before_what_is_taken_for_granted(tree: Path) -> None:
    write(tree, {"t.py": "# качих го във facebookа\n"})
    assert places(run("t.py")) == ["t.py:1:16"], "a text where there is no project"
    settings(tree, 'fail_on = "error"')
    assert places(run("t.py")) == []
    settings(tree, 'policy = "text"', 'fail_on = "never"', 'include = ["t.py"]')
    assert places(run(".")) == ["t.py:1:16"] and run(".").exit_code == 0
    assert run(".", "--fail-on", "warning").exit_code == 1
    assert places(run(".", "--policy", "code", "--include", "src/*")) == ["src/a.py:1:4"]


def test_a_file_named_by_itself_is_checked_unless_the_project_is_asked(tree: Path) -> None:
    settings(tree, 'exclude = ["src/*"]')
    assert places(run("src/a.py")) == ["src/a.py:1:4"]
    assert run("src/a.py", "--project").stderr == "translit: 0 findings in 0 files\n"
    write(tree, {"src/pyproject.toml": "[tool.translit.check]\n"})
    assert places(run("src/a.py", "--project")) == ["src/a.py:1:4"], "the nearest settings hold"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (['polcy = "code"'], "did you mean policy?"),
        (["include = 'a'"], "include is 'a': expected a list of texts"),
        (["exclude = [1]"], "exclude is [1]: expected a list of texts"),
        (["fail_on = 'bad'"], "fail_on is 'bad': expected one of 'error'"),
        (["policy = 'cod'"], "did you mean code?"),
        (["severity = { mixed = 'off' }"], "severity.mixed: no such code"),
        (["language = 'xx'"], "'xx'"),
        (["language = "], "pyproject.toml: line 2"),
    ],
)
def test_a_mistake_in_the_settings_is_usage(tree: Path, lines: list[str], says: str) -> None:
    settings(tree, *lines)
    result = run(".")
    assert result.exit_code == 2 and says in result.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[tool.translit.checks]\n", "checks: no such setting; did you mean check?"),
        ("[tool.translit]\nx = 1\n", "x: no such"),
    ],
)
def test_a_mistake_in_the_name_of_the_settings_is_usage(tree: Path, text: str, says: str) -> None:
    write(tree, {"pyproject.toml": text})
    result = run(".")
    assert result.exit_code == 2 and says in result.stderr


@pytest.mark.parametrize("text", ["[tool.other]\nx = 'translit'\n", "tool = 'translit'\n", "[tool]\ntranslit = 1\n"])
def test_another_file_of_that_name_has_no_settings(tree: Path, text: str) -> None:
    write(tree, {"pyproject.toml": text})
    assert places(run("src/a.py")) == ["src/a.py:1:4"]


PER_FILE, PER_FILE_IGNORES = "[tool.translit.check.per-file]", "[tool.translit.check.per-file-ignores]"
PROSE = "# качих го във facebookа\n"


def test_a_project_asks_other_things_of_some_files(tree: Path) -> None:
    write(tree, {"locale/ru/a.po": PROSE, "locale/x.py": PROSE, "tests/data/a.py": BAD, "tests/b.py": BAD})
    settings(
        tree,
        PER_FILE,
        '"locale/ru/**" = { policy = "text", language = "ru" }',
        '"**/*.md" = { allowed-words = ["\\u0430dmin"] }',
        PER_FILE_IGNORES,
        '"tests/" = ["mixed_script_confusable"]',
    )
    assert places(run(".")) == ["locale/ru/a.po:1:16", "src/a.py:1:4"]
    assert places(run("locale", "tests", "-j", "2")) == ["locale/ru/a.po:1:16"]
    assert places(run("tests/b.py", "docs/в.md")) == []
    assert places(run("locale/ru", "--policy", "code")) == [], "options go before settings"


def test_what_is_said_later_of_a_file_wins(tree: Path) -> None:
    write(tree, {"ru/a.md": PROSE, "ru/old/a.md": PROSE})
    settings(
        tree,
        "[tool.translit.check.per_file]",
        '"*.md" = { policy = "text" }',
        '"ru/old" = { policy = "code" }',
        '"docs" = { severity = { mixed_script_confusable = "info" } }',
    )
    assert places(run("ru", "docs")) == ["ru/a.md:1:16"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            [PER_FILE, '"a" = { policyx = "x" }'],
            "per_file.'a': policyx: no such setting; did you mean p",
        ),
        ([PER_FILE, '"a" = { baseline = "x" }'], "per_file.'a': baseline: no such setting"),
        ([PER_FILE, '"a" = { language = 1 }'], "per_file.'a': language is 1: expected a text"),
        ([PER_FILE, '"a" = "text"'], "per_file.'a' is 'text': expected settings"),
        ([PER_FILE, '"a" = { policy = "cod" }'], "did you mean code?"),
        ([PER_FILE, '"a" = { severity = { mixed = "off" } }'], "severity.mixed: no such code"),
        (
            [PER_FILE_IGNORES, '"a" = ["mixed_scrpt"]'],
            "no such code; did you mean mixed_script?",
        ),
        ([PER_FILE_IGNORES, '"a" = "mixed_script"'], "expected a list of texts"),
        (["per-file = 1"], "per_file is 1: expected settings by pattern"),
        (["per-fil = 1"], "per_fil: no such setting; did you mean per_file?"),
    ],
)
def test_a_mistake_in_what_is_asked_of_some_files_is_usage(tree: Path, lines: list[str], says: str) -> None:
    settings(tree, *lines)
    result = run(".")
    assert result.exit_code == 2 and says in result.stderr


COMMENTS = [
    "{} # translit: ignore",
    "{}  // translit: ignore[mixed_script_confusable]",
    "{} /* translit: ignore[mixed_script, mixed_script_confusable] a name of ours */",
    "{} -- translit:ignore [mixed_script_confusable]",
    "{} ; noqa ; translit: ignore",
    "<p>{}</p> <!-- translit: ignore -->",
    "{} % translit: ignore",
    "{{# translit: ignore #}} {}",
    "(* translit: ignore *) {}",
    "{} ' translit: ignore",
    '{} " translit: ignore',
    "{} REM translit: ignore",
    "{} dnl translit: ignore",
]


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_lets_be_what_is_on_its_line(tree: Path, comment: str) -> None:
    line = comment.format(f"{A}dmin")
    write(tree, {"src/a.py": f"{BAD}{line}\n{BAD}"})
    result = run("src")
    assert places(result) == ["src/a.py:1:4", "src/a.py:4:4"]
    assert "2 findings in 1 of 2 files, 1 skipped (binary), 1 ignored by comments" in result.stderr
    assert len(places(run("src", "--no-ignore-comments"))) == 3
    assert run("src", "--unused-ignores").stderr.count("lets nothing be") == comment.count("mixed_script,")


@pytest.mark.parametrize(
    "line",
    [
        "{} # translit: ignore[bidi_control]",
        "{} = 'translit: ignore'",
        '{} = "translit: ignore"',
        "{} # translit: ignore-files",
        "{} # translit: ignore-file but this is no line of its own",
        "{} # xtranslit: ignore",
        "{} # translit: ignored",
    ],
)
def test_what_lets_nothing_be(tree: Path, line: str) -> None:
    write(tree, {"src/a.py": line.format(f"{A}dmin") + "\n# translit: ignore\n"})
    assert places(run("src")) == [f"src/a.py:1:{line.index('{') + 1}"]


@pytest.mark.parametrize("size", [1, 1000, 200_000])
@pytest.mark.parametrize("comment", ["# translit: ignore-file", "/* translit: ignore-file[mixed_script_confusable] */"])
def test_a_comment_lets_be_a_whole_file(tree: Path, comment: str, size: int) -> None:
    write(tree, {"src/a.py": BAD * 2 + "x = 1\n" * size + f"{comment}\n{BAD}"})
    result = run("src", "--unused-ignores")
    assert (places(result), result.exit_code) == ([], 0) and "3 ignored by comments" in result.stderr
    write(tree, {"src/a.py": f"{comment}\n{BAD}\u202e\n"})
    assert len(places(run("src"))) == ("[" in comment)


def test_codes_that_there_are_not_are_told_and_unused_comments_on_request(tree: Path) -> None:
    write(tree, {"src/b.py": "x = 1  # translit: ignore[mixed_scrpt]\ny = 2  # translit: ignore\n"})
    result = run("src/b.py", "--project")
    told = "src/b.py:1: translit: ignore[mixed_scrpt]: no such code; did you mean mixed_script?"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, f"translit: {told}")
    unused = run("src/b.py", "--project", "--unused-ignores")
    assert unused.exit_code == 1 and "src/b.py:2: translit: ignore lets nothing be" in unused.stderr


def test_an_editor_is_told_what_the_command_tells(tree: Path) -> None:
    settings(tree, PER_FILE, '"*.md" = { policy = "text" }', PER_FILE_IGNORES, '"x/" = ["mixed_script_confusable"]')
    for name, text, told in (
        ("a.md", PROSE, ["mixed_script"]),
        ("a.py", PROSE, []),
        ("a.py", f"{BAD}{A}b # translit: ignore\n", ["mixed_script_confusable"]),
        ("x/a.py", BAD, []),
    ):
        found = find(text, str(tree / name), "python", Settings())
        assert [each.finding.code for each in found] == told, (name, text)


def test_comments_of_texts_let_nothing_be(tree: Path) -> None:
    assert run("-", stdin="срещ\N{LATIN SMALL LETTER A} # translit: ignore").exit_code == 1


def test_what_cannot_be_read_stops_no_other(tree: Path) -> None:
    (tree / "src/a1.py").write_bytes("права".encode("cp1251") * 20)
    result = run("src", "none.py")
    assert (result.exit_code, places(result)) == (1, ["src/a.py:1:4"])
    assert "looks like cp1251: --encoding cp1251 reads it" in result.stderr and "none.py: cannot read" in result.stderr
    assert run("src/a1.py", "--project").exit_code == 1
    assert run("src/a1.py", "--project", "--encoding", "auto").exit_code == 0


def test_a_large_file_is_checked_to_its_end(tree: Path) -> None:
    write(tree, {"large.py": "x = 'ц'\n" * 300_000 + BAD})
    assert places(run("large.py", "--project")) == ["large.py:300001:4"]


def test_a_baseline_lets_be_what_there_was_wherever_its_lines_go(tree: Path) -> None:
    taken = run(".", "--baseline", "old.json", "--update-baseline")
    assert (taken.exit_code, taken.stdout) == (0, "") and "2 in the baseline" in taken.stderr
    assert (tree / "old.json").read_text("utf-8").isascii()
    write(tree, {"src/a.py": f"import os\n\nif os:\n    {BAD}"})
    assert (run(".", "--baseline", "old.json").exit_code, run(".").exit_code) == (0, 1)
    write(tree, {"src/a.py": BAD + BAD, "src/b.py": BAD})
    again = run(".", "--baseline", "old.json")
    assert (again.exit_code, places(again)) == (1, ["src/a.py:3:4", "src/b.py:1:4"])


def test_a_baseline_is_of_the_project_and_is_written_anew_for_what_was_checked(tree: Path) -> None:
    settings(tree, 'baseline = ".translit-baseline.json"')
    assert "cannot read" in run(".").stderr
    assert run(".", "--update-baseline").exit_code == 0
    write(tree, {"src/a.py": GOOD})
    assert run("src", "--update-baseline").exit_code == 0
    said = json.loads((tree / ".translit-baseline.json").read_text("utf-8"))
    assert {*said["files"]} == {"docs/в.md"}
    (tree / "docs/в.md").unlink()
    assert run("src", "--update-baseline").exit_code == 0
    assert json.loads((tree / ".translit-baseline.json").read_text("utf-8"))["files"] == {}


@pytest.mark.parametrize("content", ["", "[]", '{"version": 2}', '{"version": 1, "files": {"a": {"b": "c"}}}'])
def test_another_file_is_no_baseline(tree: Path, content: str) -> None:
    write(tree, {"old.json": content})
    result = run(".", "--baseline", "old.json")
    assert result.exit_code == 1 and "no baseline: expected what --update-baseline writes" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        [".", "--update-baseline"],
        [".", "--update-baseline", "--baseline", "x.json", "--since", "HEAD"],
        ["--baseline", "x.json"],
        ["-", "--since", "HEAD"],
        [".", "--since", "--output=x"],
    ],
)
def test_what_cannot_be_meant_is_usage(tree: Path, args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2 and not (tree / "x").exists()


NAMES = ["plain.py", "with blank.py", 'quoted "x".py', "кирилица.py", ".hidden.py", "tab\t.py"]


def git(*args: str) -> None:
    who = (
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.org",
        "-c",
        "diff.noprefix=true",
        "-c",
        "commit.gpgsign=false",
    )
    subprocess.run(["git", *who, *args], check=True, capture_output=True)


@pytest.fixture
def repository(tree: Path) -> Path:
    (tree / ".git").rmdir()
    git("init", "--quiet")
    write(tree, {name: f"x = 1\n{BAD}" + "y = 2\n" * 9 for name in NAMES})
    git("add", "--all")
    git("commit", "--quiet", "--message", "all")
    return tree


def test_only_lines_that_were_added_are_told(repository: Path) -> None:
    assert run("--since", "HEAD").stdout == ""
    for name in NAMES:
        write(repository, {name: f"x = 1\n{BAD}" + "y = 2\n" * 9 + f"--- a/x\n++ b/y\nc = '{A}bc'\n"})
    result = run("--since", "HEAD")
    assert sorted(places(result)) == sorted(f"{name}:15:6" for name in NAMES)
    assert result.exit_code == 1
    assert places(run("plain.py", "docs", "--since", "HEAD")) == ["plain.py:15:6"]
    assert places(run("--since", "HEAD", "--exclude", "*.py")) == []
    git("mv", "src/a.py", "src/z.py")
    git("rm", "--quiet", "docs/в.md")
    assert len(places(run("--since", "HEAD"))) == len(NAMES), "a moved file adds no lines"


def test_a_diff_is_of_a_commit_in_a_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = run("--since", "no-such-commit")
    assert unknown.exit_code == 2 and "no-such-commit" in unknown.stderr
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    assert run("--since", "HEAD").exit_code == 2
    monkeypatch.setenv("PATH", "")
    assert "git: cannot run" in run("--since", "HEAD").stderr


def sarif(result: Result) -> dict[str, Any]:
    log = json.loads(result.stdout)
    assert [error.message for error in SCHEMA.iter_errors(log)] == []
    (one,) = log["runs"]
    assert isinstance(one, dict)
    return one


def test_sarif_is_what_its_schema_says_and_its_fixes_mend(tree: Path) -> None:
    write(tree, {"src/b ц.py": f"😀😀 = '{A}dmin\u202e' or {A}b\n"})
    found = sarif(run(".", "none.py", "--format", "sarif"))
    assert found["columnKind"] == "unicodeCodePoints"
    assert [note["message"]["text"] for note in found["invocations"][0]["toolExecutionNotifications"]] != []
    texts: dict[str, list[str]] = {}
    for result in reversed(found["results"]):
        change = result["fixes"][0]["artifactChanges"][0]
        (replacement,) = change["replacements"]
        where = replacement["deletedRegion"]
        assert where == result["locations"][0]["physicalLocation"]["region"]
        name = unquote(change["artifactLocation"]["uri"])
        lines = texts.setdefault(name, Path(name).read_text("utf-8").split("\n"))
        assert where["startLine"] == where["endLine"]
        line = lines[where["startLine"] - 1]
        lines[where["startLine"] - 1] = (
            line[: where["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[where["endColumn"] - 1 :]
        )
    assert len(found["results"]) == 5 - 1
    for name, lines in texts.items():
        write(tree, {name: "\n".join(lines)})
    assert sarif(run(".", "--format", "sarif"))["results"] == []


def test_sarif_of_standard_input(tree: Path) -> None:
    (result,) = sarif(run("--format", "sarif", stdin="срещ\N{LATIN SMALL LETTER A}"))["results"]
    assert (result["level"], result["ruleId"]) == ("error", "mixed_script_confusable")


def test_a_fingerprint_stays_when_lines_move(tree: Path) -> None:
    before = sarif(run("src", "--format", "sarif"))["results"]
    write(tree, {"src/a.py": "\n\n" + BAD})
    after = sarif(run("src", "--format", "sarif"))["results"]
    assert [row["partialFingerprints"] for row in before] == [row["partialFingerprints"] for row in after]
    assert before != after


def test_github_is_told_where(tree: Path) -> None:
    write(tree, {"a,b:%.py": BAD})
    result = run("a,b:%.py", "--project", "--format", "github")
    assert result.stdout.startswith(
        "::warning title=translit (mixed_script_confusable),file=a%2Cb%3A%25.py,"
        "line=1,endLine=1,col=4,endColumn=9::In “"
    )
    assert result.stdout.count("\n") == 1


def test_github_is_told_of_a_text_of_many_lines_without_columns() -> None:
    result = run("--policy", "title", "--format", "github", stdin="дълго\n" * 30)
    assert "line=21,endLine=31::" in result.stdout and "col=" not in result.stdout


@pytest.mark.parametrize("form", FORMS)
def test_findings_may_go_to_a_file(tree: Path, form: str) -> None:
    told = run("src", "--format", form)
    written = run("src", "--format", form, "--output", "out.log")
    assert (written.exit_code, written.stdout) == (1, "")
    assert (tree / "out.log").read_text("utf-8") == told.stdout != ""


@pytest.mark.slow
def test_an_interrupt_ends_all_cores_in_silence(tmp_path: Path) -> None:
    write(tmp_path, {f"{number}.py": GOOD * 400 for number in range(2000)})
    command = [sys.executable, "-m", "translit", "check", str(tmp_path), "-j", "2"]
    where = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, env=where) as process:
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 2)
        _, said = process.communicate(timeout=20)
    assert b"Traceback" not in said
    assert process.returncode == 130

"""The browser's engine is Python's engine: the same edits for the same keys, on every table."""

import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.places import WEB
from translit.convert.transliterator import Transliterator, compile_table
from translit.engine import InputEngine
from translit.interchange.json import machine
from translit.machine.keys import drawn_levels
from translit.machine.step import KINDS
from translit.table.library import tables
from translit.text.edits import Edit
from translit.text.kinds import kinds
from translit.web import asset, asset_path

pytestmark = pytest.mark.browser
SESSIONS, KEYS = 60, 25
CONVERTING = [table_id for table_id in tables if tables[table_id].kind != "informal"]


def node(script: str, module: Path, given: object) -> str:
    """Run a script of tests/web on a module, with JSON on its standard input, and return what it prints."""
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    ran = subprocess.run(
        [program, str(WEB / script), str(module)], input=json.dumps(given).encode(), capture_output=True, timeout=120
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()


def alphabet(compiled: Transliterator) -> list[str]:
    """Return what to type: all the letters that the table knows, some twice, and some that it does not."""
    known = [c for c in compiled._rules.lazy.characters[4:] if c != "\n"]
    return known * 3 + list(" .,'-7éßЖжъ\n😀\u0301\u0300\u0306Ǆ")


#: What may stand in an address.
ADDRESSES = ["https://", "www.", "ivan@", "abv.bg", "@", "://", ".com", "(", ")", ".", "/"]


def sessions(compiled: Transliterator, rng: random.Random, *, addresses: bool) -> list[object]:
    """Type at random, backspaces and levels of a keyboard among the keys, and record each answer."""
    letters = [*alphabet(compiled), *("".join(ADDRESSES * 4) + "🇧🇬👍🏽" if addresses else "")]
    engine = InputEngine(compiled, addresses=addresses)
    table = compiled.table
    recorded: list[object] = []
    for _ in range(SESSIONS):
        engine.reset()
        session: list[object] = []
        for _ in range(rng.randrange(1, KEYS)):
            level = ""
            if addresses and rng.random() < 0.2:
                for letter in rng.choice(ADDRESSES):
                    step = engine.feed(letter)
                    session.append([letter, "", [step.delete, step.insert], engine.preedit])
                continue
            edit: Edit | None
            if rng.random() < 0.2:
                key = "\b"
                edit = engine.backspace()
            else:
                key = rng.choice(letters)
                if table.keys and rng.random() < 0.4:
                    level = rng.choice([*drawn_levels(table)])
                    key = rng.choice([*drawn_levels(table)[level]])
                edit = engine.feed(key, level)
            session.append([key, level, edit and [edit.delete, edit.insert], engine.preedit])
        recorded.append(session)
    return recorded


def kind_runs() -> list[list[int]]:
    runs: list[list[int]] = []
    for point, k in enumerate(kinds()):
        number = KINDS.index(chr(k))
        if runs and runs[-1][2] == number:
            runs[-1][1] = point + 1
        else:
            runs.append([point, point + 1, number])
    return runs


#: What Unicode decomposes into one other character, or into two marks: read as its parts, or as it stands.
SINGLES = "\u0340\u0341\u0343\u0344\u0374\u037e\u0387\u0f73\u0f75\u0f81\u1fee\u1ffd\u2126\u212a\u212b"


@pytest.fixture(params=["delivered", "folder"])
def module(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the module as a page is sent it, and as it lies in its folder."""
    if request.param == "folder":
        return asset_path("translit.js")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "generated").mkdir()
    for name in ("translit.js", "spelling.js", "generated/spelling.js"):
        (tmp_path / name).write_bytes(asset(name).content)
    return tmp_path / "translit.js"


def test_the_kind_of_every_code_point(module: Path) -> None:
    assert node("check_engine.mjs", module, {"tables": [], "kinds": kind_runs()}) == "1114112\n"


@cache
def cases_of(reverse: bool) -> list[object]:
    """Convert and type with every table, and record what Python does."""
    rng = random.Random(2009)
    cases: list[object] = []
    for table_id in CONVERTING:
        if reverse and not tables[table_id].reversible:
            continue
        compiled = compile_table(table_id, reverse=reverse)
        letters = alphabet(compiled)
        texts = ["".join(rng.choices(letters, k=rng.randrange(1, 30))) for _ in range(100)]
        texts += ["".join((*rng.choices(letters, k=2), char, rng.choice(letters))) for char in SINGLES]
        texts += [s.source for s in compiled.table.samples if s.source and not s.level]
        cases.append(
            {
                "table": machine(compiled),
                "texts": [
                    *([text, compiled._rules.lazy.convert(text)] for text in texts),
                    *([text, compiled.transliterate(text)] for text in map(hyphenated, texts)),
                ],
                "sessions": [] if reverse else sessions(compiled, rng, addresses=False),
                "addresses": [] if reverse else sessions(compiled, rng, addresses=True),
            }
        )
    return cases


def hyphenated(text: str) -> str:
    """Return a text with invisible characters in it that are spelled as HTML does."""
    middle = len(text) // 2
    return f"{text[:middle]}&shy;{text[middle:]} &amp;&#x200b;{text}"


@pytest.mark.parametrize("reverse", [False, True], ids=["forward", "reverse"])
def test_javascript_types_and_converts_what_python_does(reverse: bool, module: Path) -> None:
    cases = cases_of(reverse)
    assert cases
    checked = node("check_engine.mjs", module, {"tables": cases, "kinds": []})
    assert int(checked) > 100 * len(cases)


def test_a_fallback_and_a_table_that_extends_another_are_the_same_there(module: Path, tmp_path: Path) -> None:
    path = tmp_path / "bg-c.toml"
    path.write_text('id = "bg-c"\nextends = "bg-law"\n[map]\n"ц" = "c"\n', encoding="utf-8")
    rng = random.Random(15)
    texts = ["Ельцын и Эмма Горбачёва, ЦСКА", *("".join(rng.choices("цыэёѓщияЩЦЭ ", k=12)) for _ in range(50))]
    cases = [
        {
            "table": machine(compiled),
            "texts": [[text, compiled.transliterate(text)] for text in texts],
            "sessions": sessions(compiled, rng, addresses=False),
            "addresses": [],
        }
        for compiled in (compile_table("bg-law", fallback="icao"), compile_table(path, fallback="icao"))
    ]
    assert node("check_engine.mjs", module, {"tables": cases, "kinds": []})

"""What a page is sent is what lies in the folder, joined and squeezed, and what is shared is what Python says."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import PACKAGE, ROOT
from translit.web import asset, asset_names
from translit.web.join import ENTRIES, join, parts, squeeze

FOLDER = PACKAGE / "web"


def read(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def run(source: str, tmp_path: Path) -> str:
    """Return what a module prints in Node."""
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    path = tmp_path / "module.mjs"
    path.write_text(source, "utf-8")
    ran = subprocess.run([program, str(path)], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


TRICKY = r"""
// A comment with "quotes', `ticks` and /slashes/.
/* One
   of more lines. */
class First {
  #long = "// no comment, no  space"; // a comment
  #other = '"  \' #long';
  get all() {
    return [this.#long, this.#other, `${[this]  . length}  ${1 + 1} # long`, /["'`/ ]  \//u.source, 8 / 2 / 2];
  }
}
class Second {
  #other = -1;
  static make = () => new Second();
  get sum() {
    let i = 1;
    const j = i++ + +"2" - -3 - --i;
    return { j, other: this.#other, in: "j" in { j }, type: typeof i };
  }
}
const mine = { inner: 1 };
const shared = 2;
const shorthand = { shared };
const other = (mine) => [mine, ...[mine.inner], shorthand.shared, mine ? mine : 0];
for (const part of [new First().all, Second.make().sum, other(mine)]) console.log(JSON.stringify(part));
if (/\d/.test("1") && ![].length) console.log(typeof /=/, void 0 ?? "x", 6 / 3);
"""


@pytest.mark.browser
def test_squeezing_changes_nothing_a_program_can_see(tmp_path: Path) -> None:
    squeezed = squeeze(TRICKY)
    assert run(squeezed, tmp_path) == run(squeeze(TRICKY, last=False), tmp_path) == run(TRICKY, tmp_path) != ""
    assert (
        "\n" not in squeezed and "First" not in squeezed and "#other=-1" not in squeezed and "comment'" not in squeezed
    )


def test_a_name_in_a_template_stays() -> None:
    source = "let own=1;export class A{#long=own;get c(){return`${this.#long} ${own}`;}}"
    assert squeeze(source) == source


def test_what_a_class_has_keeps_its_name() -> None:
    own = "class Own {\n  kept = 1;\n  get text() {\n    return 2;\n  }\n}\n"
    assert (
        squeeze(f"{own}export const a = (text, kept) => [text, kept, Own];")
        == "class b{kept=1;get text(){return 2;}}export let a=(text,kept)=>[text,kept,b];"
    )
    method = "const own = {\n  at(place) {\n    return place;\n  },\n};\nexport const a = (at) => own[at];"
    assert "at(" in squeeze(method)


@given(st.text())
def test_texts_are_left_as_they_are(text: str) -> None:
    quoted = '"' + re.sub(r'(["\\\n])', r"\\\1", text) + '"'
    assert squeeze(f"const  a  = {quoted} ;") == f"let a={quoted};"


def test_each_part_stands_once_and_before_what_uses_it() -> None:
    assert parts("translit.js", read) == [
        "generated/engine.js",
        "engine.js",
        "typing.js",
        "page.js",
        "translit.js",
    ]
    assert set(parts("findings.js", read)) == {"generated/findings.js", "findings.js"}


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_an_entry_is_one_module(name: str) -> None:
    joined = join(name, read)
    assert asset(name).content.decode() == joined
    assert set(re.findall(r'from"\./([\w./-]+)"', joined)) <= ENTRIES - {name}
    names = asset_names()
    assert name in names and not {*parts(name, read)} - {name} & {*names}
    # Names of parts must not meet in the module that they become.
    declared = [
        found
        for part in parts(name, read)
        for found in re.findall(r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", read(part), re.M)
    ]
    assert len(declared) == len(set(declared))


def test_what_is_shared_is_what_python_says() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "update_browser.py"))["modules"]()
    assert {path.name: path.read_text("utf-8") for path in (FOLDER / "generated").iterdir()} == made


def test_the_package_of_npm_has_every_file_that_a_module_imports() -> None:
    source = "".join(read(path.relative_to(FOLDER).as_posix()) for path in FOLDER.rglob("*.js"))
    wanted = set(re.findall(r'(?:from|import\() ?"\.\.?/((?:\w+/)?)[\w.-]+"', source))
    assert wanted == {"", "generated/", "check/"}
    assert re.search(r'"files": \["\*\.js", .*"check", "editors", "generated"', read("package.json"))


@pytest.mark.browser
def test_the_package_of_npm_is_packed_installed_and_imported(tmp_path: Path) -> None:
    program = shutil.which("npm")
    assert program, "npm is missing: apt-get install npm"

    def npm(*command: str) -> str:
        ran = subprocess.run([program, *command], cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    packed = npm("pack", "--silent", str(FOLDER)).strip()
    npm("install", "--silent", "--offline", "--no-audit", "--no-fund", packed)
    adapters = [path.stem for path in sorted((FOLDER / "editors").glob("*.js"))]
    names = ["", "spelling.js", "relayout.js", "rules.js", *(f"editors/{name}.js" for name in adapters)]
    wanted = [f"translit-web/{name}".rstrip("/") for name in names]
    installed = tmp_path / "node_modules" / "translit-web"
    assert not [path.name for path in installed.rglob("*.py")]
    assert all(path.with_suffix(".d.ts").is_file() for path in (installed / "editors").glob("*.js"))
    source = f"for (const name of {json.dumps(wanted)}) console.log(Object.keys(await import(name)).length > 0);"
    assert run(source, tmp_path).split() == ["true"] * len(wanted)

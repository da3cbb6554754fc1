"""Vim's keymaps as an oracle: the same key strings, typed in Insert mode of a real Vim."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.oracles.keyboard import US_PLAIN, US_SHIFT, Cell, pressed
from tests.oracles.missing import OracleMissing, program

PACKAGE, KEYMAP_PACKAGE = "vim", "vim-runtime"
NO_KEYMAP = 3

#: Answers each keymap's texts, or with no text the sequences that it knows, as Vim writes keys.
_SCRIPT = r"""
let answers = []
for [keymap, texts] in json_decode(join(readfile($TRANSLIT_ASKED), "\n"))
  if empty(globpath(&runtimepath, "keymap/" . keymap . "*.vim")) | cquit {missing} | endif
  execute "set keymap=" . keymap
  let found = empty(texts) ? map(filter(maplist(), "v:val.mode ==# 'l'"), "v:val.lhs") : []
  for text in texts
    silent %delete _
    call feedkeys("i" . text . "\<Esc>", "tx")
    call add(found, join(getline(1, "$"), "\n"))
  endfor
  call add(answers, found)
endfor
call writefile([json_encode(answers)], $TRANSLIT_ANSWERS)
qall!
"""


def typed(keymap: str, texts: Sequence[str], *, folder: Path | None = None) -> list[str]:
    """Return what Vim has in its buffer after each of `texts` is typed under a keymap.

    `folder` is searched for `keymap/NAME.vim` before Vim's own files.

    >>> typed("bulgarian-phonetic", ["Bylgariq, 2026"])
    ['България, 2026']
    """
    return ask([(keymap, texts)], folder=folder)[0]


def ask(asked: Sequence[tuple[str, Sequence[str]]], *, folder: Path | None = None) -> list[list[str]]:
    """Return what is typed under many keymaps, in one run of Vim."""
    found: list[list[str]] = _answers([(keymap, list(texts)) for keymap, texts in asked], folder)
    return found


def known(keymaps: Sequence[str]) -> list[list[str]]:
    """Return the sequences of keys that each keymap has a meaning for; those with Alt are left out.

    >>> sorted(known(["ukrainian-jcuken"])[0])[-1]
    '~~'
    """
    names = {"<Bar>": "|", "<lt>": "<"}
    found = []
    for sequences in _answers([(keymap, []) for keymap in keymaps]):
        for name, sign in names.items():
            sequences = [keys.replace(name, sign) for keys in sequences]
        found.append([keys for keys in sequences if not keys.startswith("<M-")])
    return found


def _answers(asked: Sequence[object], folder: Path | None = None) -> Any:
    vim = program("vim", PACKAGE)
    with TemporaryDirectory() as temporary:
        question, answers, script = (Path(temporary, name) for name in ("asked", "answers", "ask.vim"))
        question.write_text(json.dumps(asked), encoding="utf-8")
        script.write_text(_SCRIPT.replace("{missing}", str(NO_KEYMAP)), encoding="utf-8")
        start = [vim, "-u", "NONE", "-N", "-es", "--cmd", "set encoding=utf-8 fileencoding=utf-8"]
        start += ["--cmd", f"set runtimepath^={folder}"] if folder else []
        run = subprocess.run(
            [*start, "-S", str(script)], stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
            env={**os.environ, "TRANSLIT_ASKED": str(question), "TRANSLIT_ANSWERS": str(answers)},
        )  # fmt: skip
        if run.returncode == NO_KEYMAP:
            raise OracleMissing(f"a Vim keymap of {asked}", KEYMAP_PACKAGE)
        if not answers.exists():
            raise RuntimeError(f"vim wrote nothing: {run.stderr.decode()}{run.stdout.decode()}")
        return json.loads(answers.read_text(encoding="utf-8"))


def cells(keymap: str) -> dict[Cell, str]:
    """Return the plain and shift cells of a keymap, each key typed alone."""
    keys = US_PLAIN + US_SHIFT
    return {pressed(key): text for key, text in zip(keys, typed(keymap, keys), strict=True)}

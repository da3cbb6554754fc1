"""Vim's keymaps as an oracle: the same key strings, typed in Insert mode of a real Vim."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.oracles.keyboard import US_PLAIN, US_SHIFT, Cell, pressed
from tests.oracles.missing import OracleMissing, program

PACKAGE, KEYMAP_PACKAGE = "vim", "vim-runtime"
NO_KEYMAP = 3


def typed(keymap: str, texts: Sequence[str], *, folder: Path | None = None) -> list[str]:
    """Return what Vim has in its buffer after each of `texts` is typed under a keymap.

    `folder` is searched for `keymap/NAME.vim` before Vim's own files.

    >>> typed("bulgarian-phonetic", ["Bylgariq, 2026"])
    ['България, 2026']
    """
    vim = program("vim", PACKAGE)
    with TemporaryDirectory() as temporary:
        keys, answers = Path(temporary, "keys"), Path(temporary, "answers")
        keys.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        script = [
            f"if empty(globpath(&runtimepath, 'keymap/{keymap}*.vim')) | cquit {NO_KEYMAP} | endif",
            f"set keymap={keymap}",
            f"let g:keys = readfile('{keys}')",
            'for g:text in g:keys | call feedkeys("o" . g:text . "\\<Esc>", "tx") | endfor',
            "1delete",
            f"write! {answers}",
            "qall!",
        ]
        start = [vim, "-u", "NONE", "-N", "-es", "--cmd", "set encoding=utf-8 fileencoding=utf-8"]
        start += ["--cmd", f"set runtimepath^={folder}"] if folder else []
        run = subprocess.run(
            [*start, *(word for line in script for word in ("-c", line))],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
        )  # fmt: skip
        if run.returncode == NO_KEYMAP:
            raise OracleMissing(f"Vim keymap {keymap}", KEYMAP_PACKAGE)
        if not answers.exists():
            raise RuntimeError(f"vim wrote nothing: {run.stderr.decode()}{run.stdout.decode()}")
        return answers.read_text(encoding="utf-8").splitlines()


def cells(keymap: str) -> dict[Cell, str]:
    """Return the plain and shift cells of a keymap, each key typed alone."""
    keys = US_PLAIN + US_SHIFT
    return {pressed(key): text for key, text in zip(keys, typed(keymap, keys), strict=True)}

"""Emacs' Quail input methods as an oracle: the same key strings, run as keyboard macros in a real Emacs."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.oracles.keyboard import US_PLAIN, US_SHIFT, Cell, pressed
from tests.oracles.missing import program

PACKAGE = "emacs-nox"

_TYPE = """
(require 'quail)
(let ((coding-system-for-read 'utf-8) (coding-system-for-write 'utf-8) (answers nil))
  (dolist (keys (append (with-temp-buffer (insert-file-contents (pop command-line-args-left))
                                          (json-parse-buffer)) nil))
    (with-temp-buffer
      (switch-to-buffer (current-buffer))
      (activate-input-method (car command-line-args-left))
      (execute-kbd-macro (string-to-vector keys))
      (push (buffer-string) answers)))
  (with-temp-file (cadr command-line-args-left)
    (insert (json-serialize (vconcat (nreverse answers)))))
  (setq command-line-args-left nil))
"""


def typed(method: str, texts: Sequence[str], *, package: Path | None = None) -> list[str]:
    """Return what Emacs has in its buffer after each of `texts` is typed under an input method.

    U+007F in a text is the Backspace key; `package` is a Lisp file to load first.

    >>> typed("bulgarian-phonetic", ["Bylgariq, 2026"])
    ['България, 2026']
    """
    emacs = program("emacs", PACKAGE)
    with TemporaryDirectory() as folder:
        script, keys, answers = (Path(folder, name) for name in ("type.el", "keys", "answers"))
        script.write_text(_TYPE, encoding="utf-8")
        keys.write_text(json.dumps(list(texts)), encoding="utf-8")
        load = ["-l", str(package)] if package else []
        run = subprocess.run(
            [emacs, "-Q", "--batch", *load, "-l", str(script), str(keys), method, str(answers)],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
        )  # fmt: skip
        if not answers.exists():
            raise RuntimeError(f"emacs wrote nothing: {run.stderr.decode()}")
        found: list[str] = json.loads(answers.read_text(encoding="utf-8"))
    return found


def cells(method: str) -> dict[Cell, str]:
    """Return the plain and shift cells of an input method, each key typed alone."""
    keys = US_PLAIN + US_SHIFT
    return {pressed(key): text for key, text in zip(keys, typed(method, keys), strict=True)}

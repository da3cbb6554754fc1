"""Emacs' Quail input methods as an oracle: the same key strings, run as keyboard macros in a real Emacs."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.oracles.keyboard import US_PLAIN, US_SHIFT, Cell, pressed
from tests.oracles.missing import program

PACKAGE = "emacs-nox"

#: Reads JSON, answers each element by the function `answer`, and writes JSON.
_RUN = """
(require 'quail)
%s
(let* ((coding-system-for-read 'utf-8) (coding-system-for-write 'utf-8)
       (asked (with-temp-buffer (insert-file-contents (pop command-line-args-left)) (json-parse-buffer)))
       (answers (mapcar #'answer asked)))
  (with-temp-file (pop command-line-args-left) (insert (json-serialize (vconcat answers)))))
"""
_TYPE = """
(defun typed (method keys)
  (with-temp-buffer
    (switch-to-buffer (current-buffer))
    (activate-input-method method)
    (execute-kbd-macro (string-to-vector keys))
    (buffer-string)))
(defun answer (asked)
  (vconcat (mapcar (lambda (keys) (typed (aref asked 0) keys)) (aref asked 1))))
"""
_KNOWN = """
(defun known (map typed)
  (apply #'append (and typed (car map) (list typed))
         (mapcar (lambda (next) (known (cdr next) (concat typed (string (car next))))) (cdr map))))
(defun answer (method)
  (with-temp-buffer (activate-input-method method))
  (vconcat (known (nth 2 (assoc method quail-package-alist)) nil)))
"""


def typed(method: str, texts: Sequence[str], *, package: Path | None = None) -> list[str]:
    """Return what Emacs has in its buffer after each of `texts` is typed under an input method.

    U+007F in a text is the Backspace key; `package` is a Lisp file to load first.

    >>> typed("bulgarian-phonetic", ["Bylgariq, 2026"])
    ['България, 2026']
    """
    return ask([(method, texts)], package=package)[0]


def ask(asked: Sequence[tuple[str, Sequence[str]]], *, package: Path | None = None) -> list[list[str]]:
    """Return what is typed under many input methods, in one run of Emacs."""
    found: list[list[str]] = _answers(_TYPE, [(method, list(texts)) for method, texts in asked], package)
    return found


def known(methods: Sequence[str]) -> list[list[str]]:
    """Return the sequences of keys that each input method has a translation for.

    >>> [keys for keys in known(["cyrillic-tuvan"])[0] if keys[0] == "/"]
    ['/', '/Y', '/T', '/N', '/y', '/t', '/n']
    """
    found: list[list[str]] = _answers(_KNOWN, list(methods))
    return found


def _answers(code: str, asked: Sequence[object], package: Path | None = None) -> Any:
    emacs = program("emacs", PACKAGE)
    with TemporaryDirectory() as folder:
        script, question, answers = (Path(folder, name) for name in ("ask.el", "question", "answers"))
        script.write_text(_RUN % code, encoding="utf-8")
        question.write_text(json.dumps(asked), encoding="utf-8")
        load = ["-l", str(package)] if package else []
        run = subprocess.run(
            [emacs, "-Q", "--batch", *load, "-l", str(script), str(question), str(answers)],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
        )  # fmt: skip
        if not answers.exists():
            raise RuntimeError(f"emacs wrote nothing: {run.stderr.decode()}")
        return json.loads(answers.read_text(encoding="utf-8"))


def cells(method: str) -> dict[Cell, str]:
    """Return the plain and shift cells of an input method, each key typed alone."""
    keys = US_PLAIN + US_SHIFT
    return {pressed(key): text for key, text in zip(keys, typed(method, keys), strict=True)}

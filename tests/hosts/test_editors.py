"""The settings of editors in docs/editors.md: Neovim runs with its own, the others can be read."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.oracles.missing import program
from tests.places import ROOT

PAGE = (ROOT / "docs/editors.md").read_text("utf-8")
A = "\N{CYRILLIC SMALL LETTER A}"

SESSION = """
local file, uri = io.open(arg, "w"), vim.uri_from_bufnr(0)
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local client = vim.lsp.get_active_clients()[1]
local said = {}
for _, found in ipairs(vim.diagnostic.get(0)) do
  table.insert(said, { found.lnum, found.col, found.end_col, found.message })
end
local function ask(method, params)
  params.textDocument = { uri = uri }
  return vim.lsp.buf_request_sync(0, method, params, 30000)[client.id].result
end
local hover = ask("textDocument/hover", { position = { line = 1, character = 5 } })
local function act(line, from, to, title)
  local range = { start = { line = line, character = from }, ["end"] = { line = line, character = to } }
  for _, action in ipairs(ask("textDocument/codeAction", { range = range, context = { diagnostics = {} } })) do
    if action.title == title then vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding) end
  end
end
act(1, 5, 5, "Write “admin”")
act(2, 2, 8, "Repair the keyboard layout: “привет”")
act(3, 2, 8, "Convert by bg-streamlined-2009: “Shtastie”")
file:write(vim.fn.json_encode({ said = said, hover = hover.contents.value, encoding = client.offset_encoding }))
file:close()
vim.cmd("wq")
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.slow
def test_neovim_shows_findings_mends_them_and_rewrites(tmp_path: Path) -> None:
    (config,) = blocks("lua")
    command = tmp_path / "bin" / "translit"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m translit "$@"\n', "utf-8")
    command.chmod(0o755)
    answer, edited = tmp_path / "answer.json", tmp_path / "edited.py"
    (tmp_path / "init.lua").write_text(config, "utf-8")
    (tmp_path / "session.lua").write_text(SESSION.replace("arg", json.dumps(str(answer)), 1), "utf-8")
    edited.write_text(f"x = 1\n😀 = {A}dmin\n# ghbdtn\n# Щастие\n", "utf-8")
    env = {
        **os.environ,
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
    }
    nvim = [program("nvim", "neovim"), "--headless", "--clean", "-u", str(tmp_path / "init.lua"), str(edited)]
    session = ["-c", f"luafile {tmp_path / 'session.lua'}", "-c", "cquit"]
    done = subprocess.run([*nvim, *session], env=env, cwd=tmp_path, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    told: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    # Neovim counts bytes itself.
    message = f"In “{A}dmin” the letter “{A}” is Cyrillic. Did you mean “admin”?"
    assert told["said"] == [[1, 7, 13, message]]
    assert told["hover"].startswith(f"`{A}` CYRILLIC SMALL LETTER A, U+0430")
    assert edited.read_text("utf-8") == "x = 1\n😀 = admin\n# привет\n# Shtastie\n"


def test_emacs_reads_its_settings() -> None:
    (config,) = blocks("elisp")
    code = "(condition-case nil (while t (prin1 (read (current-buffer)))) (end-of-file nil))"
    emacs = [
        program("emacs", "emacs-nox"),
        "-Q",
        "--batch",
        "--eval",
        f"(with-temp-buffer (insert {json.dumps(config)})",
    ]
    emacs[-1] += f" (goto-char (point-min)) (check-parens) {code})"
    done = subprocess.run(emacs, capture_output=True, text=True, check=True)
    assert "eglot-server-programs" in done.stdout and ":translit" in done.stdout


def test_helix_and_code_have_settings_that_can_be_read(tmp_path: Path) -> None:
    (helix,), (package,), (extension,) = blocks("toml"), blocks("json"), blocks("js")
    server = tomllib.loads(helix)["language-server"]["translit"]
    assert [server["command"], *server["args"]] == ["translit", "lsp"]
    assert json.loads(package)["main"] == "./extension.js"
    (tmp_path / "extension.cjs").write_text(extension, "utf-8")
    subprocess.run([program("node", "nodejs"), "--check", str(tmp_path / "extension.cjs")], check=True)

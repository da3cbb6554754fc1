"""The engine over a pipe: types as the engine does, and answers whatever it is sent."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.missing import program
from tests.places import ROOT
from tests.sequences import BACKSPACE, TYPED, Press, sequences, some, typed
from translit import InputEngine, compile_table
from translit.hosts.stdio import LONGEST_LINE, MOST_SESSIONS, Methods, answer_line, methods

COMMAND = [sys.executable, "-m", "translit", "engine", "--stdio"]


class Client:
    """Asks a server in this process."""

    def __init__(self) -> None:
        self.server = Methods()

    def send(self, line: bytes | None) -> Any:
        answer = answer_line(self.server, line)
        assert b"\n" not in answer
        return json.loads(answer) if answer else None

    def ask(self, method: str, **params: object) -> Any:
        answer = self.send(json.dumps({"jsonrpc": "2.0", "id": 7, "method": method, "params": params}).encode())
        assert (answer["jsonrpc"], answer["id"]) == ("2.0", 7)
        return answer.get("result", answer.get("error"))


@contextmanager
def running() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def say(process: subprocess.Popen[bytes], line: bytes) -> Any:
    assert process.stdin and process.stdout
    process.stdin.write(line)
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def request(method: str, **params: object) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode() + b"\n"


def type_over(client: Client, session: int, press: Press, text: str) -> str:
    if press.key == BACKSPACE:
        edit = client.ask("backspace", session=session)
    else:
        edit = client.ask("feed", session=session, key=press.key, level=press.level)
    return text[:-1] if edit is None else text[: len(text) - edit["delete"]] + edit["insert"]


@pytest.mark.parametrize("table_id", some(TYPED, 3))
def test_types_what_the_engine_types(table_id: str) -> None:
    """Two hundred sequences, each in a session of its own, all open at once and typed by turns."""
    client, compiled = Client(), compile_table(table_id)
    levels = [level for level in compiled.table.keys if level not in ("plain", "shift")]
    wanted = sequences(compiled, levels=levels)
    opened = [client.ask("open", table=table_id)["session"] for _ in wanted]
    texts = [""] * len(wanted)
    for turn in range(max(map(len, wanted))):
        for number, presses in enumerate(wanted):
            if turn < len(presses):
                texts[number] = type_over(client, opened[number], presses[turn], texts[number])
    assert texts == [typed(compiled, presses) for presses in wanted]


def test_candidates_and_choice() -> None:
    client, engine = Client(), InputEngine("bg-informal")
    session = client.ask("open", table="bg-informal")["session"]
    for key in "koi":
        edit = engine.feed(key)
        assert client.ask("feed", session=session, key=key) == {
            "delete": edit.delete, "insert": edit.insert, "preedit": engine.preedit,
        }  # fmt: skip
    found = client.ask("candidates", session=session, limit=2)
    assert [each["text"] for each in found] == ["кой", "кои"]
    assert client.ask("choose", session=session, number=1) == {"delete": 1, "insert": "и", "preedit": "кои"}
    assert client.ask("choose", session=session, number=99)["code"] == -32602
    assert client.ask("choose", session=session, number=-1)["code"] == -32602
    assert client.ask("commit", session=session) == {"text": "кои"}
    assert client.ask("backspace", session=session) is None


def test_whole_texts() -> None:
    client = Client()
    assert client.ask("convert", table="sr-latin", text="Injekcija", reverse=True) == {"text": "Инјекција"}
    (finding,) = client.ask("check", text="срещ\x61", language="bg")["findings"]
    assert (finding["code"], finding["fix"]) == ("mixed_script_confusable", "среща")
    listed = client.ask("list", language="bg", kind="informal")["tables"]
    assert [each["id"] for each in listed] == ["bg-informal"]
    assert client.ask("hello")["methods"] == methods()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"nope", -32700),
        (b'{"jsonrpc"', -32700),
        (b'\xff{"jsonrpc": "2.0"}', -32700),
        (b'{"jsonrpc": "2.0", "id": NaN, "method": "hello"}', -32700),
        (b"[" * 100_000, -32700),
        (b"9" * 10_000, -32700),
        (None, -32700),
        (b"[]", -32600),
        (b"7", -32600),
        (b"null", -32600),
        (b"{}", -32600),
        (b'{"jsonrpc": "1.0", "id": 1, "method": "hello"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": 7}', -32600),
        (b'{"jsonrpc": "2.0", "id": [1], "method": "hello"}', -32600),
        (b'{"jsonrpc": "2.0", "id": true, "method": "hello"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1e999, "method": "hello"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "__init__"}', -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "_engine", "params": {"session": 1}}', -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "hello", "params": []}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "hello", "params": {"a": 1}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "open"}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {"table": null}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "feed", "params": {"session": true, "key": "a"}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "feed", "params": {"session": 1.0, "key": "a"}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "feed", "params": {"session": 99, "key": "a"}}', -32000),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "feed", "params": {"session": 1, "key": "ab"}}', -32000),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "feed", "params": {"session": 1, "key": "a", "level": "x"}}', -32000),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {"table": "bg-transli"}}', -32000),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {"table": "/no/such.toml"}}', -32000),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {"table": "\\u0000/"}}', -32000),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {"table": "\\ud800/"}}', -32000),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "candidates", "params": {"session": 1, "limit": 0}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "check", "params": {"text": "a", "policy": "nope"}}', -32000),
    ],
    ids=repr,
)
def test_a_bad_line_is_answered_with_an_error(line: bytes | None, code: int) -> None:
    client = Client()
    client.ask("open", table="bg-translit")
    error = client.send(line)["error"]
    assert error["code"] == code
    assert error["message"] and error["data"]["error"]
    assert client.ask("feed", session=1, key="s")["insert"] == "с"


def test_an_error_says_what_may_help() -> None:
    error = Client().ask("open", table="bg-transli")
    assert error["data"]["suggestions"][0] == "bg-translit"
    error = Client().ask("feed", session=1)
    assert "key" in error["message"] and error["data"]["parameter"] == "key"


def test_a_batch_is_answered_in_one_line_and_a_notification_not_at_all() -> None:
    client = Client()
    batch = [json.loads(request("open", table="bg-translit")), 7, {"jsonrpc": "2.0", "method": "hello"}]
    answers = client.send(json.dumps(batch).encode())
    assert [list(answer)[-1] for answer in answers] == ["result", "error"]
    assert client.send(b'{"jsonrpc": "2.0", "method": "reset", "params": {"session": 1}}') is None
    assert client.send(b'{"jsonrpc": "2.0", "method": "nope"}') is None


def test_half_a_surrogate_pair_is_answered() -> None:
    client = Client()
    session = client.ask("open", table="bg-translit")["session"]
    assert client.ask("feed", session=session, key="\ud800")["insert"] == "\ud800"


def test_who_closes_no_session_is_told() -> None:
    client = Client()
    for _ in range(MOST_SESSIONS):
        client.ask("open", table="bg-phonetic")
    assert client.ask("open", table="bg-phonetic")["data"]["error"] == "TooManySessions"
    client.ask("close", session=1)
    assert client.ask("open", table="bg-phonetic")["session"] == MOST_SESSIONS + 1
    assert client.ask("feed", session=1, key="a")["data"]["error"] == "UnknownSession"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["bg-translit", "2.0", "s"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["session", "key", "table"]), inner),
    max_leaves=6,
)
REQUESTS = st.fixed_dictionaries(
    {"jsonrpc": st.just("2.0"), "id": VALUES, "method": st.sampled_from([*methods()]) | VALUES, "params": VALUES}
)


@given(st.binary() | st.builds(lambda value: json.dumps(value).encode(), VALUES | REQUESTS | st.lists(REQUESTS)))
def test_whatever_is_sent_is_answered_as_json(line: bytes) -> None:
    answer = Client().send(line)
    for each in answer if isinstance(answer, list) else [answer] if answer else []:
        assert each["jsonrpc"] == "2.0" and ("result" in each) != ("error" in each)
        assert each.get("error", {}).get("code") != -32603, each


@pytest.mark.slow
def test_a_process_answers_each_line_at_once_and_ends_with_its_input() -> None:
    with running() as process:
        assert process.stdin and process.stdout
        session = say(process, request("open", table="bg-translit"))["result"]["session"]
        for key, given_back in zip("sht", "сшщ", strict=True):
            assert say(process, request("feed", session=session, key=key))["result"]["insert"] == given_back
        long = say(process, b'"' + b"a" * 3 * LONGEST_LINE + b'"\n')
        assert long["error"]["data"] == {"error": "LineTooLong", "limit": LONGEST_LINE}
        assert say(process, request("backspace", session=session))["result"] == {
            "delete": 1, "insert": "ш", "preedit": "ш",
        }  # fmt: skip
        assert process.communicate(timeout=20) == (b"", b"")
        assert process.returncode == 0


@pytest.mark.slow
def test_a_client_that_goes_away_is_no_fault() -> None:
    with running() as process:
        assert process.stdin and process.stdout and process.stderr
        say(process, request("hello"))
        process.stdout.close()
        process.stdin.write(request("hello") * 10)
        process.stdin.close()
        assert process.wait(20) == 141
        assert process.stderr.read() == b""


@pytest.mark.slow
def test_memory_stays_as_it_is() -> None:
    rng = random.Random(17)
    with running() as process:
        assert process.stdin and process.stdout
        sessions = [say(process, request("open", table="bg-translit"))["result"]["session"] for _ in range(3)]

        def type_many() -> int:
            for _ in range(120):
                lines = [request("feed", session=rng.choice(sessions), key=rng.choice("shtaoy ")) for _ in range(250)]
                lines += [request("nope"), b"nope\n", request("commit", session=rng.choice(sessions))]
                process.stdin.write(b"".join(lines))  # type: ignore[union-attr]
                process.stdin.flush()  # type: ignore[union-attr]
                for _ in lines:
                    process.stdout.readline()  # type: ignore[union-attr]
            status = Path(f"/proc/{process.pid}/status").read_text()
            return int(re.findall(r"VmRSS:\s+(\d+)", status)[0])

        before = type_many()
        assert type_many() < before + 1000


CLIENTS = {
    "client.mjs": ("nodejs", ["node"]),
    "client.el": ("emacs-nox", ["emacs", "-Q", "--batch", "-l"]),
    "client.lua": ("lua5.4", ["lua5.4"]),
    "client.c": ("gcc", ["gcc", "-std=c99", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-Werror", "-pedantic"]),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CLIENTS)
def test_a_client_in_another_language_types(name: str, tmp_path: Path) -> None:
    source = ROOT / "examples" / "stdio" / name
    package, (tool, *options) = CLIENTS[name]
    command = [program(tool, package), *options, str(source)]
    if name.endswith(".c"):
        binary = tmp_path / "client"
        subprocess.run([*command, "-o", str(binary)], check=True)
        command = [str(binary)]
    translit = tmp_path / "translit"
    translit.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m translit "$@"\n')
    translit.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    compiled = compile_table("bg-translit")
    presses = [press for each in sequences(compiled) for press in (*each, Press(" "))]
    presses += map(Press, '"quoted" \\n\t😀\b\b\b')
    keys = "".join(press.key for press in presses)
    run = subprocess.run([*command, "bg-translit", keys], env=environment, capture_output=True, timeout=120)
    assert run.stdout.decode() == typed(compiled, tuple(presses)) + "\n", run.stderr.decode()
    wrong = subprocess.run([*command, "bg-transli", "x"], env=environment, capture_output=True, timeout=120)
    assert wrong.returncode != 0 and b"there is no table" in wrong.stderr


def test_the_page_lists_every_method() -> None:
    page = (ROOT / "docs" / "stdio.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|", page, re.MULTILINE))
    said = {name: ", ".join(f"`{each}` {kind}" for each, kind in given.items()) for name, given in methods().items()}
    assert listed == said

"""The schema of `translit engine --stdio`: what is asked and answered is what it says, and stays so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from tests.examples import examples
from tests.hosts.test_stdio import Client
from tests.places import ROOT
from translit.hosts.stdio import INVALID_PARAMS, INVALID_REQUEST, NO_METHOD, SCHEMA, methods, schema

SAID: dict[str, Any] = json.loads(schema())
#: A session that was recorded with version 1: each line a request, and what it was answered.
RECORDED = ROOT / "tests" / "hosts" / "stdio-session-1.jsonl"


def is_whole(_: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


#: To the server `1.0` is no whole number, to JSON Schema it is.
Strict: Any = extend(Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", is_whole))  # type: ignore[no-untyped-call]


def closed(part: Any) -> Any:
    """Return a schema that allows no field it does not name: so each that is sent has to be described."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {name: closed(each) for name, each in part.items()}
    if made.get("type") == "object" and "properties" in made and "oneOf" not in made:
        made.setdefault("additionalProperties", False)
    return made


CLOSED = closed(SAID)


def validator(place: str) -> Any:
    return Strict({**CLOSED, "anyOf": [{"$ref": f"#/$defs/{place}"}]})


REQUEST, ANSWER = validator("request"), validator("answer")
RESULTS = {name: validator(f"results/{name}") for name in methods()}


def require_described(request: Any, answer: Any) -> None:
    ANSWER.validate(answer)
    if "result" in answer:
        REQUEST.validate(request)
        RESULTS[request["method"]].validate(answer["result"])


def test_it_is_a_schema_and_says_which() -> None:
    Draft202012Validator.check_schema(SAID)
    assert SAID["$defs"]["version"]["const"] == SCHEMA == Client().ask("hello")["schema"]
    assert SAID["$id"].endswith(f":{SCHEMA}")


def test_it_has_each_method_with_its_parameters() -> None:
    defined = SAID["$defs"]
    assert list(defined["params"]) == list(defined["results"]) == list(methods())
    asked = [each["properties"]["method"]["const"] for each in defined["request"]["oneOf"]]
    assert asked == list(methods())
    for name, params in methods().items():
        said = resolved(defined["params"][name])
        required = said.get("required", [])
        found = {each + "?" * (each not in required): resolved(of)["type"] for each, of in said["properties"].items()}
        assert found == params, name


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    found: Any = SAID
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return resolved(found)


@pytest.mark.parametrize(("option", "said"), [("--schema", SAID), ("--help", None)])
def test_the_command_prints_it(option: str, said: object) -> None:
    command = [sys.executable, "-m", "translit", "engine", option]
    printed = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    assert json.loads(printed) == said if said else "--schema" in printed


def exchanges() -> Iterator[tuple[Any, Any]]:
    for line in RECORDED.read_text("utf-8").splitlines():
        asked, answered = json.loads(line)
        yield asked, answered


def kept(answer: Any) -> Any:
    """Return what of an answer stays: words may be put better, and models learn."""
    if isinstance(answer, list):
        return [kept(each) for each in answer]
    if not isinstance(answer, dict):
        return answer
    free = ("message", "known", "suggestions", "probability", "name", "standard", "aliases")
    return {name: kept(each) for name, each in answer.items() if name not in free}


def test_a_recorded_session_is_answered_as_it_was() -> None:
    client, asked_for = Client(), set()
    for asked, answered in exchanges():
        found = client.send(json.dumps(asked).encode())
        if asked.get("method") == "hello" and "result" in answered:
            # New methods and parameters may come; those of before stay.
            for name, params in answered["result"]["methods"].items():
                assert params.items() <= found["result"]["methods"][name].items()
        else:
            assert kept(found) == kept(answered), asked
        if found:
            require_described(asked, answered)
            require_described(asked, found)
        asked_for.add(asked.get("method"))
    assert set(methods()) <= asked_for


TABLES = st.sampled_from(["bg-translit", "bg-informal", "bg-phonetic", "mk-cyrillic", "us", "nope"])
TEXTS = st.sampled_from(["s", "koi", "ghbdtn ", "срещ\x61 sega", "", "\ud800"]) | st.text(max_size=4)
NAMED = {"session": st.integers(0, 3), "table": TABLES, "typed": TABLES, "meant": TABLES}
NAMED |= {"limit": st.integers(-1, 102), "number": st.integers(-1, 101), "level": st.sampled_from(["", "caps", "x"])}
NAMED |= {"errors": st.sampled_from(["keep", "strict", "x"]), "policy": st.sampled_from(["text", "comment", "x"])}
NAMED |= {"language": st.sampled_from(["", "bg", "xx"]), "messages": st.sampled_from(["en", "bg"])}
BY_TYPE = {"string": TEXTS, "integer": st.integers(), "boolean": st.booleans()}
NONSENSE: st.SearchStrategy[object] = st.none() | st.booleans() | st.integers() | st.just(0.5) | st.just([])


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a request that may be right, and now and then something in it that is not."""
    name = draw(st.sampled_from([*methods()]))
    params = {}
    for each, kind in methods()[name].items():
        if not each.endswith("?") or draw(st.booleans()):
            params[each.rstrip("?")] = draw(NAMED.get(each.rstrip("?"), BY_TYPE[kind]))
    request: dict[str, Any] = {"jsonrpc": "2.0", "id": draw(st.integers() | st.text()), "method": name}
    request["params"] = params
    where = draw(st.sampled_from([None] * 6 + [request, params]))
    if where:
        key = draw(st.sampled_from([*where, "more"]))
        if draw(st.booleans()):
            where[key] = draw(NONSENSE)
        else:
            where.pop(key, None)
    return request


@examples(50)
@given(st.lists(requests(), max_size=12))
def test_a_random_session_is_what_it_says(asked: list[dict[str, Any]]) -> None:
    client = Client()
    for table in ("bg-translit", "bg-informal", "bg-phonetic"):
        client.ask("open", table=table)
    for request in asked:
        answer = client.send(json.dumps(request).encode())
        if "id" in request:
            require_described(request, answer)
            wrong = answer.get("error", {}).get("code") in (INVALID_REQUEST, NO_METHOD, INVALID_PARAMS)
            # Which candidates there are is known to a session alone.
            missing = wrong and "a candidate there is" in answer["error"]["message"]
            assert REQUEST.is_valid(request) != wrong or missing, (request, answer)


@pytest.mark.parametrize("wrong", [{}, [], {"jsonrpc": "2.0", "id": 1}, {"jsonrpc": "2.0", "id": 1, "result": 7}, 1])
def test_it_can_say_no(wrong: object) -> None:
    assert not Draft202012Validator(SAID).is_valid(wrong)


@pytest.mark.parametrize(
    ("text", "typed", "meant", "last", "answer"),
    [
        ("Ghbdtn!", "us", "ru-jcuken", False, ("Привет!", 7, "Привет!")),
        ("да ghbdtn ", "us", "ru-jcuken", True, ("да привет ", 7, "привет ")),
        ("да ghbdtn ", "us", "ru-jcuken", False, ("да привет ", 7, "привет ")),
        ("руддщ", "ru-jcuken", "us", True, ("hello", 5, "hello")),
        ("един яшъ", "bg-phonetic-traditional", "bg-bds-2006", True, ("един ,цщ", 3, ",цщ")),
        ("", "us", "ru-jcuken", True, ("", 0, "")),
        (" \n", "us", "ru-jcuken", True, (" \n", 0, "")),
        ("a\nb", "us", "ru-jcuken", True, ("a\nи", 1, "и")),
        ("😀f", "us", "ru-jcuken", True, ("😀а", 1, "а")),
    ],
)
def test_a_layout_is_put_right(text: str, typed: str, meant: str, last: bool, answer: tuple[str, int, str]) -> None:
    found = Client().ask("relayout", text=text, typed=typed, meant=meant, last_word=last)
    assert (found["text"], found["delete"], found["insert"]) == answer
    assert text[: len(text) - found["delete"]] + found["insert"] == found["text"]


@pytest.mark.parametrize(("typed", "meant", "error"), [("us", "bg-translit", "NoKeys"), ("u", "us", "TableNotFound")])
def test_what_is_no_layout_is_refused(typed: str, meant: str, error: str) -> None:
    found = Client().ask("relayout", text="a", typed=typed, meant=meant)
    assert (found["code"], found["data"]["error"]) == (-32000, error)

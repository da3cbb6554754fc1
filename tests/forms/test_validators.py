"""The checker inside real frameworks: real requests, Bulgarian messages, places kept, line ends counted once."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Annotated, Any

import httpx
import pytest
from marshmallow import ValidationError as MarshmallowError
from pydantic import TypeAdapter
from pydantic import ValidationError as PydanticError

from tests.places import ROOT
from translit.checking import Policy

EXAMPLES = ROOT / "examples"
#: Two thousand characters for a browser, four thousand with the CRLF that it sends.
LIMIT = "\r\n".join("а" * 1000) + "\r\n"
BAD = "Утре имаме срещ\N{LATIN SMALL LETTER A}"
SAYS = "буквата „a“ е латинска"
WHERE = {"start": 11, "end": 16, "suggestions": ["среща"], "code": "mixed_script_confusable"}


def where(error: Any) -> dict[str, Any]:
    return {name: error[name] for name in WHERE}


def example(name: str) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def django() -> Iterator[httpx.Client]:
    """Serve the Django example for real: its settings belong to a process, and other tests have their own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(EXAMPLES / "forms_django.py"), "runserver", f"127.0.0.1:{port}", "--noreload"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=EXAMPLES.parent)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            deadline = time.monotonic() + 30
            while True:
                try:
                    client.get("/")
                    break
                except httpx.TransportError:
                    assert server.poll() is None and time.monotonic() < deadline
                    time.sleep(0.1)
            yield client
    finally:
        server.terminate()
        server.wait()


def test_django_refuses_in_bulgarian(django: httpx.Client) -> None:
    response = django.post("/", data={"name": "Иван", "comment": "hello 100% people"})
    assert response.status_code == 422 and "Моля, пишете на кирилица." in response.text


def test_django_puts_right_what_is_sure_and_refuses_the_name(django: httpx.Client) -> None:
    right = django.post("/", data={"name": "Иван", "comment": BAD + "\r\nи 5 %"})
    assert right.json() == {"name": "Иван", "comment": "Утре имаме среща\nи 5 %"}
    wrong = django.post("/", data={"name": "Ив\N{LATIN SMALL LETTER A}н", "comment": "Добре"})
    assert wrong.status_code == 422 and SAYS in wrong.text


def test_django_counts_as_the_browser_did(django: httpx.Client) -> None:
    assert django.post("/", data={"name": "Иван", "comment": LIMIT}).status_code == 200
    over = django.post("/", data={"name": "Иван", "comment": LIMIT + "😀"})
    assert "с 2 символа по-дълъг" in over.text
    page = django.get("/").text
    # The name is a line, the comment an area, and no browser cuts either.
    assert '<input type="text" name="name"' in page and '<textarea name="comment"' in page and "maxlength" not in page


def test_rest_framework_keeps_code_and_place(django: httpx.Client) -> None:
    response = django.post("/api/", json={"comment": BAD})
    assert response.status_code == 400
    (error,) = response.json()["comment"]
    assert where(error) == WHERE and SAYS in error["message"]
    assert django.post("/api/", json={"comment": " Добре\r\n"}).json() == {"comment": " Добре\n"}
    for broken in (b"{", b"", b'{"comment": "\xff"}', b"[" * 100_000, b"{}"):
        assert django.post("/api/", content=broken, headers={"Content-Type": "application/json"}).status_code == 400


ASK_DJANGO = """
import json
import sys
from django.conf import settings
settings.configure(LANGUAGE_CODE="bg")
import django
django.setup()
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter
from django.utils.translation import override
from translit.forms.django import PolicyValidator
name, comment = PolicyValidator("name"), PolicyValidator("comment")
try:
    comment(sys.argv[1])
except ValidationError as caught:
    (error,) = caught.error_list
    params = {k: error.params[k] for k in ("start", "end", "suggestions", "value")}
    answer = {"code": error.code, **params, "bg": caught.messages}
    with override("en"):
        answer["en"] = caught.messages
answer["equal"] = [name == PolicyValidator("name"), name == comment, len({name, PolicyValidator("name")})]
answer["migration"] = MigrationWriter.serialize(name)[0]
print(json.dumps(answer))
"""


def test_a_django_error_keeps_code_and_place_and_its_validator_migrates() -> None:
    text = BAD + ", на 100%"
    command = [sys.executable, "-c", ASK_DJANGO, text]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=EXAMPLES.parent).stdout)
    assert where(answer) == WHERE and answer["value"] == text
    assert SAYS in answer["bg"][0] and "is Latin" in answer["en"][0]
    assert answer["equal"] == [True, False, 1]
    assert answer["migration"] == "translit.forms.django.validators.PolicyValidator('name')"


def test_flask_refuses_in_bulgarian() -> None:
    client = example("forms_flask").app.test_client()
    page = client.post("/", data={"comment": BAD + " \x00"})
    assert page.status_code == 422
    assert SAYS in page.text and "Знакът U+0000 не е позволен." in page.text
    assert client.post("/", data={"comment": LIMIT}).json == {"comment": LIMIT.replace("\r\n", "\n")}
    assert client.post("/", data={"comment": " \u200b"}).status_code == 422
    assert "required" in client.get("/").text and "maxlength" not in client.get("/").text


def test_wtforms_leaves_the_findings_on_the_field() -> None:
    flask = example("forms_flask")
    with flask.app.test_request_context("/", method="POST", data={"comment": BAD}):
        form = flask.CommentForm()
        assert not form.validate_on_submit()
        (finding,) = form.comment.findings
        assert where(finding.as_dict()) == WHERE


def test_marshmallow_answers_with_objects() -> None:
    client = example("forms_flask").app.test_client()
    response = client.post("/api/", json={"comment": BAD})
    assert response.status_code == 422
    (error,) = response.json["comment"]
    assert where(error) == WHERE and SAYS in error["message"]
    assert client.post("/api/", json={"comment": "Добре"}).json == {"comment": "Добре"}


def test_marshmallow_takes_a_policy_made_in_code() -> None:
    from translit.forms.marshmallow import KeepsTo

    assert KeepsTo(Policy(max_length=3))("абв") == "абв"
    with pytest.raises(MarshmallowError):
        KeepsTo(Policy(max_length=3))("абвг")


def fastapi_post(path: str, **body: Any) -> httpx.Response:
    async def post() -> httpx.Response:
        transport = httpx.ASGITransport(app=example("forms_fastapi").app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            return await client.post(path, **body)

    return asyncio.run(post())


def test_fastapi_answers_422_with_the_places() -> None:
    response = fastapi_post("/api/", json={"comment": BAD})
    assert response.status_code == 422
    (detail,) = response.json()["detail"]
    assert detail["type"] == "mixed_script_confusable" and detail["loc"] == ["body", "comment"]
    assert SAYS in detail["msg"] and where(detail["ctx"]) == WHERE
    assert fastapi_post("/api/", json={"comment": "Добре {x} 5 %"}).json() == {"comment": "Добре {x} 5 %"}


@pytest.mark.parametrize("body", [b"{", b"", b'{"comment": "\xff"}', b"[" * 60_000])
def test_broken_json_is_a_bad_request(body: bytes) -> None:
    sent = {"Content-Type": "application/json"}
    assert fastapi_post("/api/", content=body, headers=sent).status_code in ((400,) if body else (422,))
    client = example("forms_flask").app.test_client()
    assert client.post("/api/", data=body, headers=sent).status_code == 400


def test_fastapi_counts_as_the_browser_did() -> None:
    assert fastapi_post("/", data={"comment": LIMIT}).json()["length"] == 2000
    assert fastapi_post("/", data={"comment": LIMIT + "а"}).json()["detail"][0]["ctx"]["params"]["over"] == 1


def test_pydantic_tells_its_schema_what_it_counts() -> None:
    from translit.forms.pydantic import Comment, KeepsTo

    schema = TypeAdapter(Comment).json_schema()
    assert "2000 UTF-16 code units" in schema["description"] and "maxLength" not in schema
    with pytest.raises(PydanticError, match="facebook"):
        TypeAdapter(annotated(KeepsTo("text", severity="warning"))).validate_python("във facebookа {0} %s")


def test_pydantic_can_tell_of_half_a_surrogate_pair() -> None:
    from translit.forms.pydantic import Comment

    with pytest.raises(PydanticError) as caught:
        TypeAdapter(Comment).validate_python("да \ud800")
    (error,) = caught.value.errors()
    assert error["type"] == "restricted_character" and error["ctx"]["text"] == "?" and "U+D800" in error["msg"]


def annotated(metadata: Any) -> Any:
    return Annotated[str, metadata]


def test_pydantic_leaves_none_alone_and_asks_for_the_language() -> None:
    from translit.forms.pydantic import KeepsTo

    spoken = "en"
    adapter = TypeAdapter(Annotated[str | None, KeepsTo("comment", language=lambda: spoken)])
    assert adapter.validate_python(None) is None
    for spoken, says in (("en", "is Latin"), ("bg", "е латинска")):  # noqa: B007 - the function reads it
        with pytest.raises(PydanticError, match=says):
            adapter.validate_python(BAD)


def test_wtforms_keeps_warnings_and_asks_for_the_language() -> None:
    from wtforms import Form, StringField

    from translit.forms.wtforms import KeepsTo

    class Named(Form):
        text = StringField(validators=[KeepsTo("text", language=lambda: "bg")])

    form: Any = Named(data={"text": "във facebookа"})
    assert form.validate() and [found.code for found in form.text.findings] == ["mixed_script"]
    empty = Named()
    assert empty.validate() and empty.text.data is None
    refused = Named(data={"text": BAD})
    assert not refused.validate() and SAYS in refused.text.errors[0]


ASK_OPTIONAL = """
from django.conf import settings
settings.configure(LANGUAGE_CODE="bg")
import django
django.setup()
from translit.forms.django import PolicyCharField
from translit.forms.rest_framework import PolicyField
optional = PolicyCharField(required=False)
assert optional.clean("") == "" and optional.clean(" \u200b") == " \u200b"
assert PolicyField(allow_blank=True).run_validation("  ") == "  "
for field in (PolicyCharField(severity="warning"), PolicyField(severity="warning")):
    try:
        (field.clean if hasattr(field, "clean") else field.run_validation)("качих във facebookа")
    except Exception as error:
        print("facebook" in str(error))
"""


def test_an_optional_field_may_be_blank_and_warnings_may_refuse() -> None:
    result = subprocess.run([sys.executable, "-c", ASK_OPTIONAL], check=True, capture_output=True, text=True)
    assert result.stdout == "True\nTrue\n"

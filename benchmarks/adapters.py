"""What checks a text in web frameworks and in the browser, each as a function of a text, for `benchmarks.growth`."""

from __future__ import annotations

import json
import select
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from translit.web import clean
from translit.web.browser_rules import browser_rules

Function = Callable[[str], object]
RULES = Path(__file__).parents[1] / "translit" / "web" / "rules.js"
#: So many seconds a text may take in the browser.
PATIENCE = 60
NODE = """
import { createInterface } from "node:readline";
const { check, prepare } = await import(process.argv[1]);
let rules;
for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line);
  const before = process.cpuUsage();
  if (typeof given === "string") check(given, rules, { policy: process.argv[2], language: "bg" });
  else rules = prepare(given);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${(user + system) / 1e6} ${process.resourceUsage().maxRSS}\\n`);
}
"""


class Browser:
    """The rules of the browser in Node; a call returns what it took there, in seconds of the processor."""

    def __init__(self, policy: str) -> None:
        program = shutil.which("node")
        assert program, "node is missing: apt-get install nodejs"
        self._command = [program, "--input-type=module", "-e", NODE, "--", str(RULES), policy]
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self(browser_rules("bg"))

    def __call__(self, given: Any) -> float:
        process = self._process
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(given).encode() + b"\n")
        if not select.select([process.stdout], [], [], PATIENCE)[0]:
            process.kill()
            self._start()
            raise TimeoutError(self._command[-1])
        seconds, kilobytes = process.stdout.readline().split()
        #: The most memory that Node held, in bytes.
        self.peak: int = max(1024 * int(kilobytes), getattr(self, "peak", 0))
        return float(seconds)


def _unless_refused(check: Callable[[str], object], refusal: type[Exception]) -> Function:
    def run(text: str) -> None:
        with suppress(refusal):
            check(text)

    return run


def _django() -> None:
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(INSTALLED_APPS=["translit.forms.django"], USE_I18N=True)
        django.setup()


def _django_field(policy: str) -> Function:
    _django()
    from django.core.exceptions import ValidationError

    from translit.forms.django import PolicyCharField

    return _unless_refused(PolicyCharField(policy=policy).clean, ValidationError)


def _rest_framework(policy: str) -> Function:
    _django()
    from rest_framework.serializers import ValidationError

    from translit.forms.rest_framework import PolicyField

    return _unless_refused(PolicyField(policy=policy).run_validation, ValidationError)


def _marshmallow(policy: str) -> Function:
    from marshmallow import ValidationError

    from translit.forms.marshmallow import KeepsTo

    return _unless_refused(KeepsTo(policy), ValidationError)


def _pydantic(policy: str) -> Function:
    from pydantic import TypeAdapter, ValidationError

    from translit.forms.pydantic import KeepsTo

    return _unless_refused(TypeAdapter(Annotated[str, KeepsTo(policy)]).validate_python, ValidationError)


def _wtforms(policy: str) -> Function:
    from wtforms import Form, StringField

    from translit.forms.wtforms import KeepsTo

    class Comment(Form):
        text = StringField(validators=[KeepsTo(policy)])

    return lambda text: Comment(data={"text": text}).validate()


def _flask(policy: str) -> Function:
    from flask import Flask

    from translit.forms.flask import blueprint

    app = Flask(__name__)
    app.register_blueprint(blueprint())
    client = app.test_client()
    return lambda text: client.post("/translit/check", data=text.encode("utf-8", "replace")).get_data()


def _fastapi(policy: str) -> Function:
    from fastapi import Body, FastAPI
    from fastapi.testclient import TestClient

    from translit.forms.pydantic import KeepsTo

    def comment(text: str) -> int:
        return len(text)

    comment.__annotations__["text"] = Annotated[str, Body(), KeepsTo(policy)]
    app = FastAPI()
    app.post("/")(comment)
    client = TestClient(app)
    return lambda text: client.post("/", content=json.dumps(text), headers={"Content-Type": "application/json"}).content


def _posted_form(policy: str) -> Function:
    return lambda text: clean({"comment": text, "comment-mode": "bg-translit"}, policy=policy)


_FRAMEWORKS: dict[str, Callable[[str], Function]] = {
    "check.js": Browser,
    "posted form": _posted_form,
    "Django": _django_field,
    "REST framework": _rest_framework,
    "marshmallow": _marshmallow,
    "pydantic": _pydantic,
    "FastAPI": _fastapi,
    "WTForms": _wtforms,
}
#: What makes each function: a framework is imported when it is asked for.
ADAPTERS: dict[str, Callable[[], Function]] = {
    f"{name}, {policy}": partial(make, policy) for name, make in _FRAMEWORKS.items() for policy in ("text", "comment")
}
ADAPTERS["Flask, comment"] = partial(_flask, "comment")

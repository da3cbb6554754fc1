"""The form on the server: the same comment arrives from every framework, with a script in the browser or without."""

import importlib.util
import json
import re
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from translit import add_table, load_table, tables, transliterate
from translit.errors import TableNotFound, UnfitTable, UnknownAsset
from translit.table import library
from translit.web import TABLES, asset, asset_names, asset_path, clean, convert_posted, render_field

EXAMPLES = ROOT / "examples"
OWN = EXAMPLES / "tables/bg-news.toml"
LATIN_A = "\N{LATIN SMALL LETTER A}"

# What is posted, and what is stored; None: it is refused.
POSTS = {
    "converted by the server": (("zdrawejte, swqt", "bg-phonetic-traditional", "server"), "здравейте, свят"),
    "by a browser that sends no word of it": (("zdrawejte", "bg-phonetic-traditional", ""), "здравейте"),
    "typed in the browser": (("здравейте, iPhone", "bg-phonetic-traditional", "client"), "здравейте, iPhone"),
    "the switch is off": (("моят iPhone", "", "server"), "моят iPhone"),
    "typed in part before the table was there": (
        ("zdrawej, свят", "bg-phonetic-traditional", "server"),
        "здравей, свят",
    ),
    "typed on a Cyrillic keyboard": (("Да, не. Как си?", "bg-bds-2006", "server"), "Да, не. Как си?"),
    "newlines come as CRLF": (("а\r\nб", "", "client"), "а\nб"),
    "a table that is not offered": (("абв shtastie", "bg-streamlined-2009", "server"), "абв shtastie"),
    "a table that does not exist": (("абв", "../../etc/passwd", "server"), "абв"),
    "a table of the project's own": (("xubav den", "bg-news", "server"), "хубав ден"),
    "its path, which nobody outside may name": (("абв", "../tables/bg-news.toml", "server"), "абв"),
    "the other table": (("?c.hd,rsq", "bg-bds-2006", "server"), "България,"),
    "1999 letters and a newline": (("а" * 1998 + "\r\nб", "", "client"), "а" * 1998 + "\nб"),
    "emoji count as the browser counts them": (("а" + "😀" * 999, "", "client"), "а" + "😀" * 999),
    "one letter too long": (("а" * 2001, "", "client"), None),
    "emoji too long": (("а" + "😀" * 1000, "", "client"), None),
    "nothing": (("  ", "", "client"), None),
    "a look-alike": ((f"срещ{LATIN_A}", "", "client"), None),
    "English": (("hello everybody", "", "client"), None),
}


def load(name: str) -> ModuleType:
    path = EXAMPLES / name / "app.py"
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def form(posted: tuple[str, str, str]) -> dict[str, str]:
    text, mode, by = posted
    return {"comment": text, "comment-mode": mode, "comment-by": by}


def stored(page: str) -> str | None:
    """Return what the page says was stored."""
    found = re.search(r'<pre id="stored">(.*?)</pre>', page, re.S)
    return unescape(found[1]) if found else None


class _Fields(HTMLParser):
    """Reads the fields of a page as a browser does."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.scripts: list[dict[str, str | None]] = []
        self.inline = 0
        self._name = ""
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if any(name.startswith("on") or name == "style" for name in given):
            self.inline += 1
        if tag == "textarea":
            self._name = str(given["name"])
            self.values[self._name] = ""
        elif tag == "input" and given.get("name") and (given.get("type") != "radio" or "checked" in given):
            self.values[str(given["name"])] = str(given.get("value"))
        elif tag == "script":
            self.scripts.append(given)
            self._in_script = True

    def handle_endtag(self, tag: str) -> None:
        self._name = ""
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline += 1
        if self._name:
            self.values[self._name] += data.removeprefix("\n")


@pytest.mark.parametrize(("posted", "expected"), POSTS.values(), ids=POSTS)
def test_clean(posted: tuple[str, str, str], expected: str | None) -> None:
    text, errors = clean(form(posted), tables=[*TABLES, OWN])
    assert (None if errors else text) == expected


@pytest.fixture(scope="module")
def flask() -> Any:
    return load("web-flask").app.test_client()


@pytest.fixture(scope="module")
def fastapi() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient

        return TestClient(load("web-fastapi").app)


@pytest.fixture(scope="module")
def django() -> Any:
    load("web-django")
    from django.test import Client

    return Client()


@pytest.mark.parametrize("framework", ["flask", "fastapi", "django"])
@pytest.mark.parametrize(("posted", "expected"), POSTS.values(), ids=POSTS)
def test_frameworks_store_the_same(
    framework: str, posted: tuple[str, str, str], expected: str | None, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(framework)
    answer = client.post("/", data=form(posted))
    page = answer.text
    assert stored(page) == expected
    assert answer.status_code == (422 if expected is None else 200)
    if expected is None:
        # Shown again as it was typed, so that a second post is not converted twice.
        assert _Fields(page).values["comment"].replace("\r\n", "\n") == posted[0]


@pytest.mark.parametrize("framework", ["flask", "fastapi", "django"])
def test_pages_have_no_inline_script_and_load_the_module(framework: str, request: pytest.FixtureRequest) -> None:
    answer = request.getfixturevalue(framework).get("/")
    fields = _Fields(answer.text)
    assert fields.inline == 0
    assert {"comment", "comment-mode", "comment-by"} <= fields.values.keys()
    assert fields.values["comment-by"] == "server"
    assert [s for s in fields.scripts if str(s["src"]).endswith("translit/translit.js") and s["type"] == "module"]


def ask(framework: str, client: Any, text: bytes) -> Any:
    """Ask for the findings of a text, as each test client wants to be told."""
    path = "/translit/check?lang=bg"
    if framework == "django":
        return client.post(path, text, content_type="text/plain")
    return client.post(path, **{"data" if framework == "flask" else "content": text})


@pytest.mark.parametrize("framework", ["flask", "fastapi", "django"])
def test_live_findings_are_the_checker_s(framework: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(framework)
    answer = ask(framework, client, f"Утре имаме 😀 срещ{LATIN_A}.".encode())
    (found,) = answer.json if framework == "flask" else answer.json()
    assert (found["code"], found["start"], found["start16"], found["suggestions"]) == (
        "mixed_script_confusable",
        13,
        14,
        ["среща"],
    )
    assert "среща" in found["message"]
    assert client.get("/translit/../forms.py").status_code == 404
    for broken in (b"\xff\xfe", b"\xd0", b"\xed\xa0\x80"):
        assert ask(framework, client, broken).status_code == 400
    assert ask(framework, client, b"a" * (1 << 19)).status_code == 413
    assert client.get("/translit/check").status_code in (404, 405)


@pytest.mark.parametrize("framework", ["flask", "fastapi"])
@pytest.mark.parametrize("name", ["bg-informal", "none", "..", "%FF"])
def test_a_table_that_browsers_have_no_use_for_is_not_found(
    framework: str, name: str, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(framework)
    assert client.get(f"/translit/tables/{name}.json").status_code == 404


@pytest.mark.parametrize("framework", ["flask", "fastapi", "django"])
def test_a_table_of_the_project_s_own_is_offered_and_served(framework: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(framework)
    page = client.get("/").text
    (address,) = re.findall(r'value="bg-news" data-src="([^"]+)"', page)
    if framework == "django":  # the development server's part
        from django.contrib.staticfiles import finders

        content = Path(str(finders.find(address.removeprefix("/static/")))).read_bytes()
        assert finders.find("translit/tables/../../examples/tables/bg-news.json") is None
    else:
        answer = client.get(address)
        content = answer.data if framework == "flask" else answer.content
        for elsewhere in (OWN, str(OWN).removesuffix(".toml"), "../../examples/tables/bg-news", "bg-news.toml"):
            for escaped in (str(elsewhere), quote(str(elsewhere), safe="")):
                assert client.get(f"/translit/tables/{escaped}.json").status_code == 404, escaped
    assert json.loads(content)["id"] == "bg-news"


@given(st.text())
def test_render_escapes_and_gives_the_text_back(text: str) -> None:
    page = render_field(value=text, label=text, errors=[text], field_id="f")
    shown = _Fields(page).values["comment"]
    harmless = render_field(value="x", label="x", errors=["x"], field_id="f")
    assert (page.count("<"), page.count(">")) == (harmless.count("<"), harmless.count(">"))
    # The parser itself replaces NUL and turns CR into LF; nothing else changes.
    assert shown.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n") == text.replace("\r\n", "\n").replace(
        "\r", "\n"
    ).lstrip("\n")


@given(st.text(alphabet="абвшщ ,.!?😀\n", max_size=40))
def test_cyrillic_text_survives_phonetic_conversion(text: str) -> None:
    assert convert_posted(text.replace("\n", "\r\n"), mode="bg-phonetic-traditional", by="server") == text


def test_tables_of_one_s_own_by_path_and_by_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_added", {})
    package, installed = tmp_path / "their_tables", tmp_path / "their_tables-1.dist-info"
    for folder in (package, installed):
        folder.mkdir()
    (package / "__init__.py").write_text("")
    (package / "bg-theirs.toml").write_text('id = "bg-theirs"\nextends = "bg-law"\n[map]\n"ц" = "c"\n', "utf-8")
    (installed / "METADATA").write_text("Name: their-tables\nVersion: 1\n")
    (installed / "entry_points.txt").write_text("[translit.tables]\nbg-theirs = their_tables\nbg-gone = no_package\n")
    monkeypatch.syspath_prepend(tmp_path)
    library._installed.cache_clear()
    try:
        assert transliterate("цар", "bg-theirs") == "car"
        # Installed is not offered: that is the application's to say.
        with pytest.raises(UnknownAsset):
            asset("tables/bg-theirs.json")
        page = render_field(tables={"bg-theirs": "Тяхна", OWN: "Наша", "bg-phonetic": "Фонетична"})
        assert re.findall(r'value="([^"]*)"', page)[:4] == ["", "bg-theirs", "bg-news", "bg-phonetic"]
        assert {"tables/bg-theirs.json", "tables/bg-news.json"} <= set(asset_names())
        assert json.loads(asset("tables/bg-theirs.json").content)["id"] == "bg-theirs"
        assert convert_posted("цар", mode="bg-theirs", by="", tables=["bg-theirs"]) == "car"
        assert add_table(str(OWN)) is add_table(OWN) is tables["bg-news"]
        with pytest.raises(UnfitTable, match="no_package"):
            add_table("bg-gone")
        with pytest.raises(UnknownAsset):
            asset("tables/bg-gone.json")
        with pytest.raises(TableNotFound, match="bg-theirs"):
            add_table("bg-their")
    finally:
        library._installed.cache_clear()


def test_a_table_of_one_s_own_takes_no_name_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_added", {})
    for name, aliases in (("bg-law", []), ("bg-mine", ["bg-phonetic"]), ("bg-mine", ["bg-bds-2006"])):
        path = tmp_path / f"{name}.toml"
        path.write_text(f'id = "{name}"\nextends = "bg-translit"\naliases = {aliases}\n[map]\n"c" = "ч"\n', "utf-8")
        with pytest.raises(UnfitTable, match="already"):
            add_table(load_table(path))
    assert library.added_tables() == {}
    assert add_table(ROOT / "layouts/bg-streamlined-2009.toml") == tables["bg-law"]
    assert library.added_tables() == {}


def test_assets() -> None:
    for name in ("translit.css", "rules.js", "demo.js"):
        assert name in asset_names()
        assert asset(name).content == asset_path(name).read_bytes()
    for name in ("../forms.py", "forms.py", "tables/none.json", "tables/../x.json", "", "/etc/passwd", "django"):
        with pytest.raises(LookupError):
            asset(name)


def test_django_finds_assets_and_says_what_is_missing(django: Any, tmp_path: Path) -> None:
    from django.contrib.staticfiles import finders
    from django.core.management import call_command
    from django.test import override_settings

    from translit.forms.django.checks import check_assets

    assert finders.find("translit/translit.js")
    assert finders.find("translit/tables/bg-phonetic-traditional.json")
    assert finders.find("translit/tables/none.json") is None
    with override_settings(STATIC_ROOT=str(tmp_path)):
        ignore = ["translit/tables/[!b]*", "translit/tables/bg-[!b]*"]
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=ignore)
    collected = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert {"translit/translit.js", "translit/tables/bg-bds-2006.json"} <= collected
    assert "translit/tables/bg-phonetic-traditional.json" not in collected
    assert check_assets(None) == []
    with override_settings(STATICFILES_FINDERS=[]):
        assert [warning.id for warning in check_assets(None)] == ["translit.W002"]
    call_command("check", fail_level="WARNING", stdout=StringIO())


def test_django_s_files_are_whole_whoever_asks_and_nobody_else_s(django: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from translit.forms.django import finders

    finders._folder.cache_clear()
    name = "translit/tables/bg-phonetic-traditional.json"
    write = Path.write_bytes

    def write_slowly(path: Path, content: bytes) -> int:
        write(path, content[:100])
        time.sleep(0.05)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_slowly)
    with ThreadPoolExecutor(8) as threads:
        read = set(threads.map(lambda _: Path(finders.AssetStorage().path(name)).read_bytes(), range(16)))
    assert read == {asset("tables/bg-phonetic-traditional.json").content}
    assert finders._folder().stat().st_mode & 0o777 == 0o700


def test_django_arranges_the_field_by_a_template_of_the_project(django: Any, tmp_path: Path) -> None:
    from django.conf import settings
    from django.forms.renderers import TemplatesSetting
    from django.test import override_settings

    from translit.forms.django import TranslitTextarea

    widget = TranslitTextarea()
    assert widget.render("comment", "<b>", {"id": "c"}).count("&lt;b&gt;</textarea>") == 1
    (tmp_path / "translit").mkdir()
    own = "<p>{{ widget.parts.textarea }}</p>{{ widget.parts.switch }}{{ widget.parts.by }}"
    (tmp_path / "translit" / "textarea.html").write_text(own, "utf-8")
    with override_settings(TEMPLATES=[{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]):
        page = widget.render("comment", "<b>", {"id": "c"}, TemplatesSetting())
    assert page.startswith('<p><textarea id="c"') and "translit-counter" not in page
    assert _Fields(page).values == {"comment": "<b>", "comment-mode": "", "comment-by": "server"}


def test_a_django_form_has_one_label_and_counts_to_its_own_limit(django: Any) -> None:
    from django import forms

    from translit.forms.django import PolicyCharField, TranslitCharField, TranslitTextarea

    class Comment(forms.Form):
        comment = TranslitCharField(label="Коментар", max_length=50)
        long = TranslitCharField(max_length=9000)
        name = PolicyCharField("name")
        title = PolicyCharField("title", max_length=9, widget=forms.Textarea)

    page = Comment().as_p()
    for name in Comment.base_fields:
        assert page.count(f'for="id_{name}">') == 1 + page.count(f'<translit-switch for="id_{name}">') > 0
    assert 'limit="50"' in page and 'limit="2000"' in page and "maxlength" not in page
    assert '<input type="text" name="name"' in page and page.count("<textarea") == 3
    made = Comment({"comment": "а" * 51, "long": "да", "name": "Иван", "title": "😀" * 5})
    assert {name: [fault.code for fault in faults] for name, faults in made.errors.as_data().items()} == {
        "comment": ["max_length"],
        "title": ["max_length"],
    }
    assert "<label" in TranslitTextarea(label="Коментар").render("comment", "")


def test_django_says_that_the_app_is_missing(django: Any) -> None:
    from django.core.checks import run_checks
    from django.core.exceptions import ImproperlyConfigured
    from django.forms import renderers
    from django.test import override_settings

    from translit.forms.django import TranslitTextarea

    remembered: Any = renderers.get_default_renderer
    assert [found for found in run_checks() if found.id == "translit.E001"] == []
    with override_settings(INSTALLED_APPS=["django.contrib.staticfiles"]):
        remembered.cache_clear()
        assert [found.hint for found in run_checks() if found.id == "translit.E001"]
        with pytest.raises(ImproperlyConfigured, match="INSTALLED_APPS"):
            TranslitTextarea().render("comment", "")
    remembered.cache_clear()


def test_django_s_hashed_names_serve_the_form(django: Any, tmp_path: Path) -> None:
    from django.core.management import call_command
    from django.test import override_settings

    from translit.forms.django import TranslitTextarea

    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    ignore = ["translit/tables/[!b]*", "translit/tables/bg-[!pb]*"]
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES={"staticfiles": {"BACKEND": storage}}, DEBUG=False):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=ignore)
        page = f"{TranslitTextarea(check='/check').media}{TranslitTextarea().render('comment', '')}"
    named = re.findall(r'"/static/([^"]+)"', page)
    assert len(named) >= 4 and all(re.search(r"\.[0-9a-f]{12}\.", name) for name in named)
    assert all((tmp_path / name).is_file() for name in named)


def test_an_optional_django_field_may_be_blank_and_says_all_that_refuses(django: Any) -> None:
    from django.core.exceptions import ValidationError

    from translit.forms.django import TranslitCharField
    from translit.forms.django.widgets import Typed

    assert TranslitCharField(required=False).clean(" ") == " "
    typed = Typed(f"facebookа и срещ{LATIN_A} 100 %")
    typed.mode, typed.by = "bg-bds-2006", "client"
    for severity, codes in {
        "error": ["mixed_script_confusable"],
        "warning": ["mixed_script", "mixed_script_confusable"],
    }.items():
        with pytest.raises(ValidationError) as refused:
            TranslitCharField(severity=severity).clean(typed)
        assert [error.code for error in refused.value.error_list] == codes
        assert "срещ" in refused.value.messages[-1]
    params = refused.value.error_list[0].params
    assert params and params["start16"] == 0


def test_a_wtforms_field_keeps_its_findings_and_says_all_errors_in_order() -> None:
    from werkzeug.datastructures import MultiDict
    from wtforms import Form

    from translit.forms.wtforms import TranslitTextAreaField

    class Comment(Form):
        comment = TranslitTextAreaField(policy="comment", language="en")

    made: Any = Comment(MultiDict(form((f"срещ{LATIN_A} и врем{LATIN_A}", "", "client"))))
    assert not made.validate()
    assert [found.text for found in made.comment.findings] == [f"срещ{LATIN_A}", f"врем{LATIN_A}"]
    assert ["врем" in message for message in made.comment.errors] == [False, True]


@pytest.mark.parametrize(
    "make", ["translit.forms.django.TranslitTextarea", "translit.forms.wtforms.TranslitTextAreaField"]
)
def test_a_table_that_does_not_exist_is_said_at_once(make: str, django: Any) -> None:
    from importlib import import_module

    module, name = make.rsplit(".", 1)
    made = getattr(import_module(module), name)
    with pytest.raises(TableNotFound, match="bg-phonetic"):
        form_of(made, {"bg-fonetic": "Фонетична"})
    with pytest.raises(TableNotFound, match="bg-phonetic"):
        render_field(tables={"bg-fonetic": "Фонетична"})


def form_of(field: Any, tables: dict[str, str]) -> Any:
    """Return a field of a form with these tables; a WTForms field is made with its form."""
    if not hasattr(field, "process"):
        return field(tables=tables)
    from wtforms import Form

    return type("Own", (Form,), {"comment": field(tables=tables)})()

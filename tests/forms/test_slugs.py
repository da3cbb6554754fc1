"""Slugs in frameworks: Django's field, function and filter, and Jinja's."""

from __future__ import annotations

import json
import subprocess
import sys

from jinja2 import Environment

from tests.places import ROOT

ASK_DJANGO = """
import json
from django.conf import settings
settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "translit.forms.django"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
import django
django.setup()
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.forms import modelform_factory
from django.template import Context, Template
from translit.forms.django import TranslitSlugField, slugify

class Page(models.Model):
    title = models.CharField(max_length=200)
    slug = TranslitSlugField(populate_from="title", unique=True, max_length=12)
    other = TranslitSlugField(populate_from="shout", language="uk", allow_unicode=False)
    kept = TranslitSlugField(blank=True)

    class Meta:
        app_label = "pages"

    def shout(self):
        return self.title.upper()

with connection.schema_editor() as editor:
    editor.create_model(Page)
pages = [Page.objects.create(title=title) for title in ("Нов щит!", "Нов щит", "Щастие и щурец", "", "Нов щит")]
pages[0].title = "Друго"
pages[0].save()
form = modelform_factory(Page, fields=["title", "slug"])({"title": "Форма", "slug": ""})
answer = {
    "slugs": [page.slug for page in Page.objects.order_by("pk")],
    "others": [page.other for page in Page.objects.order_by("pk")],
    "kept": pages[0].kept,
    "valid": form.is_valid(),
    "from form": form.save().slug,
    "slugify": [slugify("Нов щит!"), slugify("Щ", allow_unicode=True), slugify(2026), slugify("щ", language="uk")],
    "template": Template(
        '{% load translit %}{{ t|translit_slug }} {{ t|translit_slug:"uk" }} {{ t|transliterate:"bg-law" }}'
    ).render(Context({"t": "Щит <и>"})),
    "migration": [MigrationWriter.serialize(Page._meta.get_field(name))[0] for name in ("slug", "other", "kept")],
}
try:
    TranslitSlugField(language="bulgarian")
except ValueError as error:
    answer["refused"] = str(error)
copies = []
for name in ("slug", "other", "kept"):
    field = Page._meta.get_field(name)
    _, path, args, kwargs = field.deconstruct()
    again = TranslitSlugField(*args, **kwargs)
    copies.append([path, again.deconstruct()[1:] == field.deconstruct()[1:]])
answer["copies"] = copies
print(json.dumps(answer))
"""


def test_djangos_field_function_and_filters() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK_DJANGO], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["slugs"] == ["nov-shtit", "nov-shtit-2", "shtastie-i", "untitled", "nov-shtit-3"]
    assert answer["others"][:2] == ["nov-shchyt", "nov-shchyt"]
    assert answer["kept"] == "" and answer["valid"] and answer["from form"] == "forma"
    assert answer["slugify"] == ["nov-shtit", "щ", "2026", "shch"]
    assert answer["template"] == "shtit-i shchyt-y Shtit &lt;i&gt;"
    assert "populate_from='title'" in answer["migration"][0] and "language='uk'" in answer["migration"][1]
    assert answer["copies"] == [["translit.forms.django.slugs.TranslitSlugField", True]] * 3
    assert "did you mean 'bg'" in answer["refused"]


def test_jinjas_filters() -> None:
    environment = Environment(extensions=["translit.forms.jinja2.TranslitExtension"], autoescape=True)
    template = '{{ t|slug }} {{ t|slug(language="uk", max_length=6) }} {{ t|transliterate("bg-law") }}'
    assert environment.from_string(template).render(t="Щит <и>") == "shtit-i shchyt Shtit &lt;i&gt;"

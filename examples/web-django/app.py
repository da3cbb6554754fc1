"""A Django project in one file: a comment form that types Cyrillic. Run: python app.py runserver"""

import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings

#: A table of the project's own, served as the others are.
OWN = Path(__file__).parent.parent / "tables/bg-news.toml"

settings.configure(
    DEBUG=True,
    SECRET_KEY="an example, never deployed",
    ALLOWED_HOSTS=["127.0.0.1", "localhost", "testserver"],
    ROOT_URLCONF=__name__,
    LANGUAGE_CODE="bg",
    USE_I18N=True,
    DATA_UPLOAD_MAX_MEMORY_SIZE=1 << 18,
    INSTALLED_APPS=["django.contrib.staticfiles", "translit.forms.django"],
    MIDDLEWARE=[
        f"{__name__}.read_forms_first",
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    STATICFILES_FINDERS=["translit.forms.django.finders.AssetFinder"],
    STATIC_URL="/static/",
    TRANSLIT_TABLES=[OWN],
    TEMPLATES=[
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parent / "templates"]}
    ],
)
django.setup()

from django import forms  # noqa: E402
from django.core.exceptions import BadRequest  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

from translit.forms.django import TranslitCharField, findings_view  # noqa: E402
from translit.web import TABLES  # noqa: E402

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'"


def read_forms_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A form that can't be read is refused before the page that DEBUG makes of a refusal tries to read it."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            _ = request.POST
        except BadRequest:
            return HttpResponse(status=400)
        return get_response(request)

    return answer


class CommentForm(forms.Form):
    comment = TranslitCharField(label="Коментар", check="/translit/check", tables={**TABLES, "bg-news": "Като в чата"})


def comments(request: HttpRequest) -> HttpResponse:
    form = CommentForm(request.POST or None)
    stored = form.cleaned_data["comment"] if form.is_valid() else None
    status = 422 if form.is_bound and stored is None else 200
    response = render(request, "comment.html", {"form": form, "stored": stored}, status=status)
    response["Content-Security-Policy"] = POLICY
    return response


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", comments), path("translit/check", findings_view), path("healthz", health)]

if __name__ == "__main__":
    from django.core.management import execute_from_command_line
    from django.core.servers.basehttp import WSGIServer

    # Ten, the default, makes whole seconds of a crowd that comes at once.
    WSGIServer.request_queue_size = 128
    # A thread that looks into a long text gives way sooner than after the usual five milliseconds.
    sys.setswitchinterval(0.0005)
    execute_from_command_line(sys.argv)

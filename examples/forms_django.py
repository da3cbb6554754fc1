"""A comment form in one Django file, with the same rule in Django REST framework.

python examples/forms_django.py runserver 8000
"""

import sys
from collections.abc import Callable

import django
from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.management import execute_from_command_line
from django.core.servers.basehttp import WSGIServer
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

if not settings.configured:
    settings.configure(
        DEBUG=True,
        SECRET_KEY="only for this example",
        ROOT_URLCONF=__name__,
        LANGUAGE_CODE="bg",
        DATA_UPLOAD_MAX_MEMORY_SIZE=1 << 18,
        MIDDLEWARE=[f"{__name__}.read_bodies_first", "django.middleware.common.CommonMiddleware"],
        REST_FRAMEWORK={
            "UNAUTHENTICATED_USER": None,
            "DEFAULT_AUTHENTICATION_CLASSES": [],
            "EXCEPTION_HANDLER": "translit.forms.rest_framework.exception_handler",
            "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        },
    )
    django.setup()

from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from translit.forms.django import PolicyCharField
from translit.forms.rest_framework import PolicyField


def read_bodies_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Django refuses a body that is too large when it reads it, and the REST framework would read it by itself.

    A form that can't be read is refused before the page that DEBUG makes of a refusal tries to read it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        _ = request.body
        try:
            _ = request.POST
        except BadRequest:
            return HttpResponse(status=400)
        return get_response(request)

    return answer


class CommentForm(forms.Form):
    """A name and a comment; the comment's sure faults are put right."""

    name = PolicyCharField("name")
    comment = PolicyCharField(repairs=True)


def comment(request: HttpRequest) -> HttpResponse:
    """Show the form, or take it and answer with what was kept."""
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return JsonResponse(form.cleaned_data)
    page = f'<!doctype html><html lang="bg"><form method="post">{form.as_p()}<button>Изпрати</button></form></html>'
    return HttpResponse(page, status=422 if form.is_bound else 200)


class CommentSerializer(serializers.Serializer):
    """The same comment for an API."""

    comment = PolicyField()


@api_view(["POST"])
def api_comment(request: Request) -> Response:
    """Take a comment as JSON."""
    try:
        data = request.data
    except RecursionError:
        raise ParseError("nested too deeply") from None
    serializer = CommentSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    return Response(serializer.validated_data)


def health(request: HttpRequest) -> HttpResponse:
    """Say that the server answers."""
    return HttpResponse("ok")


urlpatterns = [path("", comment), path("api/", api_comment), path("healthz", health)]

if __name__ == "__main__":
    # Ten, the default, makes whole seconds of a crowd that comes at once.
    WSGIServer.request_queue_size = 128
    # A thread that looks into a long text gives way sooner than after the usual five milliseconds.
    sys.setswitchinterval(0.0005)
    execute_from_command_line(sys.argv)

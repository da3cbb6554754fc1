"""System checks: what would fail only in the browser is said at start."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning
from django.template import TemplateDoesNotExist

FINDER = "translit.forms.django.finders.AssetFinder"
TEMPLATE = "translit/textarea.html"
MISSING = "The comment form's template will not be found."
HINT = 'Add "translit.forms.django" to INSTALLED_APPS.'


def check_template(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a project that uses the form without its app, unless it has a template of its own."""
    from django.forms.renderers import get_default_renderer

    try:
        get_default_renderer().get_template(TEMPLATE)
    except TemplateDoesNotExist:
        return [Error(MISSING, hint=HINT, id="translit.E001")]
    return []


def check_assets(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn if the module and the tables will not be found as static files."""
    # Tools that look at a module's names must not need settings for that.
    from django.conf import settings

    if not apps.is_installed("django.contrib.staticfiles"):
        return [
            Warning(
                "The comment form's module is a static file, and django.contrib.staticfiles is not installed.",
                hint='Add "django.contrib.staticfiles" to INSTALLED_APPS, or serve translit.web.asset yourself.',
                id="translit.W001",
            )
        ]
    if FINDER not in settings.STATICFILES_FINDERS:
        return [
            Warning(
                "The comment form's module and tables will not be found.",
                hint=f'Add "{FINDER}" to STATICFILES_FINDERS.',
                id="translit.W002",
            )
        ]
    return []

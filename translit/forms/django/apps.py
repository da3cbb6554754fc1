"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register


class TranslitConfig(AppConfig):
    """The comment form as a Django app."""

    name = "translit.forms.django"
    label = "translit"
    verbose_name: str = "Transliteration"

    def ready(self) -> None:
        """Register the system checks."""
        from .checks import check_assets

        register(check_assets, Tags.staticfiles)

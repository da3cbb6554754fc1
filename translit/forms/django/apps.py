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
        """Add the tables that the setting TRANSLIT_TABLES names, and register the system checks."""
        from django.conf import settings

        from ...table.library import add_table
        from .checks import check_assets

        for table in getattr(settings, "TRANSLIT_TABLES", ()):
            add_table(table)
        register(check_assets, Tags.staticfiles)

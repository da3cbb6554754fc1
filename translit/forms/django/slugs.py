"""Slugs of Django: `slugify` by the law of a language, and a model field that fills itself."""

from __future__ import annotations

from typing import Any

from django.db import models

from ...convert.transliterator import compile_table
from ...names.slug import distinct, slug
from ...table.library import usual_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    _SlugField = models.SlugField[str, str]
else:
    _SlugField = models.SlugField


def slugify(value: object, allow_unicode: bool = False, *, language: str = "bg", scheme: str = "") -> str:
    """Return a slug, called like Django's own `slugify` and in its place; it is never empty.

    >>> slugify("Нов щит!"), slugify("Нов щит!", allow_unicode=True)
    ('nov-shtit', 'нов-щит')
    """
    return slug(str(value), scheme or None, language=language, keep_unicode=allow_unicode)


class TranslitSlugField(_SlugField):
    """A `SlugField` that fills itself from another field, where nobody has filled it, when the model is saved.

    It is written by the official scheme of `language`, or by `scheme`. With `unique` a number goes behind a slug
    that another row has. Once made it stays, for addresses do; empty it to have it made anew.
    """

    allow_unicode: bool

    def __init__(
        self, *args: Any, populate_from: str = "", language: str = "bg", scheme: str = "", **kwargs: Any
    ) -> None:
        if scheme:
            compile_table(scheme)
        else:
            usual_table(language)
        self.populate_from: str = populate_from
        self.language: str = language
        self.scheme: str = scheme
        if populate_from:
            kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Return what a migration is written of: what differs from the defaults."""
        name, path, args, kwargs = super().deconstruct()
        said = {"populate_from": self.populate_from, "language": self.language, "scheme": self.scheme}
        kwargs.update({key: value for key, value in said.items() if value != {"language": "bg"}.get(key, "")})
        if self.populate_from:
            kwargs.pop("blank", None)
            if not self.blank:
                kwargs["blank"] = False
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the slug to be stored, made if there is none."""
        value = super().pre_save(model_instance, add)
        if value or not self.populate_from:
            return value
        source = getattr(model_instance, self.populate_from)
        made = slug(
            str(source() if callable(source) else source),
            self.scheme or None,
            language=self.language,
            max_length=self.max_length,
            keep_unicode=self.allow_unicode,
        )
        if self.unique:
            others = type(model_instance)._default_manager.exclude(pk=model_instance.pk)
            made = distinct(made, lambda name: others.filter(**{self.attname: name}).exists(), self.max_length)
        setattr(model_instance, self.attname, made)
        return made

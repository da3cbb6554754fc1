"""`{{ title|translit_slug }}` and `{{ title|transliterate:"bg-streamlined-2009" }}` in templates of Django."""

from __future__ import annotations

from django import template

from ....convert.transliterator import transliterate as _transliterate
from ....names.slug import slug

register: template.Library = template.Library()


@register.filter(is_safe=True)
def translit_slug(value: object, language: str = "") -> str:
    """Return a value as a slug, by the law of a language: `{{ title|translit_slug:"uk" }}`."""
    return slug(str(value), language=language)


@register.filter
def transliterate(value: object, table: str) -> str:
    """Return a value converted by a table; it is escaped as it would be without."""
    return _transliterate(str(value), table)

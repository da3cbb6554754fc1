"""Jinja: the filters `slug` and `transliterate`.

`{{ title|slug }}`, `{{ title|slug(language="uk", max_length=60) }}`, `{{ title|transliterate("bg-law") }}`.
"""

from __future__ import annotations

from jinja2 import Environment
from jinja2.ext import Extension

from ..convert.transliterator import transliterate
from ..names.slug import slug


class TranslitExtension(Extension):
    """`Environment(extensions=["translit.forms.jinja2.TranslitExtension"])`.

    >>> environment = Environment(extensions=[TranslitExtension])
    >>> environment.from_string("/{{ title|slug }}/").render(title="Нов щит!")
    '/nov-shtit/'
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters.update(slug=slug, transliterate=transliterate)

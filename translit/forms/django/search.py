"""A column with the search key of another one, and the lookup that finds it by any spelling."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Lookup

from ...search.folding import fold
from ...search.key_tables import Level
from ...search.queries import query_variants

TYPE_CHECKING = False
if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class TranslitSearchField(_TextField):
    """The key of the field named `source`, written whenever the row is saved; `update()` writes no key.

    `filter(title_key__anyspelling="6tastie")` finds rows with every word of the query, in any order, script and
    scheme, and typed on any layout. Words stand between blanks, so that each can be looked for.
    """

    def __init__(
        self, source: str, *, language: str = "bg", level: Level = "loose", keep_brands: bool = False, **kwargs: Any
    ) -> None:
        self.source: str = source
        self.language: str = language
        self.level: Level = level
        self.keep_brands: bool = keep_brands
        fold("", language, level=level)
        super().__init__(**{"editable": False, "default": "", **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        said = {"language": self.language, "level": self.level, "keep_brands": self.keep_brands}
        return name, path, [self.source, *args], {**kwargs, **said}

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """Return the key of what the row has now."""
        text = str(getattr(model_instance, self.source) or "")
        key = f" {fold(text, self.language, level=self.level, keep_brands=self.keep_brands)} "
        setattr(model_instance, self.attname, key)
        return key

    def keys_of(self, query: str) -> list[list[str]]:
        """Return the words of each key that a query may have meant."""
        keys = query_variants(query, self.language, level=self.level, keep_brands=self.keep_brands)
        return [key.split() for key in keys]


@TranslitSearchField.register_lookup
class AnySpelling(Lookup):
    """Every word of one of the keys that a query may have meant."""

    lookup_name: str = "anyspelling"
    prepare_rhs: bool = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        keys = self.lhs.output_field.keys_of(str(self.rhs))
        if not keys:
            return "1 = 0", ()
        rows = [" AND ".join([f"{column} LIKE %s"] * len(words)) for words in keys]
        values = [value for words in keys for word in words for value in (*params, f"% {word} %")]
        return "(" + " OR ".join(f"({row})" for row in rows) + ")", tuple(values)

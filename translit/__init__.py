"""Transliteration, input methods and script validation for Cyrillic.

>>> import translit
>>> translit.transliterate("Щастие", "bg-streamlined-2009")
'Shtastie'

The public names stand in `__init__.pyi`; each is imported when first used, so that `import translit` costs nothing.
"""


def __getattr__(name: str) -> object:
    from .faces import public

    return public(__name__, name)


def __dir__() -> list[str]:
    from .faces import public

    return public(__name__, "__all__")

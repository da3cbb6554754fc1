"""Read informal Latin (`6te doida utre`) as Cyrillic, and write Cyrillic as people do.

A table is named by its id, its alias, the path of a file of one's own, or given as a `Table`. Nothing is read from disk
before it is needed: a language's model takes a few milliseconds when first asked for.

>>> from translit.informal import decode, suggest
>>> decode("6te doida utre", "bg-informal")
'ще дойда утре'
>>> [candidate.text for candidate in suggest("sreshtata", "bg-informal", 1)]
['срещата']
"""


def __getattr__(name: str) -> object:
    from ..faces import public

    return public(__name__, name)


def __dir__() -> list[str]:
    from ..faces import public

    return public(__name__, "__all__")

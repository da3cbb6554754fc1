"""Search that does not care how a word is spelled: keys, queries and names.

>>> from translit.search import fold
>>> {fold(word) for word in ("щастие", "shtastie", "6tastie", "Schtastie".replace("ch", "h"))}
{'stastje'}
"""


def __getattr__(name: str) -> object:
    from ..faces import public

    return public(__name__, name)


def __dir__() -> list[str]:
    from ..faces import public

    return public(__name__, "__all__")

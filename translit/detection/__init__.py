"""What a text is written in, and what was typed with the wrong keyboard layout.

>>> from translit.detection import detect
>>> [found.language for found in detect("Shte doida utre sled rabota")]
['bg']
"""


def __getattr__(name: str) -> object:
    from ..faces import public

    return public(__name__, name)


def __dir__() -> list[str]:
    from ..faces import public

    return public(__name__, "__all__")

"""Check text for letters of the wrong script and the other faults of comments, and put it right."""


def __getattr__(name: str) -> object:
    from ..faces import public

    return public(__name__, name)


def __dir__() -> list[str]:
    from ..faces import public

    return public(__name__, "__all__")

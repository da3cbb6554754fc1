"""The comment form: a field that types Cyrillic in the browser, and the same conversion and checks on the server."""


def __getattr__(name: str) -> object:
    from ..faces import public

    return public(__name__, name)


def __dir__() -> list[str]:
    from ..faces import public

    return public(__name__, "__all__")

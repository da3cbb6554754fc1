"""WTForms, with or without Flask-WTF: a validator for any field, and a text area that types Cyrillic."""


def __getattr__(name: str) -> object:
    from ...faces import public

    return public(__name__, name)


def __dir__() -> list[str]:
    from ...faces import public

    return public(__name__, "__all__")

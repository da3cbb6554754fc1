"""Django: add `"translit.forms.django"` to INSTALLED_APPS for the comment form; the validator needs no app."""


def __getattr__(name: str) -> object:
    from ...faces import public

    return public(__name__, name)


def __dir__() -> list[str]:
    from ...faces import public

    return public(__name__, "__all__")

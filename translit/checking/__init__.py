"""Check text for letters of the wrong script and the other faults of comments, and put it right."""

from importlib import import_module

# `typing` is not imported for this: type checkers know the name, and start-up is counted in milliseconds.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..text.scripts import check_script as check_script
    from .checker import check as check
    from .finding import Finding as Finding
    from .language import UnknownLanguage as UnknownLanguage
    from .language import languages as languages
    from .length import text_length as text_length
    from .policy import Policy as Policy
    from .policy import PolicyError as PolicyError
    from .policy import load_policy as load_policy
    from .policy import policies as policies
    from .repair import Change as Change
    from .repair import Repair as Repair
    from .repair import repair as repair
    from .repair import repair_and_explain as repair_and_explain

#: Where each public name lives; it is imported when first used.
_HOMES = {
    "Change": ".repair",
    "Finding": ".finding",
    "Policy": ".policy",
    "PolicyError": ".policy",
    "Repair": ".repair",
    "UnknownLanguage": ".language",
    "check": ".checker",
    "check_script": "..text.scripts",
    "languages": ".language",
    "load_policy": ".policy",
    "policies": ".policy",
    "repair": ".repair",
    "repair_and_explain": ".repair",
    "text_length": ".length",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'translit.checking' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name], __name__), name)
    return value

"""Check text for letters of the wrong script and the other faults of comments, and put it right."""

from .checker import check
from .finding import Finding
from .language import UnknownLanguage, languages
from .length import text_length
from .policy import Policy, PolicyError, load_policy, policies
from .repairing import Change, Repair, repair, repair_and_explain

__all__ = [
    "Change",
    "Finding",
    "Policy",
    "PolicyError",
    "Repair",
    "UnknownLanguage",
    "check",
    "languages",
    "load_policy",
    "policies",
    "repair",
    "repair_and_explain",
    "text_length",
]

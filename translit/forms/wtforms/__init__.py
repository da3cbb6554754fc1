"""WTForms, with or without Flask-WTF: a validator for any field, and a text area that types Cyrillic."""

from .fields import TranslitTextAreaField
from .validators import KeepsTo

__all__ = ["KeepsTo", "TranslitTextAreaField"]

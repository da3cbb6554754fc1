"""Django: add `"translit.forms.django"` to INSTALLED_APPS for the comment form; the validator needs no app."""

from .fields import TranslitCharField, TranslitTextarea
from .validators import PolicyCharField, PolicyValidator

__all__ = ["PolicyCharField", "PolicyValidator", "TranslitCharField", "TranslitTextarea"]

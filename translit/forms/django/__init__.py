"""Django: add `"translit.forms.django"` to INSTALLED_APPS for the comment form; the validator needs no app."""

from .fields import PolicyCharField, TranslitCharField
from .validators import PolicyValidator
from .widgets import TranslitTextarea

__all__ = ["PolicyCharField", "PolicyValidator", "TranslitCharField", "TranslitTextarea"]

# The public names, one a line: where each lives, and what it is called.
from .fields import TranslitTextAreaField as TranslitTextAreaField
from .validators import KeepsTo as KeepsTo

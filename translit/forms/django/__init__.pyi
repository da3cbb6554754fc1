# The public names, one a line: where each lives, and what it is called.
from .fields import PolicyCharField as PolicyCharField
from .fields import TranslitCharField as TranslitCharField
from .validators import PolicyValidator as PolicyValidator
from .widgets import TranslitTextarea as TranslitTextarea

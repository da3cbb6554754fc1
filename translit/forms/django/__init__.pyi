# The public names, one a line: where each lives, and what it is called.
from .fields import PolicyCharField as PolicyCharField
from .fields import TranslitCharField as TranslitCharField
from .search import TranslitSearchField as TranslitSearchField
from .slugs import TranslitSlugField as TranslitSlugField
from .slugs import slugify as slugify
from .validators import PolicyValidator as PolicyValidator
from .views import findings_view as findings_view
from .widgets import TranslitTextarea as TranslitTextarea

# The public names, one a line: where each lives, and what it is called.
from .folding import KEY_VERSION as KEY_VERSION
from .folding import fold as fold
from .folding import fold_languages as fold_languages
from .names import NameMatch as NameMatch
from .names import name_keys as name_keys
from .names import same_name as same_name
from .queries import query_variants as query_variants
from .spellings import Variant as Variant
from .spellings import variants as variants

# The public names, one a line: where each lives, and what it is called.
from ..errors import PolicyError as PolicyError
from ..errors import UnknownLanguage as UnknownLanguage
from ..text.edits import Change as Change
from ..text.scripts import check_script as check_script
from .checker import check as check
from .finding import Finding as Finding
from .language import languages as languages
from .length import text_length as text_length
from .policy import Policy as Policy
from .policy import load_policy as load_policy
from .policy import policies as policies
from .repairs import Repair as Repair
from .repairs import repair as repair
from .repairs import repair_and_explain as repair_and_explain

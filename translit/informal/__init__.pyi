# The public names, one a line: where each lives, and what it is called.
from ..text.edits import Candidate as Candidate
from .lines import Reader as Reader
from .profile import Profile as Profile
from .session import Session as Session
from .texts import decode as decode
from .texts import decode_lines as decode_lines
from .texts import reader as reader
from .texts import suggest as suggest
from .writing import write as write

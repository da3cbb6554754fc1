# The public names, one a line: where each lives, and what it is called.
from .lines import Detection as Detection
from .lines import detect as detect
from .mojibake import EncodingRepair as EncodingRepair
from .mojibake import explain_encoding as explain_encoding
from .mojibake import repair_encoding as repair_encoding
from .repair import LayoutRepair as LayoutRepair
from .repair import explain_informal as explain_informal
from .repair import explain_layout as explain_layout
from .repair import repair_layout as repair_layout

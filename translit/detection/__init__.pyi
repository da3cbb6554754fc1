# The public names, one a line: where each lives, and what it is called.
from .lines import Detection as Detection
from .lines import detect as detect
from .repair import LayoutRepair as LayoutRepair
from .repair import explain_informal as explain_informal
from .repair import explain_layout as explain_layout
from .repair import repair_layout as repair_layout

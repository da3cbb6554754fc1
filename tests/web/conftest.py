"""The programs in Node ask this Python for what they serve."""

import os
import sys

os.environ["PYTHON"] = sys.executable

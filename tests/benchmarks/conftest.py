"""The harness of the benchmarks, imported from its own folder.

The folder is on the path for these imports only: it holds a module `intake`, and `tests/` a folder of that name.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

FOLDER = str(Path(__file__).resolve().parent.parent.parent / "benchmarks")

sys.path.insert(0, FOLDER)
try:
    for name in ("budgets", "contest.run", "instructions", "peers", "worlds"):
        importlib.import_module(name)
finally:
    sys.path.remove(FOLDER)

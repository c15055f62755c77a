"""Profiles of Hypothesis, and the marker for tests that need another program.

Law: `ci` is what everybody runs; `nightly` looks longer. A test that needs a program says which, and is skipped with
that reason where the program is absent.
"""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a program that this machine does not have."""
    for item in items:
        for marker in item.iter_markers("needs_program"):
            absent = [name for name in marker.args if shutil.which(name) is None]
            if absent:
                item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(absent)}"))

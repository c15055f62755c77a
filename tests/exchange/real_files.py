"""Real registries that lie beside the repository, where they do; tests that use them are skipped where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = next((found for above in ROOT.parents if (found := above / "shared" / "data").is_dir()), None)
real = pytest.mark.skipif(DATA is None, reason="the real registries are not beside the repository")


def data(*parts: str) -> Path:
    """A file or folder of them."""
    assert DATA is not None
    return DATA.joinpath(*parts)

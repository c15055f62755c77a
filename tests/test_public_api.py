"""What `import tsunagari` promises."""

from __future__ import annotations

import ast
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

import tsunagari

ROOT = Path(__file__).resolve().parent.parent


def test_the_public_names() -> None:
    """These names, and no others, are what programs may rely on."""
    assert set(tsunagari.__all__) == {
        "JST",
        "Comparison",
        "Consultation",
        "Decision",
        "FactsError",
        "Heard",
        "Live",
        "Program",
        "Referral",
        "Renewal",
        "Replayed",
        "Report",
        "RulesetError",
        "TsunagariError",
        "UsageError",
        "__version__",
        "batch_router",
        "check",
        "diff",
        "facts_from_json",
        "intake",
        "load",
        "replay",
        "route_batch",
    }
    assert dir(tsunagari) == sorted(tsunagari.__all__)


@pytest.mark.parametrize("name", tsunagari.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    """Each public name can be loaded, and says what it is; a constant says it where it is defined."""
    thing = getattr(tsunagari, name)
    assert thing is not None
    if name not in ("JST", "__version__"):
        assert thing.__doc__


def test_names_for_the_type_checker_are_the_names_at_run_time() -> None:
    """What mypy sees and what is loaded come from the same modules: neither list can drift from the other."""
    tree = ast.parse(Path(tsunagari.__file__).read_text(encoding="utf-8"))
    seen = {
        alias.name: node.module
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    homes = next(
        ast.literal_eval(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    )
    assert seen == {name: f"tsunagari.{home}" for name, home in homes.items()}
    assert set(seen) == set(tsunagari.__all__) - {"__version__"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A mistyped name fails as Python programmers expect."""
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        _ = tsunagari.laod  # type: ignore[attr-defined]


def test_errors_are_one_family() -> None:
    """One `except` catches whatever tsunagari raises."""
    for error in (tsunagari.RulesetError, tsunagari.FactsError, tsunagari.UsageError):
        assert issubclass(error, tsunagari.TsunagariError)


def test_the_version_is_that_of_the_package() -> None:
    """The version in the module is the one that was installed."""
    try:
        installed = version("tsunagari")
    except PackageNotFoundError:
        pytest.fail("tsunagari is not installed: run `pip install -e .` first")
    assert tsunagari.__version__ == installed

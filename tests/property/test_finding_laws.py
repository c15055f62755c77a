"""What is found in a ruleset does not depend on the order of its files, blocks, lines and lists (design C9).

Law: the same ruleset written in another order has the same findings, each with the same words and the same person; only
where they stand differs, and which of two equal entries goes.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tsunagari.pipeline.checks import check_named
from tsunagari.pipeline.checks.look import Look
from tsunagari.shell.loading import compiled_folder
from tsunagari.testing.rulesets import Block, rulesets, shuffled, text_of

CHECKS = (
    "shadowed_clause", "overlapping_provisos", "last_immediate_withheld", "needless_attribute", "dead_entry",
    "closed_chain",
)  # fmt: skip
EXAMPLES = int(os.environ.get("TSUNAGARI_WORLDS", "12"))


def findings(files: tuple[str, ...]) -> Counter[tuple[str, object, str | None]]:
    """Code, what it says, and the person of each finding of these checks."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate(files):
            (Path(folder) / f"{number}.tsu").write_text(text, encoding="utf-8")
        compiled = compiled_folder(folder)
    assert compiled.ruleset is not None, [one.render() for one in compiled.diagnostics]
    look = Look(compiled, compiled.ruleset, date(2026, 5, 1))
    found = [one for name in CHECKS for one in check_named(name).find(look)]
    return Counter((one.code, _said(one.fields), one.witness) for one in found)


def _said(fields: tuple[tuple[str, str], ...]) -> object:
    """What a finding says; of an entry why it goes, for of two equal ones it is the later."""
    return tuple((name, text) for name, text in fields if name != "why" or "listed already" not in text)


def law(examples: int, number: int) -> Counter[str]:
    """How often each code was found in so many rulesets, each written in two orders."""
    found: Counter[str] = Counter()

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @seed(number)
    @given(rulesets(most=4), st.integers(0, 1000))
    def holds(blocks: tuple[Block, ...], order: int) -> None:
        before = findings((text_of(blocks),))
        assert findings(shuffled(blocks, order)) == before
        found.update({code: count for (code, _, _), count in before.items()})

    holds()
    return found


def test_the_order_of_a_ruleset_changes_no_finding() -> None:
    """Files, blocks, lines and entries in another order; findings of several kinds."""
    assert len(law(EXAMPLES, 4)) >= 3


@pytest.mark.nightly
def test_the_order_of_many_rulesets_changes_no_finding() -> None:
    """Three hundred rulesets."""
    assert len(law(300, 5)) >= 6

"""The strategies offered to embedders draw what they promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tsunagari.shell.loading import load
from tsunagari.testing import consultations
from tsunagari.testing.edges import edges
from tsunagari.wire.facts import facts_from_json

PROGRAM = load(str(Path(__file__).parents[2] / "rules" / "national"))


@given(st.data())
def test_every_consultation_is_admitted_and_answered(data: st.DataObject) -> None:
    """What is drawn for a ruleset is admitted by it, and answered without an exception (C1)."""
    facts: dict[str, Any] = data.draw(consultations(PROGRAM.ruleset))
    decision = PROGRAM.route(facts_from_json(facts))
    assert (decision.gap is None) == any(referral.fit == "yes" for referral in decision.referrals)


def test_edges_lie_on_both_sides_of_every_bound() -> None:
    """A line for those up to 18 makes 18 and 19 worth telling, hours their openings and the minutes before."""
    found = edges(PROGRAM.ruleset)
    assert {"0", "18", "19", "120"} <= set(found.values["age"])
    clock = {(at.hour, at.minute) for at in found.instants}
    assert {(8, 29), (8, 30), (17, 14), (17, 15)} <= clock

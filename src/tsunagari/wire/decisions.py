"""Decisions as JSON (design §5).

Law: the shape is the decision's own; the same decision gives the same bytes.
"""

from __future__ import annotations

from tsunagari.engine.decision import Decision
from tsunagari.wire.json_text import write_json


def decision_to_json(decision: Decision) -> str:
    """The JSON object of a decision on one line."""
    return write_json(decision.to_dict())

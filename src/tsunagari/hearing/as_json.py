"""What was heard as one line of JSON.

Law: every key is always there; positions are code points from 0, the end not included; nothing of the text stands
in it.
"""

from __future__ import annotations

from typing import Any

from tsunagari.errors import UsageError, guarded
from tsunagari.hearing.heard import Candidate, Heard
from tsunagari.wire.json_text import write_json


@guarded
def heard_to_json(heard: Heard) -> str:
    """`{"candidates": […], "suggestions": […], "crisis": bool, "facts": {…}}`; `facts` is what `route` takes.

    Raises UsageError (`no-text`) for anything but a `Heard`.
    """
    if not isinstance(heard, Heard):
        raise UsageError("no-text")
    return write_json(
        {
            "candidates": [_candidate(one) for one in heard.candidates],
            "suggestions": [_candidate(one) for one in heard.suggestions],
            "crisis": heard.crisis,
            "facts": dict(heard.facts),
        }
    )


def _candidate(one: Candidate) -> dict[str, Any]:
    value = {"from": one.value[0], "to": one.value[1]} if isinstance(one.value, tuple) else one.value
    return {
        "attribute": one.attribute,
        "value": value,
        "alternatives": list(one.alternatives),
        "instead": list(one.instead),
        "start": one.start,
        "end": one.end,
        "reason": one.reason,
        "score": one.score,
        "certain": one.certain,
    }

"""Why a handover may be refused as a whole, as codes.

Law: a refusal is recorded like what was handed over: somebody tried. The codes are those that `hand_over` can raise for
a case that is where it may be; `internal` is a fault of ours.
"""

from __future__ import annotations

from typing import Final

REFUSALS: Final = (
    "naive-time", "unknown-code", "wrong-type", "no-person", "not-in-the-answer", "receiver-excluded",
    "unknown-receiver", "unknown-field", "ground-at-desk", "unknown-ground", "secrecy-not-known",
    "receiver-not-a-member", "ground-not-for-caller", "internal",
)  # fmt: skip

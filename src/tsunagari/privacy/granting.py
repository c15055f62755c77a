"""What may be handed over: the formula, field by field.

Law (design P3): granted = (consented ∪ covered by the ground chosen) ∩ needed by the receiver ∩ told, less what
concealment keeps back. It looks at names of fields only, never at what they hold. Each field decides alone, so that
less consent never grants more; to take a consent back is to consent to less. Every needed field of the person is
granted or has one reason why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from tsunagari.model.attributes import Attribute
from tsunagari.privacy.bodies import Ground
from tsunagari.privacy.concealment import Concealment, kept_back
from tsunagari.privacy.consent import Consent, State, state, taken_back

Reason: TypeAlias = Literal[
    "concealed", "absent", "withdrawn", "guardian-void", "expired", "not-yet", "no-consent"
]  # fmt: skip
REASONS: Final[tuple[Reason, ...]] = (
    "concealed", "absent", "withdrawn", "guardian-void", "expired", "not-yet", "no-consent",
)  # fmt: skip
"""Why a field stays, the strongest first; of several consents that do not hold the first in this order is told."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A field that the receiver needs and does not get, with the reason; for the sender only."""

    field: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Grant:
    """What may go: by consent, by the ground (a field that both permit goes by consent), and what stays."""

    by_consent: frozenset[str]
    by_ground: frozenset[str]
    withheld: tuple[Withheld, ...]

    @property
    def fields(self) -> frozenset[str]:
        """All that may go."""
        return self.by_consent | self.by_ground


def granted(
    needed: Iterable[str],
    told: frozenset[str],
    consents: Iterable[Consent],
    ground: Ground | None,
    concealment: Concealment | None,
    attributes: Mapping[str, Attribute],
    at: datetime,
) -> Grant:
    """The formula. `consents` are those of this person, receiver and purpose."""
    states: dict[str, set[State]] = {}
    for consent in (listed := tuple(consents)):
        said_then: State = state(consent, at, concealed=concealment is not None)
        if taken_back(consent, listed, at):
            said_then = "withdrawn"
        states.setdefault(consent.field, set()).add(said_then)
    by_consent, by_ground, withheld = set[str](), set[str](), list[Withheld]()
    for field in sorted(needed):
        said = states.get(field, set())
        if kept_back(concealment, field, attributes.get(field)):
            withheld.append(Withheld(field, "concealed"))
        elif field not in told:
            withheld.append(Withheld(field, "absent"))
        elif "holds" in said:
            by_consent.add(field)
        elif ground is not None and field in ground.fields:
            by_ground.add(field)
        else:
            withheld.append(Withheld(field, next((reason for reason in REASONS if reason in said), "no-consent")))
    return Grant(frozenset(by_consent), frozenset(by_ground), tuple(withheld))

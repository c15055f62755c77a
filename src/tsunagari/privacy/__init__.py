"""What may leave a venue, and to whom?

Law: this module names what others may rely on; each name is loaded when it is first asked for (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tsunagari.errors import PlatformError, PrivacyError, SealedError
    from tsunagari.privacy.bodies import Chosen, Ground
    from tsunagari.privacy.case import Case
    from tsunagari.privacy.concealment import Concealment
    from tsunagari.privacy.consent import Consent, consents
    from tsunagari.privacy.events import DecisionEvent, HandoverEvent
    from tsunagari.privacy.granting import Withheld
    from tsunagari.privacy.handover import HandedOver, decision_event, hand_over, refusal_event
    from tsunagari.privacy.package import Package
    from tsunagari.privacy.schema import Terms, check
    from tsunagari.privacy.sealed import Caller, Subject
    from tsunagari.privacy.showing import shown_to_caller
    from tsunagari.privacy.statistics.published import PublishedTable
    from tsunagari.privacy.venue import Council, Desk, Platform

__all__ = [
    "Caller",
    "Case",
    "Chosen",
    "Concealment",
    "Consent",
    "Council",
    "DecisionEvent",
    "Desk",
    "Ground",
    "HandedOver",
    "HandoverEvent",
    "Package",
    "Platform",
    "PlatformError",
    "PrivacyError",
    "PublishedTable",
    "SealedError",
    "Subject",
    "Terms",
    "Withheld",
    "check",
    "consents",
    "decision_event",
    "hand_over",
    "refusal_event",
    "shown_to_caller",
]


def __getattr__(name: str) -> Any:
    """A public name, from the module that holds it."""
    homes = {
        "Caller": "privacy.sealed",
        "Case": "privacy.case",
        "Chosen": "privacy.bodies",
        "Concealment": "privacy.concealment",
        "Consent": "privacy.consent",
        "Council": "privacy.venue",
        "DecisionEvent": "privacy.events",
        "Desk": "privacy.venue",
        "Ground": "privacy.bodies",
        "HandedOver": "privacy.handover",
        "HandoverEvent": "privacy.events",
        "Package": "privacy.package",
        "Platform": "privacy.venue",
        "PlatformError": "errors",
        "PrivacyError": "errors",
        "PublishedTable": "privacy.statistics.published",
        "SealedError": "errors",
        "Subject": "privacy.sealed",
        "Terms": "privacy.schema",
        "Withheld": "privacy.granting",
        "check": "privacy.schema",
        "consents": "privacy.consent",
        "decision_event": "privacy.handover",
        "hand_over": "privacy.handover",
        "refusal_event": "privacy.handover",
        "shown_to_caller": "privacy.showing",
    }
    if name not in homes:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"tsunagari.{homes[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

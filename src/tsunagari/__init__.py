"""tsunagari (つながり): which of the registered resources take this person, in what order and why.

Law: this module names what others may rely on and does nothing else; importing it is cheap, and each name is
loaded when it is first asked for (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tsunagari.batch.routing import batch_router, route_batch
    from tsunagari.calendar.hours import JST
    from tsunagari.engine.consultation import Consultation
    from tsunagari.engine.decision import Decision, Referral
    from tsunagari.errors import FactsError, RulesetError, TsunagariError, UsageError
    from tsunagari.hearing.heard import Heard
    from tsunagari.hearing.listening import intake
    from tsunagari.pipeline.comparing import Comparison
    from tsunagari.pipeline.program import Program
    from tsunagari.pipeline.report import Report
    from tsunagari.replaying.safe import Replayed
    from tsunagari.shell.differences import diff
    from tsunagari.shell.live import Live, Renewal
    from tsunagari.shell.loading import check
    from tsunagari.shell.programs import load
    from tsunagari.shell.replays import replay
    from tsunagari.wire.facts import facts_from_json

__version__ = "0.1.0"

__all__ = [
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
]


def __getattr__(name: str) -> Any:
    """A public name, from the module that holds it."""
    homes = {
        "JST": "calendar.hours",
        "Comparison": "pipeline.comparing",
        "Consultation": "engine.consultation",
        "Decision": "engine.decision",
        "FactsError": "errors",
        "Heard": "hearing.heard",
        "Live": "shell.live",
        "Program": "pipeline.program",
        "Referral": "engine.decision",
        "Renewal": "shell.live",
        "Replayed": "replaying.safe",
        "Report": "pipeline.report",
        "RulesetError": "errors",
        "TsunagariError": "errors",
        "UsageError": "errors",
        "batch_router": "batch.routing",
        "check": "shell.loading",
        "diff": "shell.differences",
        "facts_from_json": "wire.facts",
        "intake": "hearing.listening",
        "load": "shell.programs",
        "replay": "shell.replays",
        "route_batch": "batch.routing",
    }
    if name not in homes:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{homes[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

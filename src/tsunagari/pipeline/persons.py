"""A person of a finding: as JSON, in words, and what the plain reading says of them.

Law (design C10): a check shows somebody only where the plain reading agrees with what it says of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tsunagari.calendar.holidays import Holidays
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.pasting import told


def witness(facts: Mapping[str, Any]) -> str:
    """The facts as JSON text, as a finding carries them."""
    plain = {key: value.isoformat() if isinstance(value, datetime) else value for key, value in facts.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def in_words(facts: Mapping[str, Any], language: str) -> str:
    """The facts on one line, as the `given` lines of a test would say them."""
    ja = language == "ja"
    lines = [f"{name} {value}" for name, value in told(facts, ja)]
    nothing = "何も言わない人" if ja else "somebody who tells nothing"
    return ("、" if ja else ", ").join(lines) or nothing


def holding(ruleset: Ruleset, facts: Mapping[str, Any], holidays: Holidays) -> frozenset[str]:
    """The names of the rules and provisos that hold for somebody, wherever they lead."""
    reference = Reference(ruleset, holidays)
    clauses = reference.holding(admit(ruleset, Consultation(**facts)))
    return frozenset(clause.name for clause in clauses if clause.kind == "rule")


def immediate(ruleset: Ruleset, facts: Mapping[str, Any], holidays: Holidays) -> frozenset[str]:
    """The resources that are an immediate yes of somebody."""
    standings = Reference(ruleset, holidays).answer(admit(ruleset, Consultation(**facts))).standings
    return frozenset(n for n, one in standings.items() if one.verdict == YES and one.urgency == "immediate")


def open_then(ruleset: Ruleset, facts: Mapping[str, Any], holidays: Holidays) -> frozenset[str]:
    """The resources that are a yes of somebody and open at the time told, or of which nobody knows the hours."""
    referrals = Reference(ruleset, holidays).decide(Consultation(**facts)).referrals
    return frozenset(one.resource for one in referrals if one.fit == "yes" and one.open in ("now", "unknown"))

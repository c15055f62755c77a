"""Consultations of which every hit is a yes, settled without the machinery of what is not known.

Law: where `sure` gives something it is what `Settling` gives; it gives nothing where a withhold holds, something hit is
a maybe, something was tried, places lie in several prefectures, or all that is hit is out of service.
"""

from __future__ import annotations

from datetime import date

from tsunagari.engine.answer import Gap
from tsunagari.engine.index.bits import positions
from tsunagari.engine.index.chains import Chains, within
from tsunagari.engine.index.hits import Hits
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.live import Live
from tsunagari.engine.index.space import Space
from tsunagari.engine.index.sure import Sure
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.knowledge import Knowledge


def sure(hits: Hits, knowledge: Knowledge, moment: Moment | None, live: Live | None = None) -> Sure | None:
    """The resources of a consultation that tried nothing; None where more is to be weighed."""
    hit = hits.only
    if hit is None or knowledge.tried:
        return None
    space, yes = hit.space, hit.yes
    unsure = hit.some ^ yes
    if (unsure and unsure & (space.rules | space.withholds)) or yes & space.withholds:
        return None
    ranks = space.ranks
    slots = yes & (ranks.active if live is None else live.active(space))
    if moment is None:
        opened, unknown = slots, 0
    else:
        opened, unknown = slots & ranks.open(moment), slots & ranks.unknown
        if dated := (opened | unknown) & ranks.dated:
            over = _out_of_effect(hits.index, space, dated, knowledge.day)
            opened, unknown = opened & ~over, unknown & ~over
    chains = Chains(hits.index, space, knowledge.day, opened)
    routed, stood = chains.followed(slots & space.rules)
    defaulted = 0
    if not (routed | stood) & opened:
        for tier in space.tiers:
            if unsure & tier:
                return None
            first, second = chains.followed(slots & tier)
            defaulted |= first | second
            if defaulted & opened:
                break
    led = routed | stood | defaulted
    if led:
        return Sure(hits.index, space, knowledge, routed, stood, defaulted, opened & led, unknown & led)
    return None if yes else Sure(hits.index, space, knowledge, 0, 0, 0, 0, 0, _nobody(hits.index, knowledge.day))


def _nobody(index: Index, day: date | None) -> Gap:
    """Why there is nobody where no clause is hit at all."""
    return "no-rule" if day is None or index.ruleset.effective.contains(day) else "out-of-period"


def _out_of_effect(index: Index, space: Space, slots: int, day: date | None) -> int:
    """Those of the slots whose clause or resource has not begun, or has ended."""
    found = 0
    for slot in positions(slots):
        fact = index.facts[slot if slot < space.nation else slot + space.shift]
        if fact is not None and not within(fact.periods, day):
            found |= 1 << slot
    return found

"""The resources of a ruleset: how each stands now, in sentences, and what leads to it.

Law: *now* is the instant that the caller gives; a resource is open where one of its ways is, its own period in effect;
hours that nobody wrote are unknown, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from tsunagari.calendar.holidays import Holidays
from tsunagari.engine.opening import Opening, best, opening
from tsunagari.model.registry import Resource, Way
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.prose.conditions import Conditions
from tsunagari.reporting.prose.registered import hours_words, resource_paragraph
from tsunagari.reporting.tree import Desk, Desks
from tsunagari.reporting.words import Words


def desks(ruleset: Ruleset, at: datetime, holidays: Holidays, words: Words) -> tuple[Desks, ...]:
    """All resources, those of the ruleset itself first, then ruleset by ruleset."""
    conditions, leading = Conditions(ruleset), _leading(ruleset)
    together: dict[str, list[Desk]] = defaultdict(list)
    for name in sorted(ruleset.resources):
        resource = ruleset.resources[name]
        together[resource.ruleset or ruleset.name].append(
            _desk(resource, ruleset, at, holidays, words, conditions, leading.get(name, ()))
        )
    order = sorted(together, key=lambda one: (one != ruleset.name, one))
    return tuple(Desks(one, one == ruleset.name, tuple(together[one])) for one in order)


def _desk(
    resource: Resource,
    ruleset: Ruleset,
    at: datetime,
    holidays: Holidays,
    words: Words,
    conditions: Conditions,
    rules: tuple[str, ...],
) -> Desk:
    state, opened = _state(resource, at, holidays, words)
    paragraph = resource_paragraph(resource, ruleset, conditions)
    return Desk(
        name=resource.name,
        organization=resource.organization or "",
        kind=resource.kind or "",
        state=state,
        opening=opened,
        ways=tuple(_way(way, words, conditions, ruleset) for way in resource.ways),
        sentences=tuple(one.spoken(words.language) for one in paragraph.sentences),
        rules=rules,
    )


_State = Literal["now", "later", "unknown", "inactive"]


def _state(resource: Resource, at: datetime, holidays: Holidays, words: Words) -> tuple[_State, str]:
    if resource.status != "active":
        return "inactive", words(f"status-{resource.status}")
    openings: list[Opening] = [opening(way.hours, (resource.effective,), at, holidays) for way in resource.ways]
    found = best(openings) if openings else Opening("unknown")
    if found.open == "later":
        if found.at is None:
            return "later", words("opens-never")
        return "later", words("opens-at", at=words.moment(found.at))
    return ("now", words("open-now")) if found.open == "now" else ("unknown", words("open-unknown"))


def _way(way: Way, words: Words, conditions: Conditions, ruleset: Ruleset) -> tuple[str, str, str]:
    """Channel, number, hours."""
    if way.channel is None:
        channel = words("any-channel")
    else:
        attribute = ruleset.attributes["channel"]
        channel = words.spoken(conditions.value("channel", attribute.values.index(way.channel)))
    hours = (
        words("open-unknown")
        if way.hours is None
        else words("fact-comma").join(words.spoken(hours_words(one)) for one in way.hours)
    )
    return channel, way.phone or "", hours


def _leading(ruleset: Ruleset) -> Mapping[str, tuple[str, ...]]:
    """Resource → the clauses that lead to it, by their names."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for top in (*ruleset.rules, *ruleset.defaults):
        for clause in _with_provisos(top):
            for name in (*clause.route, *(one for line in clause.otherwise for one in line)):
                found[name][clause.name] = None
    return {name: tuple(clauses) for name, clauses in found.items()}


def _with_provisos(clause: Clause) -> Iterator[Clause]:
    yield clause
    for proviso in clause.provisos:
        yield from _with_provisos(proviso)

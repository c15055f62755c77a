"""A replay counts what the two rulesets answer, and nothing else."""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

import pytest

from replaying.towns import NEW, OLD, consultations, town
from tsunagari import Consultation, Decision, facts_from_json, replay
from tsunagari.privacy.statistics.thresholds import HIGH
from tsunagari.replaying.change import Change, Comparer
from tsunagari.replaying.tally import LINES_TOLD, Tally

SEEDS = range(8)


def tally_of(old: str, new: str, facts: list[dict[str, Any]]) -> Tally:
    """The counts of consultations before anything is hidden."""
    comparer, tally = Comparer(town(old), town(new)), Tally()
    for number, one in enumerate(facts, 1):
        tally.add(number, comparer.change(facts_from_json(one)))
    return tally


def plainly(before: Decision, after: Decision) -> str:
    """The kind of a change, read off all the yes resources of two decisions."""
    old = [one.resource for one in before.referrals if one.fit == "yes"]
    new = [one.resource for one in after.referrals if one.fit == "yes"]
    if old and new:
        return "same" if old[0] == new[0] else "moved"
    return "lost" if old else "gained" if new else "nobody"


@pytest.mark.parametrize("seed", SEEDS)
def test_against_itself_nobody_moves(seed: int) -> None:
    """A ruleset in its own place changes nothing for anybody, not even how urgent somebody is."""
    facts = list(consultations(seed, 300))
    tally = tally_of(OLD, OLD, facts)
    still = {("same", "as-urgent")} | {("nobody", d) for k, d in tally.changes if d.split(" ")[0] == d.split(" ")[-1]}
    assert set(tally.changes) <= still and not tally.pairs
    assert tally.total == 300 and replay(town(OLD), town(OLD), facts).loses is False


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_are_those_of_the_decisions(seed: int) -> None:
    """Every kind, place, issue and pair is counted as often as the decisions of both programs say."""
    facts = list(consultations(seed, 300))
    tally = tally_of(OLD, NEW, facts)
    kinds: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    issues: Counter[tuple[str, str]] = Counter()
    details: Counter[tuple[str, str]] = Counter()
    where = {"山形市": "06000", "鶴岡市": "06000", "山形県": "06000", "仙台市": "04000", "青森市": "02000"}
    about = {"": "", "money": "money", "debt": "debt", "home": "home", "trouble": "trouble", "money+trouble": "money"}
    urgent = {"immediate": 2, "same-day": 1, "normal": 0}
    for one in facts:
        before, after = (town(text).route(facts_from_json(one)) for text in (OLD, NEW))
        kind = plainly(before, after)
        kinds[kind] += 1
        places[where.get(one.get("lives", ""), "elsewhere"), kind] += 1
        issues[about.get("+".join(one["issues"]), "\n"), kind] += 1
        if kind in ("lost", "gained"):
            details[kind, str(after.gap if kind == "lost" else before.gap)] += 1
        elif kind == "nobody":
            details[kind, f"{before.gap} {after.gap}"] += 1
        else:
            change = urgent[after.referrals[0].urgency] - urgent[before.referrals[0].urgency]
            details[kind, "more-urgent" if change > 0 else "less-urgent" if change < 0 else "as-urgent"] += 1
        if kind == "moved":
            pairs[before.referrals[0].resource, after.referrals[0].resource] += 1
    assert tally.changes == details and tally.pairs == pairs
    assert tally.places == places and tally.issues == issues


def test_all_kinds_occur() -> None:
    """The consultations of these tests meet every kind of change and every step of urgency."""
    found = Counter[tuple[str, str]]()
    for seed in SEEDS:
        found.update(tally_of(OLD, NEW, list(consultations(seed, 300))).changes)
    assert {kind for kind, _ in found} == {"same", "moved", "lost", "gained", "nobody"}
    assert {"as-urgent", "more-urgent", "less-urgent"} <= {detail for _, detail in found}


@pytest.mark.parametrize("seed", SEEDS)
def test_order_changes_nothing(seed: int) -> None:
    """The lines of a file in another order give the same counts, the numbers of bad lines apart."""
    facts: list[Any] = [*consultations(seed, 200), *["{"] * 3, *[{"age": -1}] * 2]
    other = random.Random(seed).sample(facts, len(facts))
    one, two = (replay(town(OLD), town(NEW), found).to_dict() for found in (facts, other))
    bad = [[(part["code"], part["count"]) for part in found.pop("bad")] for found in (one, two)]
    assert one == two and bad[0] == bad[1] == [("not-json", 3), ("out-of-range", 2)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_form_of_a_consultation_counts_alike(seed: int) -> None:
    """Values, facts that were read, and JSON as text or bytes are the same consultation."""
    facts = list(consultations(seed, 60))
    texts = [json.dumps(one, ensure_ascii=False) for one in facts]
    forms: list[list[Any]] = [facts, texts, [one.encode() for one in texts], [facts_from_json(one) for one in facts]]
    made = [replay(town(OLD), town(NEW), form) for form in forms]
    assert isinstance(forms[3][0], Consultation)
    assert made.count(made[0]) == len(made)


def test_who_is_refused_by_one_ruleset_is_counted_as_such() -> None:
    """Facts that only one of the rulesets admits are no move: they are bad lines of that side, by code."""
    without = NEW.replace("issue home\n", "").replace("issue money\n", "issue money\nissue extra\n", 1)
    facts = [{"issues": ["home"]}, {"issues": ["extra"]}, {"issues": ["nothing"]}, {"issues": ["money"]}]
    bad = replay(town(OLD), town(without), facts * 30).bad
    assert {(one.side, one.code, one.count) for one in bad} == {
        ("new", "unknown-value", 30), ("old", "unknown-value", 30), ("both", "unknown-value", 30)
    }  # fmt: skip
    assert all(len(one.lines) == LINES_TOLD for one in bad)
    assert next(one.lines[:3] for one in bad if one.side == "old") == (2, 6, 10)


def test_a_change_holds_no_fact() -> None:
    """What is kept of somebody is codes, a prefecture, an issue and two desks."""
    facts = {"issues": ["money"], "lives": "山形市", "age": 87, "danger": True}
    change = Comparer(town(OLD), town(NEW)).change(facts_from_json(facts))
    assert change == Change("moved", "more-urgent", "06000", "money", ("south", "wide"))


def test_too_few_are_not_told_at_all() -> None:
    """Below the threshold neither a number nor whether somebody loses is told."""
    for count in (0, 1, HIGH - 1):
        made = replay(town(OLD), town(NEW), list(consultations(1, count)))
        assert made.total is made.loses is made.places is made.issues is made.pairs is None
        assert not made.kinds and not made.details and not made.ok
    assert replay(town(OLD), town(OLD), [{"issues": ["money"], "lives": "山形市"}] * HIGH).total == HIGH

"""Proved and refuted are what trying every consultation gives (design C10).

Law: over random rulesets with all kinds of blocks, an assertion is proved exactly where no consultation of the whole
(small) world breaks it by the plain reading, and refuted exactly where one does. All but a few attributes are fixed by
the assertion's own lines; the others take every value that a ruleset of these worlds can tell apart.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain, combinations, product
from typing import Any

import pytest

from engine.worlds import AGES, GRAPH, LEAVES, WISHES, leaves_of
from property import seeded_worlds
from property.seeded_worlds import ALL_HOURS, CALENDAR, FIRST_DAY
from tsunagari.analysis.assertions import Seen, decide, refutes
from tsunagari.analysis.axes import exact
from tsunagari.analysis.losses import Loss, losses
from tsunagari.calendar.hours import JST
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import MAYBE, YES, of_stated
from tsunagari.model.attributes import Attribute
from tsunagari.model.examples import Assertion
from tsunagari.model.formula import Formula, In, Stated
from tsunagari.model.rules import Site
from tsunagari.model.ruleset import Ruleset

CITIES = (
    "鳥取市", "米子市", "鳥取県岩美町", "兵庫県香美町", "神戸市中央区", "山形市", "山形県鶴岡市", "静岡県浜松市中央区",
    "静岡県浜松市浜名区", "札幌市中央区",
)  # fmt: skip
STARTS = (0, 480, 540, 560, 600, 720, 780, 1020, 1200, 1320, 1380)
DAYS = 7
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
MOST = 2_500
WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "100"))
ISSUES = seeded_worlds.world(0).ruleset.issues


def seen(reference: Reference, knowledge: Knowledge, *, opened: bool) -> Seen:
    """What the plain reading says."""
    standings = reference.answer(knowledge).standings
    sure = frozenset(name for name, one in standings.items() if one.verdict == YES)
    now = sure
    if opened:
        decision = reference.decide_known(knowledge)
        now = frozenset(one.resource for one in decision.referrals if one.open in ("now", "not asked"))
    return Seen(
        sure=sure,
        perhaps=frozenset(name for name, one in standings.items() if one.verdict == MAYBE),
        open=now,
    )


def answering(ruleset: Ruleset, facts: Mapping[str, Any]) -> Seen:
    """The plain reading, as the analysis asks it."""
    knowledge = admit(ruleset, Consultation(**facts))
    return seen(Reference(ruleset, CALENDAR), knowledge, opened=True)


def representatives(attribute: Attribute) -> list[int]:
    """Exact values, one at least of every class that a ruleset of these worlds can tell apart."""
    domain = exact(attribute)
    if attribute.name == "age":
        return [1 << n for n in sorted({n + more for n in AGES for more in (0, 1)}) if domain >> n & 1]
    if attribute.shape == "place":
        found = [leaves_of(city) for city in CITIES]
        special = [attribute.bit(value) for value in attribute.values[-3:]]
        return [one for one in found + special if one & domain]
    return [1 << n for n in range(domain.bit_length()) if domain >> n & 1]


def named(chance: random.Random, ruleset: Ruleset) -> Ruleset:
    """The same with names for the hours of every way, and organizations."""
    desks = {}
    for name, desk in ruleset.resources.items():
        ways = tuple(
            way if way.hours is None else replace(way, hours_names=tuple(str(ALL_HOURS.index(h)) for h in way.hours))
            for way in desk.ways
        )
        desks[name] = replace(desk, ways=ways, organization=chance.choice((None, "one", "two")))
    return replace(ruleset, resources=desks)


def drawn(chance: random.Random, ruleset: Ruleset) -> tuple[Assertion, dict[str, list[int]]]:
    """An assertion, and the values of the attributes that its lines leave free."""
    kind = chance.choice(("covered", "covered", "open", "always", "never"))
    known = {n: a for n, a in ruleset.attributes.items() if a.single and a.shape != "time"}
    values = {name: representatives(attribute) for name, attribute in known.items()}
    free: dict[str, list[int]] = {}
    most = 60 if kind == "open" else MOST
    size = 1
    for name in chance.sample(sorted(values), len(values)):
        if size * len(values[name]) * (15 * len(WISHES) * 2 if kind != "open" else 1) <= most and len(free) < 3:
            free[name] = values[name]
            size *= len(values[name])
    unstated = tuple(sorted(name for name in (*free, "issue", "wish", "time") if chance.random() < 0.25))
    lines: tuple[Formula, ...] = tuple(In(name, chance.choice(values[name])) for name in known if name not in free)
    if chance.random() < 0.5:
        listed = tuple(sorted(chance.sample(sorted(GRAPH), chance.choice((1, 1, 2)))))
        lines += (Stated("issue", chance.choice(("any", "any", "none", "all")), listed),)
    if chance.random() < 0.3:
        lines += (Stated("wish", chance.choice(("any", "none")), (chance.choice(WISHES),)),)
    return Assertion(
        property=kind,  # type: ignore[arg-type]
        title=kind,
        site=Site("a.tsu", 1, 1),
        target=chance.choice(sorted(ruleset.resources)) if kind in ("always", "never") else None,
        without_default=chance.random() < 0.4,
        unstated=unstated,
        loss=chance.choice((None, None, None, "resource", "hours", "organization", "channel")),
        lines=lines,
    ), free


def everybody(assertion: Assertion, free: Mapping[str, list[int]]) -> Iterator[dict[str, Any]]:
    """The facts of every consultation of the world that meets the lines."""
    fixed = {line.attribute: line.mask for line in assertion.lines if isinstance(line, In)}
    tests = [line for line in assertion.lines if isinstance(line, Stated)]
    choices: list[Sequence[int]] = [[*values, *([0] if n in assertion.unstated else [])] for n, values in free.items()]
    sets = [some for n in range(1, len(LEAVES) + 1) for some in combinations(LEAVES, n)]
    sets += [()] if "issue" in assertion.unstated else []
    wishes = list(chain.from_iterable(combinations(WISHES, n) for n in range(len(WISHES) + 1)))
    instants: list[datetime | None] = [None]
    if assertion.property == "open":
        start = datetime.combine(FIRST_DAY, datetime.min.time(), JST)
        instants = [start + timedelta(days=day, minutes=minute) for day in range(DAYS) for minute in STARTS]
        instants += [None] if "time" in assertion.unstated else []
    for combination in product(*choices):
        told = fixed | {name: mask for name, mask in zip(free, combination, strict=True) if mask}
        for issues, wished, at in product(sets, wishes, instants):
            said = {"issue": frozenset(issues), "wish": frozenset(wished)}
            if any(of_stated(test, said[test.attribute], ISSUES) != YES for test in tests):
                continue
            yield {"told": told, "issues": issues, "wishes": wished, "at": at}


def broken(ruleset: Ruleset, assertion: Assertion, free: Mapping[str, list[int]]) -> bool:
    """Whether anybody breaks the promise, with nothing or with any one thing lost."""
    if assertion.without_default:
        ruleset = replace(ruleset, defaults=())
    without: list[Loss | None] = [None]
    if assertion.loss is not None:
        without += losses(ruleset, assertion.loss)  # type: ignore[arg-type]
    for loss in without:
        changed = ruleset if loss is None else loss.ruleset
        reference = Reference(changed, CALENDAR)
        for facts in everybody(assertion, free):
            if loss is not None and loss.kind == "channel" and not comes_otherwise(ruleset, loss.name, facts, free):
                continue
            knowledge = know(
                changed.attributes, facts["told"], issues=facts["issues"], wishes=facts["wishes"], at=facts["at"]
            )
            if within(changed, knowledge) and refutes(
                assertion, seen(reference, knowledge, opened=assertion.property == "open")
            ):
                return True
    return False


def comes_otherwise(ruleset: Ruleset, lost: str, facts: dict[str, Any], free: Mapping[str, list[int]]) -> bool:
    """Whether somebody does not come by the channel that is lost: by any, or, where a line fixes one, by another."""
    channel = ruleset.attributes["channel"]
    if "channel" in free:
        facts["told"].pop("channel", None)
        return True
    return not facts["told"]["channel"] & channel.below[channel.values.index(lost)]


def within(ruleset: Ruleset, knowledge: Knowledge) -> bool:
    """Whether the instant lies in the ruleset's own period."""
    return knowledge.day is None or ruleset.effective.contains(knowledge.day)


def agree_on(seed: int) -> str:
    """The outcome on the world of a seed, equal to that of trying everybody."""
    chance = random.Random(f"assertion {seed}")
    ruleset = named(chance, seeded_worlds.world(seed).ruleset)
    assertion, free = drawn(chance, ruleset)
    verdict = decide(ruleset, assertion, answering, CALENDAR, FIRST_DAY, LAST_DAY)
    expected = "refuted" if broken(ruleset, assertion, free) else "proved"
    assert verdict.outcome in (expected, "undecided"), f"seed {seed}: {verdict.outcome}, {assertion}"
    return verdict.outcome


def test_proved_and_refuted_are_what_trying_everybody_gives() -> None:
    """A hundred worlds; both outcomes come often, and hardly anything is left undecided."""
    found = Counter(map(agree_on, range(WORLDS)))
    assert found["proved"] >= 8 and found["refuted"] >= 8 and found["undecided"] <= WORLDS // 50


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_proved_and_refuted_are_right_in_many_worlds(block: int) -> None:
    """Two thousand worlds."""
    found = Counter(map(agree_on, range(1000 + 100 * block, 1100 + 100 * block)))
    assert found["undecided"] <= 5

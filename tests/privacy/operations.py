"""What a desk, a council and a platform do with a case, well or badly, as values that can be drawn and run again.

Law: an operation is fully said by its name and numbers; the personal texts are handed in apart, so that two runs can
differ in them and in nothing else. An operation returns what can be seen of it; the receiver's package stays sealed.
"""

from __future__ import annotations

import copy
import json
import logging
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from privacy import world
from privacy.logs import kept
from tsunagari import Consultation, UsageError, facts_from_json
from tsunagari.privacy import (
    Caller,
    Case,
    Chosen,
    Concealment,
    Consent,
    Council,
    DecisionEvent,
    Desk,
    Ground,
    HandedOver,
    HandoverEvent,
    Platform,
    PrivacyError,
    PublishedTable,
    Subject,
    Terms,
    check,
    consents,
    decision_event,
    hand_over,
    refusal_event,
    shown_to_caller,
)  # fmt: skip
from tsunagari.privacy.concealment import LEVELS
from tsunagari.privacy.fields import PERSONAL_FIELDS
from tsunagari.privacy.months import Period

RECEIVERS = ("総合相談", world.NEEDY, world.NEEDY, "見守り", "居場所", "警察", "関わらない所")


@dataclass(frozen=True)
class Texts:
    """The personal texts of a run: by field for both people, and one that strays to where no text belongs."""

    subject: Mapping[str, str]
    caller: Mapping[str, str]
    stray: str


@dataclass(frozen=True)
class Scene:
    """What an operation works with: a case with these texts, and the numbers that say which variant is meant."""

    case: Case
    texts: Texts
    numbers: tuple[int, ...]

    def pick(self, place: int, *choices: Any) -> Any:
        """One of the choices."""
        return choices[self.numbers[place % len(self.numbers)] % len(choices)]

    @property
    def person(self) -> Subject | Caller:
        """Most often the subject."""
        found: Subject | Caller = self.pick(0, self.case.subject, self.case.subject, self.case.caller)
        return found


@dataclass(frozen=True)
class Operation:
    """A name in `OPERATIONS` and numbers for its variants."""

    name: str
    numbers: tuple[int, ...]


OPERATIONS: dict[str, Callable[[Scene], Any]] = {}


def operation(function: Callable[[Scene], Any]) -> Callable[[Scene], Any]:
    """Put an operation on the list."""
    OPERATIONS[function.__name__] = function
    return function


def given(scene: Scene) -> list[Consent]:
    """Consents to about half of the fields, some of them over or for somebody else."""
    found = []
    for place, field in enumerate(world.every_field()):
        variant = scene.pick(place + 1, "yes", "yes", "yes", "no", "late", "guardian", "other")
        person = scene.case.caller if variant == "other" else scene.person
        receiver = scene.pick(1, *RECEIVERS)
        if variant != "no" and person is not None:
            start = world.AT - timedelta(days=2 if variant == "late" else 0)
            by = "guardian" if variant == "guardian" else "self"
            found.append(Consent(person, receiver, field, "referral", start, start + timedelta(days=1), by))
    return found


def handed(scene: Scene) -> HandedOver:
    """A handover of one person for one receiver."""
    ground = scene.pick(2, None, None, world.CHOSEN)
    venue = scene.pick(3, world.desk(), world.council(), world.open_council())
    return hand_over(scene.case, scene.pick(1, *RECEIVERS), scene.person, venue, world.AT,
                     consents=given(scene), ground=ground)  # fmt: skip


def told_of(scene: Scene) -> DecisionEvent | HandoverEvent:
    """The event of an answer, or of a handover that went, brought nothing, or was refused for a part that is wrong."""
    case, stray = scene.case, scene.texts.stray
    venue = scene.pick(3, world.desk(), world.council(), world.open_council())
    if scene.pick(4, True, False, False, False):
        return decision_event(case, venue, world.AT)
    wrong: dict[str, Any] = scene.pick(5, {}, {}, {}, {"referral": stray}, {"person": stray}, {"purpose": stray})
    asked = {"referral": scene.pick(1, *RECEIVERS), "person": scene.person, "purpose": "referral", **wrong}
    ground = scene.pick(2, None, None, world.CHOSEN, Chosen("another", "k-1"), stray)
    agreed = scene.pick(6, given(scene), given(scene), given(scene), [stray])
    try:
        return hand_over(case, venue=venue, at=world.AT, consents=agreed, ground=ground, **asked).event
    except (PrivacyError, UsageError) as error:
        refused = error
    return refusal_event(case, venue=venue, at=world.AT, refused=refused, ground=ground, **asked)


@operation
def record(scene: Scene) -> Any:
    """Whatever was done goes into the log of the venue, and everybody sees its files."""
    event = told_of(scene)
    return event, kept([event])


@operation
def handover(scene: Scene) -> Any:
    """What the sender sees of a handover."""
    result = handed(scene)
    check(result.event, world.terms())
    logging.getLogger("desk").info("%r", result, extra={"case": scene.case, "event": result.event.to_dict()})
    return result


@operation
def deliver(scene: Scene) -> Any:
    """Writing the package: what it says is the receiver's; that and how it was written can be seen."""
    package = handed(scene).package
    if package is None:
        return None
    written = scene.pick(4, package.to_json, package.sheet, lambda: package.sheet("en"), lambda: package.sheet("fr"))()
    return type(written).__name__, package, package.fields, package.receiver


@operation
def answer(scene: Scene) -> Any:
    """The answer, its event and what the caller sees."""
    event = decision_event(scene.case, scene.pick(3, world.desk(), world.council()), world.AT)
    check(event, world.terms())
    return scene.case.decision.to_json(), event, [one.to_dict() for one in shown_to_caller(scene.case)]


@operation
def stray_argument(scene: Scene) -> Any:
    """A personal text where a name, a code, a venue or a time belongs."""
    case, stray, person = scene.case, scene.texts.stray, scene.person
    tries: tuple[Callable[[], Any], ...] = (
        lambda: hand_over(case, stray, person, world.desk(), world.AT),
        lambda: hand_over(case, world.NEEDY, stray, world.desk(), world.AT),  # type: ignore[arg-type]
        lambda: hand_over(case, world.NEEDY, person, stray, world.AT),  # type: ignore[arg-type]
        lambda: hand_over(case, world.NEEDY, person, world.desk(), stray),  # type: ignore[arg-type]
        lambda: hand_over(case, world.NEEDY, person, world.desk(), world.AT, purpose=stray),  # type: ignore[arg-type]
        lambda: hand_over(case, world.NEEDY, person, world.desk(), world.AT, ground=stray),  # type: ignore[arg-type]
        lambda: hand_over(case, world.NEEDY, person, world.desk(), world.AT, consents=[stray]),  # type: ignore[list-item]
        lambda: hand_over(case, world.NEEDY, person, world.desk(), world.AT, consents=stray),  # type: ignore[arg-type]
        lambda: hand_over(case, world.NEEDY, person, world.desk(), world.AT,
                          consents=world.consented(person, world.NEEDY, stray)),
        lambda: hand_over(case, world.NEEDY, person, world.desk(), world.AT,
                          consents=world.consented(person, stray, "name")),
        lambda: consents(person, world.NEEDY, stray, "referral", world.AT, world.AT),
        lambda: Consent(person, world.NEEDY, "name", stray, world.AT, world.AT),  # type: ignore[arg-type]
        lambda: Consent(stray, stray, stray, "referral", world.AT, world.AT),  # type: ignore[arg-type]
        lambda: Consent(person, stray, stray, "referral", stray, stray),  # type: ignore[arg-type]
        lambda: Ground(stray, stray, stray, stray),  # type: ignore[arg-type]
        lambda: Council.of(case.ruleset, "要対協", [Ground("x", stray, "第一条", frozenset({stray}))]),
        lambda: Council.of(case.ruleset, stray),
        lambda: Desk.of(case.ruleset, stray),
        lambda: Terms.of(stray),  # type: ignore[arg-type]
        lambda: Chosen("protection", stray),
        lambda: Concealment(stray),  # type: ignore[arg-type]
        lambda: PublishedTable(world.APRIL, (stray,), world.columns(), ((object(),),)),  # type: ignore[arg-type]
        lambda: PublishedTable(Period(stray, stray), ("06000",), world.columns(), ()),
        lambda: PublishedTable(world.APRIL, ("06000",), stray, ((stray,),)),  # type: ignore[arg-type]
        lambda: Platform.of(case.ruleset, "みんなの場").table(case.ruleset, world.table(stray)),
        lambda: check({"kind": "handover", "receiver": stray, stray: stray}, world.terms()),
        lambda: check({**handed(scene).event.to_dict(), "officer": stray}, world.terms()),
        lambda: check({**handed(scene).event.to_dict(), stray: 1}, world.terms()),
        lambda: handed(scene).package.sheet(stray),  # type: ignore[union-attr]
    )  # fmt: skip
    return scene.pick(4, *tries)()


@operation
def stray_value(scene: Scene) -> Any:
    """A personal text in a shape that a container does not take."""
    field = scene.pick(0, *PERSONAL_FIELDS)
    texts, stray = scene.texts.subject, scene.texts.stray
    bad = scene.pick(1, [stray], {stray: stray}, stray.encode("utf-8", "replace"), {stray}, ValueError(stray), object)
    return scene.pick(2, Subject, Caller)(**{**texts, field: bad})


@operation
def stray_fact(scene: Scene) -> Any:
    """A personal text told as a fact: refused by its key. How long a name is looked up may depend on the name."""
    stray = scene.texts.stray
    key = scene.pick(
        0, "issues", "lives", "channel", "caller", "wishes", "tried", "age", "at", "attributes", "declined"
    )
    value = scene.pick(1, stray, [stray], {stray: stray}, [{"resource": stray}])
    if scene.pick(2, True, False):
        return world.program().route(Consultation(**{key: value})).to_json()
    if scene.pick(5, True, False):
        return Case(world.program(), Consultation(**{key: value}), scene.case.subject)
    if scene.pick(3, True, False):
        return world.program().route(facts_from_json({key: value, **scene.pick(4, {}, {stray: 1})})).to_json()
    explanation = world.program().explain(Consultation(**world.FACTS), stray)
    return str(explanation)


@operation
def look_inside(scene: Scene) -> Any:
    """Every way to a text of a container, and comparing it with one."""
    held = scene.pick(0, scene.case.subject, scene.case.caller, scene.case, lambda: handed(scene).package)
    held = held() if callable(held) else held
    held = scene.case if held is None else held  # no field granted, no package; None is not ours
    stray = scene.texts.stray
    tries: tuple[Callable[[], Any], ...] = (
        lambda: str(held), lambda: f"{held}", lambda: repr(held), lambda: hash(held), lambda: len(held),
        lambda: list(held), lambda: copy.deepcopy(held), lambda: pickle.dumps(held), lambda: json.dumps(held),
        lambda: stray in held, lambda: held == stray, lambda: held < stray, lambda: held + stray, lambda: held[stray],
        lambda: getattr(held, stray), lambda: setattr(held, "name", stray), lambda: held.name, lambda: vars(held),
        lambda: [held == other for other in (scene.case.subject, scene.case.caller)],
        lambda: logging.getLogger("desk").warning("%r %s", held, type(held).__name__, extra={"person": held}),
        lambda: f"{held!r:>40}",
    )  # fmt: skip
    return scene.pick(1, *tries)()


@operation
def to_a_platform(scene: Scene) -> Any:
    """Bringing a case, a person or a text to a platform."""
    platform = Platform.of(world.program().ruleset, "みんなの場")
    thing = scene.pick(
        0, scene.case, scene.person, scene.texts.stray, scene.case.consultation, given(scene), scene.texts
    )
    ruleset = world.program().ruleset
    tables = (lambda brought: platform.table(ruleset, brought), lambda brought: platform.table(brought, world.table()))
    return scene.pick(1, platform.members, platform.registry, *tables)(thing)


@operation
def open_a_case(scene: Scene) -> Any:
    """A case opened with the wrong parts, or whose facts cannot be admitted."""
    case, stray = scene.case, scene.texts.stray
    tries: tuple[Callable[[], Any], ...] = (
        lambda: Case(world.program(), case.consultation, stray),  # type: ignore[arg-type]
        lambda: Case(world.program(), case.consultation, case.subject, case.subject),  # type: ignore[arg-type]
        lambda: Case(stray, case.consultation, case.subject),  # type: ignore[arg-type]
        lambda: Case(world.program(), case.consultation, case.subject, case.caller),
    )
    return scene.pick(0, *tries)()


@dataclass(frozen=True)
class Play:
    """Operations on one case: which fields are filled in, what is concealed, what is done."""

    told: tuple[frozenset[str], frozenset[str]]
    concealments: tuple[Concealment | None, Concealment | None]
    operations: tuple[Operation, ...]

    def scenes(self, texts: Texts) -> list[tuple[Callable[[Scene], Any], Scene]]:
        """What to run, with these personal texts."""
        subject = Subject(**only(texts.subject, self.told[0]), concealment=self.concealments[0])
        caller = Caller(**only(texts.caller, self.told[1]), concealment=self.concealments[1])
        case = Case(world.program(), Consultation(**world.FACTS), subject, caller)
        return [(OPERATIONS[one.name], Scene(case, texts, one.numbers)) for one in self.operations]


def only(texts: Mapping[str, str], fields: frozenset[str]) -> dict[str, Any]:
    """The texts of these fields."""
    return {field: text for field, text in texts.items() if field in fields}


FIELD_SETS = st.frozensets(st.sampled_from(PERSONAL_FIELDS), min_size=3)
HIDDEN = st.none() | st.none() | st.builds(Concealment, st.sampled_from(LEVELS), safe_contact=st.booleans())
NUMBERS = st.lists(st.integers(0, 999), min_size=7, max_size=7).map(tuple)
STEPS = st.builds(Operation, st.sampled_from(sorted(OPERATIONS)), NUMBERS)
PLAYS = st.builds(
    Play,
    st.tuples(FIELD_SETS, FIELD_SETS),
    st.tuples(HIDDEN, HIDDEN),
    st.lists(STEPS, min_size=1, max_size=4).map(tuple),
)

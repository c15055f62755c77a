"""P2: a platform cannot be given a case; a desk uses consent only; a council also what it declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from privacy import world
from tsunagari.errors import PrivacyError
from tsunagari.privacy import Chosen, Council, Desk, Ground, HandedOver, Platform, PublishedTable, hand_over
from tsunagari.privacy.months import Period
from tsunagari.privacy.statistics.columns import Columns
from tsunagari.privacy.venue import ground_for

SECRET = "ひみつ9731"
TABLE = world.table()


def platform() -> Platform:
    """The platform of the small ruleset."""
    return Platform.of(world.program().ruleset, "the-platform")


def what_holds_a_case() -> list[Any]:
    """Everything that can hold a case or a person, bare and wrapped."""
    case = world.case(SECRET)
    consents = world.consented(case.subject, world.NEEDY, "name")
    handed = hand_over(case, world.NEEDY, case.subject, world.desk(), world.AT, consents=consents)
    bare = [
        case, case.consultation, case.decision, case.decision.referrals[0], case.subject, case.caller, consents[0],
        handed, handed.package, handed.event, handed.withheld, SECRET, SECRET.encode(), {"name": SECRET}, world.FACTS,
        world.AT, None, 9731,
    ]  # fmt: skip
    return [*bare, bare, (case,), {"case": case}, lambda: case, iter([case]), type(case)]


METHODS: dict[str, Callable[[Platform, Any], object]] = {
    "members": Platform.members,
    "registry": Platform.registry,
    "table": lambda platform, thing: platform.table(world.program().ruleset, thing),
    "table by": lambda platform, thing: platform.table(thing, TABLE),
    "of": lambda _, thing: Platform.of(thing, "the-platform"),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("number", range(len(what_holds_a_case())))
def test_the_platform_takes_nothing_that_can_hold_a_case(method: str, number: int) -> None:
    """A coded error that shows nothing of what was brought."""
    thing = what_holds_a_case()[number]
    with pytest.raises(PrivacyError) as caught:
        METHODS[method](platform(), thing)
    assert caught.value.code == "platform-takes-no-case"
    assert SECRET not in repr(caught.value) + caught.value.message("ja") + repr(caught.value.__context__)


def test_a_heir_of_an_admitted_type_is_not_admitted() -> None:
    """Nothing comes in by inheriting from a ruleset: what it adds could hold anything."""

    class WithMore(type(world.program().ruleset)):  # type: ignore[misc]
        __slots__ = ("case",)

    more = WithMore(**{name: getattr(world.program().ruleset, name) for name in world.program().ruleset.__slots__})
    more_case = world.case(SECRET)
    object.__setattr__(more, "case", more_case)
    with pytest.raises(PrivacyError):
        platform().members(more)


def test_the_platform_takes_rulesets_and_published_tables() -> None:
    """Members are equals, by name; the registry is everybody's; tables are public."""
    ruleset = world.program().ruleset
    assert [one.name for one in platform().members(ruleset)] == ["児童相談所", "町の団体"]
    assert {one.name for one in platform().registry(ruleset)} == set(ruleset.resources)
    assert platform().table(ruleset, TABLE) is TABLE


WIDTH = len(TABLE.columns)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("period", "2026-04"),
        ("period", Period("2026-04", "2026-03")),
        ("period", Period(SECRET, SECRET)),
        ("areas", (SECRET, "06000")),
        ("areas", ("山形市", "山形県")),
        ("areas", ("06201",)),
        ("areas", ("06201", "04000")),
        ("areas", ("062014", "06000")),
        ("areas", ("06202", "06201", "06000")),
        ("areas", ("01101", "01000")),
        ("areas", ["06201", "06000"]),
        ("areas", ()),
        ("columns", (SECRET,)),
        ("rows", (TABLE.rows[0],)),
        ("rows", [*TABLE.rows]),
        ("rows", (TABLE.rows[0], TABLE.rows[0][1:])),
        *(
            ("rows", (TABLE.rows[0], (value, *TABLE.rows[0][1:])))
            for value in (SECRET, "30", -1, 1, 9, 30.0, True, {}, [SECRET])
        ),
    ],
)
def test_a_table_holds_areas_and_counts_only(field: str, value: Any) -> None:
    """No text but codes of places of today, no fraction, nothing below every threshold, no row of another length."""
    with pytest.raises(PrivacyError) as caught:
        replace(TABLE, **{field: value})
    assert caught.value.fields == {"field": field} and SECRET not in repr(caught.value)


def test_a_table_speaks_of_declared_issues_only() -> None:
    """Columns that are not those of the ruleset's issues are refused: nothing can be written into their names."""
    ruleset = world.program().ruleset
    short = Columns(TABLE.columns.columns[:-1])
    for other in (world.table(SECRET), PublishedTable(world.APRIL, ("06000",), short, ((None,) * (WIDTH - 1),))):
        with pytest.raises(PrivacyError) as caught:
            platform().table(ruleset, other)
        assert caught.value.code == "another-ruleset" and SECRET not in repr(caught.value)


def test_nothing_is_handed_over_at_a_platform() -> None:
    """Neither a platform nor anything else but a desk or a council is where a handover starts."""
    case = world.case(SECRET)
    for venue, code in (
        (platform(), "platform-takes-no-case"),
        (SECRET, "no-handover-here"),
        (None, "no-handover-here"),
    ):
        with pytest.raises(PrivacyError) as caught:
            hand_over(case, world.NEEDY, case.subject, venue, world.AT)  # type: ignore[arg-type]
        assert caught.value.code == code


def test_a_platform_is_no_council() -> None:
    """The body that runs a platform keeps its cases elsewhere."""
    with pytest.raises(PrivacyError) as caught:
        Council.of(world.program().ruleset, "みんなの場")
    assert caught.value.code == "body-is-a-platform"


def test_a_council_is_what_the_ruleset_declares() -> None:
    """Basis, members and secrecy are read, by any name of the body."""
    council = world.council()
    assert (council.name, council.body.secrecy, council.members) == ("要対協", True, frozenset({"児童相談所"}))
    assert council.body.basis == ("児童福祉法 25-2",)
    assert [(one.law, one.article) for one in council.grounds] == [("児童福祉法", "25-3")]
    assert world.open_council().body.secrecy is None


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda ruleset: Council.of(ruleset, SECRET), "unknown-body"),
        (lambda ruleset: Platform.of(ruleset, SECRET), "unknown-body"),
        (lambda ruleset: Desk.of(ruleset, SECRET), "unknown-receiver"),
        (lambda ruleset: Council.of(ruleset, "要対協", [Ground("x", SECRET, "第一条", frozenset())]), "unknown-law"),
        (lambda _: Ground("x", "児童福祉法", SECRET, frozenset()), "bad-article"),
        (lambda _: Ground(SECRET, "児童福祉法", "第一条", frozenset()), "bad-code"),
        (
            lambda ruleset: Council.of(ruleset, "要対協", [Ground("x", "児童福祉法", "第一条", frozenset({SECRET}))]),
            "unknown-field",
        ),
        (
            lambda ruleset: Council.of(ruleset, "要対協", [Ground("x", "児童福祉法", "第一条", frozenset({"caller"}))]),
            "ground-not-for-caller",
        ),
        (lambda _: Chosen("protection", SECRET), "bad-code"),
        (lambda _: Chosen("protection", "yamada-hanako"), "bad-code"),
        (lambda _: Chosen(SECRET, "k-104"), "bad-code"),
    ],
)
def test_what_is_not_declared_is_refused(make: Callable[[Any], object], code: str) -> None:
    """Grounds cite laws of the ruleset and go by codes; officers go by numbers; nothing typed is repeated."""
    with pytest.raises(PrivacyError) as caught:
        make(world.program().ruleset)
    assert caught.value.code == code
    assert SECRET not in repr(caught.value) + caught.value.message("ja")


def handed(venue: Any, receiver: str = world.NEEDY, **more: Any) -> HandedOver:
    """A handover of the subject on the ground, without any consent."""
    case = world.case()
    return hand_over(case, receiver, case.subject, venue, world.AT, ground=more.pop("ground", world.CHOSEN), **more)


def test_a_ground_gives_its_fields_to_a_member() -> None:
    """What the ground names and the receiver needs goes without consent; law, article and officer are in the event."""
    result = handed(world.council())
    assert result.package is not None and set(result.package.fields) == {"name", "address", "age", "lives"}
    assert (result.event.law, result.event.article, result.event.officer) == ("児童福祉法", "25-3", "k-104")
    assert set(result.event.by_ground) == set(result.event.fields)


@pytest.mark.parametrize(
    ("venue", "receiver", "ground", "code"),
    [
        (world.desk, world.NEEDY, world.CHOSEN, "ground-at-desk"),
        (world.open_council, "総合相談", world.CHOSEN, "secrecy-not-known"),
        (world.council, "見守り", world.CHOSEN, "receiver-not-a-member"),
        (world.council, world.NEEDY, Chosen("another", "k-104"), "unknown-ground"),
        (world.council, world.NEEDY, "protection", "wrong-type"),
    ],
)
def test_a_ground_is_never_stretched(venue: Callable[[], Any], receiver: str, ground: Any, code: str) -> None:
    """Not at a desk, not where secrecy is unknown, not to outsiders, not by another code."""
    with pytest.raises(PrivacyError) as caught:
        handed(venue(), receiver, ground=ground)
    assert caught.value.code == code


def test_where_secrecy_is_denied_consent_is_the_only_way() -> None:
    """A body that declares `secrecy no` uses no ground either."""
    council = world.council()
    denied = replace(council, body=replace(council.body, secrecy=False))
    with pytest.raises(PrivacyError) as caught:
        ground_for(denied, "protection", world.program().ruleset.resources[world.NEEDY])
    assert caught.value.code == "secrecy-not-known"


def test_a_body_goes_with_the_ruleset_that_answered() -> None:
    """Neither a changed body nor a desk of elsewhere hands over a case."""
    council = world.council()
    case = world.case()
    for venue in (replace(council, body=replace(council.body, secrecy=None)), Desk("よその窓口")):
        with pytest.raises(PrivacyError) as caught:
            hand_over(case, world.NEEDY, case.subject, venue, world.AT)
        assert caught.value.code == "another-ruleset"


def test_outsiders_receive_by_consent() -> None:
    """A council may hand over to somebody who is no member, as a desk may: within consent."""
    case = world.case("x")
    consents = world.consented(case.subject, "見守り", "name", "address")
    result = hand_over(case, "見守り", case.subject, world.open_council(), world.AT, consents=consents)
    assert result.package is not None and set(result.package.fields) == {"name", "address"}


def test_a_ground_never_covers_the_caller() -> None:
    """Who reports is not known from what a council shares."""
    case = world.case()
    assert case.caller is not None
    with pytest.raises(PrivacyError) as caught:
        hand_over(case, world.NEEDY, case.caller, world.council(), world.AT, ground=world.CHOSEN)
    assert caught.value.code == "ground-not-for-caller"


def test_no_ground_is_ever_inferred() -> None:
    """A council without a choice and without consent hands over nothing."""
    case = world.case()
    result = hand_over(case, world.NEEDY, case.subject, world.council(), world.AT)
    assert result.package is None
    assert result.event.outcome == "nothing" and result.event.law is None


def test_a_platform_is_made_of_a_platform_only() -> None:
    """Not of a case, not of a consultation, not of a council; and what is refused is a type error to Python too."""
    ruleset = world.program().ruleset
    for thing in what_holds_a_case():
        with pytest.raises(TypeError) as refused:
            Platform(thing)
        assert SECRET not in repr(refused.value)
    for make in (lambda: Platform.of(ruleset, "要対協"), lambda: Platform(ruleset.bodies["要対協"])):
        with pytest.raises(PrivacyError) as caught:
            make()
        assert caught.value.code == "body-is-no-platform"

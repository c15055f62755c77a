"""From a decision to its record: what a desk keeps of an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import tsunagari
from cli.town import RULES
from privacy import world
from tsunagari.engine.decision import Decision, Referral
from tsunagari.errors import PrivacyError
from tsunagari.privacy import Case, Desk, Subject, Terms, decision_event, hand_over, refusal_event
from tsunagari.privacy.audit.verifying import verify
from tsunagari.privacy.events import OUTCOMES, outcome_of
from tsunagari.shell.audit_files import AuditLog
from tsunagari.shell.audit_folder import read_log


def referral(name: str, fit: str = "yes", opened: str = "now", by: str = "rule") -> Referral:
    """A referral of which only these parts matter."""
    return Referral(name, None, fit, opened, None, False, "normal", by, (), (), (), (), (), ())  # type: ignore[arg-type]


def decision(*referrals: Referral, gap: str | None = None, unaddressed: tuple[str, ...] = ()) -> Decision:
    """A decision with these referrals."""
    return Decision("試し", "sha256:" + "0" * 64, None, referrals, 0, False, gap, (), (), unaddressed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (decision(referral("甲")), "answered"),
        (decision(referral("甲", opened="unknown")), "answered"),
        (decision(referral("甲", opened="not asked")), "answered"),
        (decision(referral("甲", opened="later"), referral("乙")), "answered"),
        (decision(referral("甲", opened="later"), referral("乙", by="default")), "later-only"),
        (decision(referral("甲", by="default"), referral("乙", fit="maybe")), "default-only"),
        (decision(referral("甲", by="otherwise")), "answered"),
        (decision(referral("甲"), unaddressed=("不登校", "孤独")), "unaddressed"),
        (decision(referral("甲"), unaddressed=("孤独",)), "answered"),
        (decision(referral("甲", fit="maybe"), gap="maybe-only"), "maybe-only"),
        (decision(gap="no-rule", unaddressed=("不登校", "孤独")), "no-rule"),
    ],
)
def test_how_a_decision_ended(answer: Decision, outcome: str) -> None:
    """A gap by its name; by default only; later only; nothing stated addressed; else answered."""
    assert outcome_of(answer, ("不登校", "孤独")) == outcome and outcome in OUTCOMES


def test_nothing_stated_is_never_unaddressed() -> None:
    """Somebody who names no issue and gets a desk is answered."""
    assert outcome_of(decision(referral("甲")), ()) == "answered"


def test_a_desk_keeps_its_answers(tmp_path: Path) -> None:
    """From rules to an answer to a record in the log: within the terms of the ruleset, and nothing of the person."""
    rules = tmp_path / "rules" / "town"
    rules.mkdir(parents=True)
    (rules / "a.tsu").write_text(RULES, encoding="utf-8")
    program = tsunagari.load(rules)
    at = datetime(2026, 5, 1, 15, 30, tzinfo=tsunagari.JST)
    told = tsunagari.Consultation(age=16, issues=["不登校"], lives="山形市", channel="電話", at=at)
    case = Case(program, told, Subject(name="架空花子"))
    event = decision_event(case, Desk.of(program.ruleset, "学びの相談室"), at)
    assert (event.outcome, event.receiver, event.day) == ("answered", "学びの相談室", "2026-05-01")
    with AuditLog(tmp_path / "log", Terms.of(program.ruleset)) as log:
        assert log.append(event).code == "kept"
    assert verify(read_log(tmp_path / "log")).records == (event,)
    text = (tmp_path / "log" / "audit-2026-05.log").read_text(encoding="utf-8").partition('"kind":"decision"')[2]
    assert "16" not in text and "架空" not in text


@pytest.mark.parametrize(("hour", "day"), [(14, "2026-05-01"), (15, "2026-05-02"), (23, "2026-05-02")])
def test_the_day_is_that_of_japan(hour: int, day: str) -> None:
    """Whatever the offset of the instant; nothing finer is kept."""
    at = datetime(2026, 5, 1, hour, 59, tzinfo=UTC)
    case = world.case()
    events = (
        decision_event(case, world.desk(), at),
        hand_over(case, world.NEEDY, case.subject, world.desk(), at).event,
        refusal_event(case, world.NEEDY, case.subject, world.desk(), at, PrivacyError("no-person")),
    )
    for event in events:
        assert event.day == day
        assert not any(":" in str(value) for name, value in event.to_dict().items() if name != "digest")

"""From a decision to its record: what a desk keeps of an answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tsunagari
from cli.town import RULES
from tsunagari.engine.decision import Decision, Referral
from tsunagari.errors import UsageError
from tsunagari.privacy.audit import verify
from tsunagari.privacy.record import OUTCOMES, bucket_of, outcome_of, outside, record_of, terms_of
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


@given(st.datetimes(datetime(1901, 1, 1), datetime(2190, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_a_bucket_is_an_hour_or_a_day_in_japan(moment: datetime, offset: int) -> None:
    """Minutes are gone; the same instant has the same bucket whatever its offset."""
    instant = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    hour = bucket_of(instant)
    assert hour == bucket_of(instant.astimezone(UTC)) and len(hour) == 13
    assert bucket_of(instant, "day") == hour[:10]
    begin = datetime.fromisoformat(hour + ":00+09:00")
    assert begin <= instant < begin + timedelta(hours=1)


@pytest.mark.parametrize("instant", [datetime(2026, 5, 1), datetime.min.replace(tzinfo=UTC), "2026-05-01"])
def test_what_is_no_instant_has_no_bucket(instant: object) -> None:
    """Naive, out of range, no instant at all."""
    with pytest.raises(UsageError, match="bucket"):
        bucket_of(instant)  # type: ignore[arg-type]


def test_a_desk_keeps_its_answers(tmp_path: Path) -> None:
    """From rules to an answer to a record in the log: within the terms of the ruleset, and nothing of the person."""
    rules = tmp_path / "rules" / "town"
    rules.mkdir(parents=True)
    (rules / "a.tsu").write_text(RULES, encoding="utf-8")
    program = tsunagari.load(rules)
    terms = terms_of(program.ruleset)
    at = datetime(2026, 5, 1, 15, 30, tzinfo=tsunagari.JST)
    told = tsunagari.Consultation(age=16, issues=["不登校"], lives="山形市", channel="電話", at=at)
    record = record_of(program.route(told), bucket_of(at), "06201", ("不登校",))
    assert (record.outcome, record.receiver, record.bucket) == ("answered", "学びの相談室", "2026-05-01T15")
    assert outside(record, terms) is None
    with AuditLog(tmp_path / "log", terms) as log:
        assert log.append(record).code == "kept"
    assert verify(read_log(tmp_path / "log")).records == (record,)
    assert (
        "16"
        not in (tmp_path / "log" / "audit-2026-05.log").read_text(encoding="utf-8").partition('"kind":"decision"')[2]
    )

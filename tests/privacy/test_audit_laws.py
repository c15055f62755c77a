"""The laws of the audit log as bytes: what was written is read, and nothing can be changed unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.records import DIGEST, TERMS, decisions, log_of, plain, told
from tsunagari.errors import PrivacyError, UsageError
from tsunagari.privacy import DecisionEvent, HandoverEvent, Terms, check
from tsunagari.privacy.audit.chain import GENESIS, LEDGER_GENESIS, line_of, scan
from tsunagari.privacy.audit.record import Destroyed, record_from_dict, record_to_dict
from tsunagari.privacy.audit.verifying import LogBytes, Verified, verify
from tsunagari.privacy.audit.watermark import SLOT_BYTES, Mark, next_slot, read_marks, slot_of

MONTHS = st.fixed_dictionaries(
    {"2026-04": st.lists(told("2026-04"), max_size=4), "2026-05": st.lists(told(), max_size=4)}
)
INNOCENT = {"audit-torn-tail", "audit-torn-mark"}


def codes(found: Verified) -> list[str]:
    """The codes of all findings."""
    return [one.code for one in found.findings]


@given(MONTHS)
def test_what_was_written_is_read(months: dict[str, list]) -> None:
    """A sound log verifies without a word and gives back every record in order."""
    found = verify(log_of(months))
    assert codes(found) == []
    assert list(found.records) == months["2026-04"] + months["2026-05"]


@given(told())
def test_a_record_is_its_json(record) -> None:
    """To JSON and back is the same record."""
    assert record_from_dict(record_to_dict(record)) == record
    if isinstance(record, DecisionEvent | HandoverEvent):
        check(record, TERMS)


@given(MONTHS, st.data())
def test_no_byte_changes_unseen(months: dict[str, list], data: st.DataObject) -> None:
    """A byte changed, put in or taken out anywhere in a segment is an error: the mark knows how long the log was."""
    log = log_of(months)
    month = data.draw(st.sampled_from(sorted(log.segments)))
    text = log.segments[month]
    at = data.draw(st.integers(0, len(text) - 1))
    byte = bytes([data.draw(st.integers(0, 255))])
    how = data.draw(st.sampled_from(("flip", "insert", "delete")))
    other = text[:at] + {"flip": byte, "insert": byte + text[at : at + 1], "delete": b""}[how] + text[at + 1 :]
    found = verify(replace(log, segments={**log.segments, month: other}))
    assert found.ok == (other == text)


@given(MONTHS, st.data())
def test_no_record_moves_or_goes_unseen(months: dict[str, list], data: st.DataObject) -> None:
    """Two records swapped, one doubled, one taken out, or a cut anywhere: always an error."""
    log = log_of(months)
    month = data.draw(st.sampled_from(sorted(log.segments)))
    lines = log.segments[month].splitlines(keepends=True)
    one, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    swapped = list(lines)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    changes = [lines[:one] + lines[one + 1 :], [*lines[:one], lines[one], *lines[one:]], lines[:one]]
    changes += [swapped] if one != other else []
    for changed in changes:
        assert not verify(replace(log, segments={**log.segments, month: b"".join(changed)})).ok
    cut = data.draw(st.integers(0, len(log.segments[month]) - 1))
    assert not verify(replace(log, segments={**log.segments, month: log.segments[month][:cut]})).ok


@given(MONTHS, told(), st.data())
def test_what_a_killed_writer_leaves_is_a_torn_tail(months: dict[str, list], last, data: st.DataObject) -> None:
    """A beginning of one more line, before the mark moved on, is noted and loses no record."""
    log = log_of(months)
    lines = scan(log.segments["2026-05"], verify(log_of({"2026-04": months["2026-04"]})).newest).lines
    line, _ = line_of(last, lines[-1].chain)
    torn = line[: data.draw(st.integers(1, len(line) - 1))]
    found = verify(replace(log, segments={**log.segments, "2026-05": log.segments["2026-05"] + torn}))
    assert codes(found) == ["audit-torn-tail"]
    assert list(found.records) == months["2026-04"] + months["2026-05"]
    inside = verify(replace(log, segments={**log.segments, "2026-04": log.segments["2026-04"] + torn}))
    assert not inside.ok


@given(MONTHS, told(), st.integers(1, 5000), st.data())
def test_what_a_crash_leaves_unwritten_is_a_torn_tail(
    months: dict[str, list], last, nothing: int, data: st.DataObject
) -> None:
    """A file that grew before its bytes were written ends in NULs, after a part of a line or none: noted, no more."""
    log = log_of(months)
    lines = scan(log.segments["2026-05"], verify(log_of({"2026-04": months["2026-04"]})).newest).lines
    line, _ = line_of(last, lines[-1].chain)
    torn = line[: data.draw(st.integers(0, len(line) - 1))] + b"\0" * nothing
    found = verify(replace(log, segments={**log.segments, "2026-05": log.segments["2026-05"] + torn}))
    assert codes(found) == ["audit-torn-tail"]
    assert list(found.records) == months["2026-04"] + months["2026-05"]
    unwritten = verify(replace(log, segments={**log.segments, "2026-06": b"\0" * nothing}))
    assert codes(unwritten) == ["audit-torn-tail"]
    for hidden in (b"\0" + line, torn + line, b"x" + torn, line.replace(b"{", b"[") + torn):
        assert not verify(replace(log, segments={**log.segments, "2026-05": log.segments["2026-05"] + hidden})).ok
    cut = log.segments["2026-05"][: -data.draw(st.integers(1, len(log.segments["2026-05"])))] + b"\0" * nothing
    assert not verify(replace(log, segments={**log.segments, "2026-05": cut})).ok


@given(MONTHS, st.binary(min_size=1, max_size=40))
def test_what_no_writer_leaves_is_no_torn_tail(months: dict[str, list], tail: bytes) -> None:
    """Other bytes after the last record are damage, unless a line could begin so."""
    log = log_of(months)
    found = verify(replace(log, segments={**log.segments, "2026-05": log.segments["2026-05"] + tail}))
    bare = tail.rstrip(b"\0")
    begins = set(bare[:8]) <= set(b"0123456789abcdef") and bare[8:9] in (b"", b" ")
    assert begins or codes(found) == ["audit-broken-record"]


@given(MONTHS, st.data())
def test_no_mark_changes_unseen(months: dict[str, list], data: st.DataObject) -> None:
    """A byte changed in the marks is noted or an error, and never read as another mark."""
    log = log_of(months)
    at = data.draw(st.integers(0, len(log.marks) - 1))
    changed = log.marks[:at] + bytes([data.draw(st.integers(0, 255))]) + log.marks[at + 1 :]
    found = codes(verify(replace(log, marks=changed)))
    behind = at // SLOT_BYTES == next_slot(log.marks)  # the newest slot is whole: no writer tears the other one
    assert found == ([] if changed == log.marks else ["audit-maybe-cut" if behind else "audit-torn-mark"])
    assert set(read_marks(changed).whole) <= set(read_marks(log.marks).whole)


@given(MONTHS, st.binary(max_size=300))
def test_what_stands_behind_the_marks_is_nothing(months: dict[str, list], more: bytes) -> None:
    """A writer never writes there, and what never goes away must not be taken for a torn slot for ever."""
    log = log_of(months)
    assert codes(verify(replace(log, marks=log.marks + more))) == []
    assert next_slot(log.marks + more) == next_slot(log.marks)


@given(MONTHS, st.data())
def test_no_cut_hides_behind_a_torn_mark(months: dict[str, list], data: st.DataObject) -> None:
    """Whichever slot is torn, a log that lost records of its end is never called whole."""
    log = log_of(months)
    slot, kept = data.draw(st.integers(0, 1)), data.draw(st.integers(0, len(months["2026-05"])))
    torn = bytearray(log.marks)
    torn[slot * SLOT_BYTES + data.draw(st.integers(0, SLOT_BYTES - 1))] ^= 1
    cut = b"".join(log.segments["2026-05"].splitlines(keepends=True)[:kept])
    assert not verify(replace(log, segments={**log.segments, "2026-05": cut}, marks=bytes(torn))).ok
    without = {month: text for month, text in log.segments.items() if month != "2026-05"}
    assert not verify(replace(log, segments=without, marks=bytes(torn))).ok


@given(MONTHS)
def test_a_segment_goes_only_when_it_is_declared(months: dict[str, list]) -> None:
    """The first month may be destroyed and its last hash stays; a month that is just gone is an error."""
    log = log_of(months)
    rest = {"2026-05": log.segments["2026-05"]}
    assert "audit-missing-segment" in codes(verify(replace(log, segments=rest)))
    assert not verify(replace(log, segments={"2026-04": log.segments["2026-04"]})).ok
    last = verify(log_of({"2026-04": months["2026-04"]})).newest
    entry = Destroyed("2026-04", 1, len(months["2026-04"]) + 1, last)
    ledger, _ = line_of(entry, LEDGER_GENESIS)
    found = verify(LogBytes(rest, ledger, log.marks), expected=last)
    assert codes(found) == [] and list(found.records) == months["2026-05"]
    lie, _ = line_of(replace(entry, last="0" * 64), LEDGER_GENESIS)
    assert not verify(LogBytes(rest, lie, log.marks)).ok
    assert not verify(LogBytes(rest, ledger[:-9], log.marks)).ok


def test_a_log_made_anew_is_known_by_the_value_noted_elsewhere() -> None:
    """The chain has no key: only a value that was noted shows that the whole log is another one."""
    old, new = log_of({"2026-05": [plain(1)]}), log_of({"2026-05": [plain(2)]})
    noted = verify(old).newest
    assert codes(verify(new)) == []
    assert codes(verify(new, expected=noted)) == ["audit-chain-unknown"]
    assert codes(verify(log_of({"2026-05": [plain(1), plain(2)]}), expected=noted)) == []


def test_marks_that_tell_of_more_are_a_cut_and_marks_of_another_log_differ() -> None:
    """A shorter log, a later segment that is gone, another chain value, and no mark at all."""
    log = log_of({"2026-05": [plain(1)]})
    for mark, code in (
        (Mark(1, 3, "0" * 64), "audit-cut"),
        (Mark(2, 1, "0" * 64), "audit-cut"),
        (Mark(1, 2, "0" * 64), "audit-mark-differs"),
        (Mark(0, 1, GENESIS), "audit-mark-differs"),
    ):
        assert codes(verify(replace(log, marks=slot_of(mark) * 2))) == [code]
    assert codes(verify(replace(log, marks=None))) == ["audit-no-mark"]
    assert codes(verify(replace(log, marks=b"x" * 2 * SLOT_BYTES))) == ["audit-no-mark"]


def test_a_late_record_belongs_and_an_early_one_does_not() -> None:
    """A record that waited for the disk comes into the next month's segment; none comes from a later month."""
    assert codes(verify(log_of({"2026-05": [plain(1, "2026-04")]}))) == []
    assert codes(verify(log_of({"2026-05": [plain(1, "2026-06")]}))) == ["audit-misplaced"]


def test_a_log_ahead_of_the_calendar_is_noted() -> None:
    """A clock that was ahead leaves a month which holds all later records: said, and no error."""
    log = log_of({"2026-05": [plain(1)]})
    assert codes(verify(log, month="2026-05")) == []
    found = verify(log, month="2026-04")
    assert (codes(found), found.ok) == (["audit-ahead"], True)


PLAIN = record_to_dict(plain(1))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "2026-05-01T15"),
        ("day", "2026-05-01\n"),
        ("day", "2026-13-01"),
        ("digest", "sha256:x"),
        ("place", "山形市"),
        ("place", "０６２０１"),
        ("issues", ("不登校",)),
        ("issues", ["不登校", "不登校"]),
        ("issues", ["不登校", "いじめ", "DV"]),
        ("issues", ["改\n行"]),
        ("issues", []),
        ("outcome", "died"),
        ("unaddressed", ["いじめ"]),
        ("receiver", 7),
        ("receiver", "\ud800"),
    ],
)
def test_a_record_has_no_room_for_words(field: str, value: object) -> None:
    """Every field has its form, also where no registry is at hand; what is refused is named, never repeated."""
    told = {**PLAIN, "unaddressed": ["不登校"], field: value}
    with pytest.raises(PrivacyError) as refused:
        record_from_dict(told)
    fault = "unaddressed" if value == [] else field
    assert (refused.value.code, refused.value.fields) == ("bad-event", {"field": fault})


@pytest.mark.parametrize("plain_record", [None, [], {}, {"kind": ["decision"]}, {"kind": "segment", "note": "x"}])
def test_what_is_no_record_is_refused(plain_record: object) -> None:
    """No kind, a field too few or too many."""
    with pytest.raises(UsageError, match="kind"):
        record_from_dict(plain_record)


@pytest.mark.parametrize("plain_record", [{"kind": "note"}, {**PLAIN, "note": "x"}, {"kind": "decision"}])
def test_what_is_no_event_is_refused(plain_record: object) -> None:
    """An unknown kind, a field too few or too many."""
    with pytest.raises(PrivacyError):
        record_from_dict(plain_record)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("by_ground", {"by_ground": ("age",)}),
        ("by_ground", {"by_ground": ("name",), "law": None, "article": None}),
        ("withheld", {"withheld": (("name", "absent"),)}),
        ("refusal", {"refusal": "no-person"}),
        ("refusal", {"outcome": "refused", "fields": (), "withheld": ()}),
        ("fields", {"outcome": "nothing"}),
        ("article", {"article": None}),
        ("receiver", {"receiver": None}),
    ],
)
def test_an_event_agrees_with_itself(field: str, change: dict) -> None:
    """What went did not stay, a ground has a law and an article, a refusal its code."""
    law = "孤独・孤立対策推進法"
    good = HandoverEvent(
        "2026-05-01", "council", "協議会", DIGEST, "夜の電話", "subject", "referral", "handed", ("name",),
        withheld=(("age", "absent"),), law=law, article="16-3", officer="k-104",
    )  # fmt: skip
    check(good, TERMS)
    with pytest.raises(PrivacyError) as refused:
        check(replace(good, **change), TERMS)
    assert refused.value.fields == {"field": field}


NAMED = HandoverEvent(
    "2026-05-01", "council", "協議会", DIGEST, "夜の電話", "subject", "referral", "handed", ("age",), ("age",),
    (), None, "孤独・孤立対策推進法", "16-3", "k-104", "ab" * 32,
)  # fmt: skip


@given(decisions())
def test_a_name_that_the_venue_does_not_know_stays_out(record: DecisionEvent) -> None:
    """The terms are an allow-list, for each kind of name; tokens stand only where they were asked for."""
    for change, field in (
        ({"fields": frozenset()}, "fields"), ({"laws": frozenset()}, "law"), ({"resources": frozenset()}, "receiver"),
        ({"bodies": frozenset()}, "at"), ({"tokens": False}, "token"),
    ):  # fmt: skip
        assert fault_of(NAMED, replace(TERMS, **change)) == field
    assert fault_of(record, replace(TERMS, issues=frozenset())) == ("issues" if record.issues else None)


def fault_of(event: DecisionEvent | HandoverEvent, terms: Terms) -> str | None:
    """The field for which an event is refused."""
    try:
        check(event, terms)
    except PrivacyError as refused:
        return refused.fields["field"]
    return None

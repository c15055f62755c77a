"""Records for tests, drawn and fixed, and a log built of them without a disk."""

from __future__ import annotations

from hypothesis import strategies as st

from tsunagari.privacy.audit import LogBytes
from tsunagari.privacy.chain import GENESIS, line_of
from tsunagari.privacy.record import OUTCOMES, DecisionRecord, HandoverRecord, Interruption, SegmentStart, Terms, Told
from tsunagari.privacy.watermark import Mark, slot_of

DIGEST = "sha256:" + "0f" * 32
ISSUES = ("DV", "いじめ", "不登校", "孤独")
RECEIVERS = ("夜の電話", "市の相談室")
TERMS = Terms(
    issues=frozenset(ISSUES),
    receivers=frozenset(RECEIVERS),
    fields=frozenset({"name", "phone", "age"}),
    grounds=frozenset({"孤独・孤立対策推進法第十六条"}),
    tokens=True,
)


def names(among: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """A sorted tuple of some of the names."""
    return st.sets(st.sampled_from(among)).map(lambda some: tuple(sorted(some)))


def buckets(month: str) -> st.SearchStrategy[str]:
    """Hours and days of a month."""
    days = st.integers(1, 28).map(lambda day: f"{month}-{day:02}")
    return days | st.builds(lambda day, hour: f"{day}T{hour:02}", days, st.integers(0, 23))


@st.composite
def decisions(draw: st.DrawFn, month: str = "2026-05") -> DecisionRecord:
    """A decision record of the month."""
    issues = draw(names(ISSUES))
    return DecisionRecord(
        draw(buckets(month)),
        DIGEST,
        draw(st.none() | st.sampled_from(("06201", "06202", "06000"))),
        issues,
        draw(st.sampled_from(OUTCOMES)),
        draw(names(issues)) if issues else (),
        draw(st.none() | st.sampled_from(RECEIVERS)),
    )


@st.composite
def handovers(draw: st.DrawFn, month: str = "2026-05") -> HandoverRecord:
    """A handover record of the month."""
    ground = draw(st.none() | st.sampled_from(sorted(TERMS.grounds)))
    return HandoverRecord(
        draw(buckets(month)),
        DIGEST,
        draw(st.sampled_from(RECEIVERS)),
        draw(names(tuple(sorted(TERMS.fields)))),
        "consent" if ground is None else "ground",
        ground,
        draw(st.none() | st.just("ab" * 16)),
    )


def told(month: str = "2026-05") -> st.SearchStrategy[Told]:
    """Any record that a venue may tell."""
    counts = st.integers(0, 5)
    return decisions(month) | handovers(month) | st.builds(Interruption, buckets(month), counts, counts)


def log_of(months: dict[str, list[Told]]) -> LogBytes:
    """A sound log with these records, its marks at the end."""
    chain, marks = GENESIS, [Mark(), Mark()]
    segments = {}
    for number, (month, records) in enumerate(sorted(months.items()), 1):
        text = b""
        for count, record in enumerate([SegmentStart(month, number, chain), *records], 1):
            line, chain = line_of(record, chain)
            text += line
            marks[count % 2] = Mark(number, count, chain)
        segments[month] = text
    return LogBytes(segments, b"", slot_of(marks[0]) + slot_of(marks[1]))


def plain(number: int, month: str = "2026-05") -> DecisionRecord:
    """The record with this number, told apart from others by its hour."""
    day, hour = divmod(number, 24)
    return DecisionRecord(f"{month}-{day % 28 + 1:02}T{hour:02}", DIGEST, "06201", ("不登校",), "answered")

"""Records for tests, drawn and fixed, and a log built of them without a disk."""

from __future__ import annotations

from hypothesis import strategies as st

from tsunagari.privacy import DecisionEvent, HandoverEvent, Terms
from tsunagari.privacy.audit.chain import GENESIS, line_of
from tsunagari.privacy.audit.record import Interruption, SegmentStart, Told
from tsunagari.privacy.audit.verifying import LogBytes
from tsunagari.privacy.audit.watermark import Mark, slot_of
from tsunagari.privacy.events import OUTCOMES
from tsunagari.privacy.granting import REASONS
from tsunagari.privacy.refusals import REFUSALS

DIGEST = "sha256:" + "0f" * 32
ISSUES = ("DV", "いじめ", "不登校", "孤独")
RECEIVERS = ("夜の電話", "市の相談室")
FIELDS = ("age", "contact", "name")
TERMS = Terms(
    issues=frozenset(ISSUES),
    resources=frozenset(RECEIVERS),
    bodies=frozenset({"協議会"}),
    fields=frozenset(FIELDS),
    laws=frozenset({"孤独・孤立対策推進法"}),
    tokens=True,
)


def names(among: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """A sorted tuple of some of the names."""
    return st.sets(st.sampled_from(among)).map(lambda some: tuple(sorted(some)))


def days(month: str) -> st.SearchStrategy[str]:
    """Days of a month."""
    return st.integers(1, 28).map(lambda day: f"{month}-{day:02}")


def decision(
    day: str,
    place: str | None = None,
    issues: tuple[str, ...] = (),
    outcome: str = "answered",
    unaddressed: tuple[str, ...] = (),
    **more: str | None,
) -> DecisionEvent:
    """A decision of the desk."""
    told = {"receiver": None, "digest": DIGEST, "status": None, **more}
    return DecisionEvent(
        day=day, venue="desk", at="市の相談室", outcome=outcome, place=place, issues=issues, unaddressed=unaddressed,
        **told,  # type: ignore[arg-type]
    )  # fmt: skip


@st.composite
def decisions(draw: st.DrawFn, month: str = "2026-05") -> DecisionEvent:
    """The event of a decision in the month."""
    issues = draw(names(ISSUES))
    return decision(
        draw(days(month)),
        draw(st.none() | st.sampled_from(("06201", "06202", "06000"))),
        issues,
        draw(st.sampled_from(OUTCOMES)),
        draw(names(issues)) if issues else (),
        receiver=draw(st.none() | st.sampled_from(RECEIVERS)),
        status=draw(st.none() | st.just(DIGEST)),
        token=draw(st.none() | st.just("ab" * 32)),
    )


@st.composite
def handovers(draw: st.DrawFn, month: str = "2026-05") -> HandoverEvent:
    """The event of a handover in the month: handed, nothing, or refused."""
    law = draw(st.none() | st.sampled_from(sorted(TERMS.laws)))
    refusal = draw(st.none() | st.sampled_from(REFUSALS))
    went = () if refusal else draw(names(FIELDS))
    stayed = tuple((one, draw(st.sampled_from(REASONS))) for one in FIELDS if one not in went and not refusal)
    missing = st.none() if refusal else st.nothing()
    return HandoverEvent(
        day=draw(days(month)),
        venue="council",
        at="協議会",
        digest=DIGEST,
        receiver=draw(missing | st.sampled_from(RECEIVERS)),
        about=draw(missing | st.sampled_from(("subject", "caller"))),
        purpose=draw(missing | st.sampled_from(("referral", "deliberation"))),
        outcome="refused" if refusal else "handed" if went else "nothing",
        fields=went,
        by_ground=draw(names(went)) if law and went else (),
        withheld=stayed,
        refusal=refusal,
        law=law,
        article=law and "16-3",
        officer=law and "k-104",
        token=draw(st.none() | st.just("ab" * 32)),
    )


def told(month: str = "2026-05") -> st.SearchStrategy[Told]:
    """Any record that a venue may tell."""
    counts = st.integers(0, 5)
    return decisions(month) | handovers(month) | st.builds(Interruption, days(month), days(month), counts, counts)


def log_of(months: dict[str, list[Told]]) -> LogBytes:
    """A sound log with these records, its marks at the end."""
    chain, marks = GENESIS, [Mark(), Mark()]
    segments = {}
    writes = 0
    for number, (month, records) in enumerate(sorted(months.items()), 1):
        text = b""
        for count, record in enumerate([SegmentStart(month, number, chain), *records], 1):
            line, chain = line_of(record, chain)
            text += line
            marks[writes % 2] = Mark(number, count, chain)
            writes += 1
        segments[month] = text
    return LogBytes(segments, b"", slot_of(marks[0]) + slot_of(marks[1]))


def plain(number: int, month: str = "2026-05") -> DecisionEvent:
    """The event with this number, told apart from others by its digest."""
    return decision(f"{month}-{number % 28 + 1:02}", "06201", ("不登校",), digest=f"sha256:{number:064x}")

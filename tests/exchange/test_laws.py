"""Laws of what an import reads and writes: each reader against its writer, and recurrence against another program."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.calendar.days import (
    DateRange,
    DaysOfWeek,
    HolidayDays,
    MonthDays,
    NthDays,
    Weekdays,
    WeekendsAndHolidays,
    YearlyRange,
    matches,
)
from tsunagari.calendar.hours import DAY, Hours, HoursLine, Span, Substitution
from tsunagari.exchange import recurrence
from tsunagari.exchange.cleaning import has_unseen, name_of, text_of
from tsunagari.exchange.entries import Way
from tsunagari.exchange.formula_cells import neutral, restored
from tsunagari.exchange.hours_cells import week_of
from tsunagari.exchange.hours_lines import ordered, written_lines
from tsunagari.exchange.number_cells import number_of, numbers_of
from tsunagari.exchange.remarks import Unreadable
from tsunagari.exchange.way_cells import way_text, ways_of

DATES = st.dates(date(2000, 1, 1), date(2060, 12, 31))
PATTERNS = st.one_of(
    st.just(Weekdays()),
    st.just(HolidayDays()),
    st.just(WeekendsAndHolidays()),
    st.builds(lambda days: DaysOfWeek(tuple(days)), st.sets(st.integers(0, 6), min_size=1)),
    st.builds(
        lambda nths, day: NthDays(tuple(nths), (day,)), st.sets(st.integers(1, 5), min_size=1), st.integers(0, 6)
    ),
    st.builds(lambda days: MonthDays(tuple(days)), st.sets(st.integers(1, 31), min_size=1, max_size=3)),
    st.builds(
        YearlyRange,
        st.tuples(st.integers(1, 12), st.integers(1, 28)),
        st.tuples(st.integers(1, 12), st.integers(1, 28)),
    ),
    st.builds(lambda day, more: DateRange(day, day + timedelta(days=more)), DATES, st.integers(0, 40)),
)
SPANS = st.builds(
    lambda start, more: Span(start, min(start + more, 2 * DAY - 1)), st.integers(0, DAY - 1), st.integers(1, 900)
)
LINES = st.builds(
    lambda days, spans: HoursLine(tuple(days), tuple(spans)),
    st.lists(PATTERNS, min_size=1, max_size=3),
    st.lists(SPANS, min_size=1, max_size=3),
)
HOURS = st.builds(
    lambda lines, cuts, as_sunday: ordered(
        Hours(tuple(lines), tuple(cuts), (Substitution(6, (HolidayDays(),)),) if as_sunday else ())
    ),
    st.lists(LINES, min_size=1, max_size=3),
    st.lists(PATTERNS, max_size=2),
    st.booleans(),
)


@given(HOURS)
def test_hours_come_back_from_a_cell(hours: Hours) -> None:
    """The lines of hours, in one cell, are read as the same hours."""
    assert week_of("; ".join(written_lines(hours))).hours == hours
    assert week_of("\n".join(written_lines(hours))).hours == hours


@given(HOURS, st.randoms())
def test_the_order_in_which_hours_were_made_leaves_no_trace(hours: Hours, random: object) -> None:
    """Shuffled lines, days and cuts are the same hours."""
    lines = [HoursLine(tuple(reversed(line.days)), tuple(reversed(line.spans))) for line in reversed(hours.lines)]
    again = ordered(Hours(tuple(lines), tuple(reversed(hours.cuts)), hours.substitutions))
    assert again == hours and ordered(again) == again


NUMBERS = st.from_regex(r"\A[+#]?[0-9]{3,5}(-[0-9]{1,4}){0,2}\Z")
WAYS = st.builds(
    Way,
    st.sampled_from([None, "電話", "FAX", "来所", "ホームページ"]),
    st.none() | st.lists(HOURS, min_size=1, max_size=2, unique=True).map(tuple),
    st.none() | NUMBERS,
)


@given(st.lists(WAYS, max_size=4))
def test_ways_come_back_from_a_cell(ways: list[Way]) -> None:
    """Channels, hours and numbers, with what is unknown about them."""
    assert ways_of("\n".join(map(way_text, ways))) == tuple(ways)


@given(st.text())
def test_a_neutral_cell_starts_no_formula_and_comes_back(text: str) -> None:
    """Nothing that a spreadsheet runs, half- or full-width, and nothing lost."""
    guarded = neutral(text)
    assert restored(guarded) == text
    assert not unicodedata.normalize("NFKC", guarded.lstrip()).startswith(("=", "+", "-", "@"))


@given(st.sampled_from("=+-@\t\r＝＋－＠|'"), st.text())
def test_every_sign_of_a_formula_is_guarded(sign: str, text: str) -> None:
    """Also behind blanks, also an apostrophe of the text's own."""
    for cell in (sign + text, " " + sign + text, "\u3000" + sign + text):
        if cell.strip():
            assert neutral(cell) == "'" + cell and restored("'" + cell) == cell


@given(st.text(alphabet=st.characters() | st.sampled_from('「」"\u200b\u202e\ud800\n\t か゛ﾊﾟ')))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Names and texts; nothing unseen and no quotation mark is left."""
    for clean in (name_of, text_of):
        once = clean(text)
        assert clean(once) == once and not has_unseen(once) and not set(once) & set('「」"\n')


@given(NUMBERS)
def test_a_number_keeps_its_digits(number: str) -> None:
    """However it is written."""
    for written in (number, number.replace("-", " "), number.replace("-", "－"), f" {number} "):
        found = number_of(written).digits
        assert [char for char in found if char.isdigit()] == [char for char in number if char.isdigit()]


@given(st.text(max_size=80))
def test_any_cell_is_read_or_refused(text: str) -> None:
    """Hours and numbers: a value, nothing, or a coded refusal, and no other exception."""
    for read in (week_of, numbers_of, ways_of):
        try:
            read(text)
        except Unreadable as refused:
            assert refused.code


WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn, freq: str) -> tuple[dict[str, str], date]:
    """Cells of a recurrence that the RFC allows, and its start.

    Ordinals and plain weekdays are not mixed in one rule: dateutil takes these for an intersection, the RFC for a
    union.
    """
    cells = {"freq": freq, "interval": str(draw(st.sampled_from([1, 1, 2, 3, 5])))}
    if draw(st.booleans()):
        cells["wkst"] = draw(st.sampled_from(("SU", "MO", "TU")))
    days = draw(st.lists(st.sampled_from(WEEK), max_size=3, unique=True))
    numbered = freq in ("MONTHLY", "YEARLY") and draw(st.booleans())
    nths = st.sampled_from(("1", "2", "3", "5", "-1", "-2"))
    if days:
        cells["byday"] = ",".join((draw(nths) if numbered else "") + day for day in days)
    if freq != "WEEKLY" and draw(st.booleans()):
        days_of_month = st.lists(
            st.sampled_from(("1", "5", "15", "31", "-1", "-3")), min_size=1, max_size=2, unique=True
        )
        cells["bymonthday"] = ",".join(draw(days_of_month))
    if freq == "YEARLY" and draw(st.booleans()):
        cells["byyearday"] = draw(st.sampled_from(("1", "60,200", "366", "-1")))
    if draw(st.booleans()):
        cells["count"] = str(draw(st.integers(1, 9)))
    return cells, draw(st.dates(date(2023, 1, 1), date(2026, 12, 31)))


def independent(cells: dict[str, str], start: date, until: date) -> list[date]:
    """The dates of a rule by python-dateutil."""
    parts = [f"{key.upper()}={value}" for key, value in cells.items() if value]
    parts += [] if "count" in cells else [f"UNTIL={until:%Y%m%d}"]
    found = [one.date() for one in rrulestr(f"DTSTART:{start:%Y%m%d}\nRRULE:{';'.join(parts)}")]
    return [day for day in found if day <= until]


@pytest.mark.parametrize("freq", recurrence.FREQUENCIES)
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_recurrence_is_expanded_as_another_program_does(freq: str, data: st.DataObject) -> None:
    """Against python-dateutil, over two and a half years; and the days of the rule language are those dates."""
    cells, start = data.draw(rules(freq))
    until = start + timedelta(days=900)
    read = recurrence.rule_of(cells, start, until)
    wanted = independent(cells, start, until)
    assert list(recurrence.dates(read, until)) == wanted
    if (days := recurrence.pattern(read)) is not None:
        every = [start + timedelta(days=step) for step in range(901)]
        assert [day for day in every if matches(days, day, weekday=day.weekday(), holiday=False)] == wanted


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"freq": "WEEKLY", "bymonthday": "2"}, "rule-mixed"),
        ({"freq": "WEEKLY", "byyearday": "2"}, "rule-mixed"),
        ({"freq": "DAILY", "byday": "2MO"}, "rule-mixed"),
        ({"freq": "YEARLY", "byweekno": "20"}, "rule-part"),
        ({"freq": "HOURLY"}, "not-a-rule"),
        ({"freq": "WEEKLY", "byday": "XX"}, "not-a-rule"),
        ({"freq": "WEEKLY", "interval": "0", "byday": "MO"}, "not-a-rule"),
        ({"freq": "DAILY", "count": "-1"}, "not-a-rule"),
        ({"freq": "MONTHLY", "bymonthday": "32"}, "not-a-rule"),
        ({"freq": "WEEKLY", "wkst": "X"}, "not-a-rule"),
    ],
)
def test_what_the_rfc_forbids_is_no_recurrence(cells: dict[str, str], code: str) -> None:
    """Refused with a code, never taken for something else."""
    with pytest.raises(Unreadable) as refused:
        recurrence.rule_of(cells, date(2026, 1, 1), None)
    assert refused.value.code == code

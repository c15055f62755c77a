"""From keyword facts to parameters, as somebody would write it who puts SQLite behind a form.

Law: the fastest way that still begins at the facts: one lookup a name, the open hours from a table of the minutes of
each day, which is made before the clock runs. It shows what the rows with parameters encoded before leave out; nothing
of the facts is checked, which the product's `Consultation` and `route` do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from contest.peer import Answer
from contest.question import Asked, Reading
from contest.with_sqlite import Row, Sqlite
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.calendar.hours import minutes_open

NAMES = ("caller", "channel", "language", "school")


class Encoder:
    """Facts to numbers."""

    def __init__(self, reading: Reading) -> None:
        ruleset = reading.ruleset
        home = reading.rulebook().prefecture_of
        codes = ruleset.attributes["lives"].values[:-3]  # no-fixed-abode, abroad and none come last
        self._home = {code: (place, home[place]) for place, code in enumerate(codes)}
        self._issues = {name: reading.with_above(name) for name in ruleset.issues.above}
        self._wishes = {name: reading.wish(name) for name in ruleset.wishes}
        self._names = [
            {name: mask.bit_length() - 1 for name, mask in ruleset.attributes[one].spellings if mask.bit_count() == 1}
            for one in NAMES
        ]
        self._hours = list(enumerate((hours,) for hours in reading.hours()))
        self._days: dict[date, list[tuple[int, int]]] = {}

    def know(self, day: date) -> None:
        """Make the table of a day."""
        holidays = japanese_holidays()
        self._days[day] = [(number, minutes_open(hours, day, holidays)) for number, hours in self._hours]

    def asked(self, facts: Mapping[str, Any]) -> Asked:
        """The consultation in numbers."""
        callers, channels, languages, schools = self._names
        at, works = facts["at"], facts["works"]
        minute = at.hour * 60 + at.minute
        issues: set[int] = set()
        for name in facts["issues"]:
            issues.update(self._issues[name])
        return Asked(
            lives=self._home[facts["lives"]],
            works=() if works == "none" else self._home[works],
            issues=tuple(issues),
            age=facts["age"],
            caller=callers[facts["caller"]],
            channel=channels[facts["channel"]],
            language=languages[facts["language"]],
            school=schools[facts["attributes"]["school"]],
            danger=facts["danger"],
            open=tuple(number for number, minutes in self._days[at.date()] if minutes >> minute & 1),
            wishes=tuple(self._wishes[name] for name in facts["wishes"]),
            facts=facts,
            told=None,  # type: ignore[arg-type]
        )


class FactsIn:
    """SQLite from keyword facts to the first five rows."""

    def __init__(self, database: Sqlite, encoder: Encoder) -> None:
        self._database, self._encoder = database, encoder

    def prepare(self, asked: Asked) -> Mapping[str, Any]:
        """The facts; the statement and the day's table are there before."""
        self._encoder.know(asked.facts["at"].date())
        self.ask(asked.facts)
        return asked.facts

    def ask(self, prepared: Mapping[str, Any]) -> list[Row]:
        """Encoded, asked, the first five."""
        statement, parameters = self._database.written(self._encoder.asked(prepared))
        return self._database.ask((f"{statement} LIMIT 5", parameters))

    def answer(self, found: list[Row]) -> Answer:
        """Resource → urgency."""
        return self._database.answer(found)

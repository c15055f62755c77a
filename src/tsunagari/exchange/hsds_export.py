"""A registry as HSDS 3.0 JSON: a list of services, each with what belongs to it, and of locations that have hours only.

Law: importing what is written gives the same rules. What HSDS has no field for rides along in attributes of ours; the
standard fields are complete by themselves as far as HSDS goes, and win where somebody has edited them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from tsunagari.calendar.days import DateRange, DayPattern, DaysOfWeek, MonthDays, NthDays, Weekdays, WeekendsAndHolidays
from tsunagari.calendar.hours import DAY, Hours, Span
from tsunagari.exchange.entries import Entry, Registry, Timetable
from tsunagari.exchange.hours_lines import written_lines
from tsunagari.exchange.hsds_extras import NO_CONDITION, OURS, fingerprint
from tsunagari.exchange.way_cells import way_text
from tsunagari.model.from_syntax.languages import built_in_languages
from tsunagari.syntax.written import an_age_range

STATUS: Final = {
    "active": "active", "paused": "temporarily closed", "closed": "defunct", "do-not-refer": "inactive",
}  # fmt: skip
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CODES: Final = {row[0]: row[2] for row in built_in_languages()}


def hsds_text(registry: Registry) -> str:
    """The JSON text."""
    found = [*map(_service, registry.entries), *map(_location, registry.timetables)]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _identity(kind: str, *names: str) -> str:
    """The same id for the same thing in every export (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE_URL, "tsunagari:" + "\n".join((kind, *names))))


def _service(entry: Entry) -> dict[str, Any]:
    service: dict[str, Any] = {"id": _identity("service", entry.name), "name": entry.name}
    if entry.status is not None:
        service["status"] = STATUS[entry.status]
    if entry.ages is not None and len(entry.ages) < 2:
        low, high = entry.ages[0] if entry.ages else (0, 120)
        service |= {"minimum_age": low, "maximum_age": high}
    if entry.verified is not None:
        service["assured_date"] = entry.verified.isoformat()
    if entry.organization is not None:
        service["organization"] = {"id": _identity("organization", entry.organization), "name": entry.organization}
    if entry.areas:
        service["service_areas"] = [
            {"id": _identity("area", entry.name, area.name), "name": area.name} for area in entry.areas
        ]
    if entry.languages is not None:
        service["languages"] = [
            {"id": _identity("language", entry.name, one), "name": one, "code": _CODES.get(one, one)}
            for one in entry.languages or ("日本語",)
        ]
    phones = list(_phones(entry))
    schedules = list(_schedules(entry.name, (hours for way in entry.ways for hours in way.hours or ())))
    service |= {key: rows for key, rows in (("phones", phones), ("schedules", schedules)) if rows}
    service["attributes"] = list(_attributes(entry, [*phones, *schedules]))
    return service


def _phones(entry: Entry) -> Iterator[dict[str, Any]]:
    told = dict.fromkeys((way.channel, way.number) for way in entry.ways if way.number)
    for channel, number in told:
        kind = "fax" if channel == "FAX" else "voice"
        yield {"id": _identity("phone", entry.name, str(channel), str(number)), "number": number, "type": kind}


def _schedules(owner: str, hours: Iterable[Hours]) -> Iterator[dict[str, Any]]:
    for one in dict.fromkeys(hours):
        words = "; ".join(written_lines(one))
        for line in one.lines:
            for day in line.days:
                for span in line.spans:
                    rule = _rule(day)
                    if rule is not None:
                        name = _identity("schedule", owner, words, repr(day), repr(span))
                        yield {"id": name, **rule, **_clock(span), "timezone": "+09:00", "description": words}


def _rule(day: DayPattern) -> dict[str, str] | None:
    """The nearest rule that HSDS can say; what it cannot (holidays) stands in the description."""
    match day:
        case Weekdays():
            return {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR"}
        case WeekendsAndHolidays():
            return {"freq": "WEEKLY", "byday": "SA,SU"}
        case DaysOfWeek(days):
            return {"freq": "WEEKLY", "byday": ",".join(_DAYS[one] for one in days)}
        case NthDays(nths, days):
            return {"freq": "MONTHLY", "byday": ",".join(f"{nth}{_DAYS[one]}" for one in days for nth in nths)}
        case MonthDays(days):
            return {"freq": "MONTHLY", "bymonthday": ",".join(map(str, days))}
        case DateRange(start, end):
            return {"freq": "DAILY", "dtstart": start.isoformat(), "until": end.isoformat()}
        case _:
            return None


def _clock(span: Span) -> dict[str, str]:
    ends = span.start, span.end % DAY
    opens, closes = (f"{minute // 60:02}:{minute % 60:02}" for minute in ends)
    return {"opens_at": opens, "closes_at": closes}


def _attributes(entry: Entry, contacts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    none = [
        name
        for name, value in (
            ("areas", entry.areas), ("ages", entry.ages), ("clients", entry.clients), ("topics", entry.topics),
        )
        if value == ()
    ]  # fmt: skip
    several = entry.ages if entry.ages is not None and len(entry.ages) > 1 else ()
    values = {
        "kind": entry.kind,
        NO_CONDITION: " ".join(none),
        "except": "\n".join(area.name for area in entry.without),
        "ages": "、".join(an_age_range(*one, "ja") for one in several),
        "ways": "\n".join(map(way_text, entry.ways)),
        "fingerprint": fingerprint(contacts),
        "notes": "\n".join(entry.notes),
        "remarks": "\n".join(entry.remarks),
    }
    for key, value in values.items():
        if value:
            yield _attribute(entry.name, key, value)
    for topic in entry.topics or ():
        yield _attribute(entry.name, "topic", topic)


def _attribute(owner: str, key: str, value: str) -> dict[str, Any]:
    return {
        "id": _identity("attribute", owner, key, value), "link_type": OURS + key, "link_entity": "service",
        "value": value,
    }  # fmt: skip


def _location(table: Timetable) -> dict[str, Any]:
    schedules = list(_schedules(table.name, table.hours))
    values = {
        "hours": "; ".join(written_lines(table.hours[0])), "remarks": "\n".join(table.remarks),
        "fingerprint": fingerprint(schedules),
    }  # fmt: skip
    return {
        "id": _identity("location", table.name),
        "location_type": "physical",
        "name": table.name,
        "schedules": schedules,
        "attributes": [_attribute(table.name, key, value) for key, value in values.items() if value],
    }

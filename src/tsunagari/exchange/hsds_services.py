"""Services of HSDS as resources.

Law: a service takes what it says itself, and what is said of a row that it names (a location, a service at a location);
what it does not say is unknown. Contacts are persons and are never read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tsunagari.exchange.cleaning import has_unseen, name_of, text_of
from tsunagari.exchange.entries import Entry, Timetable, Way
from tsunagari.exchange.field_cells import age_limits, date_of, language_of, status_of
from tsunagari.exchange.hours_cells import week_of
from tsunagari.exchange.hsds_directory import Directory
from tsunagari.exchange.hsds_extras import extras_of, fingerprint
from tsunagari.exchange.hsds_schedules import Openings, openings
from tsunagari.exchange.number_cells import Number, number_of
from tsunagari.exchange.place_cells import Area, area_of
from tsunagari.exchange.remarks import Unreadable
from tsunagari.exchange.row_notes import RowNotes
from tsunagari.exchange.row_ways import extensions, settled
from tsunagari.exchange.tables import Row

KIND: Final = "取り込んだ窓口"
_CHANNELS: Final = {
    "": "電話", "voice": "電話", "phone": "電話", "telephone": "電話", "landline": "電話", "cell": "電話",
    "mobile": "電話", "toll-free": "電話", "hotline": "電話", "fax": "FAX",
}  # fmt: skip
_PLACES: Final = {"": "来所", "physical": "来所", "virtual": "オンライン"}


@dataclass(slots=True)
class Services:
    """Reads the services of a directory; `used` are the rows of locations and phones that some service has."""

    directory: Directory
    on: date
    language: str = "ja"
    used: set[str] = field(default_factory=set)
    known: dict[str, Openings] = field(default_factory=dict)
    said: dict[str, RowNotes] = field(default_factory=dict)
    index: dict[tuple[str, str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[tuple[str, str], Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table, rows in self.directory.tables.items():
            for row in rows:
                if row.get("id"):
                    self.by_id.setdefault((table, row.get("id")), row)
                for key in ("service_id", "location_id", "service_at_location_id", "organization_id", "link_id"):
                    if row.get(key):
                        self.index[table, key, row.get(key)].append(row)

    def entries(self) -> list[Entry]:
        """Each service once."""
        found, seen = [], set()
        for row in self.directory.rows("services"):
            notes = RowNotes(self.directory.ledger, row.where, "services", self.language)
            identity = row.get("id")
            if identity and identity in seen:
                if not row.where.path:
                    notes.refuse(Unreadable("given-twice", text=identity), "id")
                continue
            seen.add(identity)
            if not name_of(row.get("name")):
                notes.refuse(Unreadable("name-blank"), "name")
                continue
            found.append(self._entry(row, notes))
        return found

    def _entry(self, row: Row, notes: RowNotes) -> Entry:
        about = [one for key in ("service_id", "link_id") for one in self.index["attributes", key, row.get("id")]]
        terms = {one.get("id"): one.get("name") for one in self.directory.rows("taxonomy_terms")}
        extras = extras_of(about, terms)
        if has_unseen(row.get("name")):
            notes.doubt("letters-dropped", "name")
        areas, ages, languages = self._areas(row, notes), self._ages(row, notes), self._languages(row, notes)
        self._note_clients(row, notes)
        contacts = [one for table in ("phones", "schedules") for one in self.index[table, "service_id", row.get("id")]]
        ours = extras.ways(one.cells for one in contacts)
        ways, told = self._ways(row, notes) if ours is None else (ours, "")
        self.used |= {str(one.where) for one in contacts} if ours is not None else set()
        entry = Entry(
            name=name_of(row.get("name")), kind=KIND, organization=self._organization(row, notes), areas=areas,
            ages=ages, topics=extras.topics, languages=languages, ways=ways,
            status=status_of(row.get("status"), "status", notes),
            verified=date_of(row.get("assured_date"), "assured_date", notes),
            notes=(told,) if told else (), key=row.get("id"), where=row.where,
        )  # fmt: skip
        if extras.topics is None:
            notes.blank("attributes")
        return extras.applied(entry, notes.sentences())

    def _organization(self, row: Row, notes: RowNotes) -> str | None:
        identity = row.get("organization_id")
        if not identity:
            notes.blank("organization_id")
            return None
        found = self.by_id.get(("organizations", identity))
        if found is None or not name_of(found.get("name")):
            notes.doubt("organization-missing", "organization_id", text=identity)
            return None
        self.used.add("organizations:" + identity)
        return name_of(found.get("name"))

    def _areas(self, row: Row, notes: RowNotes) -> tuple[Area, ...] | None:
        areas: list[Area] = []
        foreign = False
        for one in self.index["service_areas", "service_id", row.get("id")]:
            text = one.get("name") or one.get("description")
            if not text:
                foreign = True
                continue
            try:
                areas.append(area_of(text))
            except Unreadable as unreadable:
                foreign = True
                code = "ambiguous-place" if unreadable.code == "ambiguous-place" else "foreign-area"
                notes.doubt_at(one.where.at("name"), code, **unreadable.fields)
        if foreign or not areas:
            notes.blank("service_areas") if not foreign else None
            return None
        return tuple(sorted(set(areas)))

    def _ages(self, row: Row, notes: RowNotes) -> tuple[tuple[int, int], ...] | None:
        columns = ("minimum_age", "maximum_age")
        return age_limits(row.get(columns[0]), row.get(columns[1]), columns, notes)

    def _note_clients(self, row: Row, notes: RowNotes) -> None:
        """Conditions in words: who is served stays unknown."""
        if text := row.get("eligibility_description"):
            notes.doubt("conditions-in-words", "eligibility_description", text=text)
        else:
            notes.blank("eligibility_description")

    def _languages(self, row: Row, notes: RowNotes) -> tuple[str, ...] | None:
        if text := row.get("interpretation_services"):
            notes.doubt("language-note", "interpretation_services", text=text)
        found = set()
        for one in self.index["languages", "service_id", row.get("id")]:
            written = one.get("name") or one.get("language") or one.get("code")
            language = language_of(written, one.get("code"))
            if language is None:
                notes.doubt_at(one.where.at("name"), "unknown-language", text=written)
            else:
                found.add(language)
            if text := one.get("note"):
                notes.doubt_at(one.where.at("note"), "language-note", text=text)
        if not found:
            notes.blank("languages")
        return tuple(sorted(found)) or None

    def _links(self, row: Row) -> tuple[list[str], list[str]]:
        """The services at locations of a service, and its locations."""
        at = self.index["service_at_locations", "service_id", row.get("id")]
        locations = list(dict.fromkeys(one.get("location_id") for one in at if one.get("location_id")))
        return [one.get("id") for one in at if one.get("id")], locations

    def _ways(self, row: Row, notes: RowNotes) -> tuple[tuple[Way, ...], str]:
        at, locations = self._links(row)
        own = self._openings("service_id", [row.get("id")], notes)
        if own is None:
            own = self._openings("service_at_location_id", at, notes)
        guessed = "" if locations else self._only_location(row, notes, own is not None)
        places = locations or ([guessed] if guessed else [])
        for location in places:
            if ("locations", location) not in self.by_id:
                notes.doubt("link-missing", "location_id", text=location)
        numbers: dict[tuple[str, Number], None] = {}
        for key, owners in (("service_id", [row.get("id")]), ("service_at_location_id", at), ("location_id", places)):
            numbers |= dict.fromkeys(self._numbers(key, owners, notes))
        if not numbers:
            numbers |= dict.fromkeys(self._numbers("organization_id", [row.get("organization_id")], notes))
        here = {place: self._openings("location_id", [place], notes) for place in places}
        common = own or (next(iter(here.values())) if len(here) == 1 else None)
        ways = [
            Way(channel, hours, number.digits)
            for channel, number in sorted(numbers, key=repr)
            for hours in (common.ways() if common else [None])
        ]
        for place in locations if numbers else places:
            kind = self.by_id.get(("locations", place))
            channel = _PLACES.get((kind.get("location_type") if kind else "").casefold())
            if channel is not None:
                opened = own or here[place]
                ways += [Way(channel, hours) for hours in (opened.ways() if opened else [None])]
        told = extensions([number for _, number in numbers])
        if not ways:
            ways = [Way(None, hours) for hours in (common.ways() if common else [None])]
        if not numbers:
            notes.blank("phones")
        return settled(tuple(dict.fromkeys(ways)), text_of(told))

    def _only_location(self, row: Row, notes: RowNotes, has_hours: bool) -> str:
        """The one location of the organization of a service that names none; else an empty text."""
        found = (
            self.index["locations", "organization_id", row.get("organization_id")] if row.get("organization_id") else []
        )
        opened = [one for one in found if self.index["schedules", "location_id", one.get("id")]]
        if has_hours or not opened:
            return ""
        if len(found) > 1:
            notes.doubt("one-of-locations", "organization_id", text=str(len(opened)))
            return ""
        notes.doubt("only-location", "organization_id", text=found[0].get("name") or found[0].get("id"))
        return found[0].get("id")

    def _openings(self, key: str, owners: Iterable[str], notes: RowNotes) -> Openings | None:
        """The hours of the first owner that has any; None where none has."""
        for owner in owners:
            rows = self.index["schedules", key, owner]
            if key == "service_id":  # rows that name a location too are of the service there
                rows = [one for one in rows if not one.get("service_at_location_id") or not self._at(one)] or rows
            if owner and rows:
                if key == "location_id":
                    self.used.add("locations:" + owner)
                name = f"{key}:{owner}"
                if name not in self.known:
                    self.said[name] = RowNotes(notes.ledger, rows[0].where, "schedules", self.language)
                    holidays = self.index["holiday_schedules", key, owner]
                    self.known[name] = openings(rows, holidays, self.said[name], self.on)
                notes.found += self.said[name].found
                return self.known[name]
        return None

    def _at(self, row: Row) -> bool:
        return ("service_at_locations", row.get("service_at_location_id")) in self.by_id

    def _numbers(self, key: str, owners: Sequence[str], notes: RowNotes) -> list[tuple[str, Number]]:
        found = []
        for one in (row for owner in owners if owner for row in self.index["phones", key, owner]):
            self.used.add(str(one.where))
            channel = _CHANNELS.get(one.get("type").casefold())
            try:
                if channel is None:
                    notes.doubt_at(one.where.at("type"), "phone-kind", text=one.get("type"))
                elif one.get("number"):
                    number = number_of(one.get("number"))
                    extension = one.get("extension") or number.extension
                    if extension:
                        notes.doubt_at(one.where.at("extension"), "extension", text=extension)
                    found.append((channel, Number(number.digits, text_of(extension)[:20])))
                else:
                    notes.ledger.blank(one.where, "phones", "number")
            except Unreadable as unreadable:
                notes.refuse(unreadable, "number", one.where)
        return found

    def timetables(self) -> list[Timetable]:
        """The hours of locations that no service names; their numbers and other rows have nowhere to stand."""
        found = []
        ledger = self.directory.ledger
        for row in self.directory.rows("locations"):
            identity = row.get("id")
            if "locations:" + identity in self.used or self.index["service_at_locations", "location_id", identity]:
                continue
            notes = RowNotes(ledger, row.where, "locations", self.language)
            if (ours := self._our_timetable(row)) is not None:
                found.append(ours)
                continue
            opened = self._openings("location_id", [identity], notes)
            if opened is None or not opened.hours:
                notes.refuse(Unreadable("unlinked-place"), "id")
                continue
            notes.doubt("unlinked", "id")
            name = name_of(row.get("name")) or name_of(identity)
            found.append(Timetable(name, tuple(opened.hours), notes.sentences(), identity))
        for row in self.directory.rows("phones"):
            if str(row.where) not in self.used and row.get("number") and not row.get("contact_id"):
                owned = ("services", row.get("service_id")) in self.by_id
                ledger.refuse("owner-refused" if owned else "unlinked-phone", row.where.at("number"))
        for row in self.directory.rows("organizations"):
            if "organizations:" + row.get("id") not in self.used and not row.where.path:
                ledger.doubt("no-service", row.where.at("id"))
        return found

    def _our_timetable(self, row: Row) -> Timetable | None:
        """The hours that our own export wrote, where the schedules are still as they were."""
        extras = extras_of(self.index["attributes", "location_id", row.get("id")], {})
        schedules = [one.cells for one in self.index["schedules", "location_id", row.get("id")]]
        if "hours" not in extras.values or extras.values.get("fingerprint") != fingerprint(schedules):
            return None
        try:
            hours = week_of(extras.values["hours"]).hours
        except Unreadable:
            return None
        told = tuple(filter(None, map(text_of, extras.values.get("remarks", "").splitlines())))
        return Timetable(name_of(row.get("name")), (hours,), told, row.get("id")) if hours else None

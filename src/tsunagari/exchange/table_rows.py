"""Rows of a table to resources, by a mapping.

Law: each row ends in the ledger as taken, doubtful or refused; what a cell leaves blank is unknown; what the mapping
assumes is taken as said. The order of the rows leaves no trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from tsunagari.exchange.cleaning import has_unseen, name_of, seen, text_of
from tsunagari.exchange.entries import HOURS_ONLY, Entry, Timetable
from tsunagari.exchange.field_cells import Ages, age_limits, ages_of, date_of, languages_of, status_of
from tsunagari.exchange.mapping import EVERYBODY, Kind, TableMapping
from tsunagari.exchange.place_cells import Area, area_of, looks_japanese, prefecture_of
from tsunagari.exchange.remarks import Ledger, Unreadable
from tsunagari.exchange.row_notes import RowNotes
from tsunagari.exchange.row_ways import ways_of_row
from tsunagari.exchange.tables import Row, Table
from tsunagari.exchange.way_cells import ways_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as an entry that may still lack its name and what a blank list of cities leaves to it."""

    entry: Entry
    notes: RowNotes
    prefecture: Area | None = None
    cities: tuple[Area, ...] = ()


@dataclass(slots=True)
class TableReader:
    """Reads the rows of one table; lives for one import. `corrected` are the corrections that were of use."""

    table: Table
    mapping: TableMapping
    ledger: Ledger
    language: str = "ja"
    corrected: set[str] = field(default_factory=set)
    timetables: list[Timetable] = field(default_factory=list)

    def drafts(self) -> list[Draft]:
        """Each row that could be read."""
        found = []
        for row in self.table.rows:
            notes = RowNotes(self.ledger, row.where, self.table.name, self.language)
            column = [""]
            try:
                if self._cell(row, "kind", column) == HOURS_ONLY:
                    self.timetables.append(self._timetable(row, column))
                else:
                    found.append(self._draft(row, notes, column))
            except Unreadable as unreadable:
                self.ledger.withdraw(row.where)
                notes.refuse(unreadable, column[0])
        return found

    def _timetable(self, row: Row, column: list[str]) -> Timetable:
        """A row of our own export that has hours and no resource."""
        name = name_of(self._cell(row, "name", column))
        hours = [one for way in ways_of(self._cell(row, "ways", column)) for one in way.hours or ()]
        if not name or not hours:
            raise Unreadable("name-blank" if not name else "never-open")
        remarks = map(text_of, self._cell(row, "remarks", column).splitlines())
        return Timetable(name, tuple(hours), tuple(filter(None, remarks)))

    def _draft(self, row: Row, notes: RowNotes, column: list[str]) -> Draft:
        """One row; `column` tells where it was when it had to give up."""
        kind_text = self._cell(row, "kind", column)
        known = self._kind(kind_text)
        name = name_of(self._cell(row, "name", column))
        kind = (
            (known.kind if known and known.kind else "")
            or name_of(kind_text)
            or name_of(self.mapping.assume.get("kind", ""))
        )
        if not kind:
            kind = "取り込んだ窓口"
        if not name and "name" in self.mapping.columns:
            raise Unreadable("name-blank")
        if not name and not kind_text:
            raise Unreadable("name-blank")
        if any(has_unseen(cell) for cell in row.cells.values()):
            notes.doubt("letters-dropped", next(key for key, cell in row.cells.items() if has_unseen(cell)))
        prefecture, areas = self._areas(row, notes, column)
        ways, remark = ways_of_row(row, self.mapping, notes, column)
        entry = Entry(
            name=name,
            kind=kind,
            organization=name_of(self._cell(row, "organization", column)) or None,
            areas=areas,
            without=self._without(row, column) if areas else (),
            ages=self._ages(row, known, notes, column),
            clients=self._clients(row, notes, column),
            topics=self._topics(row, known, notes, column),
            languages=self._languages(row, notes, column),
            ways=ways,
            status=status_of(self._cell(row, "status", column), column[0], notes) if self._has("status") else None,
            verified=self._verified(row, notes, column),
            notes=tuple(filter(None, (remark, *self._lines(row, "note")))),
            remarks=self._lines(row, "remarks"),
            key=self._cell(row, "id", column),
            where=row.where,
        )
        return Draft(entry, notes, prefecture, areas or ())

    def _has(self, name: str) -> bool:
        return name in self.mapping.columns

    def _cell(self, row: Row, name: str, column: list[str]) -> str:
        """The cell of a field, and where that is; with several columns the first."""
        columns = self.mapping.columns.get(name, ())
        column[0] = columns[0] if columns else column[0]
        return row.get(columns[0]) if columns else ""

    def _lines(self, row: Row, name: str) -> tuple[str, ...]:
        """The lines of the cells of a field, as texts for people."""
        cells = [row.get(column) for column in self.mapping.columns.get(name, ())]
        return tuple(filter(None, (text_of(line) for cell in cells for line in cell.splitlines())))

    def _kind(self, text: str) -> Kind | None:
        return next((kind for kind in self.mapping.kinds if any(word in text for word in kind.contains)), None)

    def _parts(self, text: str) -> list[str]:
        parts = re.split(f"[{re.escape(self.mapping.separators)}]", text)
        return [told for part in parts if (told := seen(part))]

    def _corrected(self, text: str) -> str:
        text = seen(text)
        if text in self.mapping.correct:
            self.corrected.add(text)
        return self.mapping.correct.get(text, text)

    def _areas(self, row: Row, notes: RowNotes, column: list[str]) -> tuple[Area | None, tuple[Area, ...] | None]:
        """The prefecture where the cities are blank, and the areas served."""
        written = self._corrected(self._cell(row, "prefecture", column)) if self._has("prefecture") else ""
        prefecture = prefecture_of(written) if written else None
        inside = (
            [self._corrected(one) for one in self._parts(self._cell(row, "cities", column))]
            if self._has("cities")
            else []
        )
        if inside:
            return None, self._listed(inside, prefecture.name if prefecture else "", notes, column[0])
        if prefecture is not None:
            if self._has("cities") and self.mapping.blank_cities == "unknown":
                notes.blank(column[0])
                return None, None
            return prefecture, (prefecture,)
        named = (
            [self._corrected(one) for one in self._parts(self._cell(row, "areas", column))]
            if self._has("areas")
            else []
        )
        if not named:
            notes.blank(next(iter(self.mapping.columns.get("areas", ())), "areas"))
            return None, self._assumed_areas()
        foreign = [one for one in named if not looks_japanese(one) and one.casefold() not in EVERYBODY]
        for one in foreign if not all(map(_found, foreign)) else ():
            notes.doubt("foreign-area", column[0], text=one)
        if any(not _found(one) for one in foreign):
            return None, None
        return None, () if set(named) & set(EVERYBODY) else self._listed(named, "", notes, column[0])

    def _without(self, row: Row, column: list[str]) -> tuple[Area, ...]:
        """The places that are left out; a place that is none leaves out the row, which would serve too many."""
        parts = self._parts(self._cell(row, "except_areas", column)) if self._has("except_areas") else []
        return tuple(sorted({area_of(self._corrected(one)) for one in parts}))

    def _listed(self, names: Iterable[str], prefecture: str, notes: RowNotes, column: str) -> tuple[Area, ...]:
        """The places named; those that are none are left out with a doubt, unless all of them are."""
        found: list[Area] = []
        lost: list[Unreadable] = []
        for name in names:
            try:
                found.append(area_of(name, prefecture))
            except Unreadable as unreadable:
                lost.append(unreadable)
        if not found:
            raise lost[0]
        for one in lost:
            code = "place-skipped" if one.code == "unknown-place" else one.code
            notes.doubt(code, column, **one.fields)
        return tuple(sorted(set(found)))

    def _assumed_areas(self) -> tuple[Area, ...] | None:
        text = self.mapping.assume.get("areas", "")
        if not text:
            return None
        return () if text in EVERYBODY else tuple(sorted({area_of(one) for one in self._parts(text)}))

    def _ages(self, row: Row, kind: Kind | None, notes: RowNotes, column: list[str]) -> Ages | None:
        if self._has("minimum_age") or self._has("maximum_age"):
            low, high = self._cell(row, "minimum_age", column), self._cell(row, "maximum_age", column)
            names = [(self.mapping.columns.get(one) or ("",))[0] for one in ("minimum_age", "maximum_age")]
            if low or high:
                return age_limits(low, high, (names[0], names[1]), notes)
        if text := self._cell(row, "ages", column) if self._has("ages") else "":
            found = () if text in EVERYBODY else ages_of(text)
            if found is None:
                notes.doubt("not-an-age", column[0], text=text)
            return found
        if kind and kind.ages:
            return ages_of(kind.ages)
        assumed = self.mapping.assume.get("ages", "")
        if not assumed:
            notes.blank("ages")
            return None
        return () if assumed in EVERYBODY else ages_of(assumed)

    def _clients(self, row: Row, notes: RowNotes, column: list[str]) -> tuple[str, ...] | None:
        told = []
        for name in self.mapping.columns.get("clients", ()):
            text = row.get(name)
            if text and text not in EVERYBODY:
                notes.doubt("conditions-in-words", name, text=text)
            told += [text] if text else []
        if told and all(text in EVERYBODY for text in told):
            return ()
        if not told and self.mapping.assume.get("clients", "") in EVERYBODY:
            return ()
        if not told:
            notes.blank("clients")
        return None

    def _topics(self, row: Row, kind: Kind | None, notes: RowNotes, column: list[str]) -> tuple[str, ...] | None:
        parts = self._parts(self._cell(row, "topics", column)) if self._has("topics") else []
        parts = parts or list(kind.topics if kind else ()) or self._parts(self.mapping.assume.get("topics", ""))
        if not parts:
            notes.blank("topics")
            return None
        return () if set(parts) & set(EVERYBODY) else tuple(sorted(set(filter(None, map(name_of, parts)))))

    def _languages(self, row: Row, notes: RowNotes, column: list[str]) -> tuple[str, ...] | None:
        parts = self._parts(self._cell(row, "languages", column)) if self._has("languages") else []
        parts = parts or self._parts(self.mapping.assume.get("languages", ""))
        if not parts:
            notes.blank("languages")
            return None
        return languages_of(parts, column[0], notes)

    def _verified(self, row: Row, notes: RowNotes, column: list[str]) -> date | None:
        text = self._cell(row, "verified", column) if self._has("verified") else ""
        return date_of(text or self.mapping.assume.get("verified", ""), column[0], notes)


def _found(name: str) -> bool:
    try:
        area_of(name)
    except Unreadable:
        return False
    return True


def entries_of(drafts: list[Draft], mapping: TableMapping) -> list[Entry]:
    """The entries of the drafts, with the rest of prefectures, one telephone line each, and names."""
    if mapping.blank_cities == "rest":
        drafts = _with_rest(drafts)
    groups: dict[object, list[Draft]] = {}
    for number, draft in enumerate(sorted(drafts, key=_order)):
        key = _line_key(draft.entry) if mapping.merge_lines else None
        groups.setdefault(key if key is not None else number, []).append(draft)
    return [_merged(group) for group in groups.values()]


def _with_rest(drafts: list[Draft]) -> list[Draft]:
    """Prefectures whose cities are blank, without the cities that other rows of the kind name in them."""
    named: dict[tuple[str, str], set[Area]] = {}
    for draft in drafts:
        for area in draft.cities if draft.prefecture is None else ():
            named.setdefault((draft.entry.kind, area.code[:2]), set()).add(area)
    found = []
    for draft in drafts:
        others = named.get((draft.entry.kind, draft.prefecture.code[:2])) if draft.prefecture else None
        if others:
            draft.notes.doubt("taken-for-rest")
            draft = replace(draft, entry=replace(draft.entry, without=tuple(sorted(others))))
        found.append(draft)
    return found


def _line_key(entry: Entry) -> object | None:
    """What rows of one telephone line have in common; a short number is another line elsewhere."""
    own = {way.number for way in entry.ways if way.number and not way.number.startswith("#")}
    if not own or entry.name:
        return None
    return replace(entry, areas=(), remarks=(), notes=())


def _merged(group: list[Draft]) -> Entry:
    first = group[0].entry
    areas = first.areas and tuple(sorted({area for draft in group for area in draft.entry.areas or ()}))
    told = tuple(dict.fromkeys(one for draft in group for one in (*draft.entry.remarks, *draft.notes.sentences())))
    notes = tuple(dict.fromkeys(one for draft in group for one in draft.entry.notes))
    entry = replace(first, areas=areas, remarks=told, notes=notes)
    return entry if entry.name else replace(entry, name=_derived(entry))


def _derived(entry: Entry) -> str:
    """`大人・島根県松江市ほか` for a row without a name of its own."""
    if not entry.areas:
        return entry.kind
    more = ("ほか" if len(entry.areas) > 1 else "") + ("の残り" if entry.without else "")
    return f"{entry.kind}・{entry.areas[0].name}{more}"


def _order(draft: Draft) -> tuple[str, str]:
    return (draft.entry.kind, repr(draft.entry))

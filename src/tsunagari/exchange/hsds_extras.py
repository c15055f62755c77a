"""What HSDS has no field for, carried in attributes of a service by our own export.

Law: an attribute of ours is `tsunagari:FIELD` in `link_type` with its value as text; anything else in attributes is a
topic by its taxonomy term. What the standard fields say now wins over what ours say: somebody may have edited them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tsunagari.exchange.cleaning import name_of, text_of
from tsunagari.exchange.entries import Entry
from tsunagari.exchange.place_cells import area_of
from tsunagari.exchange.remarks import Unreadable
from tsunagari.exchange.tables import Row
from tsunagari.exchange.way_cells import ways_of

OURS: Final = "tsunagari:"
NO_CONDITION: Final = "no-condition"


@dataclass(frozen=True, slots=True)
class Extras:
    """Topics, and our own values by field."""

    topics: tuple[str, ...] | None
    values: Mapping[str, str]

    def applied(self, entry: Entry, remarks: tuple[str, ...]) -> Entry:
        """The entry with what our own attributes add to it."""
        if not self.values:
            return replace(entry, remarks=remarks)
        none = self.values.get(NO_CONDITION, "").split()
        entry = replace(
            entry,
            kind=name_of(self.values.get("kind", "")) or entry.kind,
            areas=() if "areas" in none and entry.areas is None else entry.areas,
            ages=() if "ages" in none and entry.ages is None else entry.ages,
            clients=() if "clients" in none else entry.clients,
            topics=() if "topics" in none and entry.topics is None else entry.topics,
            languages=() if "languages" in none and entry.languages is None else entry.languages,
            notes=tuple(filter(None, map(text_of, self.values.get("notes", "").splitlines()))),
            remarks=tuple(filter(None, map(text_of, self.values.get("remarks", "").splitlines()))),
        )
        try:
            without = tuple(sorted(area_of(one) for one in self.values.get("except", "").split("、") if one))
            ways = ways_of(self.values.get("ways", ""))
        except Unreadable:
            return entry
        entry = replace(entry, without=without if entry.areas else ())
        return replace(entry, ways=ways) if ways and _same_contacts(entry, ways) else entry


def _same_contacts(entry: Entry, ways: Sequence[object]) -> bool:
    """Whether the standard fields still have the numbers that our own ways have."""
    told = {way.number for way in entry.ways if way.number}
    ours = {way.number for way in ways if getattr(way, "number", None)}  # type: ignore[attr-defined]
    return told == ours


def extras_of(rows: Sequence[Row], terms: Mapping[str, str]) -> Extras:
    """The attributes of a service; `terms` are the names of taxonomy terms by their ids."""
    values = {
        row.get("link_type").removeprefix(OURS): row.get("value")
        for row in rows
        if row.get("link_type").startswith(OURS) and row.get("link_type") != OURS + "topic"
    }
    topics = {name_of(row.get("value")) for row in rows if row.get("link_type") == OURS + "topic"}
    if not values:
        topics |= {name_of(terms.get(row.get("taxonomy_term_id"), "")) for row in rows if not row.get("phone_id")}
    return Extras(tuple(sorted(topics - {""})) or None, values)

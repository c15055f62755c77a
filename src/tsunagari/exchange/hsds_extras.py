"""What HSDS has no field for, carried in attributes of a service by our own export.

Law: an attribute of ours is `tsunagari:FIELD` in `link_type` with its value as text; anything else in attributes is a
topic by its taxonomy term. What the standard fields say now wins over what ours say: somebody may have edited them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tsunagari.exchange.cleaning import name_of, text_of
from tsunagari.exchange.entries import Entry, Way
from tsunagari.exchange.field_cells import ages_of
from tsunagari.exchange.place_cells import Area, area_of
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

    def ways(self, contacts: Iterable[Mapping[str, str]]) -> tuple[Way, ...] | None:
        """Our own ways, where the standard fields (rows of phones and schedules) are still as we wrote them."""
        if "ways" not in self.values or self.values.get("fingerprint") != fingerprint(contacts):
            return None
        try:
            return ways_of(self.values["ways"])
        except Unreadable:
            return None

    def applied(self, entry: Entry, remarks: tuple[str, ...]) -> Entry:
        """The entry with what our own attributes add to it; `remarks` are new ones."""
        if not self.values:
            return replace(entry, remarks=remarks)
        none = self.values.get(NO_CONDITION, "").split()
        ages = ages_of(self.values.get("ages", "")) if entry.ages is None else None
        told = (text_of(line) for line in self.values.get("remarks", "").splitlines())
        return replace(
            entry,
            kind=name_of(self.values.get("kind", "")) or entry.kind,
            areas=() if "areas" in none and entry.areas is None else entry.areas,
            without=self._without() if entry.areas else (),
            ages=() if "ages" in none and entry.ages is None else ages or entry.ages,
            clients=() if "clients" in none and entry.clients is None else entry.clients,
            topics=() if "topics" in none and entry.topics is None else entry.topics,
            notes=tuple(filter(None, map(text_of, self.values.get("notes", "").splitlines()))) or entry.notes,
            remarks=tuple(dict.fromkeys(filter(None, (*told, *remarks)))),
        )

    def _without(self) -> tuple[Area, ...]:
        try:
            return tuple(sorted(area_of(one) for one in self.values.get("except", "").splitlines() if one.strip()))
        except Unreadable:
            return ()


def fingerprint(rows: Iterable[Mapping[str, Any]]) -> str:
    """What rows of phones and schedules say, without their ids and order."""
    told = sorted(
        repr(sorted((key, str(value)) for key, value in row.items() if key != "id" and not key.endswith("_id")))
        for row in rows
    )
    return hashlib.sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[:16]


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

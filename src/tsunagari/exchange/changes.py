"""Two registries compared in words: which resource opened, closed, moved, changed its hours.

Law: equal registries have no changes, and each difference of a resource is told under one kind; a resource is the same
while its name is. Who loses what by it is for the comparison of the rulesets (`pipeline.comparing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tsunagari.exchange.entries import UNKNOWN_FIELDS, Entry, Registry, Way
from tsunagari.exchange.hours_lines import written_lines
from tsunagari.exchange.reading import field_name
from tsunagari.messages import prose
from tsunagari.syntax.keywords import VALUES
from tsunagari.syntax.written import a_date, an_age_range

KINDS: Final = (
    "opened", "reopened", "closed", "gone", "moved", "hours", "ways", "ages", "verified", "other", "notes",
)  # fmt: skip
_UNKNOWN: Final = ("不明", "unknown")
_NO_CONDITION: Final = ("条件なし", "no condition")
_NOTHING: Final = ("なし", "none")
_LISTED: Final = 6
_OTHER: Final = {
    "organization": "by", "kind": "kind", "clients": "requires", "topics": "handles", "languages": "speaks",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of one resource; `before` and `after` are in Japanese and English."""

    kind: str
    name: str
    before: tuple[str, str] = ("", "")
    after: tuple[str, str] = ("", "")

    def sentence(self, language: str) -> str:
        """The difference in `ja` or `en`."""
        side = 0 if language == "ja" else 1
        fields = {"name": self.name, "before": self.before[side], "after": self.after[side]}
        return prose("change/" + self.kind, language, fields)[0]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        sides = {
            key: {"ja": value[0], "en": value[1]} if any(value) else None
            for key, value in (("before", self.before), ("after", self.after))
        }
        return {"kind": self.kind, "resource": self.name, **sides}


def changes(old: Registry, new: Registry) -> tuple[Change, ...]:
    """What is different, by kinds in the order of KINDS and by name; places that have hours only count as resources."""
    before, after = ({one.name: one for one in each.entries} for each in (old, new))
    found = [Change("opened", name) for name in after if name not in before]
    found += [Change("gone", name) for name in before if name not in after]
    for name in before.keys() & after.keys():
        found += _of_one(before[name], after[name])
    tables, later = ({one.name: one for one in each.timetables} for each in (old, new))
    found += [Change("opened", name) for name in later.keys() - tables.keys()]
    found += [Change("gone", name) for name in tables.keys() - later.keys()]
    found += [
        Change("hours", name, _openings(tables[name].hours), _openings(later[name].hours))
        for name in tables.keys() & later.keys() if tables[name].hours != later[name].hours
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), one.name)))


def _of_one(old: Entry, new: Entry) -> Iterator[Change]:
    name = new.name
    if old.status != new.status:
        active = (None, "active")
        kind = "reopened" if new.status in active else "closed" if old.status in active else "other"
        yield Change(kind, name, _status(old.status), _status(new.status))
    if (old.areas, old.without) != (new.areas, new.without):
        yield Change("moved", name, _areas(old), _areas(new))
    if [way.hours for way in old.ways] != [way.hours for way in new.ways] and _hours(old) != _hours(new):
        yield Change("hours", name, _hours(old), _hours(new))
    if _contacts(old) != _contacts(new) or (old.ways != new.ways and _hours(old) == _hours(new)):
        yield Change("ways", name, _contacts(old), _contacts(new))
    if old.ages != new.ages:
        yield Change("ages", name, _ages(old), _ages(new))
    if old.verified != new.verified:
        days = [
            tuple(a_date(one.verified, lang) if one.verified else "-" for lang in ("ja", "en")) for one in (old, new)
        ]
        yield Change("verified", name, (days[0][0], days[0][1]), (days[1][0], days[1][1]))
    for field, keyword in _OTHER.items():
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield Change("other", name, _value(keyword, was), _value(keyword, now))
    if (old.notes, old.remarks) != (new.notes, new.remarks) and replace(old, notes=(), remarks=()) == replace(
        new, notes=(), remarks=()
    ):
        yield Change("notes", name)


def _status(status: str | None) -> tuple[str, str]:
    if status is None:
        return _NOTHING
    keyword = VALUES["status"][status]
    return keyword.ja[0], keyword.en[0]


def _areas(entry: Entry) -> tuple[str, str]:
    if entry.areas is None:
        return _UNKNOWN
    if not entry.areas:
        return _NO_CONDITION
    places, without = (_shown([area.name for area in areas]) for areas in (entry.areas, entry.without))
    if not entry.without:
        return places
    return f"{places[0]} 除く {without[0]}", f"{places[1]} except {without[1]}"


def _hours(entry: Entry) -> tuple[str, str]:
    told = dict.fromkeys(_openings(way.hours) for way in entry.ways)
    return "、".join(one[0] for one in told), ", ".join(one[1] for one in told)


def _openings(hours: Sequence[Any] | None) -> tuple[str, str]:
    if not hours:
        return _UNKNOWN
    ja, en = (" ＋ ".join("; ".join(written_lines(one, language)) for one in hours) for language in ("ja", "en"))
    return ja, en


def _contacts(entry: Entry) -> tuple[str, str]:
    told = [tuple(_contact(way, side) for side in (0, 1)) for way in entry.ways]
    return "、".join(dict.fromkeys(one[0] for one in told)), ", ".join(dict.fromkeys(one[1] for one in told))


def _contact(way: Way, side: int) -> str:
    return f"{way.channel or _UNKNOWN[side]} {way.number or _UNKNOWN[side]}"


def _ages(entry: Entry) -> tuple[str, str]:
    if entry.ages is None:
        return _UNKNOWN
    if not entry.ages:
        return _NO_CONDITION
    return (
        "、".join(an_age_range(low, high, "ja") for low, high in entry.ages),
        ", ".join(an_age_range(low, high, "en") for low, high in entry.ages),
    )


def _value(keyword: str, value: object) -> tuple[str, str]:
    if isinstance(value, str):
        text = (value, value)
    elif isinstance(value, tuple):
        text = _shown(value) if value else _NO_CONDITION
    else:
        text = _NOTHING if keyword == "by" else _UNKNOWN
    label = (UNKNOWN_FIELDS["clients"], "who is served") if keyword == "requires" else None
    names = label or (field_name(keyword, "ja"), field_name(keyword, "en"))
    return f"{names[0]} {text[0]}", f"{names[1]} {text[1]}"


def _shown(names: Sequence[str]) -> tuple[str, str]:
    shown, more = names[:_LISTED], len(names) - _LISTED
    ja, en = "、".join(shown), ", ".join(shown)
    return (f"{ja} ほか{more}", f"{en} and {more} more") if more > 0 else (ja, en)
